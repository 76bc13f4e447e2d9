// What became of a check from run to run: its streaks, and what was measured in each.

const day = (text) => text.slice(0, 10);
const time = (text) => Date.parse(text) / 1000;

function streakBar(past) {
  const first = time(past.streaks[0][0]);
  const whole = Math.max(1, time(past.end) - first);
  const rects = past.streaks.map(([at, verdict, runs], number) => {
    const next = number + 1 < past.streaks.length ? time(past.streaks[number + 1][0]) : time(past.end) + whole / 50;
    const x = (1000 * (time(at) - first)) / (whole * 1.02);
    const width = Math.max(3, (1000 * (next - time(at))) / (whole * 1.02));
    return svg(
      "rect",
      { class: `v-${verdict}`, x, width, height: 20 },
      svg("title", {}, streakWords([at, verdict, runs])),
    );
  });
  const label = `From ${day(past.streaks[0][0])} to ${day(past.end)}: ${past.streaks.map(streakWords).slice(-6).join("; ")}`;
  return svg(
    "svg",
    { class: "streaks", viewBox: "0 0 1000 20", preserveAspectRatio: "none", role: "img", "aria-label": label },
    rects,
  );
}

const streakWords = ([at, verdict, runs]) =>
  `${verdict} from ${day(at)}, ${count(runs)} ${runs === 1 ? "run" : "runs"}`;

// A check that has always been the same needs no picture of that.
function timelineOf(past) {
  if (past.streaks.length === 1 && (past.values || []).length < 2)
    return h("p", { class: "note" }, `${streakWords(past.streaks[0])}, without a break`);
  const list = past.streaks
    .slice(-6)
    .reverse()
    .map(([at, verdict, runs]) =>
      h(
        "li",
        {},
        h("b", { class: `v-${verdict}` }, verdict),
        ` from ${day(at)} (${count(runs)} ${runs === 1 ? "run" : "runs"})`,
      ),
    );
  const parts = [h("figcaption", {}, "From run to run"), streakBar(past), h("ul", { class: "streak-list" }, list)];
  if (past.values && past.values.length > 1) parts.push(...trend(past));
  return h("figure", { class: "chart" }, parts);
}

function trend(past) {
  const said = (value) =>
    past.unit === "%"
      ? `${decimal(value)} %`
      : past.unit.match(/seconds|days/)
        ? length(value, past.unit)
        : decimal(value);
  const numbers = past.values.map((point) => point[1]);
  const box = h("div", {
    class: "plot",
    role: "img",
    "aria-label": `${past.name}: from ${said(numbers[0])} to ${said(numbers[numbers.length - 1])}, ${said(Math.min(...numbers))} at the least, ${said(Math.max(...numbers))} at the most`,
  });
  const short = time(past.end) - time(past.values[0][0]) < 2 * 86400;
  const when = (at) => new Date(1000 * at).toISOString().slice(...(short ? [11, 16] : [0, 10]));
  const options = {
    tzDate: (at) => uPlot.tzDate(new Date(1000 * at), "Etc/UTC"),
    scales: {
      y: {
        range: (_, low, high) => {
          const room = (high - low || Math.abs(high) || 1) * 0.12;
          return [low - room, high + room];
        },
      },
    },
    axes: [
      axis({ space: 80, size: 28, values: (_, splits) => splits.map(when) }),
      axis({ size: 76, values: (_, splits) => splits.map(said) }),
    ],
    series: [{}, { stroke: () => colour("--link"), width: 2, points: { show: numbers.length < 40, size: 5 } }],
  };
  whenNear(box, () => plot(box, options, [past.values.map((point) => time(point[0])), numbers]));
  return [
    box,
    table(
      ["run", past.name],
      past.values.map((point) => [point[0].replace("T", " ").slice(0, 16), said(point[1])]).reverse(),
    ),
  ];
}
