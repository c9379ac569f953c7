// `cargo xtask pictures`: the tests' own settings, but what is run takes pictures and judges nothing.

import tests from "./playwright.config.js";

export default { ...tests, testMatch: "pictures.js", outputDir: "test-results/pictures", timeout: 600_000 };
