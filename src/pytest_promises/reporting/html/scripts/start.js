// What happens when the page is there.

const root = document.documentElement;

function switchTheme() {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  try {
    localStorage.setItem("promises-theme", root.dataset.theme);
  } catch {
    /* pages of files may have no storage */
  }
  redrawAll();
}

// What the first view does not need.
let ready = false;
function getReady() {
  if (ready) return;
  ready = true;
  document.querySelectorAll(".matrix").forEach(gridOf);
  illustrateAll();
}

// On paper, all that is broken has its pictures, in the light theme.
let before;
addEventListener("beforeprint", () => {
  before = root.dataset.theme;
  root.dataset.theme = "light";
  document.querySelectorAll(".rest").forEach((rest) => {
    rest.open = true;
  });
  getReady();
  drawAll();
  redrawAll();
});
addEventListener("afterprint", () => {
  if (before) root.dataset.theme = before;
  else delete root.dataset.theme;
  redrawAll();
});

addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const id = decoded(link.hash.slice(1));
  if (!document.getElementById(id) || id === "main") return;
  event.preventDefault();
  history.pushState(null, "", isFiltered() ? written(id) : `#${id}`);
  go(id);
});

const follow = () => {
  const at = readAddress();
  if (at) go(at);
};

document.querySelectorAll("#verdicts [data-verdict]").forEach(buttonOf);
nameLanguages();
document.getElementById("tools").hidden = false;
document.getElementById("theme").addEventListener("click", switchTheme);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", (event) => {
  event.preventDefault();
  clearFilters();
});
form.addEventListener("input", choose);
addEventListener("hashchange", follow);
whenIdle(getReady);
// A browser that goes to the place of an address by itself, does so at last, and takes the focus away.
if (location.hash) {
  follow();
  addEventListener("load", () => setTimeout(follow), { once: true });
}
