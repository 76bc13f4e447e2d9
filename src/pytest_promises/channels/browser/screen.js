// Tells which page and form an element is on, and which of the form's fields a customer must still fill in.
(element) => {
  const page = element.ownerDocument, view = page.defaultView;
  const form = element.closest("form");
  const known = (view[Symbol.for("pytest-promises.forms")] ??= { ids: new WeakMap(), next: 1 });
  if (form && !known.ids.has(form)) known.ids.set(form, known.next++);

  const tidy = (text) => (text || "").replace(/\s+/g, " ").replace(/[\s*:]+$/, "").trim();
  const referred = (field) =>
    (field.getAttribute("aria-labelledby") || "").split(/\s+/).map((id) => page.getElementById(id)?.innerText || "").join(" ");
  const label = (field) =>
    tidy(field.getAttribute("aria-label")) || tidy(referred(field)) || tidy(field.labels?.[0]?.innerText) || tidy(field.placeholder);
  const seen = (field) => field.checkVisibility ? field.checkVisibility({ visibilityProperty: true }) : field.offsetParent !== null;
  const filled = (field) => {
    if (field.type === "checkbox") return field.checked;
    if (field.type === "radio") {
      return [...fields].some((other) => other.type === "radio" && other.name === field.name && other.checked);
    }
    return Boolean(field.value);
  };
  const open = (field) => !field.disabled && !field.readOnly && !["hidden", "submit", "button", "reset", "image"].includes(field.type);
  const tell = (field) => ({
    label: label(field),
    name: field.name || "",
    autocomplete: (field.getAttribute("autocomplete") || "").trim().toLowerCase(),
  });
  const fields = (form || page).querySelectorAll("input, select, textarea");
  const required = [...fields].filter((field) => field.required || field.getAttribute("aria-required") === "true");
  return {
    page: `${view.performance.timeOrigin} ${view.location.href.split("#")[0]}`,
    form: form ? known.ids.get(form) : 0,
    url: view.location.href,
    title: tidy((form || page).querySelector("legend, h1, h2, h3")?.innerText) || tidy(page.querySelector("h1")?.innerText) || tidy(page.title),
    required: required.filter((field) => open(field) && seen(field) && !filled(field)).map(tell),
    refused: form && !form.noValidate ? [...form.elements].filter((field) => field.willValidate && !field.validity.valid).map(tell) : [],
    own: element.matches("input, select, textarea") && open(element) ? [tell(element)] : [],
  };
};
