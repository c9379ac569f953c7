//! `cross/capital`: 大写金额与小写金额不一致
//!
//! ## What it checks
//! An amount in capital numerals (壹佰贰拾万元整) against the figures beside it.
//! ## Why it matters
//! A contract or voucher with two amounts is void or paid wrongly; by law the two must agree.
//! ## Stays quiet
//! Where figures beside it belong to another amount of the sentence.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "cross/capital",
    severity: Severity::Error,
    name: ["大写金额与小写金额不一致", "The amount in words and the amount in figures differ"],
    what: [
        "大写金额（如“壹佰贰拾万元整”）与紧挨着的小写金额比较。",
        "An amount in capital numerals against the figures beside it.",
    ],
    why: [
        "合同、票据的大小写金额必须一致，不一致的无效。",
        "On contracts and vouchers the two must agree, or they are void.",
    ],
    source: "《票据法》第八条；《会计基础工作规范》第五十二条",
    bad: "合同金额为人民币壹佰贰拾叁万肆仟伍佰元整（￥1,234,600.00）。\n",
    good: "合同金额为人民币壹佰贰拾叁万肆仟伍佰元整（￥1,234,500.00）。\n",
    judge: Judge::Relations,
};
