//! `ratio/price`: 数量、单价与总额不符
//!
//! ## What it checks
//! A number of things times the price of one, or several such products together, against the total of the same sentence.
//! ## Why it matters
//! One of the three was mistyped, or 元 and 万元 were mixed up.
//! ## Stays quiet
//! Where the difference is not that of a slip of the pen: months or several rates may come between.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "ratio/price",
    severity: Severity::Warning,
    name: ["数量、单价与总额不符", "Number and price do not give the total"],
    what: [
        "同一句里写明数量、每一个的价格和总额的，按“数量×单价”（几项的相加）核对总额，元与万元换算后比较。",
        "Where a sentence gives a number, the price of one and the total: number times price (summed over several things), with 元 and 万元 converted.",
    ],
    why: ["三个数中有一个写错，或元与万元混用。", "One of the three was mistyped, or 元 and 万元 were mixed up."],
    source: "行业惯例：数量×单价＝金额",
    bad: "全年新建助餐点36个，每个定额补助15万元，共计540元。\n",
    good: "全年新建助餐点36个，每个定额补助15万元，共计540万元。\n",
    judge: Judge::Relations,
};
