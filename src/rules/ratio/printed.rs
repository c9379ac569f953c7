//! `ratio/printed`: 算式的结果与按算式计算的不符
//!
//! ## What it checks
//! A calculation that the report prints with its result (执行率=90.00÷100.00×100%=90.00%), recomputed as it is printed.
//! ## Why it matters
//! The reader can see that it does not come out: one of its numbers was mistyped, or the result is that of other numbers.
//! ## Stays quiet
//! Within the written decimals; where a number is left to words (得分÷满分) or is 约; where a mark is capped by its weight.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "ratio/printed",
    severity: Severity::Error,
    name: ["算式的结果与按算式计算的不符", "A printed calculation does not give its result"],
    what: [
        "文中列出的算式（如“执行率=90.00÷100.00×100%=90.00%”）按所列数字重算，与等号后的结果比较。",
        "A calculation printed in the text, recomputed from its own numbers, against the result behind the equals sign.",
    ],
    why: [
        "算式中有一个数写错，或结果不是用这些数算出来的。",
        "One of its numbers is wrong, or the result is that of others.",
    ],
    source: "行业惯例：写出的算式须算得通",
    bad: "预算执行率=412.30÷458.00×100%=92.00%。\n",
    good: "预算执行率=412.30÷458.00×100%=90.02%。\n",
    judge: Judge::Relations,
};
