// One check, with all that is known of it.

const GOOD = new Set(["stated", "consistent", "kept", "heard", "covered"]);

function checkOf(check, number) {
  return h(
    "section",
    { class: "check", "data-check": number },
    h(
      "p",
      { class: "line" },
      h("span", { class: `badge v-${check.verdict}` }, check.called),
      h("b", {}, check.name),
      check.draft ? h("span", { class: "tag" }, "draft") : null,
      check.since ? h("span", { class: "since" }, check.since) : null,
    ),
    GOOD.has(check.verdict) && check.quotes ? null : h("p", { class: "why", dir: "auto" }, check.why),
    quotesOf(check),
    wholePageOf(check),
    figuresOf(check.figures),
    check.spread ? spreadOf(check.spread) : null,
    check.past ? timelineOf(check.past) : null,
    check.remedy ? h("p", { class: "remedy" }, h("b", {}, "Do"), h("span", { dir: "auto" }, check.remedy)) : null,
    (check.notes || []).map((note) => h("p", { class: "note", dir: "auto" }, note)),
    check.page ? h("p", { class: "where" }, link(check.page)) : null,
    check.page ? factsOf(check.page.facts, check.at) : null,
    check.beside
      ? h(
          "details",
          {},
          h("summary", {}, `Heard there too, and left out (${check.beside.length})`),
          check.beside.map((quote) => quoteOf(quote, false)),
        )
      : null,
  );
}

const marked = (check) => (check.quotes || []).some((quote) => quote.marks);

// Where something is not said, all of the page is the evidence.
const wholePageOf = (check) =>
  check.picture !== undefined && (check.verdict === "unstated" || !marked(check))
    ? wholePage(check.picture, `Picture of the whole page of ${check.channel || check.name}`)
    : null;

// What all channels say is long, and told by their own checks: it is unfolded on demand.
function quotesOf(check) {
  const quotes = (check.quotes || []).map((quote) => quoteOf(quote, true));
  if (check.more) quotes.push(h("p", { class: "more" }, `and ${count(check.more)} more`));
  if (quotes.length < 4) return quotes;
  return [quotes.slice(0, 2), h("details", {}, h("summary", {}, `${quotes.length - 2} more`), quotes.slice(2))];
}

function quoteOf(quote, pictured) {
  return h(
    "figure",
    { class: "quote" },
    h(
      "figcaption",
      {},
      h("b", {}, quote.channel),
      h("span", { class: "role" }, quote.role),
      quote.value ? h("span", { class: "role" }, ` · read as ${quote.value}`) : null,
    ),
    h("blockquote", { dir: "auto", lang: quote.lang }, quote.before, h("mark", {}, quote.words || ""), quote.after),
    quote.declare ? h("p", { class: "declare" }, h("b", {}, "Declare"), h("code", {}, quote.declare)) : null,
    h(
      "p",
      { class: "where" },
      quote.place ? h("bdi", {}, quote.place) : null,
      quote.place && quote.page ? " · " : null,
      quote.page ? link(quote.page) : null,
    ),
    pictured && quote.marks
      ? shot(
          quote.marks,
          `Picture of ${quote.channel}, the words “${quote.words}” marked`,
          quote.role === "agrees" ? "agrees" : "differs",
        )
      : null,
    quote.page ? factsOf(quote.page.facts, quote.selector) : null,
  );
}

const link = (page) =>
  page.href
    ? h("a", { href: page.href, rel: "noopener noreferrer", target: "_blank" }, page.url)
    : h("span", { class: "address" }, page.url);

function factsOf(facts, place) {
  const every = [...(facts || []), ...(place ? [["place", place]] : [])];
  return every.length
    ? h(
        "details",
        {},
        h("summary", {}, "How it was seen"),
        h(
          "dl",
          { class: "facts" },
          every.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
        ),
      )
    : null;
}

function figuresOf(figures) {
  if (!figures) return null;
  const grouped = figures.some((figure) => figure.group);
  const head = ["measured", "value", "between", ...(grouped ? ["of"] : [])];
  return h(
    "table",
    { class: "figures" },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        head.map((name) => h("th", { scope: "col" }, name)),
      ),
    ),
    h(
      "tbody",
      {},
      figures.map((figure) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, figure.name),
          h("td", {}, figure.text),
          h("td", {}, figure.ends || ""),
          grouped ? h("td", {}, figure.group || "all") : null,
        ),
      ),
    ),
  );
}
