//! `ratio/average`: 人均、车均与总额、数量不符
//!
//! ## What it checks
//! What falls to one (人均, 车均, 平均每辆) against the total and the number of the same sentence.
//! ## Why it matters
//! Official receptions and cars are judged by what one costs; last year's average is easily left standing.
//! ## Stays quiet
//! Where the difference is not that of a slip of the pen: the amount may be shared by others too.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "ratio/average",
    severity: Severity::Warning,
    name: ["平均数与总额、数量不符", "Average does not follow from total and number"],
    what: [
        "同一句里写明总额、人数（或辆数等）和人均（车均、平均每个）的，按“总额÷数量”核对。",
        "Where a sentence gives a total, a number of people or things and what falls to one: total divided by number.",
    ],
    why: [
        "公务接待、公车按人均、车均衡量，沿用上年的平均数最常见。",
        "Receptions and cars are judged by what one costs; last year's average is easily left standing.",
    ],
    source: "行业惯例：平均数＝总数÷个数",
    bad: "公务用车运行维护费24.60万元，保有量12辆，平均每辆2.50万元。\n",
    good: "公务接待费3.95万元，国内公务接待46批次、395人次，人均100元。\n",
    judge: Judge::Relations,
};
