use serde::Deserialize;
use std::collections::HashMap;

/// What a column of a table holds, by the words at its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// 序号, 行次: numbers that count rows.
    Index,
    /// Codes of projects, units, classes (类款项).
    Code,
    /// What the row is about: 项目名称, 三级指标.
    Name,
    /// What several rows belong to: 一级指标, 类别.
    Group,
    /// Name of a unit.
    Agency,
    /// 等级.
    Grade,
    /// Why a target was missed or passed by far.
    Reason,
    /// Other text.
    Text,
    /// Years.
    Year,
    /// People.
    People,
    /// Numbers of things: 数量, 受益户数（户）.
    Count,
    /// Areas.
    Area,
    /// Money.
    Money,
    /// Percentages.
    Rate,
    /// 分值 and 得分.
    Score,
    /// 指标值 and 完成值.
    Indicator,
    /// Not known by its words.
    Unknown,
}

/// Words of tables (`columns.toml`).
#[derive(Debug, Default, Deserialize)]
pub struct TableWords {
    #[serde(rename = "column")]
    columns: Vec<ColumnEntry>,
    holding: Vec<ColumnEntry>,
    summing: Summing,
    rates: Rates,
    changes: Changes,
    totals: Totals,
    rows: RowWords,
    form: FormWords,
    closed: Vec<Group>,
    grades: Vec<Grades>,
    targets: TargetWords,
    list: ListWords,
    #[serde(skip)]
    kinds: HashMap<String, ColumnKind>,
}

