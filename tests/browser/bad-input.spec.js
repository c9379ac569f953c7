// Whatever is thrown at it, the page answers with a sentence or a clean result, and goes on.

import { expect, test } from "./witness.js";
import { REPORT, bareLayout, cards, checked, choose, listen, open, paste, pasteUnmended, silence } from "./workbench.js";

const rubbish = () => {
  // A fixed sequence: the same rubbish every time.
  let state = 20231231;
  return Buffer.from(Array.from({ length: 200_000 }, () => (state = (state * 1103515245 + 12345) % 2147483648) >> 16));
};
const columns = (count, cell) => Array.from({ length: count }, cell).join("\t");

const FILES = {
  "an empty file": "",
  "blanks and line ends only": " \r\n\t\n　\n",
  "binary rubbish": rubbish(),
  "a scanned picture with the name of a text": Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
  "a single line": "2023年基本支出312.40万元，其中：工资福利支出256.10万元，商品和服务支出56.30万元。",
  "200,000 digits": "9".repeat(200_000),
  "200,000 digits with a unit": `合计${"9".repeat(100_000)}.${"9".repeat(100_000)}万元，其中：甲1万元，乙2万元。`,
  "a table with 10,000 columns": `${columns(10_000, (_, i) => `第${i}列`)}\n${columns(10_000, () => "1.00")}\n`,
  "brackets that never close": "（".repeat(50_000) + "312.40万元" + "【「《".repeat(10_000),
  "brackets that never opened": "）".repeat(50_000) + "312.40万元" + "】」》".repeat(10_000),
  "one line of a megabyte": "基本支出312.40万元，".repeat(40_000),
  "half a character at the end": Buffer.concat([Buffer.from("支出312.40万"), Buffer.from([0xe5, 0x85])]),
};

/** Either a result or a sentence, whichever the page decides; never neither. */
async function answered(page) {
  await expect(page.getByTestId("notice").or(page.getByTestId("counts")).first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByTestId("cancel")).toBeHidden({ timeout: 30_000 });
}

/** Whatever came before, a sound report is checked as ever. */
async function goesOn(page) {
  if (await page.getByTestId("clear").isVisible()) await page.getByTestId("clear").click();
  await expect(page.getByTestId("paste-target")).toBeVisible();
  await paste(page, REPORT);
  await checked(page);
  await expect(cards(page).filter({ hasText: "312.40" }).first()).toBeVisible();
}

for (const [what, content] of Object.entries(FILES)) {
  test(what, async ({ page }) => {
    // Room for a machine that is busy with other work: what decides is the ratio below.
    test.setTimeout(300_000);
    await open(page);
    // What this browser takes for the same text alone (seconds for fifty thousand brackets in a row), and for a sound
    // report: more than some times both would be a hang of ours.
    const bare = await bareLayout(page, content.toString("utf8"));
    await listen(page);
    await goesOn(page);
    const sound = (await silence(page)).longest;
    await page.getByTestId("clear").click();
    await listen(page);
    await choose(page, "报告.txt", content);
    await answered(page);
    expect((await silence(page)).longest).toBeLessThan(8 * (bare + sound));
    await goesOn(page);
  });
}

test("lone halves of a character from the clipboard", async ({ page }) => {
  await open(page);
  await pasteUnmended(page, "2023年\ud800基本支出\udc00312.40万元，其中：甲256.10万元\ud83d，乙66.30万元。");
  await answered(page);
  await goesOn(page);
});

test.describe("when the engine dies", () => {
  test.use({ expectedErrors: ["unreachable"] });

  test("the page says so, keeps the text, and a new engine takes over", async ({ page }) => {
    await open(page);
    // From now on the worker answers every message the way a trap in WebAssembly does: with an uncaught error.
    for (const worker of page.workers()) {
      await worker.evaluate(() => {
        const trap = (event) => {
          event.stopImmediatePropagation();
          throw new Error("unreachable");
        };
        self.addEventListener("message", trap, { capture: true });
      });
    }
    await paste(page, REPORT);
    await expect(page.getByTestId("notice")).toBeVisible();
    const onScreen = () => page.evaluate(() => document.body.innerText + (document.querySelector("textarea")?.value ?? ""));
    expect(await onScreen()).toContain("示例县文物保护中心");
    await goesOn(page);
  });
});

test.describe("when the engine cannot be loaded", () => {
  test.use({ expectedErrors: ["Failed to load resource", "net::ERR", "fetch"] });

  test("the page says so", async ({ page }) => {
    await page.route("**/worker_bg.wasm", (route) => route.abort());
    await page.goto("./");
    await paste(page, REPORT);
    await expect(page.getByTestId("notice")).toBeVisible();
  });
});
