// What the style sheets say about classes. A class that has a look of its own (`.card {`) is a thing; one that only ever
// changes another (`.card.error {`) is a kind of it. What is both, or two things at once, is caught by rules that were
// written for something else: so a mark on a word of the report once became a card.

import { readFileSync, readdirSync } from "node:fs";

const STYLE = new URL("../../style/", import.meta.url);

function selectors() {
  const sheets = readdirSync(STYLE).filter((name) => name.endsWith(".css"));
  const text = sheets.map((name) => readFileSync(new URL(name, STYLE), "utf8")).join("\n");
  const heads = text.replace(/\/\*[\s\S]*?\*\//g, "").match(/[^{}]+(?=\{)/g);
  return heads.filter((head) => !head.trim().startsWith("@")).flatMap((head) => head.split(","));
}

/** The classes of each part of a selector: `.bench[data-pane] .pane.cards` has `bench`, and `pane` with `cards`. */
function compounds(selector) {
  const parts = selector.trim().replace(/\[[^\]]*\]/g, "").split(/[\s>+~]+/);
  return parts.map((part) => part.match(/^(\.[\w-]+)+/)?.[0].slice(1).split(".") ?? []);
}

/** Classes with a look of their own. */
export function things() {
  const subjects = selectors().map((selector) => compounds(selector).at(-1));
  return [...new Set(subjects.filter((classes) => classes.length === 1).map(([name]) => name))].sort();
}

/** Classes that are things and kinds of other things at the same time. */
export function ambiguous() {
  const own = new Set(things());
  const kinds = selectors().flatMap((selector) => compounds(selector).flatMap((classes) => classes.slice(1)));
  return [...new Set(kinds.filter((kind) => own.has(kind)))].sort();
}

/** Elements of the page that are two things at once. */
export async function twoThingsAtOnce(page) {
  return page.evaluate((things) => {
    const both = (element) => [...element.classList].filter((name) => things.includes(name));
    const found = [...document.querySelectorAll("[class]")].map(both).filter((names) => names.length > 1);
    return [...new Set(found.map((names) => names.join(" ")))];
  }, things());
}
