use super::words::Words;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How running text says what its numbers are (`prose.toml`, where each list is explained).
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProseWords {
    /// Words of a label that name nothing by themselves.
    pub fillers: Fillers,
    /// Such words that begin other words and are taken off the end of a label only (中, but not of 中心).
    pub last_fillers: Fillers,
    /// Says that the report rounds its figures (四舍五入).
    pub rounded: Words,
    /// Opens a list of parts that need not be complete (其中).
    pub open_lists: Words,
    /// Opens a list of parts that is meant to be complete (包括, 分别为).
    pub closed_lists: Words,
    /// What a clause begins with that divides the number before it (按级别有).
    pub dividing: Words,
    /// Gives one value to each of the things named before.
    pub respective: Words,
    /// Says that the number is the sum of what went before (合计).
    pub totals: Words,
    /// The number is an increase.
    pub up: Words,
    /// The number is a decrease.
    pub down: Words,
    /// First characters of verbs that say upwards (增产, 扩大).
    pub rising: String,
    /// First characters of verbs that say downwards (压缩, 缩小).
    pub falling: String,
    /// Names of a rise or fall, which 为 may follow (增幅为5%).
    pub change_names: Words,
    /// Between two figures: the second is the greater (由A升至B).
    pub rises: Words,
    /// Between two figures: the second is the smaller (由A降至B).
    pub falls: Words,
    /// Words between an amount and the same amount in another unit (折合).
    pub again: Words,
    /// The number belongs to the year before.
    pub last_year: Words,
    /// Words that make a figure one of a plan (任务).
    pub planned: Words,
    /// Words that make a figure one of several years.
    pub cumulative: Words,
    /// Words of what a project reaches in all.
    pub reaching: Words,
    /// Words that make a part or an opposite of what the rest of a name says (未, 新增).
    pub restricting: Words,
    /// The year reported on; whether it is said makes no difference.
    pub this_year: Words,
    /// Between two figures, neither the greater for certain (调整为).
    pub becomes: Words,
    /// Words before a figure that another is compared with (比).
    pub comparing: Words,
    /// Words behind such a figure (相比).
    pub compared_behind: Words,
    /// Words behind such a figure that say that nothing has changed (持平).
    pub level_behind: Words,
    /// The number is a share of something.
    pub share: Words,
    /// The number is a rate of fulfilment.
    pub completion: Words,
    /// The number is a limit that others fall short of or pass.
    pub limits: Words,
    /// Words before a limit that a figure is held against (控制在).
    pub limiting: Words,
    /// Words right behind such a limit (以内).
    pub within: Words,
    /// Headings of sections that state aims.
    pub target_sections: Words,
    /// Headings whose aims are of the year to come.
    pub next_year: Words,
    /// Last words of an opening title that names one project or fund, whatever else it holds.
    pub fund_endings: Words,
    /// Last words of a heading that names one project.
    pub project_endings: Words,
    /// Headings of sections that state results.
    pub actual_sections: Words,
    /// Headings under which a figure without a subject is one of the whole unit.
    pub whole_sections: Words,
    /// Marks of a class of the budget (类、款、项) in a title.
    pub class_marks: Words,
    /// Words before a name of which the rest of the sentence is told (的为).
    pub singling_out: Words,
    /// Words of a change over more than one year (累计).
    pub over_years: Words,
    /// Words that speak of the unit as a whole (整体).
    pub whole_unit: Words,
    /// Words before the name of a grade that leave it with the mark.
    pub own_grades: Words,
    /// How a clause begins that gives the grade of the mark before it (属于).
    pub grading: Words,
    /// Names of a grade behind a mark (评价等级).
    pub grades: Words,
    /// Names of the mark of a whole evaluation.
    pub whole_marks: Words,
    /// Words for the weight of a mark (分值).
    pub weights: Words,
    /// Words that say that marks are given by bands (达到90%以上).
    pub banded: Words,
    /// Less of these is better.
    pub lower_is_better: Words,
    /// Words that say the budget was kept.
    pub kept_budget: Words,
    /// Words that say an aim was met.
    pub met_aims: Words,
    /// Words of a figure that was planned.
    pub plans: Words,
    /// Words of a figure that was reached.
    pub reached: Words,
    /// Words that give the reason for a shortfall.
    pub excuses: Words,
    /// What points are called whose number is told before them.
    pub points: Words,
    /// Words by which one more point is told.
    pub further_points: Words,
    /// What is listed by its name where it is counted.
    pub listed_things: Words,
    /// Words of what there was of a stock of things.
    pub stock_before: Words,
    /// Words of what there is.
    pub stock_after: Words,
    /// Words of what came.
    pub stock_came: Words,
    /// Words of what went.
    pub stock_went: Words,
    /// Words of one thing that stands for several.
    pub collective: Words,
    /// Sections and sentences in which keeping the budget is an intention.
    pub intentions: Words,
    /// Classes of staff that nobody is in twice.
    pub staff_classes: Words,
    /// Classes of posts, each with a number of its own (行政编制).
    pub posts: Words,
    /// Opens a complete list of the things counted before.
    pub enumerations: Words,
    /// Words that compare what was spent with what was planned, and whether the spending is the greater.
    pub compared: Vec<(String, bool)>,
    /// Words of a template that nobody filled in.
    pub unfilled: Words,
    /// Words that mark what was asked for (计划, 应).
    pub asked: Words,
    /// Words that mark what was done (实际, 已).
    pub done: Words,
    /// Words right behind a number that make it an aim (90%的目标).
    pub aims: Words,
    /// Words before a number that make it an aim (不低于).
    pub aimed: Words,
    /// What satisfaction is called (满意度).
    pub satisfaction: Words,
    /// Words before it that say no more than that people were asked (群众).
    pub anyone: Words,
    /// Words that own up to an aim that was missed (未达目标).
    pub shortfalls: Words,
    /// How a clause begins that gives what several things cost together (共).
    pub costs: Words,
    /// How a clause begins whose number is taken off (减).
    pub subtracting: Words,
    /// Words that keep a number out of the list before it (另有).
    pub besides: Words,
    /// Words of a whole that is told before its parts (总投资).
    pub wholes: Words,
    /// Words around a list that say that its parts are examples (如).
    pub examples: Words,
    /// Words that keep a number out of the list it stands in (不计入).
    pub outside: Words,
    /// The number is the price or the allowance of one (每人每月).
    pub each: Words,
    /// The number is what falls to one (人均).
    pub averages: Words,
    /// Names of the rate of what was done to what was planned (完成率).
    pub fulfilments: Words,
    /// Rates whose name says which two figures they are made of.
    pub rate_names: Vec<RateName>,
    /// Words of a rate that is of several things together (总体).
    pub overall: Words,
    /// Names of the rate of staff to posts (在职人员控制率).
    pub staff_rates: Words,
    /// Kinds of parts that nothing belongs to twice.
    pub partition: Vec<Partition>,
    /// Complete divisions of a mark (自评得分).
    pub marks: Vec<Marks>,
}

