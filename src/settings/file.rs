use super::{Options, OwnFormula};
use crate::relations::Severity;
use crate::rules;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The largest file of settings, in bytes.
const LARGEST: usize = 1024 * 1024;
/// Most formulas of one's own.
const MOST_FORMULAS: usize = 200;
/// The version of the file's form.
const VERSION: u64 = 1;

/// Why a file of settings cannot be used. `Display` speaks Chinese, [`SettingsError::english`] says the same in English.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{zh}")]
pub struct SettingsError {
    zh: String,
    en: String,
}

impl SettingsError {
    fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The same as `Display`, in English.
    pub fn english(&self) -> &str {
        &self.en
    }
}

/// The settings as a file (JSON), for a whole office.
pub fn print(options: &Options) -> String {
    let formula =
        |own: &OwnFormula| json!({ "name": own.name, "formula": own.formula, "severity": own.severity, "on": own.on });
    let file = json!({
        "gouji-settings": VERSION,
        "off": options.off,
        "tolerance": options.tolerance.to_string(),
        "deviation": options.deviation.to_string(),
        "formulas": options.formulas.iter().map(formula).collect::<Vec<_>>(),
    });
    format!("{file:#}\n")
}

/// Reads a file of settings. What it does not name is as the program comes.
///
/// # Errors
/// Not JSON, not settings, an unknown name or rule, a formula that cannot be read: each in plain words.
pub fn parse(text: &str) -> Result<Options, SettingsError> {
    if text.len() > LARGEST {
        return Err(SettingsError::new("文件太大，不像是设置文件。", "The file is too large for settings."));
    }
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        SettingsError::new(
            format!("这不是完整的 JSON 文件，第{line}行第{column}列读不下去。请使用从“设置”页导出的文件。"),
            format!("This is not a complete JSON file (line {line}, column {column}). Use one that Settings exported."),
        )
    })?;
    let file = value.as_object().filter(|file| file.contains_key("gouji-settings")).ok_or_else(|| {
        SettingsError::new(
            "这不是勾稽的设置文件。请使用从“设置”页导出的文件。",
            "This is not a file of Gouji settings. Use one that Settings exported.",
        )
    })?;
    if file.get("gouji-settings").and_then(Value::as_u64) != Some(VERSION) {
        return Err(SettingsError::new(
            "这个设置文件出自更新的版本，这里读不懂。请更新后再用。",
            "These settings come from a later version. Please update first.",
        ));
    }
    known(file, &["gouji-settings", "off", "tolerance", "deviation", "formulas"])?;
    let usual = Options::default();
    Ok(Options {
        off: rules_off(file.get("off"))?,
        tolerance: number(file, "tolerance", usual.tolerance)?,
        deviation: number(file, "deviation", usual.deviation)?,
        formulas: formulas(file.get("formulas"))?,
    })
}

/// Complains of a name that settings do not have.
fn known(object: &Map<String, Value>, names: &[&str]) -> Result<(), SettingsError> {
    match object.keys().find(|name| !names.contains(&name.as_str())) {
        Some(name) => Err(SettingsError::new(
            format!("设置里没有“{name}”这一项。"),
            format!("There is no setting called “{name}”."),
        )),
        None => Ok(()),
    }
}

fn rules_off(value: Option<&Value>) -> Result<BTreeSet<String>, SettingsError> {
    let list = list(value, "off")?;
    let id = |value: &Value| {
        let id = value.as_str().unwrap_or_default();
        if rules::ALL.iter().any(|rule| rule.id == id) {
            return Ok(id.to_owned());
        }
        let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Err(SettingsError::new(format!("没有“{shown}”这条规则。"), format!("There is no rule “{shown}”.")))
    };
    list.iter().map(id).collect()
}

fn list<'a>(value: Option<&'a Value>, name: &str) -> Result<&'a [Value], SettingsError> {
    match value {
        None => Ok(&[]),
        Some(Value::Array(list)) => Ok(list),
        Some(_) => {
            Err(SettingsError::new(format!("“{name}”应是一个列表 […]。"), format!("“{name}” must be a list […].")))
        }
    }
}

