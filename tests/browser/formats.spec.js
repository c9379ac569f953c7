// One report in every form that offices hand about: the same problems come out of each, and nothing goes over the network.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "./witness.js";
import { cards, checked, drop, open, paper } from "./workbench.js";

const SAME = fileURLToPath(new URL("../fixtures/formats/same/", import.meta.url));
// The report itself; its tables alone are workbooks.
const files = existsSync(SAME) ? readdirSync(SAME).filter((name) => name.startsWith("report.") && extname(name) !== ".json") : [];
const PLAIN = "report.txt";
// Read by the engine itself: what the readers make of the other forms must agree with it.
const MARKED_UP = "report.html";
const tables = existsSync(SAME) ? readdirSync(SAME).filter((name) => /^tables\.(xlsx?|ods)$/.test(name)) : [];

/** Rule, severity and equation of every card: what a reader would act on. */
const problems = (page) =>
  cards(page).evaluateAll((cards) =>
    cards
      .filter((card) => card.dataset.severity !== "info")
      .map((card) => `${card.dataset.severity} ${card.dataset.rule} ${card.querySelector(".message").textContent}`)
      .sort(),
  );

async function problemsOf(page, name) {
  await drop(page, name, readFileSync(SAME + name));
  await checked(page);
  await expect(paper(page)).toContainText("绩效自评报告", { timeout: 30_000 });
  return problems(page);
}

test("the fixtures are there", () => {
  test.skip(files.length === 0, `${SAME} is absent`);
  expect(files).toEqual(expect.arrayContaining([PLAIN, MARKED_UP]));
});

for (const name of files.filter((name) => name !== MARKED_UP && name !== PLAIN)) {
  test(`${name} gives the problems of the web page`, async ({ page, witness }) => {
    await open(page);
    const loaded = witness.requests.length;
    const expected = await problemsOf(page, MARKED_UP);
    expect(expected.length, "the report has problems to be found").toBeGreaterThan(0);
    await page.getByTestId("clear").click();
    expect(await problemsOf(page, name)).toEqual(expected);
    expect(witness.requests.slice(loaded)).toEqual([]);
  });
}

test("plain text, which says less about its tables, gives no problem that the web page does not", async ({ page }) => {
  test.skip(files.length === 0, `${SAME} is absent`);
  await open(page);
  const expected = await problemsOf(page, MARKED_UP);
  await page.getByTestId("clear").click();
  const plain = await problemsOf(page, PLAIN);
  expect(plain.length).toBeGreaterThan(0);
  expect(expected).toEqual(expect.arrayContaining(plain));
});

for (const name of tables) {
  test(`${name} is a table, and what is wrong is named by its cell`, async ({ page }) => {
    await open(page);
    await drop(page, name, readFileSync(SAME + name));
    await checked(page);
    await expect(paper(page).locator("td.num").first()).toBeVisible();
    const cell = cards(page).locator(".whereabouts").first();
    if ((await cards(page).count()) > 0) await expect(cell).toContainText(/![A-Z]+\d+/);
  });
}

test("a file that needs the readers is checked with the network cut", async ({ page, context }) => {
  const name = files.find((name) => name.endsWith(".docx"));
  test.skip(!name, "no .docx among the fixtures");
  await open(page);
  await context.setOffline(true);
  expect((await problemsOf(page, name)).length).toBeGreaterThan(0);
});
