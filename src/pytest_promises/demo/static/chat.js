"use strict";

const talk = document.querySelector(".talk");

function say(text, name) {
  const words = document.createElement("p");
  words.className = name;
  words.textContent = text;
  talk.append(words);
}

async function greet() {
  const answer = await fetch(document.body.dataset.greeting);
  say((await answer.json()).greeting, "chat-greeting");
}

// A helper answers first, and hands over to a person.
document.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const box = event.target.querySelector("input");
  say(box.value, "chat-question");
  box.value = "";
  const answer = await fetch(document.body.dataset.answer);
  if (!answer.ok) return;
  const said = await answer.json();
  say(said.answer, "chat-answer");
  if (said.person) setTimeout(() => say(said.person, "chat-person"), 800);
});
greet();
