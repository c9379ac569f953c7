//! `sum/table`: 合计行与各行之和不一致
//!
//! ## What it checks
//! Each total row, column by column, against the rows it closes: blank cells are zero, 其中 rows and parts are not added twice.
//! ## Why it matters
//! The total or one of the rows is wrong.
//! ## Stays quiet
//! When any accepted reading closes (leaves, subtotals, rows below, 总计 = 合计 + 结转), when no column closes at all (then the rows were not understood), and for rates, scores, numbers of rows and codes.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "sum/table",
    severity: Severity::Error,
    name: ["合计行与各行之和不一致", "Total row is not the sum of its rows"],
    what: [
        "表中合计、总计、小计行的每一个数字列，与它所合计的各行逐列相加比较。",
        "Every numeric column of a 合计, 总计 or 小计 row against the rows it closes.",
    ],
    why: ["合计或某一行必有一个写错。", "The total or one of the rows is wrong."],
    source: "行业惯例：合计等于各行之和",
    bad: "单位：万元\n\
         | 项目 | 年初预算 | 决算数 |\n\
         | --- | --- | --- |\n\
         | 甲项目 | 30.00 | 28.40 |\n\
         | 乙项目 | 20.00 | 19.60 |\n\
         | 合计 | 50.00 | 48.20 |\n",
    good: "单位：万元\n\
         | 项目 | 年初预算 | 决算数 |\n\
         | --- | --- | --- |\n\
         | 甲项目 | 30.00 | 28.40 |\n\
         | 乙项目 | 20.00 | 19.60 |\n\
         | 合计 | 50.00 | 48.00 |\n",
    judge: Judge::Relations,
};
