"use strict";

// The widget's frame is loaded when somebody wants to chat: nobody else has to wait for it.
function chat() {
  const box = document.querySelector(".chat"), panel = box.querySelector(".chat-panel");
  const button = document.getElementById("chat-button");
  const load = () => {
    if (panel.querySelector("iframe")) return;
    const frame = document.createElement("iframe");
    frame.src = box.dataset.src;
    frame.title = box.dataset.title;
    panel.append(frame);
  };
  const show = (open) => {
    load();
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", () => show(panel.hidden));
  panel.querySelector(".chat-close").addEventListener("click", () => show(false));
}

// Where an answer is fetched after the page is there: the text around it is in the page's own language.
async function live(element) {
  const answer = await fetch(element.dataset.live);
  if (!answer.ok) {
    element.remove();
    return;
  }
  const value = element.dataset.field.split(".").reduce((data, name) => data[name], await answer.json());
  element.textContent = element.dataset.text.replace("{}", value);
}

function accordions() {
  for (const button of document.querySelectorAll(".accordion button")) {
    button.addEventListener("click", () => unfold(button, button.getAttribute("aria-expanded") !== "true"));
  }
  document.getElementById("open-all")?.addEventListener("click", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    for (const button of document.querySelectorAll(".accordion button")) unfold(button, true);
  });
}

function unfold(button, open) {
  button.setAttribute("aria-expanded", String(open));
  document.getElementById(button.getAttribute("aria-controls")).hidden = !open;
}

function cookies() {
  const banner = document.querySelector(".cookies");
  if (localStorage.getItem("cookies")) banner.remove();
  for (const button of banner.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      localStorage.setItem("cookies", button.dataset.cookies);
      banner.remove();
    });
  }
}

class Badge extends HTMLElement {
  connectedCallback() {
    const style = "<style>span{display:inline-block;padding:.35em .8em;border-radius:99px;background:#e4efe6;color:#1d4a35;font-weight:600}</style>";
    this.attachShadow({ mode: "open" }).innerHTML = `${style}<span></span>`;
    this.shadowRoot.querySelector("span").textContent = this.dataset.text;
  }
}

customElements.define("hp-badge", Badge);
chat();
accordions();
cookies();
document.querySelectorAll("[data-live]").forEach(live);
