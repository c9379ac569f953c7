"use strict";
const all = (query) => [...document.querySelectorAll(query)];
const of = (number) => all("mark").filter((mark) => mark.dataset.of.split(" ").includes(number));
let chosen = null;

function light(number) {
  for (const lit of all(".lit, .first")) lit.classList.remove("lit", "first");
  if (number === null) return;
  for (const mark of of(number)) {
    mark.classList.add("lit");
    if (mark.dataset.first.split(" ").includes(number)) mark.classList.add("first");
  }
  document.getElementById("problem-" + number)?.classList.add("lit");
}

function choose(number, fromText) {
  chosen = chosen === number ? null : number;
  light(chosen);
  if (chosen === null) return;
  const text = of(number).find((mark) => mark.classList.contains("first")) ?? of(number)[0];
  const card = document.getElementById("problem-" + number);
  (fromText ? card : text)?.scrollIntoView({ block: "center" });
}

for (const card of all("li")) {
  const number = card.id.slice("problem-".length);
  card.addEventListener("click", () => choose(number, false));
  card.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose(number, false);
  });
  card.addEventListener("mouseenter", () => light(number));
  card.addEventListener("mouseleave", () => light(chosen));
}
for (const mark of all("mark")) {
  const [number] = (mark.dataset.first || mark.dataset.of).split(" ");
  mark.addEventListener("click", () => choose(number, true));
  mark.addEventListener("mouseenter", () => light(number));
  mark.addEventListener("mouseleave", () => light(chosen));
}
