// Tells the milliseconds from the start of the navigation up to a point of the load; null where the browser cannot.
async (until) => {
  const LAST = 1000; // ms in which an entry that is there comes, and the load's own handlers end
  const POLL = 10;
  const [load] = performance.getEntriesByType("navigation");
  const mark = { first_byte: "responseStart", dom_content_loaded: "domContentLoadedEventEnd", load: "loadEventEnd" }[until];
  if (mark) {
    for (let waited = 0; !load[mark] && waited < LAST; waited += POLL) await new Promise((done) => setTimeout(done, POLL));
    return load[mark];
  }
  if (!PerformanceObserver.supportedEntryTypes.includes("largest-contentful-paint")) return null;
  return await new Promise((done) => {
    new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime))
      .observe({ type: "largest-contentful-paint", buffered: true });
    setTimeout(() => done(null), LAST);
  });
}
