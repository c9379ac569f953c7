//! The shape of a sentence: its numbers and names masked, the words of the trade left. For a message to the developers
//! about a problem that is none, which must not tell whose report it is.

use super::key::sentence;
use crate::document::Document;
use crate::report::Finding;

/// Places of one problem whose sentences are told.
const PLACES: usize = 4;

/// Words that stay: no name is made of them alone. Of those that begin alike the longer stands first.
const PLAIN: &[&str] = &[
    "其中",
    "合计",
    "总计",
    "小计",
    "共计",
    "总额",
    "万元",
    "亿元",
    "元",
    "百分点",
    "年初预算",
    "全年预算",
    "预算",
    "决算",
    "执行率",
    "执行数",
    "执行",
    "完成率",
    "完成",
    "支出",
    "收入",
    "结转",
    "结余",
    "追加",
    "调整",
    "基本支出",
    "项目支出",
    "人员经费",
    "公用经费",
    "三公经费",
    "公务接待",
    "公务用车",
    "因公出国",
    "经费",
    "资金",
    "财政拨款",
    "财政",
    "拨款",
    "实际",
    "到位",
    "比上年",
    "上年",
    "同比",
    "增长",
    "增加",
    "减少",
    "下降",
    "上升",
    "占",
    "为",
    "比",
    "年度",
    "年",
    "月",
    "日",
    "得分",
    "自评",
    "满分",
    "评分",
    "分值",
    "权重",
    "分",
    "目标",
    "指标",
    "产出",
    "效益",
    "数量",
    "质量",
    "时效",
    "成本",
    "满意度",
    "人数",
    "人",
    "个",
    "项",
    "次",
    "辆",
    "台",
    "家",
    "户",
    "平方米",
    "公里",
    "万",
    "亿",
    "共",
    "约",
    "达",
    "和",
    "与",
    "及",
    "的",
    "了",
    "已",
    "未",
    "不",
    "超过",
    "低于",
    "高于",
    "以上",
    "以下",
    "不少于",
    "不低于",
    "不超过",
    "分别",
    "剩余",
    "余额",
    "差额",
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "第",
    "表",
    "是",
    "在",
    "由",
    "至",
    "较",
];

/// The sentences of a problem's places, masked, each once.
pub fn shapes(finding: &Finding, document: &Document) -> Vec<String> {
    let mut shapes: Vec<String> = Vec::new();
    for mark in finding.marks.iter().take(PLACES) {
        let shape = masked(&sentence(&document.text, mark.span));
        if !shapes.contains(&shape) {
            shapes.push(shape);
        }
    }
    shapes
}

/// A text in which every digit is 0, every letter x, and every ideograph that is no word of the trade 某.
pub fn masked(text: &str) -> String {
    let mut masked = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let plain = PLAIN.iter().filter(|word| rest.starts_with(**word)).max_by_key(|word| word.len());
        let length = plain.map_or(first.len_utf8(), |word| word.len());
        match plain {
            Some(word) => masked.push_str(word),
            None if first.is_numeric() => masked.push('0'),
            None if first.is_ascii_alphabetic() => masked.push('x'),
            None if first.is_alphanumeric() => masked.push('某'),
            None => masked.push(first),
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_digits_are_masked_and_the_words_of_the_trade_stay() {
        let text = "示例县林业局2024年项目支出1,160.50万元，其中：ABC购置（王某）占12.3%";
        assert_eq!(masked(text), "某某某某某某0000年项目支出0,000.00万元，其中：xxx某某（某某）占00.0%");
    }

    #[test]
    fn digits_of_any_form_are_masked() {
        assert_eq!(masked("５０①Ⅳ"), "0000");
    }
}