fn number(file: &Map<String, Value>, name: &str, usual: Decimal) -> Result<Decimal, SettingsError> {
    let Some(value) = file.get(name) else { return Ok(usual) };
    let written = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let number = written.trim().parse().ok().filter(|number| *number >= Decimal::ZERO);
    number.ok_or_else(|| {
        SettingsError::new(
            format!("“{name}”应是一个不小于 0 的数，现在是“{written}”。"),
            format!("“{name}” must be a number not below 0; it is “{written}”."),
        )
    })
}

fn formulas(value: Option<&Value>) -> Result<Vec<OwnFormula>, SettingsError> {
    let list = list(value, "formulas")?;
    if list.len() > MOST_FORMULAS {
        return Err(SettingsError::new(
            format!("自定公式最多{MOST_FORMULAS}条，文件里有{}条。", list.len()),
            format!("At most {MOST_FORMULAS} formulas are taken; the file has {}.", list.len()),
        ));
    }
    list.iter().enumerate().map(|(index, value)| formula(index + 1, value)).collect()
}

fn formula(number: usize, value: &Value) -> Result<OwnFormula, SettingsError> {
    let within = |error: SettingsError| {
        SettingsError::new(format!("第{number}条自定公式：{}", error.zh), format!("Formula {number}: {}", error.en))
    };
    let object = value
        .as_object()
        .ok_or_else(|| within(SettingsError::new("应写成 { … }。", "it must be written as { … }.")))?;
    known(object, &["name", "formula", "severity", "on"]).map_err(within)?;
    let text = |name: &str| object.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let severity = match object.get("severity").map(|value| value.as_str().unwrap_or_default()) {
        Some("error") => Severity::Error,
        None | Some("warning") => Severity::Warning,
        Some("info") => Severity::Info,
        Some(_) => {
            return Err(within(SettingsError::new(
                "“severity”只能是 error（错误）、warning（提醒）或 info（提示）。",
                "“severity” must be error, warning or info.",
            )));
        }
    };
    let on = object.get("on").is_none_or(|value| value.as_bool().unwrap_or(true));
    let own = OwnFormula { name: text("name"), formula: text("formula"), severity, on };
    own.parsed().map_err(|error| {
        within(SettingsError::new(
            format!("“{}”{error}。", own.formula),
            format!("“{}”, {}.", own.formula, error.english()),
        ))
    })?;
    Ok(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(text: &str) -> String {
        parse(text).unwrap_err().to_string()
    }

    #[test]
    fn what_is_printed_is_read_again() {
        let own = OwnFormula {
            name: "接待费不超预算".into(),
            formula: "公务接待费决算数 ≤ 公务接待费年初预算".into(),
            severity: Severity::Error,
            on: false,
        };
        let options = Options {
            off: BTreeSet::from(["sum/prose".to_owned()]),
            tolerance: Decimal::new(5, 1),
            formulas: vec![own],
            ..Options::default()
        };
        assert_eq!(parse(&print(&options)), Ok(options));
        assert_eq!(parse("{\"gouji-settings\": 1}"), Ok(Options::default()));
        assert_eq!(parse("{\"gouji-settings\": 1, \"deviation\": 200}").unwrap().deviation, Decimal::from(200));
    }

    #[test]
    fn a_bad_file_is_told_in_plain_words() {
        assert!(complaint("{\"gouji-settings\": 1,\n").contains("第2行"));
        assert!(complaint("[]").contains("不是勾稽的设置文件"));
        assert!(complaint("{\"gouji-settings\": 2}").contains("更新的版本"));
        assert!(complaint("{\"gouji-settings\": 1, \"tolerence\": 1}").contains("没有“tolerence”这一项"));
        assert!(complaint("{\"gouji-settings\": 1, \"off\": [\"sum/poetry\"]}").contains("没有“sum/poetry”这条规则"));
        assert!(complaint("{\"gouji-settings\": 1, \"tolerance\": \"-1\"}").contains("不小于 0"));
        let formula = "{\"gouji-settings\": 1, \"formulas\": [{\"formula\": \"会议费 ≤ 天气\"}]}";
        assert_eq!(complaint(formula), "第1条自定公式：“会议费 ≤ 天气”第7个字符：不认识的名称“天气”。");
    }
}
