//! `cross/retold`: 同一句话数字不同
//!
//! ## What it checks
//! Sentences that stand twice, word for word, with one number changed.
//! ## Why it matters
//! The sentence was copied and one of the two corrected; a reader cannot know which to believe.
//! ## Stays quiet
//! Where another word, year or place tells the two apart, more than one number differs, or the wording is that of a
//! template which comes again and again.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "cross/retold",
    severity: Severity::Error,
    name: ["同一句话数字不同", "The same sentence with another number"],
    what: ["同一句话出现两次，只有一个数字不同。", "A sentence stands twice, word for word, and one number differs."],
    why: [
        "句子是复制的，只改了其中一处，读者不知道该信哪一个。",
        "The sentence was copied and only one of the two was corrected; a reader cannot know which to believe.",
    ],
    source: "行业惯例：同一事实在报告各处一致",
    bad: "一、产出情况\n依托流动图书车送书下乡38场次，覆盖行政村126个，借阅图书5,420册次。\n二、效益情况\n依托流动图书车送书下乡83场次，覆盖行政村126个，借阅图书5,420册次。",
    good: "一、产出情况\n依托流动图书车送书下乡38场次，覆盖行政村126个，借阅图书5,420册次。\n二、效益情况\n依托流动图书车送书下乡38场次，覆盖行政村126个，借阅图书5,420册次。",
    judge: Judge::Relations,
};
