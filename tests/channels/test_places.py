"""Each passage knows its place: headings, table headers, list, term, label, language - in a browser and without."""

import pytest

VIEWS = pytest.mark.parametrize("view", ["browser", "http"])


@pytest.fixture
def the(said):
    """The one passage with a text."""

    def find(text, body, **options):
        (found,) = [passage for passage in said(body, **options) if passage.text == text]
        return found

    return find


HEADINGS = {
    "a chain": ("<h1>Help</h1><h2>Delivery</h2><h3>Express</h3><p>24 hours</p>", ("Help", "Delivery", "Express")),
    "a sibling ends a heading": (
        "<h1>Help</h1><h2>Delivery</h2><p>x</p><h2>Reply</h2><p>24 hours</p>",
        ("Help", "Reply"),
    ),
    "a level is skipped": ("<h1>Help</h1><h4>Reply</h4><p>24 hours</p>", ("Help", "Reply")),
    "the title stands for a missing h1": ("<h2>Reply</h2><p>24 hours</p>", ("Shop", "Reply")),
    "a role": ("<h1>Help</h1><div role=heading aria-level=2>Reply</div><p>24 hours</p>", ("Help", "Reply")),
    "a section ends its headings": (
        "<h1>Help</h1><section><h2>Delivery</h2><p>x</p></section><p>24 hours</p>",
        ("Help",),
    ),
    "a heading in a box of its own": ("<h1>Help</h1><div><h2>Reply</h2></div><p>24 hours</p>", ("Help", "Reply")),
    "a heading with markup": ("<h1>Our <em>Help</em></h1><p>24 hours</p>", ("Our Help",)),
    "an open summary": ("<h1>Help</h1><details open><summary>When?</summary>24 hours</details>", ("Help", "When?")),
    "after details": ("<h1>Help</h1><details open><summary>When?</summary>x</details><p>24 hours</p>", ("Help",)),
    "a heading in a summary": (
        "<h1>Help</h1><details open><summary><h2>When?</h2></summary>24 hours</details>",
        ("Help", "When?"),
    ),
    "a legend": ("<h1>Help</h1><fieldset><legend>Express</legend><p>24 hours</p></fieldset>", ("Help", "Express")),
    "a bold line": ("<h1>Help</h1><p><b>Express</b></p><p>24 hours</p>", ("Help", "Express")),
    "a bold word in a line is none": ("<h1>Help</h1><p><b>Express</b> is quick</p><p>24 hours</p>", ("Help",)),
    "a bold sentence is none": ("<h1>Help</h1><p><b>We are quick.</b></p><p>24 hours</p>", ("Help",)),
    "a footer is no part of the last section": (
        "<h1>Help</h1><h2>Returns</h2><p>x</p><footer><p>24 hours</p></footer>",
        (),
    ),
    "a footer's own heading": ("<h1>Help</h1><footer><h2>Reply</h2><p>24 hours</p></footer>", ("Reply",)),
    "an article's footer": (
        "<h1>Help</h1><article><h2>Reply</h2><footer><p>24 hours</p></footer></article>",
        ("Help", "Reply"),
    ),
}


@VIEWS
@pytest.mark.parametrize("case", HEADINGS)
def test_headings(the, case, view):
    body, expected = HEADINGS[case]
    assert the("24 hours", body, view=view).headings == expected


def test_cards_keep_their_headings_to_themselves(the):
    cards = "<div class=card><h3>Standard</h3><p>4 days</p></div><div class=card><h3>Express</h3><p>1 day</p></div>"
    body = f"<h1>Delivery</h1>{cards}<p>24 hours</p>"
    assert the("1 day", body).headings == ("Delivery", "Express")
    assert the("24 hours", body).headings == ("Delivery",)


def test_a_line_that_is_bold_by_style_heads_what_follows(the):
    body = "<style>.q{font-weight:700}</style><h1>Help</h1><div class=q>Express</div><div>24 hours</div>"
    assert the("24 hours", body).headings == ("Help", "Express")


def test_a_button_heads_what_it_opens(the):
    body = "<h1>Help</h1><button aria-controls=a aria-expanded=true>When?</button><div id=a>24 hours</div><p>rest</p>"
    assert the("24 hours", body).headings == ("Help", "When?")
    assert the("rest", body).headings == ("Help",)


TABLES = {
    "headers in the first row": (
        "<tr><th>Method<th>Time<tr><td>Express<td>24 hours",
        ("Express",),
        ("Time",),
    ),
    "headers in the first column": ("<tr><th>Reply<td>24 hours<tr><th>Returns<td>30 days", ("Reply",), ()),
    "both": ("<thead><tr><td><th>Time<tbody><tr><th>Express<td>24 hours", ("Express",), ("Time",)),
    "scopes": (
        "<tr><td><th scope=col>Time<tr><th scope=row>Express<td>24 hours",
        ("Express",),
        ("Time",),
    ),
    "a header over two columns": (
        "<tr><th rowspan=2>Plan<th colspan=2>Reply<tr><th>Phone<th>E-mail<tr><td>Pro<td>1 hour<td>24 hours",
        ("Pro",),
        ("Reply", "E-mail"),
    ),
    "a header over two rows": (
        "<tr><th>Zone<th>Way<th>Time<tr><td rowspan=2>Europe<td>Standard<td>5 days<tr><td>Express<td>24 hours",
        ("Europe",),
        ("Time",),
    ),
    "headers by id": (
        "<tr><th id=a>Way<th id=b>Time<tr><td>Express<td headers=b>24 hours",
        (),
        ("Time",),
    ),
    "no headers, a bold first row": (
        "<tr><td><b>Way</b><td><b>Time</b><tr><td>Express<td>24 hours",
        ("Express",),
        ("Time",),
    ),
    "no headers, three columns": (
        "<tr><td>Way<td>Time<td>Price<tr><td>Express<td>24 hours<td>9 €",
        ("Express",),
        ("Time",),
    ),
    "no headers, two columns": ("<tr><td>Reply<td>24 hours<tr><td>Returns<td>30 days", ("Reply",), ()),
    "one column": ("<tr><td>24 hours<tr><td>30 days", (), ()),
    "spans beyond the table": ("<tr><th colspan=9999>Time<tr><td colspan=0 rowspan=99999>24 hours", (), ("Time",)),
}


