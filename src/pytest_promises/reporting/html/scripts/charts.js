// What all charts share: lengths of time, colours of the theme, axes, and a table beside each that says the same.

const charts = new Set();
const HIGH_CHART = 160;
const LENGTHS = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200,
  10800, 14400, 21600, 43200, 86400, 172800, 345600, 604800, 1209600, 2592000, 5184000, 7776000, 31536000,
];
const DAYS = [1, 2, 5, 7, 10, 14, 20, 30, 60, 90, 180, 365];

const count = (number) => number.toLocaleString("en");
const decimal = (number) => String(Number(number.toPrecision(3)));

// A length of time, as short as an axis needs it.
function length(value, unit) {
  const business = unit.startsWith("business ") ? "business " : "";
  if (unit.endsWith("days")) return `${decimal(value)} ${business}${value === 1 ? "day" : "days"}`;
  if (value < 60) return `${decimal(value)} ${business}s`;
  if (value < 3600) return `${decimal(value / 60)} ${business}min`;
  return business || value < 3 * 86400 ? `${decimal(value / 3600)} ${business}h` : `${decimal(value / 86400)} d`;
}

// The colour of a variable of the style sheet, as a canvas needs it: in the theme of now.
function colour(name) {
  const probe = h("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function plot(box, options, data) {
  const chart = new uPlot(
    {
      width: Math.max(280, box.clientWidth),
      height: HIGH_CHART,
      legend: { show: false },
      cursor: { show: false },
      ...options,
    },
    data,
    box,
  );
  charts.add(chart);
  new ResizeObserver(() => {
    if (box.clientWidth && box.clientWidth !== chart.width)
      chart.setSize({ width: box.clientWidth, height: HIGH_CHART });
  }).observe(box);
}

const redrawAll = () => charts.forEach((chart) => chart.redraw());

const axis = (more) => ({
  stroke: () => colour("--soft"),
  grid: { stroke: () => colour("--line"), width: 1 },
  ticks: { show: false },
  font: "12px system-ui, sans-serif",
  ...more,
});

// What a chart shows, in figures.
const table = (head, rows) =>
  h(
    "details",
    {},
    h("summary", {}, "As a table"),
    h(
      "div",
      { class: "scrolled", tabindex: 0, role: "group", "aria-label": "The chart as a table" },
      h(
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
          rows.map((row) =>
            h(
              "tr",
              {},
              row.map((value) => h("td", {}, value)),
            ),
          ),
        ),
      ),
    ),
  );
