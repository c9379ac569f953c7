use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The unit of a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 元.
    Yuan,
    /// 千元.
    ThousandYuan,
    /// 万元; also a bare 万 after an amount of money.
    TenThousandYuan,
    /// 百万元.
    MillionYuan,
    /// 千万元.
    TenMillionYuan,
    /// 亿元.
    HundredMillionYuan,
    /// 万亿元.
    TrillionYuan,
    /// 元 per something: 元/月, 元/人, 元每人.
    YuanPer,
    /// 万元 per something: 万元/年.
    TenThousandYuanPer,
    /// %, ％, 百分之….
    Percent,
    /// ‰.
    PerMille,
    /// 成: 八成 is about 80 %.
    Tenth,
    /// 个百分点.
    PercentagePoint,
    /// 分 (score).
    Point,
    /// People: 人, 名.
    Person,
    /// 人次.
    PersonTime,
    /// m², 平方米, 平米.
    SquareMetre,
    /// 亩, 公里, 吨, 小时, 天 and other measures that are only compared with themselves.
    Measure,
    /// A counter: 个, 次, 场, 期, 项, 家, 辆, 台, 份, 篇…; which one is read from the text.
    Count,
    /// Ten thousand of a counter: 万人次, 万户.
    TenThousandCount,
}

/// What a unit measures; only quantities of one dimension are ever added or compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// Money, base unit 元.
    Money,
    /// Money per something.
    Rate,
    /// Share or rate, base unit percent.
    Percent,
    /// Score, base unit 分.
    Score,
    /// People.
    People,
    /// Area in m².
    Area,
    /// Anything else that is counted or measured.
    Count,
}

impl Unit {
    /// What the unit measures.
    pub fn dimension(self) -> Dimension {
        match self {
            Self::Yuan
            | Self::ThousandYuan
            | Self::TenThousandYuan
            | Self::MillionYuan
            | Self::TenMillionYuan
            | Self::HundredMillionYuan
            | Self::TrillionYuan => Dimension::Money,
            Self::YuanPer | Self::TenThousandYuanPer => Dimension::Rate,
            Self::Percent | Self::PerMille | Self::Tenth | Self::PercentagePoint => Dimension::Percent,
            Self::Point => Dimension::Score,
            Self::Person | Self::PersonTime => Dimension::People,
            Self::SquareMetre => Dimension::Area,
            Self::Measure | Self::Count | Self::TenThousandCount => Dimension::Count,
        }
    }

    /// How many base units (元, percent, one) one of it is.
    pub fn factor(self) -> Decimal {
        match self {
            Self::ThousandYuan => Decimal::from(1_000),
            Self::TenThousandYuan | Self::TenThousandYuanPer | Self::TenThousandCount => Decimal::from(10_000),
            Self::MillionYuan => Decimal::from(1_000_000),
            Self::TenMillionYuan => Decimal::from(10_000_000),
            Self::HundredMillionYuan => Decimal::from(100_000_000),
            Self::TrillionYuan => Decimal::from(1_000_000_000_000_u64),
            Self::PerMille => Decimal::new(1, 1),
            Self::Tenth => Decimal::TEN,
            _ => Decimal::ONE,
        }
    }

    /// How the unit is written.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Yuan | Self::YuanPer => "元",
            Self::ThousandYuan => "千元",
            Self::TenThousandYuan | Self::TenThousandYuanPer => "万元",
            Self::MillionYuan => "百万元",
            Self::TenMillionYuan => "千万元",
            Self::HundredMillionYuan => "亿元",
            Self::TrillionYuan => "万亿元",
            Self::Percent => "%",
            Self::PerMille => "‰",
            Self::Tenth => "成",
            Self::PercentagePoint => "个百分点",
            Self::Point => "分",
            Self::Person => "人",
            Self::PersonTime => "人次",
            Self::SquareMetre => "平方米",
            Self::Measure | Self::Count => "",
            Self::TenThousandCount => "万",
        }
    }
}
