// What one frame shows, block by block, in one pass. Evaluated with a JSON text, answers with a JSON text:
// {settle, within: [CSS], context: {lang, label, headings, tags}, most, longest, cookieWords, bannerNames, longestBanner}
// -> {rest, invalid: [index], matched: [index], chains: [[heading]], passages: [[text, lang, chain, row, column, lead,
//     label, selector, tags, only]], look: {...}} where `only` says that the passage is a part of one already listed.
// `chosen` are elements of the frame that are meant besides `within`: what lies in them has the index after its last.
// For whoever asks where the words stand it leaves behind the block and the nodes of each passage, and the banners.
async function read(json, chosen) {
  "use strict";
  const asked = JSON.parse(json);
  const settled = window[Symbol.for("pytest-promises.settled")];
  const rest = settled && asked.settle ? await settled.quiet(asked.settle) : "quiet";
  if (rest === "large") return JSON.stringify({ rest });

  const MINOR = 7; // the level of what heads like a heading without being one
  const NEVER = new Set("HEAD SCRIPT STYLE NOSCRIPT TEMPLATE CANVAS VIDEO AUDIO PROGRESS METER DATALIST PARAM SOURCE TRACK AREA MAP title desc metadata defs symbol RP COLGROUP".split(" "));
  const FRAMES = new Set(["IFRAME", "FRAME", "OBJECT", "EMBED"]);
  const OWN_BLOCK = new Set(["BUTTON", "LABEL", "SUMMARY", "LEGEND", "OPTION", "text"]);
  const SECTIONS = new Set("ARTICLE ASIDE DETAILS DIALOG DD FIELDSET FIGURE FOOTER FORM LI MAIN NAV SECTION TABLE TD TH".split(" "));
  const LISTS = new Set(["UL", "OL", "DL", "MENU", "TABLE"]);
  const VALUED = new Set(["button", "submit", "reset"]);
  const TYPED = new Set("text search email tel url number date time datetime-local month week".split(" "));
  const NO_HEADS = "li,td,th,button,a,label,summary,nav,h1,h2,h3,h4,h5,h6,[role=heading]";

  const flat = (text) => (text || "").replace(/[ \t\n\r\f]+/g, " ").trim();
  const cookieWords = new RegExp(asked.cookieWords, "iu");
  const bannerNames = new RegExp(asked.bannerNames, "iu");

  // ---- colours ----
  const colours = new Map();
  const colour = (text) => {
    if (!colours.has(text)) {
      const parts = /^rgba?\(([^)]*)\)$/.exec(text);
      const numbers = parts ? parts[1].split(/[\s,/]+/).filter(Boolean).map(Number) : null;
      colours.set(text, numbers && numbers.every(Number.isFinite) ? [...numbers, 1].slice(0, 4) : null);
    }
    return colours.get(text);
  };
  const alike = (a, b) => Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2])) <= 5;
  const parentOf = (element) => element.assignedSlot || element.parentElement || element.getRootNode().host || null;
  const WHITE = [255, 255, 255, 1];
  const backgrounds = new Map();
  // The colour behind an element, or null where it cannot be told (an image, a gradient, something see-through).
  const background = (element) => {
    if (!element) return WHITE;
    if (backgrounds.has(element)) return backgrounds.get(element);
    const style = getComputedStyle(element);
    const own = colour(style.backgroundColor);
    let behind = null;
    if (style.backgroundImage === "none" && own) {
      if (own[3] === 0) behind = background(parentOf(element));
      else if (own[3] === 1) behind = own;
    }
    backgrounds.set(element, behind);
    return behind;
  };
  let painters = null;
  // Whether something that is not an ancestor paints another colour or a picture where the text is.
  const paintedOver = (element, box, ink) => {
    painters ||= [...document.querySelectorAll("*")].filter((other) => {
      const style = getComputedStyle(other);
      const own = colour(style.backgroundColor);
      return /^(IMG|VIDEO|CANVAS|svg|PICTURE)$/.test(other.tagName) || style.backgroundImage !== "none" || !own || own[3] > 0;
    });
    return painters.some((other) => {
      if (other.contains(element)) return false;
      const own = colour(getComputedStyle(other).backgroundColor);
      const rect = other.getBoundingClientRect();
      const meets = rect.left < box.right && rect.right > box.left && rect.top < box.bottom && rect.bottom > box.top;
      return meets && !(own && own[3] === 1 && alike(own, ink) && getComputedStyle(other).backgroundImage === "none");
    });
  };

  // ---- where things are ----
  const root = document.scrollingElement || document.documentElement;
  const scrollsSideways = ![document.documentElement, document.body].some(
    (element) => element && /hidden|clip/.test(getComputedStyle(element).overflowX));
  const backwards = document.documentElement && getComputedStyle(document.documentElement).direction === "rtl";
  const widest = scrollsSideways && root ? Math.max(root.scrollWidth, innerWidth) : Math.max(root ? root.clientWidth : 0, innerWidth);
  const reachable = (box, fixed) => {
    if (box.width < 1 || box.height < 1) return false;
    if (fixed) return box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
    const left = box.left + scrollX;
    const right = box.right + scrollX;
    if (box.bottom + scrollY <= 0) return false;
    return backwards && scrollsSideways ? left < innerWidth && right > innerWidth - widest : right > 0 && left < widest;
  };

  // ---- generated text ----
  const generating = (() => {
    const selectors = [];
    let readable = true;
    const collect = (rules) => {
      for (const rule of rules) {
        const content = rule.style && rule.style.content;
        if (content && /["'(]/.test(content) && !/^(""|'')$/.test(content) && /:(before|after)/.test(rule.selectorText || "")) {
          selectors.push(rule.selectorText);
        }
        if (rule.cssRules && rule.cssRules.length) collect(rule.cssRules);
      }
    };
    const sheets = (owner) => {
      for (const sheet of [...(owner.styleSheets || []), ...(owner.adoptedStyleSheets || [])]) {
        try {
          collect(sheet.cssRules);
        } catch {
          readable = false;
        }
      }
    };
    sheets(document);
    return { any: () => selectors.length > 0 || !readable, sheets };
  })();
  const generated = (element, which) => {
    const style = getComputedStyle(element, which);
    const content = style.content;
    if (!content || content === "none" || content === "normal" || style.display === "none" || style.visibility !== "visible") return "";
    let text = "";
    for (const part of content.split(/ \/ /)[0].matchAll(/"((?:[^"\\]|\\.)*)"|attr\(([\w-]+)\)/g)) {
      text += part[2] ? element.getAttribute(part[2]) || "" : part[1].replace(/\\(["\\])/g, "$1");
    }
    text = text.replace(/[\uE000-\uF8FF\u{F0000}-\u{10FFFD}]/gu, "");
    return text && !/^inline/.test(style.display) ? ` ${text} ` : text;
  };

  // ---- selectors ----
  const selectors = new Map();
  const places = new Map();
  const place = (element) => {
    if (!places.has(element)) {
      const counts = new Map();
      const siblings = element.parentNode ? [...element.parentNode.children] : [element];
      for (const one of siblings) {
        const count = (counts.get(one.localName) || 0) + 1;
        counts.set(one.localName, count);
        places.set(one, count);
      }
      for (const one of siblings) {
        const name = CSS.escape(one.localName);
        places.set(one, counts.get(one.localName) === 1 ? name : `${name}:nth-of-type(${places.get(one)})`);
      }
    }
    return places.get(element);
  };
  const selector = (element) => {
    if (!element || element.nodeType !== 1) return "";
    if (selectors.has(element)) return selectors.get(element);
    let found;
    if (element === document.body || element === document.documentElement) found = element.localName;
    else {
      const home = element.getRootNode();
      const named = element.id && /^[A-Za-z_][A-Za-z_-]*(\d{1,2}[A-Za-z_-]*)*$/.test(element.id)
        && home.querySelectorAll(`#${element.id}`).length === 1;
      if (named && home === document) found = `#${element.id}`;
      else {
        let above = selector(element.parentElement || home.host || null);
        if (above.length > 500) above = "";
        const own = named ? `#${element.id}` : place(element);
        found = above ? `${above} > ${own}` : own;
        if (named && home.host) found = `${selector(home.host)} #${element.id}`;
      }
    }
    selectors.set(element, found);
    return found;
  };

  // ---- banners ----
  const isBanner = (element, style) => {
    const tag = element.tagName;
    if (tag === "BODY" || tag === "HTML" || tag === "MAIN") return false;
    const role = element.getAttribute("role");
    const suspect = style.position === "fixed" || style.position === "sticky" || role === "dialog" || role === "alertdialog"
      || tag === "DIALOG" || bannerNames.test(`${element.id} ${element.getAttribute("class") || ""} ${tag} ${element.getAttribute("aria-label") || ""}`);
    if (!suspect) return false;
    const parts = [element, ...(element.shadowRoot ? [element.shadowRoot] : []),
      ...[...element.querySelectorAll("*")].filter((one) => one.shadowRoot).map((one) => one.shadowRoot)];
    const text = parts.map((part) => part.textContent).join(" ");
    if (text.length > asked.longestBanner * 4 || flat(text).length > asked.longestBanner || !cookieWords.test(text)) return false;
    if (parts.some((part) => part.querySelector("h1, main"))) return false;
    return parts.some((part) => part.querySelector("button, [role=button], input[type=button], input[type=submit]"));
  };
  if (asked.hideBanners) {
    let hidden = 0;
    for (const element of document.querySelectorAll("body *")) {
      const style = getComputedStyle(element);
      if (style.display !== "none" && isBanner(element, style)) {
        element.style.setProperty("display", "none", "important");
        hidden += 1;
      }
    }
    return JSON.stringify({ rest, hidden, origin: performance.timeOrigin });
  }

  // ---- animations: what fades in is there, what fades out is gone ----
  for (const animation of document.getAnimations ? document.getAnimations() : []) {
    const timing = animation.effect && animation.effect.getComputedTiming();
    if (timing && timing.endTime <= 3000) {
      try {
        animation.finish();
      } catch {
        // An animation without an end, or already gone.
      }
    }
  }

  // ---- which elements `within:` means ----
  const matched = new Set();
  const invalid = new Set();
  const tagged = new Map();
  const tagIn = (scope) => asked.within.forEach((one, index) => {
    if (invalid.has(index)) return;
    try {
      for (const element of scope.querySelectorAll(one)) {
        matched.add(index);
        tagged.set(element, [...(tagged.get(element) || []), index]);
      }
    } catch {
      invalid.add(index);
    }
  });
  tagIn(document);
  for (const element of chosen || []) {
    matched.add(asked.within.length);
    tagged.set(element, [...(tagged.get(element) || []), asked.within.length]);
  }
  const joinTags = (tags, more) => (more ? [...new Set([...tags, ...more])].sort((a, b) => a - b) : tags);

  // ---- tables ----
  const HEADERS = { row: [], column: [] };
  const cells = new Map();
  const headerText = (cell) => flat(cell.innerText || cell.textContent);
  const hasFigure = (text) => /\p{Nd}/u.test(text);
  const isBold = (cell) => {
    const inner = cell.querySelector("b, strong, span, a, p, div") || cell;
    return Number(getComputedStyle(cell).fontWeight) >= 600
      || (flat(inner.textContent) === flat(cell.textContent) && Number(getComputedStyle(inner).fontWeight) >= 600);
  };
  const rowsOf = (table) => {
    if (table.tagName === "TABLE") return [...table.rows].map((row) => [...row.cells]);
    return [...table.querySelectorAll("[role=row]")].map((row) =>
      [...row.querySelectorAll("[role=cell],[role=gridcell],[role=columnheader],[role=rowheader]")]);
  };
  const readTable = (table) => {
    const role = table.getAttribute("role");
    if (role === "presentation" || role === "none" || table.querySelector("table, [role=table]")) return;
    const rows = rowsOf(table).slice(0, 5000);
    const grid = [];
    const info = new Map();
    rows.forEach((row, line) => {
      grid[line] ||= [];
      let column = 0;
      for (const cell of row) {
        while (grid[line][column]) column += 1;
        if (column > 500) break;
        const wide = Math.min(Math.max(1, Number(cell.colSpan || cell.getAttribute("aria-colspan")) || 1), 500);
        const high = Math.min(cell.rowSpan === 0 ? rows.length : Number(cell.rowSpan || cell.getAttribute("aria-rowspan")) || 1, rows.length - line);
        const own = cell.getAttribute("role");
        const scope = own === "rowheader" ? "row" : own === "columnheader" ? "col" : (cell.getAttribute("scope") || "").toLowerCase().replace("group", "");
        info.set(cell, { line, column, wide, high, header: cell.tagName === "TH" || own === "rowheader" || own === "columnheader", scope, text: headerText(cell) });
        for (let i = line; i < line + high; i += 1) {
          grid[i] ||= [];
          for (let j = column; j < column + wide; j += 1) grid[i][j] = cell;
        }
        column += wide;
      }
    });
    const marked = [...info.values()].some((cell) => cell.header);
    const filled = rows.filter((row) => row.some((cell) => info.get(cell)?.text));
    if (!marked && filled.length > 1 && filled[0].length > 1) {
      const [first, ...others] = filled;
      const plain = others.some((row) => row.some((cell) => !isBold(cell)));
      const bold = plain && first.every((cell) => !info.get(cell)?.text || isBold(cell));
      const wordy = first.length > 2 && !first.some((cell) => hasFigure(info.get(cell)?.text || ""))
        && others.some((row) => row.some((cell) => hasFigure(info.get(cell)?.text || "")));
      if (bold || wordy) for (const cell of first) if (info.has(cell)) info.get(cell).header = true;
    }
    const heads = rows.map((row) => {
      const corner = row.length && !info.get(row[0])?.header && !info.get(row[0])?.text ? 1 : 0;
      return row.length > corner && row.slice(corner).every((cell) => info.get(cell)?.header);
    });
    const headsOf = []; // by column: the cells that head it, with their rows
    grid.forEach((line, i) => line.forEach((cell, j) => {
      const own = info.get(cell);
      if (own?.header && (own.scope === "col" || (!own.scope && heads[i]))) (headsOf[j] ||= []).push({ line: i, cell });
    }));
    const texts = (found, cell) => [...new Set(found.filter((one) => one !== cell).map((one) => info.get(one).text).filter(Boolean))];
    for (const [cell, own] of info) {
      const named = (cell.getAttribute("headers") || "").split(/\s+/).filter(Boolean)
        .map((id) => table.querySelector(`#${CSS.escape(id)}`)).filter((one) => info.has(one));
      if (named.length) {
        cells.set(cell, {
          row: texts(named.filter((one) => info.get(one).scope === "row"), cell),
          column: texts(named.filter((one) => info.get(one).scope !== "row"), cell),
        });
        continue;
      }
      const columns = [];
      for (let j = own.column; j < own.column + own.wide; j += 1) {
        for (const head of headsOf[j] || []) if (head.line < own.line) columns.push(head.cell);
      }
      const lines = [];
      for (let i = own.line; i < own.line + own.high; i += 1) {
        const heading = [];
        for (let j = 0; j < own.column; j += 1) {
          const left = grid[i][j] && info.get(grid[i][j]);
          if (left && left.header && (left.scope === "row" || (!left.scope && !heads[i]))) heading.push(grid[i][j]);
        }
        const first = own.column > 0 && !heads[i] && grid[i][0] && info.get(grid[i][0]);
        if (!heading.length && first && first.text && !first.header && !hasFigure(first.text)) heading.push(grid[i][0]);
        lines.push(...heading);
      }
      cells.set(cell, { row: texts(lines, cell), column: texts(columns, cell) });
    }
  };

  // ---- the walk ----
  const chains = [];
  const passages = [];
  const told = []; // of each passage: [block, segments, text]
  const banners = [];
  let headings = (asked.context.headings || []).map((text, index) => ({ level: index - 100, text }));
  let chain = -1;
  let run = [];
  let last = null; // the passage before: {text, block}
  let characters = 0;
  let full = false;
  let veiled = false; // whether something further down is see-through, maybe only until it is scrolled to
  const isVeiled = (element, context) => !context.fixed && element.getBoundingClientRect().top > innerHeight && /\S/.test(element.textContent);
  const shownFrames = new Map();
  const headed = () => {
    if (chain < 0) chain = chains.push(headings.map((one) => one.text)) - 1;
    return chain;
  };
  const setHeadings = (list) => { headings = list; chain = -1; };
  const head = (level, text) => {
    if (text) setHeadings([...headings.filter((one) => one.level < level), { level, text: text.slice(0, 300) }]);
  };
  const controlled = new Map();
  for (const button of document.querySelectorAll("[aria-controls]")) {
    if (button.tagName !== "BODY") controlled.set(button.getAttribute("aria-controls"), button);
  }
  const byIds = (element, attribute) => (element.getAttribute(attribute) || "").split(/\s+/).filter(Boolean)
    .map((id) => flat(element.getRootNode().getElementById?.(id)?.textContent)).filter(Boolean).join(" ");

  const joined = (segments) => {
    let text = segments.map((one) => one.text).join("").replace(/\u00AD/g, "");
    if (!segments.some((one) => one.pre)) text = text.replace(/ {2,}/g, " ").replace(/ *\n */g, "\n");
    return text.replace(/^[ \t\n\r\f]+|[ \t\n\r\f]+$/g, "");
  };
  const range = document.createRange();
  const boxOf = (segments) => {
    const nodes = segments.filter((one) => one.node && one.text.trim());
    if (!nodes.length) return null;
    range.setStartBefore(nodes[0].node);
    range.setEndAfter(nodes[nodes.length - 1].node);
    return range.getBoundingClientRect();
  };
  const leadOf = (block) => {
    if (!last || last.text.length > 60 || /[.!?。]$/.test(last.text) || last.heading) return "";
    let unit = block;
    for (let i = 0; i < 3; i += 1) {
      const before = unit.previousElementSibling;
      if (before && !before.previousElementSibling && !unit.nextElementSibling) {
        return before.contains(last.block) && !/^(LI|TD|TH|TR|OPTION|NAV)$/.test(unit.tagName) ? last.text : "";
      }
      if (before || unit.nextElementSibling || !unit.parentElement) return "";
      unit = unit.parentElement;
    }
    return "";
  };
  const say = (text, context, tags, only, segments) => {
    if (full) return;
    const block = context.block;
    told.push([block, segments, text.slice(0, asked.longest)]);
    passages.push([text.slice(0, asked.longest), context.lang, headed(), context.cell.row, context.cell.column,
      context.lead || (last && /[:：]$/.test(last.text) ? last.text.split("\n").pop() : "") || leadOf(block),
      context.label, selector(block), tags, only]);
    full = passages.length >= asked.most;
  };
  const flush = (context) => {
    const segments = run;
    run = [];
    if (!segments.length) return;
    const text = joined(segments);
    if (!text) return;
    const box = boxOf(segments);
    if (box && !reachable(box, context.fixed)) return;
    const shown = segments.filter((one) => one.text.trim());
    const common = shown.reduce((tags, one) => tags.filter((tag) => one.tags.includes(tag)), shown[0].tags);
    const block = context.block;
    characters += text.replace(/\s/g, "").length;
    say(text, context, common, 0, segments);
    for (const tag of new Set(shown.flatMap((one) => one.tags))) {
      const part = segments.filter((one) => one.tags.includes(tag));
      if (!common.includes(tag)) say(joined(part), context, [tag], 1, part);
    }
    last = { text, block, heading: context.heading };
    const boldLine = text.length <= 120 && !/[.!,;。]$/.test(text) && shown.every((one) => one.bold)
      && /^(P|DIV|SPAN)$/.test(block.tagName) && block.nextElementSibling && !block.closest(NO_HEADS)
      && (Number(getComputedStyle(block.parentElement || block).fontWeight) < 600);
    if (boldLine) head(MINOR, text);
  };
  const speak = (text, element, context) => {
    flush(context);
    if (!text.trim() || context.clipped || getComputedStyle(element).visibility !== "visible") return;
    if (!reachable(element.getBoundingClientRect(), context.fixed)) return;
    run.push({ text: text.replace(/[ \t\r\f]+/g, " "), node: null, tags: joinTags(context.tags, tagged.get(element)), bold: false, pre: false });
    flush({ ...context, block: element, label: control(element) || context.label });
  };
  const control = (element) => flat([...(element.labels || [])].map((label) => label.textContent).join(" "))
    || flat(element.getAttribute("aria-label")) || byIds(element, "aria-labelledby");

  const clipsAll = (style) => {
    if (style.position === "absolute" || style.position === "fixed") {
      const sides = /^rect\(([^)]*)\)$/.exec(style.clip);
      if (sides) {
        const [top, right, bottom, left] = sides[1].split(/[\s,]+/).map((side) => (side === "auto" ? NaN : parseFloat(side)));
        if (right - left <= 1 || bottom - top <= 1) return true;
      }
    }
    const path = style.clipPath;
    if (!path || path === "none") return false;
    const inset = /^inset\(([\d.]+)(%|px)/.exec(path);
    return Boolean((inset && inset[2] === "%" && Number(inset[1]) >= 50) || /^(circle|ellipse)\(0(px|%)?[ )]/.test(path));
  };
  const spaced = (node) => !node || (node.nodeType === Node.TEXT_NODE && /^\s/.test(node.data));
  const gap = (style, side) => parseFloat(style[`margin${side}`]) + parseFloat(style[`padding${side}`]) + parseFloat(style[`border${side}Width`]) >= 2;

  const inkOf = (element, style) => {
    const ink = colour(style.webkitTextFillColor || style.color);
    if (!ink) return true;
    if (ink[3] < 0.05) return /text/.test(style.backgroundClip || style.webkitBackgroundClip || "") || style.textShadow !== "none";
    if (style.textShadow !== "none" || style.mixBlendMode !== "normal" || parseFloat(style.webkitTextStrokeWidth) > 0) return true;
    const behind = background(element);
    if (!behind || ink[3] < 1 || !alike(ink, behind)) return true;
    return paintedOver(element, element.getBoundingClientRect(), ink);
  };
  const voices = new Map(); // per element with text of its own: how that text looks
  const voice = (element, style) => {
    if (!voices.has(element)) {
      const shows = style.visibility === "visible" && parseFloat(style.fontSize) >= 3 && inkOf(element, style);
      voices.set(element, { shows, bold: Number(style.fontWeight) >= 600, pre: /^(pre|break-spaces)/.test(style.whiteSpace), lines: style.whiteSpace === "pre-line" });
    }
    return voices.get(element);
  };
  const hear = (node, element, style, context) => {
    const data = node.data;
    if (!data || context.clipped) return;
    if (!/[^ \t\n\r\f]/.test(data)) {
      if (run.length) run.push({ text: " ", node: null, tags: context.tags, bold: false, pre: false });
      return;
    }
    const { shows, bold, pre, lines } = voice(element, style);
    if (!shows) {
      veiled ||= style.visibility === "hidden" && isVeiled(element, context);
      return;
    }
    const text = pre ? data : lines ? data.replace(/[ \t\r\f]+/g, " ") : data.replace(/[ \t\n\r\f]+/g, " ");
    run.push({ text, node, tags: context.tags, bold, pre });
  };

  const insides = (element) => {
    if (element.shadowRoot) return element.shadowRoot.childNodes;
    if (element.tagName === "SLOT") {
      const assigned = element.assignedNodes({ flatten: true });
      if (assigned.length) return assigned;
    }
    if (element.tagName === "DETAILS" && !element.open) {
      return [...element.children].filter((child) => child.tagName === "SUMMARY").slice(0, 1);
    }
    return element.childNodes;
  };
  const levelOf = (element) => {
    const found = /^H([1-6])$/.exec(element.tagName);
    if (found) return Number(found[1]);
    return element.getAttribute("role") === "heading" ? Math.min(Math.max(1, Number(element.getAttribute("aria-level")) || 2), 6) : 0;
  };
  const isFurniture = (element, tag) => (tag === "FOOTER" || tag === "NAV" || /^(contentinfo|navigation)$/.test(element.getAttribute("role") || "")
    || (tag === "DIV" && /(^|[\s_-])(site-?)?footer($|\s)/i.test(`${element.id} ${element.getAttribute("class") || ""}`)))
    && !element.closest("main, article, section, [role=main]");

  const inner = (element, tag, style, context, isBlock) => {
    const next = { ...context, depth: context.depth + 1, tags: joinTags(context.tags, tagged.get(element)) };
    if (isBlock) next.block = element;
    if (element.hasAttribute("lang")) next.lang = element.getAttribute("lang").trim() || null;
    if (style.position === "fixed") Object.assign(next, { fixed: true, clipped: false });
    if (style.position === "absolute" && context.clipped === "static") next.clipped = false;
    if (isBlock && /hidden|clip/.test(style.overflowX + style.overflowY) && (element.clientWidth <= 1 || element.clientHeight <= 1)
      && tag !== "BODY" && tag !== "HTML" && style.display !== "contents") {
      next.clipped = style.position === "static" ? "static" : "all";
    }
    const label = /^(HTML|BODY|MAIN)$/.test(tag) ? "" : flat(element.getAttribute("aria-label")) || (element.hasAttribute("aria-labelledby") ? byIds(element, "aria-labelledby") : "");
    if (label) next.label = label.slice(0, 200);
    if (tag === "TABLE" || /^(table|grid)$/.test(element.getAttribute("role") || "")) {
      readTable(element);
      next.cell = HEADERS;
    }
    if (cells.has(element)) next.cell = cells.get(element);
    if (LISTS.has(tag) || element.getAttribute("role") === "list") {
      if (last && /[:：]$/.test(last.text)) next.lead = last.text.split("\n").pop();
    }
    if (tag === "DD") {
      let before = element.previousElementSibling;
      while (before && before.tagName === "DD") before = before.previousElementSibling;
      const terms = [];
      for (; before && before.tagName === "DT"; before = before.previousElementSibling) terms.unshift(flat(before.innerText));
      next.lead = terms.join(" / ");
    }
    return next;
  };

  const scrollThrough = async () => {
    const frames = (count) => new Promise((resolve) => requestAnimationFrame(() => resolve(count > 1 ? frames(count - 1) : undefined)));
    const step = Math.max(innerHeight * 0.8, root.scrollHeight / 30);
    for (let at = step; at < root.scrollHeight; at += step) {
      scrollTo({ top: at, behavior: "instant" });
      await frames(2);
    }
    scrollTo({ top: 0, behavior: "instant" });
    await frames(1);
  };

  const visit = (element, context) => {
    const tag = element.tagName;
    if (NEVER.has(tag) || full || context.depth > 1500) return;
    if (tag === "BR") {
      if (run.length) run.push({ text: "\n", node: null, tags: context.tags, bold: true, pre: false });
      return;
    }
    const style = getComputedStyle(element);
    const display = style.display;
    if (display === "none" || style.contentVisibility === "hidden") return;
    if (Number(style.opacity) < 0.05 || /opacity\(0(%|\))/.test(style.filter)) {
      veiled ||= isVeiled(element, context);
      return;
    }
    if (clipsAll(style)) return;
    if (isBanner(element, style)) {
      banners.push(element);
      return;
    }
    if (FRAMES.has(tag)) return frame(element, style, context);
    if (tag === "IMG") return element.alt ? speak(element.alt, element, context) : undefined;
    if (tag === "INPUT") {
      const text = VALUED.has(element.type) ? element.getAttribute("value") || "" : element.type === "image" ? element.alt
        : TYPED.has(element.type) ? element.value || element.placeholder : "";
      return text ? speak(text, element, context) : undefined;
    }
    if (tag === "TEXTAREA") return speak(element.value || element.placeholder || "", element, context);
    if (tag === "SELECT") {
      for (const option of element.multiple || element.size > 1 ? element.options : element.selectedOptions) speak(option.text, element, context);
      return undefined;
    }
    const isBlock = OWN_BLOCK.has(tag) || !(display.startsWith("inline") || display === "contents" || display.startsWith("ruby"));
    if (isBlock) flush(context);
    const next = inner(element, tag, style, context, isBlock);
    if (element.shadowRoot) {
      tagIn(element.shadowRoot);
      generating.sheets(element.shadowRoot);
    }
    const level = levelOf(element) || (/^(SUMMARY|LEGEND|CAPTION)$/.test(tag) ? MINOR : 0);
    if (level) next.heading = true;
    const before = headings;
    const first = passages.length;
    const furniture = !context.furniture && isFurniture(element, tag);
    if (furniture) {
      next.furniture = true;
      setHeadings([]);
    }
    const button = element.id && controlled.get(element.id);
    if (button && !button.contains(element)) head(MINOR, flat(button.innerText));
    if (!isBlock && display !== "contents" && run.length && !/\s$/.test(run[run.length - 1].text) && gap(style, "Left")) run.push({ text: " ", node: null, tags: [], bold: true, pre: false });
    const generates = generating.any();
    const generate = (which) => {
      const text = generates && !next.clipped ? generated(element, which) : "";
      if (text.trim() && voice(element, style).shows) run.push({ text, node: null, tags: next.tags, bold: false, pre: false });
    };
    generate("::before");
    for (const node of insides(element)) {
      if (node.nodeType === Node.TEXT_NODE) hear(node, element, style, next);
      else if (node.nodeType === Node.ELEMENT_NODE) visit(node, next);
    }
    generate("::after");
    if (isBlock) flush(next);
    else if (display !== "contents" && run.length && !spaced(element.nextSibling) && gap(style, "Right")) run.push({ text: " ", node: null, tags: [], bold: true, pre: false });
    leave(element, tag, { level, before, first, button, furniture });
    return undefined;
  };
  const leave = (element, tag, { level, before, first, button, furniture }) => {
    if (level) {
      const text = flat(passages.slice(first).filter((one) => !one[9]).map((one) => one[0]).join(" "));
      if (headings === before || level < MINOR) head(level, text);
      return;
    }
    if (SECTIONS.has(tag) || furniture || button) {
      if (headings !== before) setHeadings(before);
      return;
    }
    if (headings === before || passages.length <= first + 1) return;
    const twin = [element.previousElementSibling, element.nextElementSibling].some(
      (one) => one && one.tagName === tag && one.className && one.className === element.className);
    if (twin) setHeadings(before);
    else if (headings.some((one) => one.level === MINOR && !before.includes(one))) setHeadings(headings.filter((one) => one.level !== MINOR || before.includes(one)));
  };
  const frame = (element, style, context) => {
    flush(context);
    const box = element.getBoundingClientRect();
    if (context.clipped || style.visibility !== "visible" || element.clientWidth < 2 || element.clientHeight < 2 || !reachable(box, context.fixed || style.position === "fixed")) return;
    const apart = context.fixed || style.position === "fixed";
    shownFrames.set(element, JSON.stringify({
      lang: context.lang,
      label: flat(element.getAttribute("title") || element.getAttribute("aria-label")) || context.label,
      headings: apart ? [] : headings.map((one) => one.text),
      tags: joinTags(context.tags, tagged.get(element)),
    }));
  };

  const start = document.body || document.documentElement;
  if (start && !asked.context.headings?.length && document.title && !document.querySelector("h1")) {
    setHeadings([{ level: 0, text: flat(document.title).slice(0, 300) }]);
  }
  if (start) {
    const lang = start.closest("[lang]")?.getAttribute("lang")?.trim() || asked.context.lang || null;
    const context = {
      block: start, lang, label: asked.context.label || "", lead: "", cell: HEADERS, tags: joinTags(asked.context.tags || [], tagged.get(document.documentElement)),
      fixed: false, clipped: false, furniture: false, heading: false, depth: 0,
    };
    visit(start, context);
    flush(context);
  }
  if (veiled && !asked.scrolled) {
    await scrollThrough();
    return read(JSON.stringify({ ...asked, scrolled: true }), chosen);
  }
  window[Symbol.for("pytest-promises.frames")] = shownFrames;
  window[Symbol.for("pytest-promises.told")] = { told, banners };

  const seen = (one) => Boolean(document.querySelector(one));
  const CHALLENGES = "#challenge-form, #challenge-running, #cf-challenge-running, #px-captcha, #sec-if-cpt-container, script[src*='_Incapsula_Resource'], script[src*='/cdn-cgi/challenge-platform/'][src*='orchestrate'], iframe[src*='captcha-delivery.com']";
  const challenge = document.querySelector(CHALLENGES);
  const password = [...document.querySelectorAll("input[type=password]")].some((one) => one.getClientRects().length > 0);
  const status = performance.getEntriesByType?.("navigation")?.[0]?.responseStatus || 0;
  return JSON.stringify({
    rest, origin: performance.timeOrigin, invalid: [...invalid], matched: [...matched], chains, passages, frames: shownFrames.size,
    look: {
      title: document.title.slice(0, 300), characters, status, contentType: document.contentType,
      challenge: challenge ? challenge.id || challenge.localName : "", password,
      captcha: seen(".cf-turnstile, .g-recaptcha, .h-captcha, iframe[src*='challenges.cloudflare.com'], iframe[src*='hcaptcha.com'], iframe[src*='recaptcha']"),
    },
  });
}
