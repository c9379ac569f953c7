use serde::Deserialize;

/// How running text says what its numbers are (`prose.toml`, where each list is explained).
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProseWords {
    /// Words of a label that name nothing by themselves.
    pub fillers: Vec<String>,
    /// Opens a list of parts that need not be complete (其中).
    pub open_lists: Vec<String>,
    /// Opens a list of parts that is meant to be complete (包括, 分别为).
    pub closed_lists: Vec<String>,
    /// Gives one value to each of the things named before.
    pub respective: Vec<String>,
    /// Says that the number is the sum of what went before (合计).
    pub totals: Vec<String>,
    /// The number is an increase.
    pub up: Vec<String>,
    /// The number is a decrease.
    pub down: Vec<String>,
    /// There is no change.
    pub flat: Vec<String>,
    /// The number belongs to the year before.
    pub last_year: Vec<String>,
    /// The number is what another is compared with.
    pub earlier: Vec<String>,
    /// The number is a share of something.
    pub share: Vec<String>,
    /// The number is a rate of fulfilment.
    pub completion: Vec<String>,
    /// The number is a limit that others fall short of or pass.
    pub limits: Vec<String>,
    /// Headings of sections that state aims.
    pub target_sections: Vec<String>,
    /// Headings whose aims are of the year to come.
    pub next_year: Vec<String>,
    /// Last words of a heading that names one project.
    pub project_endings: Vec<String>,
    /// Headings of sections that state results.
    pub actual_sections: Vec<String>,
    /// Headings under which a figure without a subject is one of the whole unit.
    pub whole_sections: Vec<String>,
    /// Less of these is better.
    pub lower_is_better: Vec<String>,
    /// Words that say the budget was kept.
    pub kept_budget: Vec<String>,
    /// Classes of staff that nobody is in twice.
    pub staff_classes: Vec<String>,
    /// Opens a complete list of the things counted before.
    pub enumerations: Vec<String>,
    /// Words that compare what was spent with what was planned, and whether the spending is the greater.
    pub compared: Vec<(String, bool)>,
    /// Words of a template that nobody filled in.
    pub unfilled: Vec<String>,
}

impl ProseWords {
    pub(super) fn parse(source: &str) -> Result<Self, toml::de::Error> {
        let mut words: Self = toml::from_str(source)?;
        // Longest first, so that 增加了 is not read as 增加 and a stray 了.
        for list in [&mut words.fillers, &mut words.up, &mut words.down, &mut words.totals, &mut words.respective] {
            list.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        Ok(words)
    }
}
