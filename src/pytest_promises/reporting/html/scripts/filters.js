// Filters: what is chosen stands in the address, so that a view can be sent to somebody.

const form = document.getElementById("filters");
const counted = document.getElementById("count");
const FIELDS = ["q", "owner", "topic", "lang"].filter((name) => form.elements[name]);
const chosen = { q: "", owner: "", topic: "", lang: "", verdict: new Set() };
const texts = new Map();

const isFiltered = () => Boolean(chosen.q || chosen.owner || chosen.topic || chosen.lang || chosen.verdict.size);

// All that is told of a promise in small letters, to find words in; addresses too, but not how the data is named.
function textOf(promise) {
  if (!texts.has(promise.id))
    texts.set(
      promise.id,
      [
        promise.id,
        promise.owner,
        promise.topic,
        ...strings(details(promise.id)),
        document.getElementById(promise.id).querySelector("summary").textContent,
      ]
        .join("\n")
        .toLowerCase(),
    );
  return texts.get(promise.id);
}

function* strings(value) {
  if (typeof value === "string") yield value;
  else if (value && typeof value === "object") for (const each of Object.values(value)) yield* strings(each);
}

const fits = (promise) =>
  (!chosen.owner || promise.owner === chosen.owner) &&
  (!chosen.topic || promise.topic === chosen.topic) &&
  (!chosen.q || textOf(promise).includes(chosen.q.toLowerCase()));
const checkFits = ([verdict, languages]) =>
  (!chosen.verdict.size || chosen.verdict.has(index.verdicts[verdict])) &&
  (!chosen.lang || languages.includes(chosen.lang));

function apply() {
  let shown = 0;
  let checks = 0;
  for (const promise of index.promises) {
    const fitting = fits(promise) ? promise.checks.map(checkFits) : [];
    promise.fitting = new Set(fitting.flatMap((fit, number) => (fit ? [number] : [])));
    shown += promise.fitting.size > 0;
    checks += promise.fitting.size;
  }
  document.querySelectorAll("[data-promise]").forEach((each) => {
    each.hidden = !promises.get(each.dataset.promise).fitting.size;
  });
  document.querySelectorAll(".card, details.promise").forEach(showChecks);
  document.querySelectorAll(".matrix tbody tr:not([hidden])").forEach(showCells);
  document.querySelectorAll(".scroll").forEach((each) => {
    each.hidden = !each.querySelector("tbody tr:not([hidden])");
  });
  document.querySelectorAll(".part:has([data-promise])").forEach((each) => {
    each.hidden = !each.querySelector("[data-promise]:not([hidden])");
  });
  document.getElementById("clear").hidden = !isFiltered();
  counted.textContent = isFiltered()
    ? `${count(shown)} of ${count(promises.size)} promises, ${count(checks)} checks`
    : "";
}

function showChecks(section) {
  const { fitting } = promises.get(section.dataset.promise);
  section.querySelectorAll("[data-check]").forEach((each) => {
    each.hidden = fitting !== undefined && !fitting.has(Number(each.dataset.check));
  });
}

function showCells(row) {
  const { fitting } = promises.get(row.dataset.promise);
  row
    .querySelectorAll("a[data-c]")
    .forEach((cell) =>
      cell.classList.toggle("off", !cell.dataset.c.split(" ").some((number) => fitting.has(Number(number)))),
    );
}

// The address: filters and, behind them, the place that was gone to.
function written(at) {
  const parts = new URLSearchParams(FIELDS.filter((name) => chosen[name]).map((name) => [name, chosen[name]]));
  if (chosen.verdict.size) parts.set("verdict", [...chosen.verdict].join(","));
  if (at) parts.set("at", at);
  return `#${parts}`;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

function readAddress() {
  const text = location.hash.slice(1);
  if (text && !text.includes("=")) return decoded(text);
  const parts = new URLSearchParams(text);
  FIELDS.forEach((name) => {
    chosen[name] = parts.get(name) || "";
  });
  chosen.verdict = new Set(
    (parts.get("verdict") || "").split(",").filter((verdict) => index.verdicts.includes(verdict)),
  );
  showChosen();
  apply();
  return parts.get("at");
}

function showChosen() {
  FIELDS.forEach((name) => {
    form.elements[name].value = chosen[name];
  });
  document
    .querySelectorAll("#verdicts button")
    .forEach((button) => button.setAttribute("aria-pressed", String(chosen.verdict.has(button.value))));
}

function choose() {
  FIELDS.forEach((name) => {
    chosen[name] = form.elements[name].value.trim();
  });
  history.replaceState(null, "", isFiltered() ? written() : "#");
  apply();
}

function clearFilters() {
  Object.assign(chosen, { q: "", owner: "", topic: "", lang: "", verdict: new Set() });
  showChosen();
  choose();
}

// The legend of verdicts becomes the filter of verdicts.
function buttonOf(item) {
  const legend = item.firstElementChild;
  const button = h(
    "button",
    { type: "button", class: legend.className, value: item.dataset.verdict, "aria-pressed": "false" },
    legend.textContent,
  );
  button.addEventListener("click", () => {
    const was = chosen.verdict.delete(button.value);
    if (!was) chosen.verdict.add(button.value);
    button.setAttribute("aria-pressed", String(!was));
    choose();
  });
  legend.replaceWith(button);
}

function nameLanguages() {
  const names = new Intl.DisplayNames(["en"], { type: "language" });
  for (const option of form.elements.lang ? form.elements.lang.options : []) {
    if (!option.value) continue;
    option.value = option.textContent;
    try {
      option.textContent = `${names.of(option.value)} (${option.value})`;
    } catch {
      /* no language that anybody knows */
    }
  }
}
