//! Serial numbers (序列值) as dates and times.

use super::code::{Section, Token};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

/// 31 December 9999, the last day Excel knows.
const LAST_DAY: i64 = 2_958_465;
const DAY: i64 = 86_400;

struct Moment {
    year: i64,
    month: i64,
    day: i64,
    /// 0 is Sunday.
    weekday: i64,
    /// Seconds of the day.
    seconds: i64,
    /// Seconds since the beginning of day 0.
    elapsed: i64,
}

/// What a section shows of a serial number; none if it is no date.
pub(super) fn show(section: &Section, serial: Decimal, from_1904: bool) -> Option<String> {
    let moment = moment(serial, from_1904)?;
    let tokens = section.tokens.as_slice();
    let half_days = tokens.iter().any(|token| matches!(token, Token::HalfDay(_)));
    let mut shown = String::new();
    for (at, token) in tokens.iter().enumerate() {
        let part = match token {
            Token::Literal(one) => one.to_string(),
            Token::Comma => ",".into(),
            Token::Date('m', length) if *length < 3 && is_minute(tokens, at) => {
                padded(moment.seconds / 60 % 60, *length)
            }
            Token::Date(letter, length) => moment.part(*letter, *length, half_days),
            Token::Elapsed('h') => (moment.elapsed / 3_600).to_string(),
            Token::Elapsed('m') => (moment.elapsed / 60).to_string(),
            Token::Elapsed(_) => moment.elapsed.to_string(),
            Token::HalfDay(chinese) => moment.half_day(*chinese).into(),
            // Fractions of a second.
            Token::Point | Token::Digit(_) | Token::Percent | Token::General => continue,
        };
        shown.push_str(&part);
    }
    Some(shown)
}

fn moment(serial: Decimal, from_1904: bool) -> Option<Moment> {
    let seconds = serial.checked_mul(Decimal::from(DAY))?;
    let elapsed = seconds.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).to_i64()?;
    let shift = if from_1904 { 1_462 } else { 0 };
    let days = elapsed.div_euclid(DAY) + shift;
    if !(0..=LAST_DAY).contains(&days) {
        return None;
    }
    // Excel takes 1900 for a leap year: up to February its days are one behind.
    let since_1970 = days - 25_569 + i64::from(days < 60);
    let [year, month, day] = civil(since_1970);
    let weekday = (since_1970 + 4).rem_euclid(7);
    Some(Moment { year, month, day, weekday, seconds: elapsed.rem_euclid(DAY), elapsed })
}

/// Year, month and day of a day counted from 1 January 1970. Years begin in March here, so that leap days come last.
fn civil(since_1970: i64) -> [i64; 3] {
    let days = since_1970 + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    [era * 400 + year + i64::from(month < 3), month, day]
}

/// `m` is a minute after hours or before seconds, else a month.
fn is_minute(tokens: &[Token], at: usize) -> bool {
    let letter = |token: &Token| match token {
        Token::Date(letter, _) | Token::Elapsed(letter) => Some(*letter),
        _ => None,
    };
    let before = tokens.get(..at).and_then(|before| before.iter().rev().find_map(letter));
    let after = tokens.get(at + 1..).and_then(|after| after.iter().find_map(letter));
    before == Some('h') || after == Some('s')
}

fn padded(number: i64, length: usize) -> String {
    if length > 1 { format!("{number:02}") } else { number.to_string() }
}

impl Moment {
    fn part(&self, letter: char, length: usize, half_days: bool) -> String {
        let hours = self.seconds / 3_600;
        match letter {
            'y' if length < 3 => format!("{:02}", self.year % 100),
            'y' => self.year.to_string(),
            'm' if length > 2 => Self::name(&MONTHS, self.month - 1, length == 3),
            'm' => padded(self.month, length),
            'd' if length > 2 => Self::name(&WEEKDAYS, self.weekday, length == 3),
            'd' => padded(self.day, length),
            'a' => {
                let day = "日一二三四五六".chars().nth(usize::try_from(self.weekday).unwrap_or(0)).unwrap_or('日');
                if length > 3 { format!("星期{day}") } else { day.to_string() }
            }
            'h' if half_days => padded((hours + 11) % 12 + 1, length),
            'h' => padded(hours, length),
            _ => padded(self.seconds % 60, length),
        }
    }

    fn half_day(&self, chinese: bool) -> &'static str {
        match (self.seconds < DAY / 2, chinese) {
            (true, true) => "上午",
            (false, true) => "下午",
            (true, false) => "AM",
            (false, false) => "PM",
        }
    }

    fn name(names: &[&str], number: i64, short: bool) -> String {
        let name = usize::try_from(number).ok().and_then(|number| names.get(number)).copied().unwrap_or_default();
        if short { name.chars().take(3).collect() } else { name.into() }
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
