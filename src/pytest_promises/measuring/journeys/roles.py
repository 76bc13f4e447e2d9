"""The roles that elements can have (WAI-ARIA, as Playwright knows it): by another one nothing is found."""

from difflib import get_close_matches

_NAMES = """
alert alertdialog application article banner blockquote button caption cell checkbox code columnheader combobox
complementary contentinfo definition deletion dialog directory document emphasis feed figure form generic grid gridcell
group heading img insertion link list listbox listitem log main marquee math menu menubar menuitem menuitemcheckbox
menuitemradio meter navigation none note option paragraph presentation progressbar radio radiogroup region row rowgroup
rowheader scrollbar search searchbox separator slider spinbutton status strong subscript superscript switch tab table
tablist tabpanel term textbox time timer toolbar tooltip tree treegrid treeitem
"""
ROLES = frozenset(_NAMES.split())


def unknown(role: str) -> str:
    """Return what is wrong with a role that there is none of."""
    near = get_close_matches(role, sorted(ROLES), 1)
    return f"`{role}` is no ARIA role: {f'did you mean `{near[0]}`?' if near else 'write one like `button`'}"
