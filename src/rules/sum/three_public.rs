//! `sum/three-public`: “三公”经费各项之和不等于合计
//!
//! ## What it checks
//! 三公 = 出国（境）+ 公务用车（购置 + 运行维护）+ 接待, for each figure (预算, 决算) by itself.
//! ## Why it matters
//! These are the figures that the public reads first.
//! ## Stays quiet
//! Where an item is not stated; between a budget and an outturn; where two decimals hide the difference.
//! ## Bad
//! 2022年“三公”经费决算数12.60万元。其中：因公出国（境）费决算数0万元；公务用车运行维护费决算数8.40万元；公务接待费决算数2.40万元。
//! ## Good
//! 2022年“三公”经费决算数10.80万元。其中：因公出国（境）费决算数0万元；公务用车运行维护费决算数8.40万元；公务接待费决算数2.40万元。

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "sum/three-public",
    severity: Severity::Error,
    name: ["“三公”经费各项之和不等于合计", "The three public expenses do not add up"],
    what: [
        "“三公”经费＝因公出国（境）费＋公务用车购置及运行维护费＋公务接待费；车辆费用＝购置费＋运行维护费。预算数、决算数分别核对。",
        "Travel abroad, official cars (purchase and running) and receptions against their total, budget and outturn apart.",
    ],
    why: ["“三公”经费是公开后最受关注的数字。", "These are the figures that the public reads first."],
    source: "《党政机关厉行节约反对浪费条例》；部门决算“三公”经费口径",
    bad: "2022年“三公”经费决算数12.60万元。其中：因公出国（境）费决算数0万元；公务用车运行维护费决算数8.40万元；公务接待费决算数2.40万元。",
    good: "2022年“三公”经费决算数10.80万元。其中：因公出国（境）费决算数0万元；公务用车运行维护费决算数8.40万元；公务接待费决算数2.40万元。",
    judge: Judge::Relations,
};
