//! Names of offices and places by their shape: region, region, office (示例县 + 石坳镇 + 人民政府).

use crate::vocabulary::outlines::OUTLINES;

/// What ends the name of a region.
const REGIONS: [&str; 10] = ["地区", "街道", "省", "市", "县", "区", "州", "旗", "镇", "乡"];

/// Longest name of a region without its ending, in characters; the first of a name may be longer than those below it.
const LONGEST: [usize; 2] = [5, 3];

/// Longest name of an office that is read out of running text, in characters.
const LONGEST_OFFICE: usize = 16;

/// An office with the regions it belongs to, the widest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Office<'a> {
    /// 示例市, 示例县, 石坳镇.
    pub regions: Vec<&'a str>,
    /// 教育局, 人民政府, 街道办事处.
    pub body: &'a str,
}

impl<'a> Office<'a> {
    /// Reads a whole name.
    pub fn read(name: &'a str) -> Self {
        let mut rest = name.strip_prefix("中共").unwrap_or(name);
        let mut regions = Vec::new();
        while let Some(region) = region_at(rest, regions.is_empty()) {
            // 金沙街道办事处: the office is called after its place.
            let after = rest.get(region.len()..).unwrap_or_default();
            regions.push(region);
            rest = after;
            if after.is_empty() {
                break;
            }
        }
        Self { regions, body: rest }
    }

    /// The innermost region.
    pub fn region(&self) -> Option<&'a str> {
        self.regions.last().copied()
    }

    /// Whether it is the government of its region, and is called after it (我镇).
    pub fn is_government(&self) -> bool {
        ["人民政府", "政府", "办事处"].contains(&self.body)
    }
}

/// The region at the beginning of a text.
fn region_at(text: &str, first: bool) -> Option<&str> {
    let longest = if first { LONGEST[0] } else { LONGEST[1] };
    let ends = text.char_indices().skip(2).take(longest - 1).map(|(at, _)| at);
    ends.filter_map(|at| {
        let rest = text.get(at..)?;
        let ending = REGIONS.iter().find(|ending| rest.starts_with(**ending))?;
        text.get(..at + ending.len())
    })
    .next()
}

/// What kind of region a name is of: 县, 镇, 街道.
pub fn kind_of_region(region: &str) -> Option<&'static str> {
    REGIONS.into_iter().find(|ending| region.ends_with(ending))
}

/// The name of an office at the beginning of a text, regions left out: the shortest that ends as offices are called.
pub fn body_at(text: &str) -> Option<&str> {
    let ends = text.char_indices().map(|(at, c)| (at, is_han(c))).chain([(text.len(), false)]);
    let mut before = true;
    for (count, (at, han)) in ends.take(LONGEST_OFFICE + 1).enumerate() {
        if !before {
            return None;
        }
        before = han;
        let name = text.get(..at)?;
        if count >= 3 && OUTLINES.offices.iter().any(|ending| name.ends_with(ending.as_str())) {
            return Some(name);
        }
    }
    None
}

/// Whether a whole text is the name of an office that says its region.
pub fn is_name(text: &str) -> bool {
    let office = Office::read(text);
    let plain = text.chars().all(is_han) && (5..=30).contains(&text.chars().count());
    let named = office.is_government() || OUTLINES.offices.iter().any(|ending| office.body.ends_with(ending.as_str()));
    plain && !office.regions.is_empty() && named
}

/// Whether two offices are one: of one name, or one is the other cut short (教体局 for 教育体育局).
pub fn is_one(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut rest = long.chars();
    let cut_short = short.chars().all(|wanted| rest.any(|c| c == wanted));
    let first = |name: &str| name.chars().next();
    // 县联社 for 供销合作社联合社 begins elsewhere; it is given as another name where it is used.
    cut_short && (first(short) == first(long) || long.ends_with(short))
}

/// Whether a character is one of Chinese writing.
pub fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_regions_and_an_office() {
        let read = |name| {
            let office = Office::read(name);
            (office.regions.join("/"), office.body)
        };
        assert_eq!(read("示例县石坳镇人民政府"), ("示例县/石坳镇".into(), "人民政府"));
        assert_eq!(read("示例市海滨区市场监督管理局"), ("示例市/海滨区".into(), "市场监督管理局"));
        assert_eq!(read("示例县城乡建设局"), ("示例县".into(), "城乡建设局"));
        assert_eq!(read("示例县住房和城乡建设局"), ("示例县".into(), "住房和城乡建设局"));
        assert_eq!(read("示例区金沙街道办事处"), ("示例区/金沙街道".into(), "办事处"));
    }

    #[test]
    fn the_office_in_a_sentence_ends_where_offices_end() {
        assert_eq!(body_at("林业局部门决算"), Some("林业局"));
        assert_eq!(body_at("科学技术协会将把"), Some("科学技术协会"));
        assert_eq!(body_at("城人口"), None);
        assert_eq!(body_at("级，由财政局"), None);
    }

    #[test]
    fn an_office_cut_short_is_the_same() {
        assert!(is_one("教体局", "教育体育局") && is_one("残联", "残疾人联合会"));
        assert!(!is_one("教育局", "卫生健康局") && !is_one("林业局", "水务局"));
    }
}
