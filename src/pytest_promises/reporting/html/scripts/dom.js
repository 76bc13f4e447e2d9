// Elements from plain values. Text only ever becomes text: nothing here parses markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false)
      element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== ""));
  return element;
}

const h = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

// The page may be long: what stands at its end is there only when all of it has been read.
const parsed = new Promise((resolve) => {
  if (document.readyState !== "loading") resolve();
  else document.addEventListener("DOMContentLoaded", resolve, { once: true });
});

const whenIdle = (work) =>
  window.requestIdleCallback ? requestIdleCallback(work, { timeout: 1000 }) : setTimeout(work, 50);

// What is drawn only when it comes near the screen, or goes to paper.
const waiting = new Map();
const near = new IntersectionObserver(
  (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => draw(entry.target)),
  { rootMargin: "600px" },
);

function whenNear(element, work) {
  waiting.set(element, work);
  near.observe(element);
}

function draw(element) {
  const work = waiting.get(element);
  waiting.delete(element);
  near.unobserve(element);
  if (work) work();
}

// What is drawn may bring more that waits.
function drawAll() {
  while (waiting.size) [...waiting.keys()].forEach(draw);
}

// Data of the page: the index, and the details of a promise, each read once.
const index = JSON.parse(document.getElementById("index").textContent);
const promises = new Map(index.promises.map((promise) => [promise.id, promise]));
const sources = new Map(
  [...document.querySelectorAll("script[data-details]")].map((each) => [each.dataset.details, each]),
);
const read = new Map();

function details(id) {
  if (!read.has(id)) read.set(id, JSON.parse(sources.get(id).textContent));
  return read.get(id);
}
