//! Characters that fonts use in place of the ordinary Hanzi of the same shape, folded to it.
//!
//! A font may have one glyph for 目 and for the radical ⽬ (U+2F6C), and programs that print pages to PDF name either. Readers
//! see the same; names and rules know only the ordinary one.

/// Kangxi radicals (康熙部首) from U+2F00, by Unicode's compatibility decomposition.
const KANGXI: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋\
    弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石\
    示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長\
    門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Radicals supplement (部首补充) from U+2E80, by Unicode's `EquivalentUnifiedIdeograph`; U+3000 where there is none.
const SUPPLEMENT: &str = "\
    \u{3000}厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵\u{3000}旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌\
    𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜\
    龙龜亀龟";

/// Compatibility ideographs (兼容汉字) from U+F900, by Unicode's canonical decomposition.
const COMPATIBILITY: &str = "\
    豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐盧老蘆虜路\
    露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省葉說\
    殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵\
    令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履\
    易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀﨎﨏塚﨑晴﨓﨔凞猪益\
    礼神祥福靖精羽﨟蘒﨡諸﨣﨤逸都﨧﨨﨩飯飼館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐\
    祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻恵𤋮舘";

/// The ordinary character of the same shape.
pub(super) fn folded(one: char) -> char {
    let (table, first) = match one {
        '\u{2E80}'..='\u{2EF3}' => (SUPPLEMENT, '\u{2E80}'),
        '\u{2F00}'..='\u{2FD5}' => (KANGXI, '\u{2F00}'),
        '\u{F900}'..='\u{FA6D}' => (COMPATIBILITY, '\u{F900}'),
        _ => return one,
    };
    let place = u32::from(one) - u32::from(first);
    let known = usize::try_from(place).ok().and_then(|place| table.chars().nth(place));
    known.filter(|ordinary| *ordinary != '\u{3000}').unwrap_or(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_the_characters_they_look_like() {
        let pairs =
            ["⽬目", "⻔门", "⼀一", "⿕龠", "⻅见", "⻚页", "⻓长", "⺠民", "\u{F90A}金", "\u{F961}率", "\u{FA6D}舘"];
        for pair in pairs {
            let mut pair = pair.chars();
            assert_eq!(pair.next().map(folded), pair.next());
        }
    }

    #[test]
    fn all_else_stays() {
        for one in ['目', '⺀', '７', 'A', '\u{FA0E}', '𠮷'] {
            assert_eq!(folded(one), one);
        }
    }
}
