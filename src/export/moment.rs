/// The time at which something was handed on, in seconds since 1970 (UTC); it is shown as Beijing time (北京时间).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment(pub u64);

/// Beijing is so many seconds ahead.
const BEIJING: u64 = 8 * 3600;
const DAY: u64 = 24 * 3600;

impl Moment {
    /// Year, month and day.
    fn date(self) -> [u64; 3] {
        // Days are counted from the first of March of the year 0, so that the leap day is the last of its year; each era
        // of 400 years has as many days as every other.
        let days = (self.0 + BEIJING) / DAY + 719_468;
        let (era, of_era) = (days / 146_097, days % 146_097);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        [year + era * 400 + u64::from(month <= 2), month, day]
    }

    fn time(self) -> [u64; 3] {
        let second = (self.0 + BEIJING) % DAY;
        [second / 3600, second / 60 % 60, second % 60]
    }

    /// `20261201`, for names of files.
    pub fn compact(self) -> String {
        let [year, month, day] = self.date();
        format!("{year:04}{month:02}{day:02}")
    }

    /// `2026年12月1日`.
    pub fn day(self) -> String {
        let [year, month, day] = self.date();
        format!("{year}年{month}月{day}日")
    }

    /// `2026年12月1日 20:30`.
    pub fn shown(self) -> String {
        let [hour, minute, _] = self.time();
        format!("{} {hour:02}:{minute:02}", self.day())
    }

    /// `2026-12-01T20:30:00`, without its zone: Word takes the time of a comment as it stands.
    pub fn local(self) -> String {
        let ([year, month, day], [hour, minute, second]) = (self.date(), self.time());
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn a_moment_is_a_day_and_time_in_beijing() {
        assert_eq!(Moment(0).local(), "1970-01-01T08:00:00");
        assert_eq!(Moment(951_782_400).shown(), "2000年2月29日 08:00");
        assert_eq!(Moment(1_796_140_800).local(), "2026-12-02T00:00:00");
        assert_eq!(Moment(1_796_140_799).compact(), "20261201");
        assert_eq!(Moment(4_107_542_400).compact(), "21000301");
    }
}
