// Pictures of pages: each is unpacked once, and cropped to the words by the view of an SVG.

const addresses = new Map();
const WIDE = 760;
const HIGH = 260;
const AROUND = 90;
const MARGIN = 48;

// Gives the address of a picture: at once where the whole page has been read, for paper does not wait.
function withAddress(number, use) {
  if (document.readyState === "loading") return void parsed.then(() => withAddress(number, use));
  if (!addresses.has(number)) addresses.set(number, unpack(number));
  use(addresses.get(number));
}

function unpack(number) {
  const source = document.querySelector(`script[data-picture="${number}"]`);
  const bytes = Uint8Array.from(atob(source.textContent), (letter) => letter.charCodeAt(0));
  return URL.createObjectURL(new Blob([bytes], { type: source.dataset.type }));
}

const between = (value, low, high) => Math.max(low, Math.min(value, high));

// The part of a picture around some boxes: x, y, width and height; from where their passage starts, if all fits then.
function crop({ size: [width, height], boxes, start }) {
  const left = Math.min(...boxes.map((box) => box[0]));
  const top = Math.min(...boxes.map((box) => box[1]));
  const right = Math.max(...boxes.map((box) => box[0] + box[2]));
  const bottom = Math.max(...boxes.map((box) => box[1] + box[3]));
  const w = Math.min(width, Math.max(WIDE, right - left + 2 * AROUND));
  const tall = Math.min(height, Math.max(HIGH, bottom - top + 2 * AROUND));
  const x = right - start + 2 * MARGIN <= w ? start - MARGIN : (left + right - w) / 2;
  return [between(x, 0, width - w), between((top + bottom - tall) / 2, 0, height - tall), w, tall];
}

// A quote's words, marked where they stand.
function shot(marks, label, role) {
  const [width, height] = marks.size;
  const view = crop(marks);
  const image = svg("image", { width, height });
  const words = marks.boxes.map(([x, y, w, tall]) =>
    svg("rect", { class: `word ${role}`, x: x - 3, y: y - 2, width: w + 6, height: tall + 4, rx: 4 }),
  );
  const picture = svg("svg", { viewBox: view.join(" "), role: "img", "aria-label": label }, image, words);
  const frame = h("div", { class: "frame" }, picture);
  frame.style.maxWidth = `${view[2]}px`;
  const toggle = h("button", { type: "button", "aria-pressed": "false" }, "Whole page");
  toggle.addEventListener("click", () => {
    const whole = toggle.getAttribute("aria-pressed") === "false";
    toggle.setAttribute("aria-pressed", String(whole));
    picture.setAttribute("viewBox", whole ? `0 0 ${width} ${height}` : view.join(" "));
    frame.tabIndex = whole ? 0 : -1;
    frame.style.maxWidth = whole ? "none" : `${view[2]}px`;
    frame.scrollTop = whole ? (view[1] / height) * frame.scrollHeight - 40 : 0;
  });
  const figure = h("figure", { class: "shot" }, frame, h("figcaption", {}, "The words on the page", toggle));
  image.addEventListener("error", () => figure.remove());
  whenNear(figure, () => withAddress(marks.picture, (address) => image.setAttribute("href", address)));
  return figure;
}

// The whole page, where what matters is what does not stand on it.
function wholePage(number, label) {
  const image = h("img", { alt: label, decoding: "async" });
  const frame = h("div", { class: "frame", tabindex: 0, role: "group", "aria-label": label }, image);
  const figure = h("figure", { class: "shot" }, frame, h("figcaption", {}, "The whole page"));
  image.addEventListener("error", () => figure.remove());
  whenNear(figure, () =>
    withAddress(number, (address) => {
      image.src = address;
    }),
  );
  return figure;
}