#[derive(Debug, Deserialize)]
struct ColumnEntry {
    kind: ColumnKind,
    texts: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Totals {
    columns: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Summing {
    never: Vec<String>,
    means: Vec<String>,
    accumulated: Vec<String>,
    either: Vec<String>,
    spent: Vec<String>,
    periods: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Rates {
    shares: Vec<String>,
    growth: Vec<String>,
    prices: Vec<String>,
    endings: Vec<String>,
    holding: Vec<String>,
    except: Vec<String>,
    of_budget: Vec<String>,
    negations: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Changes {
    words: Vec<String>,
    taking: Vec<String>,
    giving: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
struct RowWords {
    total: Vec<String>,
    subtotal: Vec<String>,
    among: Vec<String>,
    aside: Vec<String>,
    /// What a label begins with, before a colon or in brackets, whose row is taken away or added.
    taken: Vec<String>,
    added: Vec<String>,
}

/// Fields of forms, as normalised labels.
#[derive(Debug, Default, Deserialize)]
pub struct FormWords {
    /// Name of the project that the form is about.
    pub project: Vec<String>,
    /// What titles of forms and headings of evaluations hold.
    pub evaluations: Vec<String>,
    /// Those of them that are of a project.
    pub project_words: Vec<String>,
    /// Name of the reporting unit.
    pub agency: Vec<String>,
    /// The row that speaks of the form's subject as a whole.
    pub whole: Vec<String>,
}

/// Parts of a known parent.
#[derive(Debug, Default, Deserialize)]
pub struct Group {
    /// Key of the parent.
    pub parent: String,
    /// Keys of its parts.
    pub children: Vec<String>,
    /// Whether there may be other parts.
    #[serde(default)]
    pub open: bool,
}

/// A scale of grades (等级).
#[derive(Debug, Default, Deserialize)]
pub struct Grades {
    /// Whether its limits are the same everywhere.
    pub certain: bool,
    /// Grades, best first.
    pub words: Vec<String>,
    /// Least score of each.
    pub least: Vec<u32>,
}

#[derive(Debug, Default, Deserialize)]
struct TargetWords {
    reverse: Vec<String>,
}

/// Words of running text about a list of projects.
#[derive(Debug, Default, Deserialize)]
pub struct ListWords {
    /// Mean of the scores.
    pub average: Vec<String>,
    /// What is listed.
    pub items: Vec<String>,
    /// That it was evaluated.
    pub evaluated: Vec<String>,
    /// That nothing was left out.
    pub all: Vec<String>,
    /// How many there are.
    pub number: Vec<String>,
}

impl TableWords {
    pub(super) fn parse(source: &str) -> Result<Self, toml::de::Error> {
        let mut words: Self = toml::from_str(source)?;
        let pairs = words.columns.iter().flat_map(|entry| entry.texts.iter().map(|text| (text.clone(), entry.kind)));
        words.kinds = pairs.collect();
        Ok(words)
    }

    /// What a column with this normalised label holds; `None` if the words are not known.
    pub fn column(&self, label: &str) -> Option<ColumnKind> {
        let holds = |entry: &&ColumnEntry| entry.texts.iter().any(|text| label.contains(text.as_str()));
        self.kinds.get(label).copied().or_else(|| self.holding.iter().find(holds).map(|entry| entry.kind))
    }

    /// Whether a header stands over names as well as over amounts.
    pub fn is_either(&self, header: &str) -> bool {
        self.summing.either.iter().any(|word| header.ends_with(word.as_str()))
    }

    /// Whether figures under this label are never added up.
    pub fn never_summed(&self, label: &str) -> bool {
        self.summing.never.iter().any(|word| label.contains(word.as_str()))
    }

    /// Whether the figures of a row with this label are rates or means, which no other figures add up to.
    pub fn is_mean(&self, label: &str) -> bool {
        let ends = self.rates.endings.iter().any(|word| label.ends_with(word.as_str()));
        ends || self.summing.means.iter().any(|word| label.contains(word.as_str()))
    }

    /// Whether a column with this label counts on from row to row (累计).
    pub fn is_accumulated(&self, label: &str) -> bool {
        self.summing.accumulated.iter().any(|word| label.contains(word.as_str()))
    }

    /// Whether a row label is a month or quarter.
    pub fn is_period(&self, label: &str) -> bool {
        self.summing.periods.iter().any(|word| label.ends_with(word.as_str()))
    }

    /// Whether a normalised label of a column says that it holds rates: 完成年初预算%, 结余率, 占预算的比重.
    pub fn is_rate(&self, label: &str) -> bool {
        let Rates { endings, holding, except, .. } = &self.rates;
        let ends = endings.iter().any(|word| label.ends_with(word.as_str()));
        let holds = holding.iter().any(|word| label.contains(word.as_str()));
        ends || (holds && !except.iter().any(|word| label.contains(word.as_str())))
    }

    /// Whether a rate that names the budget says how much of it was spent.
    pub fn is_completion(&self, label: &str) -> bool {
        self.rates.of_budget.iter().any(|word| label.contains(word.as_str()))
    }

    /// Whether the words at the head of a column say that it holds shares of a total.
    pub fn is_share(&self, header: &str) -> bool {
        self.rates.shares.iter().any(|word| header.ends_with(word.as_str()))
    }

    /// Whether they say that it holds changes since another year, as amounts or rates.
    pub fn is_growth(&self, header: &str) -> bool {
        self.rates.growth.iter().any(|word| header.contains(word.as_str()))
    }

    /// Whether they say that it holds prices.
    pub fn is_price(&self, header: &str) -> bool {
        self.rates.prices.iter().any(|word| header.contains(word.as_str()))
    }

    /// Whether a label says that its figure is of what was not done: 未执行数.
    pub fn is_negated(&self, label: &str) -> bool {
        self.rates.negations.iter().any(|word| label.starts_with(word.as_str()))
    }

    /// Whether the words at the head of a column say that it changes the budget: 追加, 年中调剂, 收回.
    pub fn changes_budget(&self, header: &str) -> bool {
        self.changes.words.iter().any(|word| header.contains(word.as_str()))
    }

    /// Whether the words at the head of a column say that its amounts were taken away: 追减, 收回财政.
    pub fn takes_away(&self, header: &str) -> bool {
        let holds = |words: &[String]| words.iter().any(|word| header.contains(word.as_str()));
        holds(&self.changes.taking) && !holds(&self.changes.giving)
    }

    /// Whether a column with these words at its head may be the sum of the columns beside it.
    pub fn totals_columns(&self, header: &str) -> bool {
        self.totals.columns.iter().any(|word| header.contains(word.as_str()))
    }

    /// Whether a normalised row label names a total of all rows.
    pub fn is_total(&self, label: &str) -> bool {
        // 合计/平均 is the total where there is something to add up.
        let label = label.split('/').next().unwrap_or(label);
        self.rows.total.iter().any(|word| word == label)
    }

    /// The word by which a label begins to say that its row is taken away (true) or added, with what follows it.
    pub fn sign<'a>(&self, label: &'a str) -> Option<(bool, &'a str)> {
        let behind = |words: &[String]| words.iter().find_map(|word| label.strip_prefix(word.as_str()));
        behind(&self.rows.taken).map(|rest| (true, rest)).or_else(|| behind(&self.rows.added).map(|rest| (false, rest)))
    }

    /// Whether a normalised row label names a total of the rows since the last one: 小计, 产出小计.
    pub fn is_subtotal(&self, label: &str) -> bool {
        self.rows.subtotal.iter().any(|word| label.ends_with(word.as_str()))
    }

    /// Whether a label of a subtotal says no more than that.
    pub fn is_bare_subtotal(&self, label: &str) -> bool {
        self.rows.subtotal.iter().any(|word| word == label)
    }

    /// Whether a header says no more than that money was spent: 支出 beside 预算数.
    pub fn is_spending(&self, header: &str) -> bool {
        self.summing.spent.iter().any(|word| word == header)
    }

    /// Whether a row stands beside the others and need not be part of their total: 另：代管资金.
    pub fn is_aside(&self, label: &str) -> bool {
        self.rows.aside.iter().any(|word| label.starts_with(word.as_str()))
    }

    /// A row label without a leading 其中, if it has one.
    pub fn after_among<'a>(&self, label: &'a str) -> Option<&'a str> {
        self.rows.among.iter().find_map(|word| label.strip_prefix(word.as_str()))
    }

    /// Whether a header says that its column is some of another one.
    pub fn says_among(&self, header: &str) -> bool {
        self.rows.among.iter().any(|word| header.contains(word.as_str()))
    }

    /// Fields of forms.
    pub fn form(&self) -> &FormWords {
        &self.form
    }

    /// The known parts of a subject.
    pub fn group(&self, parent: &str) -> Option<&Group> {
        self.closed.iter().find(|group| group.parent == parent)
    }

    /// The scale a grade belongs to, with the grade's place in it. The cell may say more: 一等等级, 优秀.
    pub fn grade(&self, text: &str) -> Option<(&Grades, usize)> {
        let text = text.trim();
        let place = |grades: &Grades| grades.words.iter().position(|word| text.starts_with(word.as_str()));
        self.grades.iter().find_map(|grades| Some((grades, place(grades)?)))
    }

    /// Scales of grades.
    pub fn grades(&self) -> &[Grades] {
        &self.grades
    }

    /// Whether less is better for an indicator of this name.
    pub fn is_reverse(&self, indicator: &str) -> bool {
        self.targets.reverse.iter().any(|word| indicator.contains(word.as_str()))
    }

    /// Words about a list of projects.
    pub fn list(&self) -> &ListWords {
        &self.list
    }
}