@VIEWS
@pytest.mark.parametrize("case", TABLES)
def test_table_headers(the, case, view):
    rows, line, column = TABLES[case]
    found = the("24 hours", f"<h1>Delivery</h1><table>{rows}</table>", view=view)
    assert (found.row, found.column) == (line, column)


@VIEWS
def test_a_caption_heads_its_table_alone(the, view):
    body = "<h1>Help</h1><table><caption>Reply times</caption><tr><th>Mail<td>24 hours</table><p>rest</p>"
    assert the("24 hours", body, view=view).headings == ("Help", "Reply times")
    assert the("rest", body, view=view).headings == ("Help",)


@VIEWS
def test_a_table_for_layout_has_no_headers(the, view):
    body = "<table role=presentation><tr><td>Menu<td>24 hours</table>"
    assert the("24 hours", body, view=view).row == ()


def test_a_table_made_of_roles(the):
    body = (
        "<div role=table><div role=row><span role=columnheader>Way</span><span role=columnheader>Time</span></div>"
        "<div role=row><span role=rowheader>Express</span><span role=cell>24 hours</span></div></div>"
        "<style>[role=row]{display:flex}</style>"
    )
    found = the("24 hours", body)
    assert (found.row, found.column) == (("Express",), ("Time",))


LEADS = {
    "a list after a colon": ("<p>We reply within:</p><ul><li>24 hours</ul>", "We reply within:"),
    "a list after a sentence": ("<p>We reply.</p><ul><li>24 hours</ul>", ""),
    "a term": ("<dl><dt>Reply<dd>24 hours<dt>Returns<dd>30 days</dl>", "Reply"),
    "a group of terms": ("<dl><div><dt>Reply<dd>24 hours</div></dl>", "Reply"),
    "two terms": ("<dl><dt>Reply<dt>Callback<dd>24 hours</dl>", "Reply / Callback"),
    "a second definition": ("<dl><dt>Reply<dd>soon<dd>24 hours</dl>", "Reply"),
    "a line that ends in a colon": ("<p>Reply time:</p><p>24 hours</p>", "Reply time:"),
    "a line two before": ("<p>Reply time:</p><p>One.</p><p>24 hours</p>", ""),
}


@VIEWS
@pytest.mark.parametrize("case", LEADS)
def test_leads(the, case, view):
    body, expected = LEADS[case]
    assert the("24 hours", f"<h1>Help</h1>{body}", view=view).lead == expected


def test_a_pair_of_boxes_is_a_term_and_its_value(the):
    body = "<h1>Help</h1><div style='display:flex'><span>Reply time</span><span>24 hours</span></div>"
    assert the("24 hours", body).lead == "Reply time"


@VIEWS
def test_a_label_names_its_field(the, view):
    body = "<form><label for=eta>Delivery time</label><input id=eta value='24 hours'></form>"
    assert the("24 hours", body, view=view).label == "Delivery time"


@VIEWS
def test_a_named_region_labels_what_is_in_it(the, view):
    assert the("24 hours", "<section aria-label=Chat><p>24 hours</p></section>", view=view).label == "Chat"


@VIEWS
def test_the_nearest_language_counts(the, view):
    body = '<p>24 hours</p><div lang=ru><p>24 часа</p><p lang="">24 h</p></div>'
    languages = [the(text, body, view=view).lang for text in ("24 hours", "24 часа", "24 h")]
    assert languages == ["en", "ru", None]


@VIEWS
def test_a_selector_finds_its_passage_again(said, ear, view):
    body = (
        "<main id=main><h1>Help</h1><p>one</p><p>two <b>bold</b></p><ul><li>three<li>four</ul></main>"
        "<div><p id=x>five</p><div id=r1a2b3456><p>six</p></div><p id=x>seven</p></div>"
        "<table><tr><th>eight<td>nine</table>"
    )
    passages = said(body, view=view)
    assert len({passage.selector for passage in passages}) == len(passages) == 10
    assert located(ear, body, passages) == [passage.text for passage in passages]


def test_a_selector_reaches_into_shadow_roots(said, ear):
    inner = "<p>one</p><div><p>two</p></div><x-b><template shadowrootmode=open><p>three</p></template></x-b>"
    body = f"<x-a><template shadowrootmode=open>{inner}<p id=last>four</p></template></x-a><p>five</p>"
    passages = said(body)
    assert located(ear, body, passages) == ["one", "two", "three", "four", "five"]


def located(ear, body, passages):
    """What Playwright itself finds by the passages' selectors, each of which must find one element."""

    async def look():
        session = await ear.resources["browser-chromium"]
        page = await session.browser.new_page()
        await page.set_content(f"<title>Shop</title><body>{body}</body>")
        found = [(await page.locator(passage.selector).inner_text()).strip() for passage in passages]
        await page.close()
        return found

    return ear.run(look())
