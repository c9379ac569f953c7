//! `cross/satisfaction`: 满意度前后不一致
//!
//! ## What it checks
//! Satisfaction (满意度) in the text against that of the forms.
//! ## Why it matters
//! Satisfaction is the most quoted result; with two values a reader cannot know which to believe.
//! ## Stays quiet
//! Where the forms ask several groups and the text reports one of them; for aims.

use crate::rules::{Judge, Rule, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "cross/satisfaction",
    severity: Severity::Error,
    name: ["满意度前后不一致", "Satisfaction stated differently"],
    what: [
        "正文中的满意度与自评表中的完成值比较；表中问了几类人时，与其中任何一类一致即可。",
        "The satisfaction in the text against the results in the forms; where these ask several groups, any of them will do.",
    ],
    why: [
        "满意度是最常被引用的结果，两处不同，读者不知道信哪一个。",
        "Satisfaction is the most quoted result; with two values a reader cannot know which to believe.",
    ],
    source: "行业惯例：同一事实在报告各处一致",
    bad: "六、绩效情况\n服务对象满意度为95.2%。\n\n三级指标\t年度指标值\t实际完成值\t分值\t得分\n办结及时率\t≥95%\t98%\t10\t10\n服务对象满意度\t≥90%\t92.5%\t10\t10\n",
    good: "六、绩效情况\n服务对象满意度为92.5%。\n\n三级指标\t年度指标值\t实际完成值\t分值\t得分\n办结及时率\t≥95%\t98%\t10\t10\n服务对象满意度\t≥90%\t92.5%\t10\t10\n",
    judge: Judge::Relations,
};
