// How measured times are distributed, with the promised and the honest time drawn in.

// Bins with both of their ends; the last one is left out where it only holds what is far above all others.
function binsOf(group) {
  const edges = group.bins.map((bin) => bin[0]);
  const step = edges.length > 1 ? edges[1] - edges[0] : edges[0] || 1;
  const bins = group.bins.map(([edge, done, open], at) => ({
    low: at ? edges[at - 1] : edge - step,
    high: edge,
    done,
    open,
  }));
  const widths = bins.map((bin) => bin.high - bin.low).sort((a, b) => a - b);
  const last = bins[bins.length - 1];
  const far = bins.length > 3 && last.high - last.low > 3 * widths[Math.floor(widths.length / 2)] ? bins.pop() : null;
  return { bins, far };
}

// Bars as wide as their bins: their area, not their height, tells how many there are.
const bars = (bins, value) => (chart) => {
  const path = new Path2D();
  const ground = chart.valToPos(0, "y", true);
  for (const bin of bins) {
    const left = chart.valToPos(bin.low, "x", true);
    const right = chart.valToPos(bin.high, "x", true);
    const top = chart.valToPos(value(bin) / (bin.high - bin.low), "y", true);
    path.rect(left + 0.5, top, Math.max(1, right - left - 1), ground - top);
  }
  return { fill: path };
};

function upright(chart, at, stroke, dash) {
  if (at === null) return;
  const { ctx, bbox } = chart;
  const x = Math.round(chart.valToPos(at, "x", true));
  ctx.save();
  ctx.strokeStyle = stroke;
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}

function histogram(spread, group) {
  const { bins, far } = binsOf(group);
  const late = (bin) => spread.bound !== null && bin.high > spread.bound;
  const of = (wanted, name) =>
    bars(
      bins.filter((bin) => bin[name] && (name === "open" || late(bin) === wanted)),
      (bin) => bin[name],
    );
  const high = Math.max(...bins.map((bin) => Math.max(bin.done, bin.open) / (bin.high - bin.low)));
  const right = Math.max(...bins.map((bin) => bin.high), spread.bound ?? 0, spread.honest ?? 0);
  const box = h("div", { class: "plot", role: "img", "aria-label": inWords(spread, group) });
  const series = [
    [false, "done", "--good"],
    [true, "done", "--bad"],
    [true, "open", "--soft"],
  ].map(([wanted, name, ink]) => ({ paths: of(wanted, name), fill: () => colour(ink), points: { show: false } }));
  const options = {
    scales: {
      x: { time: false, range: [Math.min(0, bins[0].low), right * 1.03 || 1] },
      y: { range: [0, high * 1.06 || 1] },
    },
    axes: [
      axis({
        size: 28,
        incrs: spread.unit.endsWith("days") ? DAYS : LENGTHS,
        space: 70,
        values: (_, splits) => splits.map((at) => (at < 0 ? "" : length(at, spread.unit.replace("business ", "")))),
      }),
      { show: false },
    ],
    series: [{}, ...series],
    hooks: {
      draw: [
        (chart) => {
          upright(chart, spread.bound, colour("--ink"), []);
          upright(chart, spread.honest, colour("--link"), [6, 5]);
        },
      ],
    },
  };
  const values = bins.map((bin) => bin.done + bin.open);
  whenNear(box, () => plot(box, options, [bins.map((bin) => bin.high), values, values, values]));
  return [
    box,
    far && far.done + far.open
      ? h(
          "p",
          { class: "note" },
          `${count(far.done + far.open)} beyond what is drawn, up to ${length(far.high, spread.unit)}`,
        )
      : null,
  ];
}

function totals(spread, group) {
  const sum = (bins, name) => bins.reduce((all, bin) => all + bin[name], 0);
  const { bins, far } = binsOf(group);
  const every = far ? [...bins, far] : bins;
  const inside = every.filter((bin) => spread.bound !== null && bin.high <= spread.bound);
  return { done: sum(every, "done"), open: sum(every, "open"), inside: sum(inside, "done"), every };
}

function inWords(spread, group) {
  const { done, open, inside } = totals(spread, group);
  const within =
    spread.bound === null
      ? ""
      : `: ${count(inside)} within ${length(spread.bound, spread.unit)}, ${count(done - inside)} later`;
  return `Distribution of ${count(done)} times${within}${open ? `; ${count(open)} open` : ""}${group.failed ? `; ${count(group.failed)} failed` : ""}`;
}

function binTable(spread, group) {
  const { done, every } = totals(spread, group);
  let sum = 0;
  const rows = every
    .filter((bin) => bin.done || bin.open)
    .map((bin) => {
      sum += bin.done;
      return [
        length(bin.high, spread.unit),
        count(bin.done),
        done ? `${decimal((100 * sum) / done)} %` : "",
        bin.open ? count(bin.open) : "",
      ];
    });
  return table(["up to", "done", "done by then", "open"], rows);
}

// How long it took: one chart a group, the worst first; those of many are unfolded on demand.
function spreadOf(spread) {
  const key = h(
    "ul",
    { class: "key" },
    h("li", { class: "in" }, spread.bound === null ? "done" : "in time"),
    spread.bound === null ? null : h("li", { class: "late" }, "late"),
    spread.groups.some((group) => group.bins.some((bin) => bin[2])) ? h("li", { class: "open" }, "still open") : null,
    spread.bound === null ? null : h("li", { class: "line" }, `promised: ${length(spread.bound, spread.unit)}`),
    spread.honest === null ? null : h("li", { class: "dashed" }, `honest: ${length(spread.honest, spread.unit)}`),
  );
  const figures = spread.groups
    .filter((group) => group.bins.length)
    .map((group, at) =>
      h(
        "figure",
        { class: "chart" },
        h(
          "figcaption",
          {},
          `How long it took${group.name ? `, ${group.name}` : ""}${spread.unit.startsWith("business") ? ` (in ${spread.unit})` : ""}`,
        ),
        at ? null : key,
        histogram(spread, group),
        binTable(spread, group),
      ),
    );
  if (figures.length < 3) return figures;
  return [figures[0], h("details", {}, h("summary", {}, `${figures.length - 1} more groups`), figures.slice(1))];
}