/// A kind of parts that nothing belongs to twice: levels of government, places, classes of staff.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partition {
    /// Words of which each part's name contains one.
    pub words: Words,
    /// Whether such parts are named in full.
    pub closed: bool,
    /// Words of which the total's name contains one; any total where there are none.
    #[serde(default)]
    pub of: Words,
    /// Whether the word ends the name (示例镇).
    #[serde(default)]
    pub last: bool,
}

/// Rates whose name says which two figures they are made of (收缴率).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateName {
    /// How their names end.
    pub names: Words,
    /// Words at the part.
    pub part: Words,
    /// Words at what it is a part of; where there are none, whatever is not the part.
    pub base: Words,
}

/// A complete division of the mark of an evaluation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marks {
    /// Words of which each names one part.
    pub words: Words,
}

/// Words that name nothing, to be taken off either end of a label.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Fillers {
    by_first: BTreeMap<char, Vec<String>>,
    by_last: BTreeMap<char, Vec<String>>,
}

impl From<Vec<String>> for Fillers {
    fn from(mut words: Vec<String>) -> Self {
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let mut fillers = Self::default();
        for word in words {
            if let (Some(first), Some(last)) = (word.chars().next(), word.chars().next_back()) {
                fillers.by_first.entry(first).or_default().push(word.clone());
                fillers.by_last.entry(last).or_default().push(word);
            }
        }
        fillers
    }
}

impl Fillers {
    /// The text without one filler, the longest at its beginning, else the longest at its end.
    pub fn strip<'t>(&self, text: &'t str) -> Option<&'t str> {
        let mut leading = self.by_first.get(&text.chars().next()?).into_iter().flatten();
        let from_start = |word: &String| text.strip_prefix(word.as_str());
        leading.find_map(from_start).or_else(|| self.strip_end(text))
    }

    /// The text without one filler, the longest at its end; a text that is no more than the filler, without it.
    pub fn strip_end<'t>(&self, text: &'t str) -> Option<&'t str> {
        let mut trailing = self.by_last.get(&text.chars().next_back()?).into_iter().flatten();
        trailing.find_map(|word| text.strip_suffix(word.as_str()))
    }
}

impl ProseWords {
    pub(super) fn parse(source: &str) -> Result<Self, toml::de::Error> {
        let mut words: Self = toml::from_str(source)?;
        // Longest first, so that 增加了 is not read as 增加 and a stray 了.
        for list in [&mut words.up, &mut words.down, &mut words.totals, &mut words.respective] {
            list.0.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        Ok(words)
    }
}
