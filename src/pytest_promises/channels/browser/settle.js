// Runs in every frame before the page's own scripts: notes what is under way, so that "quiet" can be told from "slow".
// It only counts: no request, timer or node is changed, apart from lazy iframes, which are loaded as if scrolled to, and
// no event is kept from the page but those that come of a picture being taken of it.
(() => {
  "use strict";
  const KEY = Symbol.for("pytest-promises.settled");
  if (window[KEY]) return;

  const CALM = 6; // looks in a row without a change that count as quiet; looks, because a long task lets none happen
  const CALM_WITH_MODULES = 20; // a module's own import() cannot be seen
  const SOON = 1000; // ms: a timer that is due later than this is not waited for
  const FOLLOWS = 400; // ms after a load or an answer in which a page sets the timers that belong to it
  const TICKS = 20; // changes of one node after which it is taken for a clock or a carousel
  const POLL = 10; // ms from one look to the next
  const LEAVING = 4000; // ms that a step to another page may take; it can turn out to be a download
  const GREETING = 1000; // ms that the first message of a socket may take

  const later = window.setTimeout.bind(window);
  const now = performance.now.bind(performance);

  let requests = 0;
  let leaving = 0;
  let changed = now();
  let stirred = now();
  let size = 0;
  const timers = new Set();
  const loading = new Set();
  const changes = new WeakMap();
  const lengths = new WeakMap();

  const begin = () => { requests += 1; };
  const end = () => { requests -= 1; changed = stirred = now(); };
  const follow = (promise) => { begin(); promise.then(end, end); return promise; };

  const wrap = (owner, name, make) => {
    const original = owner && owner[name];
    if (typeof original === "function") {
      Object.defineProperty(owner, name, { value: make(original), configurable: true, enumerable: true, writable: true });
    }
  };

  wrap(window, "fetch", (fetch) => function (...given) { return follow(Reflect.apply(fetch, this, given)); });
  for (const name of ["json", "text", "arrayBuffer", "blob", "formData"]) {
    wrap(window.Response?.prototype, name, (take) => function (...given) { return follow(Reflect.apply(take, this, given)); });
  }
  wrap(window.XMLHttpRequest?.prototype, "send", (send) => function (...given) {
    begin();
    this.addEventListener("loadend", end, { once: true });
    try {
      return Reflect.apply(send, this, given);
    } catch (error) {
      end();
      throw error;
    }
  });
  wrap(window, "setTimeout", (setTimer) => function (callback, delay, ...given) {
    const counts = typeof callback === "function" && !(delay > SOON) && now() - stirred < FOLLOWS;
    if (!counts) return Reflect.apply(setTimer, window, [callback, delay, ...given]);
    const id = Reflect.apply(setTimer, window, [function (...received) {
      timers.delete(id);
      return Reflect.apply(callback, this, received);
    }, delay, ...given]);
    timers.add(id);
    return id;
  });
  wrap(window, "clearTimeout", (clear) => function (id) { timers.delete(id); return Reflect.apply(clear, window, [id]); });

  for (const name of ["WebSocket", "EventSource"]) {
    wrap(window, name, (Socket) => new Proxy(Socket, {
      construct(target, given, made) {
        const socket = Reflect.construct(target, given, made);
        let waits = true;
        const greeted = () => {
          if (waits) end();
          waits = false;
        };
        begin();
        for (const type of ["message", "error", "close"]) socket.addEventListener(type, greeted, { once: true });
        later(greeted, GREETING);
        return socket;
      },
    }));
  }

  const SCRIPT_TYPES = new Set(["", "module", "text/javascript", "application/javascript"]);
  const isLoading = (element) => {
    switch (element.localName) {
      case "script": return Boolean(element.src) && !element.noModule && SCRIPT_TYPES.has(element.type.toLowerCase());
      case "link": return /\b(stylesheet|modulepreload)\b/i.test(element.rel) && Boolean(element.href) && !element.disabled;
      case "iframe":
        if (element.loading === "lazy") element.loading = "eager";
        return element.hasAttribute("srcdoc") || /^(https?|data|blob):/i.test(element.src);
      default: return false;
    }
  };
  const arrived = (event) => {
    if (loading.delete(event.currentTarget)) changed = stirred = now();
  };
  const expect = (element) => {
    if (loading.has(element) || !isLoading(element)) return;
    loading.add(element);
    element.addEventListener("load", arrived, { once: true });
    element.addEventListener("error", arrived, { once: true });
  };
  window.addEventListener("load", () => loading.clear());

  const INTERESTING = "script[src],link[href],iframe";
  const added = (node) => {
    if (node.nodeType === Node.ELEMENT_NODE) {
      size += 50;
      expect(node);
      if (node.firstElementChild) for (const inner of node.querySelectorAll(INTERESTING)) expect(inner);
    } else if (node.data) {
      grown(node);
    }
  };
  // The parser also lengthens a text that it has begun.
  const grown = (node) => {
    const length = node.data.length;
    size += Math.max(0, length - (lengths.get(node) || 0));
    lengths.set(node, length);
  };
  const observer = new MutationObserver((records) => {
    let matters = false;
    for (const record of records) {
      const count = (changes.get(record.target) || 0) + 1;
      changes.set(record.target, count);
      for (const node of record.addedNodes) added(node);
      if (record.type === "characterData" && document.readyState === "loading") grown(record.target);
      if (record.type === "attributes" && record.attributeName === "src") expect(record.target);
      matters ||= document.readyState === "loading" || count <= TICKS;
    }
    if (matters) changed = now();
  });
  const watch = (root) => observer.observe(root, {
    subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: ["class", "style", "hidden", "open", "src"],
  });
  watch(document);
  wrap(Element.prototype, "attachShadow", (attach) => function (...given) {
    const root = Reflect.apply(attach, this, given);
    watch(root);
    return root;
  });

  // While a picture is taken the browser changes the size of the view, of which the page is to know nothing.
  for (const type of ["resize", "scroll"]) {
    window.addEventListener(type, (event) => {
      if (window[Symbol.for("pytest-promises.pictured")]) event.stopImmediatePropagation();
    }, true);
  }

  document.addEventListener("DOMContentLoaded", () => { changed = stirred = now(); }, true);
  window.addEventListener("click", () => { changed = stirred = now(); }, true);
  window.navigation?.addEventListener("navigate", (event) => {
    if (!event.destination.sameDocument && event.downloadRequest == null) leaving = now();
  });

  const underWay = () => {
    for (const element of loading) {
      if (!element.isConnected || (element.localName === "link" && element.sheet)) loading.delete(element);
    }
    return requests > 0 || loading.size > 0 || (leaving > 0 && now() - leaving < LEAVING);
  };
  const refreshes = () => {
    const refresh = document.querySelector('meta[http-equiv="refresh" i]');
    return refresh !== null && /^\s*[0-2](\.\d*)?\s*[;,]\s*\S/.test(refresh.content);
  };

  // Resolves to "quiet", "restless" (read it anyway) or "large". Times are in milliseconds.
  const quiet = ({ most, restless, patience }) => new Promise((resolve) => {
    let ready = 0;
    let calm = 0;
    let before = -1;
    const check = () => {
      if (size > most) return resolve("large");
      const at = now();
      if (document.readyState === "loading") return later(check, POLL);
      ready ||= at;
      const waited = at - ready;
      const busy = underWay() || refreshes();
      const modules = document.querySelector("script[type=module], link[rel=modulepreload]") !== null;
      const scripted = [...document.scripts].some((script) => SCRIPT_TYPES.has(script.type.toLowerCase()));
      const needed = !scripted ? 0 : modules ? CALM_WITH_MODULES : CALM;
      calm = busy || timers.size > 0 || changed !== before ? 0 : calm + 1;
      before = changed;
      if (busy && waited < patience) return later(check, POLL);
      const resting = at - Math.max(ready, stirred) < restless && waited < patience;
      if (!busy && calm < needed && resting) return later(check, POLL);
      return resolve(busy || calm < needed ? "restless" : "quiet");
    };
    check();
  });

  Object.defineProperty(window, KEY, { value: Object.freeze({ quiet }) });
})();
