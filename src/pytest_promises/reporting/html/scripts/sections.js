// Sections of promises are filled when they are opened; what is broken gets its pictures and charts.

function fillSection(section) {
  const body = section.querySelector(".body");
  if (body.childElementCount) return;
  const checks = details(section.dataset.promise).checks.map((check, number) => [
    GOOD.has(check.verdict),
    checkOf(check, number),
  ]);
  body.append(...checks.sort((one, other) => one[0] - other[0]).map((each) => each[1]));
  showChecks(section);
}

document
  .querySelectorAll("details.promise")
  .forEach((section) => section.addEventListener("toggle", () => section.open && fillSection(section)));

// A picture that its card shows already is not shown again.
function illustrate(breach) {
  const card = breach.closest(".card");
  const shown = (card.shown ??= new Set());
  const check = details(card.dataset.promise).checks[breach.dataset.check];
  [...breach.querySelectorAll(".quote")].forEach((figure, number) => {
    const quote = check.quotes[number];
    const place = JSON.stringify(quote.marks);
    if (!quote.marks || shown.has(place) || check.verdict === "unstated") return;
    shown.add(place);
    figure.append(
      shot(
        quote.marks,
        `Picture of ${quote.channel}, the words “${quote.words}” marked`,
        quote.role === "agrees" ? "agrees" : "differs",
      ),
    );
  });
  const drawn = [
    wholePageOf(check),
    ...(check.spread ? spreadOf(check.spread) : []),
    check.past ? timelineOf(check.past) : null,
  ];
  breach.querySelector(".drawn").append(...drawn.filter(Boolean));
}

const illustrateAll = () =>
  document.querySelectorAll(".breach").forEach((breach) => whenNear(breach, () => illustrate(breach)));

// Leads to a place in the page; what a filter hides is shown again.
function go(id) {
  const target = document.getElementById(id);
  if (!target) return;
  if (target.closest("[hidden]")) {
    clearFilters();
    history.replaceState(null, "", `#${id}`);
  }
  if (target.matches("details.promise")) {
    target.open = true;
    fillSection(target);
    target.querySelector("summary").focus({ preventScroll: true });
  }
  target.scrollIntoView();
}
