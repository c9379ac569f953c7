// What a person does on the page, in the words of the page.

import { readFileSync } from "node:fs";
import { expect } from "./witness.js";

export const REPORT = read("report.txt").toString();
export const REPORT_GBK = read("report-gbk.txt");

/** A file of tests/browser/fixtures. */
export function read(name) {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url));
}

/** Opens the page and waits until everything it needs has been loaded. */
export async function open(page) {
  await page.goto("./", { waitUntil: "networkidle" });
  await expect(page.getByTestId("paste-target")).toBeVisible();
}

/** A real paste: the clipboard is filled and Ctrl+V pressed. */
export async function paste(page, text, html) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByTestId("paste-target").focus();
  await page.evaluate(
    async ([text, html]) => {
      const parts = { "text/plain": new Blob([text], { type: "text/plain" }) };
      if (html) parts["text/html"] = new Blob([html], { type: "text/html" });
      await navigator.clipboard.write([new ClipboardItem(parts)]);
    },
    [text, html],
  );
  await page.keyboard.press("Control+v");
}

/** A paste whose text never passes through the system's clipboard, which would mend what is broken in it. */
export async function pasteUnmended(page, text) {
  await page.getByTestId("paste-target").evaluate((target, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    if (!target.dispatchEvent(event)) return;
    // Nobody handled it: then the browser would have typed the text.
    target.value = text;
    target.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
  }, text);
}

/** Chooses a file made of these bytes. */
export async function choose(page, name, bytes) {
  await page.getByTestId("file-input").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(bytes) });
}

/** Drops a file made of these bytes anywhere on the window. */
export async function drop(page, name, bytes) {
  await dropAll(page, [{ name, bytes }]);
}

/** Drops several files at once. */
export async function dropAll(page, files) {
  await page.evaluate((files) => {
    const dataTransfer = new DataTransfer();
    for (const { name, base64 } of files) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      dataTransfer.items.add(new File([bytes], name));
    }
    for (const kind of ["dragenter", "dragover", "drop"]) {
      document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    }
  }, files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString("base64") })));
}

export const cards = (page) => page.getByTestId("problem-card");
export const chosen = (page) => page.locator('[data-testid="problem-card"][aria-current="true"]');
/** The pane with the report itself. */
export const paper = (page) => page.getByTestId("report").getByRole("main");
export const lit = (page) => paper(page).locator(".lit");

/** Waits for the result: the bar with the counts. */
export async function checked(page) {
  await expect(page.getByTestId("counts")).toBeVisible();
}

/** Opens the page with the report checked. */
export async function openReport(page) {
  await open(page);
  await paste(page, REPORT);
  await checked(page);
  await expect(cards(page).first()).toBeVisible();
}

/** Text with so many problems: each paragraph a total with one digit wrong. */
export function manyProblems(count) {
  const paragraph = (at) => {
    const second = 37 + (at % 50);
    // The tens of the sum are no nine, so that ten more is one other digit.
    const first = [100 + at, 110 + at].find((first) => Math.floor((first + second) / 10) % 10 !== 9);
    return `${at + 1}号示例项目支出${first + second + 10}.50万元，其中：设备购置${first}.20万元，场地维护${second}.30万元。`;
  };
  return Array.from({ length: count }, (_, at) => paragraph(at)).join("\n");
}

/** A report of at least this many bytes, made of many. */
export function longReport(bytes) {
  return REPORT.repeat(Math.ceil(bytes / Buffer.byteLength(REPORT)));
}

/** Starts to measure the longest time for which the page answered to nothing, and the time in all. */
export async function listen(page) {
  await page.evaluate(() => {
    const heart = { first: performance.now(), last: performance.now(), longest: 0 };
    window.heart = heart;
    const beat = () => {
      const now = performance.now();
      heart.longest = Math.max(heart.longest, now - heart.last);
      heart.last = now;
      heart.timer = setTimeout(beat, 10);
    };
    beat();
  });
}

/** The longest silence since [`listen`], and how long ago that was. Only their ratio means anything: machines differ. */
export async function silence(page) {
  return page.evaluate(() => {
    const now = performance.now();
    return { longest: Math.max(window.heart.longest, now - window.heart.last), all: now - window.heart.first };
  });
}

/** How long this browser takes to lay out a bare text, with nothing of ours around it. Not `overflow-wrap: anywhere`:
 *  breaking fifty thousand brackets takes it minutes, and the page does not ask for it either. */
export async function bareLayout(page, text) {
  return page.evaluate((text) => {
    const bare = document.createElement("p");
    bare.style.cssText = "position: absolute; width: 40em; white-space: pre-wrap";
    bare.textContent = text;
    const begun = performance.now();
    document.body.append(bare);
    bare.getBoundingClientRect();
    const taken = performance.now() - begun;
    bare.remove();
    return taken;
  }, text);
}
