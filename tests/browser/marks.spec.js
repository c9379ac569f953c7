// Marks lie over the text like ink: whatever is marked, chosen or shown, every line stands where it stood without them.

import { expect, test } from "./witness.js";
import { cards, checked, open } from "./workbench.js";

const EXAMPLES = [1, 2, 3];
const WIDTHS = { wide: { width: 1366, height: 768 }, narrow: { width: 400, height: 800 } };

async function openExample(page, number) {
  await open(page);
  await page.getByTestId(`example-${number}`).click();
  await checked(page);
  await page.getByTestId("view-text").click();
  // Short reports are drawn to their end.
  await expect.poll(() => page.locator(".leaf:empty").count()).toBe(0);
}

/** The blocks whose height, or any line of whose text, is not what it is when the same words carry no mark. */
async function disturbed(page) {
  return page.evaluate(async () => {
    const blocks = [...document.querySelectorAll(".leaf > *")];
    document.querySelectorAll(".leaf").forEach((leaf) => (leaf.style.contentVisibility = "visible"));
    const height = (block) => block.getBoundingClientRect().height;
    const marked = blocks.map(height);
    const bare = blocks.map((block) => {
      const copy = block.cloneNode(true);
      for (const mark of copy.querySelectorAll(".mark")) mark.replaceWith(...mark.childNodes);
      copy.normalize();
      block.replaceWith(copy);
      const found = height(copy);
      copy.replaceWith(block);
      return found;
    });
    document.querySelectorAll(".leaf").forEach((leaf) => (leaf.style.contentVisibility = ""));
    return blocks
      .map((block, index) => ({ text: block.textContent.slice(0, 60), with: marked[index], without: bare[index] }))
      .filter((one) => Math.abs(one.with - one.without) > 0.5);
  });
}

for (const [name, viewport] of Object.entries(WIDTHS)) {
  test.describe(name, () => {
    test.use({ viewport });
    for (const number of EXAMPLES) {
      test(`marks never change how example ${number} flows`, async ({ page }) => {
        await openExample(page, number);
        expect(await page.locator(".leaf .mark").count()).toBeGreaterThan(50);
        expect(await disturbed(page), "as it opens").toEqual([]);
        await page.getByTestId("show-unchecked").setChecked(true);
        expect(await disturbed(page), "with unchecked numbers shown").toEqual([]);
        await page.emulateMedia({ media: "print" });
        expect(await disturbed(page), "as printed").toEqual([]);
        await page.emulateMedia({ media: "screen" });
        const all = await cards(page).count();
        for (let index = 0; index < all; index += 1) {
          await page.keyboard.press("j");
          await expect(cards(page).nth(index)).toHaveAttribute("aria-current", "true");
          expect(await disturbed(page), `with problem ${index + 1} chosen`).toEqual([]);
        }
      });
    }
  });
}
