"use strict";

async function greet() {
  const answer = await fetch(document.body.dataset.greeting);
  const greeting = document.createElement("p");
  greeting.className = "chat-greeting";
  greeting.textContent = (await answer.json()).greeting;
  document.querySelector(".talk").append(greeting);
}

document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
greet();
