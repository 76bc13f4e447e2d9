// The matrix is one stop for the keyboard; arrows lead through its cells (https://www.w3.org/WAI/ARIA/apg/patterns/grid/).

function gridOf(table) {
  const links = [...table.querySelectorAll("tbody a")];
  links.forEach((link, number) => {
    link.tabIndex = number ? -1 : 0;
  });
  table.setAttribute("role", "grid");
  table.addEventListener("keydown", (event) => {
    const next =
      event.target.matches("tbody a") && !event.altKey && !event.ctrlKey && !event.metaKey
        ? neighbour(event.target, event.key)
        : null;
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
  table.addEventListener("focusin", (event) => {
    if (!event.target.matches("tbody a")) return;
    table.querySelectorAll('tbody a[tabindex="0"]').forEach((link) => {
      link.tabIndex = -1;
    });
    event.target.tabIndex = 0;
  });
}

function neighbour(link, key) {
  const cell = link.parentElement;
  const row = cell.parentElement;
  const along = [...row.querySelectorAll("a")];
  const at = along.indexOf(link);
  if (key === "ArrowRight") return along[at + 1];
  if (key === "ArrowLeft") return along[at - 1];
  if (key === "Home") return along[0];
  if (key === "End") return along[along.length - 1];
  if (key !== "ArrowDown" && key !== "ArrowUp") return null;
  const side = key === "ArrowDown" ? "nextElementSibling" : "previousElementSibling";
  for (let other = row[side]; other; other = other[side]) {
    const found = !other.hidden && other.cells[cell.cellIndex].querySelector("a");
    if (found) return found;
  }
  return null;
}
