// Where the words of one frame stand, and covers over what no picture may show. Evaluated with a JSON text:
// {count, masks: {index: [[start, end]]}, hide: [CSS], most, lowest}
// -> {words: {index: [[start, end, x, y, width, height]]}, scroll: [x, y], view: [width, height], size: [width, height],
//     invalid: [index], bare}
// `index` counts the passages that the reading pass told of, `start` and `end` their characters. Places are in CSS pixels
// of the frame's viewport. `bare` says that something is left that could not be covered.
(json) => {
  "use strict";
  const asked = JSON.parse(json);
  const { told = [], banners = [] } = window[Symbol.for("pytest-promises.told")] || {};
  const same = told.length === asked.count;
  const range = document.createRange();
  const isSpace = (char) => char === " " || char === "\n" || char === "\t" || char === "\r" || char === "\f";
  const parentOf = (element) => element.assignedSlot || element.parentElement || element.getRootNode().host || null;

  // ---- where characters are ----
  // For each UTF-16 unit of a passage the text node that it comes from, and its offset there; none for a space, and for
  // what is in no node. White space is all alike: the passage has it collapsed.
  const origins = (text, segments) => {
    const nodes = new Array(text.length);
    const offsets = new Uint32Array(text.length);
    let at = 0;
    for (const segment of segments) {
      const data = segment.node ? segment.node.data : segment.text;
      for (let i = 0; i < data.length; i += 1) {
        if (isSpace(data[i]) || data[i] === "\u00AD") continue;
        while (at < text.length && isSpace(text[at])) at += 1;
        if (text[at] !== data[i]) return { nodes, offsets };
        nodes[at] = segment.node;
        offsets[at] = i;
        at += 1;
      }
    }
    return { nodes, offsets };
  };
  // The rectangles of a stretch of characters, node by node; `whole` says that all of them have one.
  const rectsOf = (text, { nodes, offsets }, start, end) => {
    const runs = [];
    let whole = true;
    for (let i = start; i < end; i += 1) {
      const node = nodes[i];
      const first = i;
      while (node && i + 1 < end && nodes[i + 1] === node) i += 1;
      if (!node || !node.isConnected || offsets[i] >= node.length) {
        whole &&= isSpace(text[first]);
        continue;
      }
      range.setStart(node, offsets[first]);
      range.setEnd(node, offsets[i] + 1);
      const rects = [...range.getClientRects()].filter((rect) => rect.width > 0 && rect.height > 0);
      runs.push({ start: first, end: i + 1, rects });
    }
    return { runs, whole };
  };

  // ---- what can be seen of it ----
  const EVERYTHING = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
  const clips = new Map([[null, EVERYTHING], [document.body, EVERYTHING], [document.documentElement, EVERYTHING]]);
  const clipOf = (element) => {
    if (clips.has(element)) return clips.get(element);
    const style = getComputedStyle(element);
    const around = style.position === "absolute" ? element.offsetParent : parentOf(element);
    let clip = style.position === "fixed" ? EVERYTHING : clipOf(around);
    if (`${style.overflowX}${style.overflowY}` !== "visiblevisible" && style.display !== "inline" && style.display !== "contents") {
      const box = element.getBoundingClientRect();
      clip = {
        left: Math.max(clip.left, box.left), top: Math.max(clip.top, box.top),
        right: Math.min(clip.right, box.right), bottom: Math.min(clip.bottom, box.bottom),
      };
    }
    clips.set(element, clip);
    return clip;
  };
  const isSeen = (rect, clip) => {
    const x = (rect.left + rect.right) / 2;
    const y = (rect.top + rect.bottom) / 2;
    return x > clip.left && x < clip.right && y > clip.top && y < clip.bottom && rect.top + scrollY < asked.lowest;
  };

  // ---- words ----
  const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;
  const FIGURES = /\p{Nd}+|\P{Nd}+/gu;
  const RUN = /[\s\S]{1,3}[\uDC00-\uDFFF]?/g; // for browsers that know of no words
  const segmenter = Intl.Segmenter ? new Intl.Segmenter(undefined, { granularity: "word" }) : null;
  const pieces = (word) => {
    if (!UNSPACED.test(word)) return [word];
    return word.match(FIGURES).flatMap(
      (part) => (segmenter ? Array.from(segmenter.segment(part), (one) => one.segment) : part.match(RUN)));
  };
  // The number of characters before each UTF-16 unit, or nothing where both counts are the same.
  const counts = (text) => {
    if (!/[\uD800-\uDFFF]/.test(text)) return null;
    const before = [];
    let count = 0;
    for (const char of text) {
      for (let i = 0; i < char.length; i += 1) before.push(count);
      count += 1;
    }
    return [...before, count];
  };
  const tidy = (number) => Math.round(number * 10) / 10;
  const words = {};
  let left = asked.most;
  const place = (text, segments, block) => {
    const where = origins(text, segments);
    const before = counts(text);
    const found = [];
    for (const match of text.matchAll(/\S+/g)) {
      let start = match.index;
      for (const piece of pieces(match[0])) {
        const end = start + piece.length;
        for (const run of rectsOf(text, where, start, end).runs) {
          const span = before ? [before[run.start], before[run.end]] : [run.start, run.end];
          for (const rect of run.rects) {
            if (left <= 0 || !isSeen(rect, clipOf(block))) continue;
            found.push([...span, tidy(rect.left), tidy(rect.top), tidy(rect.width), tidy(rect.height)]);
            left -= 1;
          }
        }
        start = end;
      }
    }
    return found;
  };
  if (same) {
    told.forEach(([block, segments, text], index) => {
      if (left > 0 && block.isConnected && block.getBoundingClientRect().top + scrollY < asked.lowest) {
        const found = place(text, segments, block);
        if (found.length) words[index] = found;
      }
    });
  }

  // ---- what no picture may show ----
  const unitOf = (text, count) => {
    let at = 0;
    for (let i = 0; i < count && at < text.length; i += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
    return at;
  };
  const secret = [];
  const hide = (element) => {
    const rects = [...element.getClientRects()];
    if (!rects.length) {
      range.selectNodeContents(element);
      rects.push(...range.getClientRects());
    }
    secret.push(...rects.filter((rect) => rect.width > 0 && rect.height > 0));
  };
  for (const [index, spans] of Object.entries(same ? asked.masks : {})) {
    const [block, segments, text] = told[index];
    const where = origins(text, segments);
    for (const [start, end] of spans) {
      const { runs, whole } = rectsOf(text, where, unitOf(text, start), unitOf(text, end));
      if (whole) secret.push(...runs.flatMap((run) => run.rects));
      else hide(block);
    }
  }
  const invalid = new Set();
  const roots = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll("*")) if (element.shadowRoot) roots.push(element.shadowRoot);
    for (const element of root.querySelectorAll("input[type=password]")) hide(element);
    asked.hide.forEach((one, index) => {
      try {
        for (const element of root.querySelectorAll(one)) hide(element);
      } catch {
        invalid.add(index);
      }
    });
  }

  // ---- covers ----
  const COVER = { position: "absolute", margin: "0", padding: "0", border: "0", outline: "0", display: "block", visibility: "visible",
    opacity: "1", transform: "none", transition: "none", animation: "none", filter: "none", "clip-path": "none", inset: "auto",
    "max-width": "none", "max-height": "none", "min-width": "0", "min-height": "0", "z-index": "2147483647", "pointer-events": "none" };
  const draw = (owner, style) => {
    const one = owner.ownerDocument.createElement("div");
    for (const [name, value] of Object.entries({ ...COVER, ...style })) one.style.setProperty(name, value, "important");
    return owner.appendChild(one);
  };
  const pictured = Symbol.for("pytest-promises.pictured");
  const undo = [() => requestAnimationFrame(() => requestAnimationFrame(() => { window[pictured] = false; }))];
  window[pictured] = true;
  for (const animation of document.getAnimations?.() || []) {
    if (animation.playState === "running") {
      animation.pause();
      undo.push(() => animation.play());
    }
  }
  const cover = () => {
    const layer = draw(document.documentElement, { left: "0", top: "0", width: "0", height: "0", overflow: "visible", background: "none" });
    undo.push(() => layer.remove());
    try {
      // In the top layer nothing of the page lies above them, not even an open dialog.
      layer.popover = "manual";
      layer.showPopover();
    } catch {
      // A browser without popovers: they lie as high as an index can put them.
    }
    const origin = layer.getBoundingClientRect();
    return secret.every((rect) => {
      const place = { left: `${rect.left - origin.left}px`, top: `${rect.top - origin.top}px`, width: `${rect.width}px`, height: `${rect.height}px` };
      const box = draw(layer, { ...place, background: "#666" }).getBoundingClientRect();
      return Math.abs(box.left - rect.left) < 1 && Math.abs(box.top - rect.top) < 1
        && box.width >= rect.width - 1 && box.height >= rect.height - 1;
    });
  };
  let bare = !same || invalid.size > 0;
  for (const banner of banners) {
    const before = [banner.style.getPropertyValue("opacity"), banner.style.getPropertyPriority("opacity")];
    banner.style.setProperty("opacity", "0", "important");
    undo.push(() => banner.style.setProperty("opacity", ...before));
  }
  if (secret.length && !cover()) bare = true;
  window[Symbol.for("pytest-promises.uncover")] = () => undo.forEach((one) => one());

  const most = (side) => Math.max(...[document.body, document.documentElement].flatMap(
    (one) => (one ? [one[`scroll${side}`], one[`offset${side}`], one[`client${side}`]] : [0])));
  return JSON.stringify({
    words, scroll: [scrollX, scrollY], view: [innerWidth, innerHeight], size: [most("Width"), most("Height")], invalid: [...invalid], bare,
  });
}
