//! The words of the interface in both languages, side by side. Numbers and quotations of a report are never translated.

use super::remembered;
use gouji::report::{Role, Severity, Text, Verdict};

/// Key under which a chosen language is remembered on this machine.
const KEY: &str = "gouji-lang";

/// Language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// 中文.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// As chosen before on this machine, else Chinese.
    pub fn preferred() -> Self {
        match remembered::recall(KEY).as_deref() {
            Some("en") => Self::En,
            _ => Self::Zh,
        }
    }

    /// The words of this language.
    pub fn words(self) -> &'static Words {
        match self {
            Self::Zh => &ZH,
            Self::En => &EN,
        }
    }

    /// The other language.
    pub fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }

    /// Changes to the other language and remembers it, where storage is allowed.
    pub fn switch(&mut self) {
        *self = self.other();
        remembered::remember(KEY, if *self == Self::En { "en" } else { "zh" });
    }

    /// Its language tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// Its own name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Zh => "中文",
            Self::En => "English",
        }
    }
}

/// Puts a number into a sentence, at its first `{}`. Words behind it that follow the number stand as `{one|several}`.
pub fn fill(sentence: impl AsRef<str>, number: impl ToString) -> String {
    let Some((before, behind)) = sentence.as_ref().split_once("{}") else { return sentence.as_ref().to_owned() };
    let (own, rest) = behind.split_at(behind.find("{}").unwrap_or(behind.len()));
    let number = number.to_string();
    format!("{before}{number}{}{rest}", agreeing(own, number == "1"))
}

/// Words that agree with a number: of each `{one|several}` the one that fits.
fn agreeing(words: &str, is_one: bool) -> String {
    let mut pieces = words.split('{');
    let mut agreeing = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let Some((choice, behind)) = piece.split_once('}') else { return words.to_owned() };
        let (one, several) = choice.split_once('|').unwrap_or((choice, choice));
        agreeing.push_str(if is_one { one } else { several });
        agreeing.push_str(behind);
    }
    agreeing
}

/// A sentence of the interface in both languages, for where the engine's sentences stand, too.
pub fn both(pick: Pick) -> Text {
    Text { zh: pick(&ZH).into(), en: pick(&EN).into() }
}

/// Picks one word or sentence.
pub type Pick = fn(&Words) -> &'static str;

/// One line per word: name, Chinese, English.
macro_rules! words {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        /// All words of the interface in one language.
        #[derive(Debug)]
        pub struct Words {
            $(
                #[doc = $zh]
                pub $name: &'static str,
            )*
        }
        static ZH: Words = Words { $($name: $zh,)* };
        static EN: Words = Words { $($name: $en,)* };
    };
}

words! {
    brand: "勾稽 · 绩效自评报告核对", "Gouji · report checker";
    claim: "找出绩效自评报告里对不上的数字", "Find the figures in a performance report that do not add up";
    lead: "粘贴或打开一份部门整体支出绩效自评报告：逐项复算合计、明细、比率、评分和前后数字，标出不相符之处。连同附表、上年报告一起打开，还会在文件之间互相核对。", "Paste or open a Chinese budget-performance self-evaluation report: every total, part, rate, score and repeated figure is recomputed, and what disagrees is marked. Opened together with its tables or last year’s report, the files are checked against each other, too.";
    paste_label: "报告正文", "Text of the report";
    paste_here: "在此粘贴报告（Ctrl+V），可直接从 Word、WPS、Excel 或网页复制，表格会保留\n也可以把一个或多个文件拖到窗口任意位置", "Paste the report here (Ctrl+V), straight from Word, WPS, Excel or a web page; tables are kept\nOr drop one or more files anywhere on this window";
    choose_file: "选择文件", "Choose files";
    formats: "Word、Excel、WPS、PDF、OFD、RTF、网页、文本，或含有它们的 zip；可同时选多个", "Word, Excel, WPS, PDF, OFD, RTF, web pages, text, or a zip of them; several at once";
    check: "核对", "Check";
    proof: "文件只在本机浏览器里处理，不上传。断开网络也能用。", "Files are processed in this browser only and never uploaded. It works without a network.";
    verify: "如何验证", "How to verify";
    verify_offline: "打开本页后断开网络（或开启飞行模式），再粘贴报告：结果完全相同。", "Open this page, cut the network (or use aeroplane mode), then paste a report: the result is the same.";
    verify_network: "按 F12 打开开发者工具的“网络”页，再核对一份报告：不会出现任何新请求。", "Press F12, open the Network tab and check a report: no new request appears.";
    verify_policy: "查看本页源代码：内容安全策略（CSP）禁止页面连接任何其他网站，由浏览器强制执行。", "View this page's source: its Content-Security-Policy forbids connections to any other site, and the browser enforces it.";
    verify_limits: "策略管不到浏览器扩展，也管不到您自己点开的链接；涉密文件请按单位规定在专用机器上处理。", "A policy cannot restrain browser extensions or links that you follow yourself; handle classified files as your office prescribes.";
    examples: "先看一个示例（单位均为虚构）", "Try an example (all units are fictional)";
    example_1: "示例一 · 县林业局", "Example 1 · a county forestry bureau";
    example_1_about: "湖南式，埋有六处差错", "Hunan form, six planted faults";
    example_2: "示例二 · 县文广体旅局", "Example 2 · a county culture bureau";
    example_2_about: "广西式，汇总表以元为单位，埋有五处差错", "Guangxi form, summary table in yuan, five planted faults";
    example_3: "示例三 · 整体绩效自评", "Example 3 · an overall self-evaluation";
    example_3_about: "广东式，数字全部相符", "Guangdong form, all figures agree";
    back_to_report: "返回当前报告", "Back to the report";
    drop_here: "松开鼠标即开始核对", "Drop to check";
    reading: "正在读取…", "Reading…";
    checking: "正在核对…", "Checking…";
    receiving: "正在整理结果 {}%", "Preparing the result {}%";
    cancel: "取消", "Cancel";
    undo: "撤销", "Undo";
    keep_new: "去掉同名的旧文件", "Keep only the new one";
    redo_edit: "重做", "Redo";
    apply: "改为 {}", "Write {}";
    apply_means: "在本页文字中把 {} 改为 {}，不改动您的原文件；可撤销（Ctrl+Z）", "Changes {} to {} here; your own file is not changed; Ctrl+Z undoes it";
    key_apply: "采用所选问题建议的数", "Write the number that the chosen problem proposes";
    key_aside: "搁置所选问题", "Set the chosen problem aside";
    key_undo: "撤销、重做对文字的修改", "Undo, redo corrections of the text";
    set_aside: "搁置", "Set aside";
    set_aside_means: "已核实，不必修改：移出列表，可附说明，可恢复", "Verified, nothing to change: leaves the list, with a note if you like; can be brought back";
    set_rule_aside: "搁置此规则的 {} 处", "Set aside all {} of this rule";
    set_all_aside: "搁置其余 {} 处", "Set the remaining {} aside";
    was_set_aside: "已搁置 {} 处", "{} set aside";
    aside_count: "已搁置 {} 处", "{} set aside";
    all_aside: "其余问题均已搁置。", "All problems were set aside.";
    whole_rule: "整条规则", "whole rule";
    note: "说明", "Note";
    note_hint: "说明，如：已核实，2023年机构改革", "Note, e.g. verified with the finance office";
    restore: "恢复", "Bring back";
    save_decisions: "保存为文件", "Save as a file";
    save_decisions_means: "下次连同报告一起拖入这个文件，搁置的问题即被认出。文件里有规则编号、遮去数字的上下文和相关数字。", "Drop this file along with the report next time, and what was set aside is known again. It holds rule ids, the words around (digits masked) and the figures concerned.";
    keep_decisions: "在这台电脑上记住", "Remember on this computer";
    mistaken: "这不是问题", "Not a problem";
    mistaken_means: "下面是写给开发者的说明：只有句子的样子，名称和数字都已遮去。请先看一遍；复制后由您自己决定发到哪里，本页不发送任何内容。", "A note to the developers: only the shape of the sentence, every name and digit masked. Look it over; after copying it is for you to send. This page sends nothing.";
    mistaken_text: "给开发者的说明", "Note to the developers";
    copy: "复制", "Copy";
    copied: "已复制", "Copied";
    todo: "改动清单", "What to change";
    todo_count: "{} 处待改", "{} to change";
    proposed: "建议改为", "Change to";
    reason: "原因", "Reason";
    print: "打印", "Print";
    group_by: "分组", "Group";
    group_none: "不分组", "None";
    group_section: "章节", "Section";
    group_severity: "轻重", "Severity";
    group_rule: "规则", "Rule";
    group_kind: "原因类别", "Cause";
    sort_by: "排序", "Sort";
    sort_gravity: "先重后轻", "Gravest first";
    sort_place: "按原文顺序", "As in the text";
    outside_sections: "章节之外", "Outside any section";
    kind_sum: "合计与分项", "Sums";
    kind_ratio: "比率", "Rates";
    kind_score: "评分", "Marks";
    kind_cross: "前后一致", "Repeated figures";
    kind_budget: "预算与执行", "Budget and outturn";
    kind_count: "数量", "Counts";
    kind_complete: "完整性", "Completeness";
    kind_disclosure: "公开要求", "Disclosure";
    kind_order: "顺序与日期", "Order and dates";
    kind_people: "人员", "Staff";
    kind_target: "绩效目标", "Targets";
    kind_unit: "单位与年份", "Units and years";
    kind_wording: "文字", "Wording";
    keep_both: "两份都保留", "Keep both";
    done_renewed: "“{}”已换成新版本，重新核对完毕。", "“{}” was replaced by its new version and checked again.";
    connected: "保存后自动核对", "Checked when saved";
    connected_means: "在 Word、WPS 或 Excel 中保存这个文件，本页会自动重新读取并核对。本页只读，不改动文件；关闭本页即断开。", "Save this file in Word, WPS or Excel, and this page reads and checks it again by itself. The page only reads; it lets go when it is closed.";
    checked_again: "已重新核对", "Checked again";
    new_version: "新版本的变化", "What the new version changed";
    revised: "原有 {} 处，已改 {} 处，仍有 {} 处，新增 {} 处", "{} before, {} mended, {} left, {} new";
    is_new: "新增", "new";
    is_left: "仍有", "still there";
    mended: "已改 {} 处", "{} mended";
    changed: "改动的数字和文字 {} 处", "{} {number or line|numbers and lines} changed";
    more_changes: "另有 {} 处改动", "{} more {change|changes}";
    was: "原来", "Before";
    is_now: "现在", "Now";
    forget_version: "以现在的版本为准，不再比较", "Compare with this version from now on";
    place: "位置", "Place";
    done_cleared: "已清除。", "Cleared.";
    done_replaced: "已换成新打开的报告。", "The report that was open has been replaced.";
    done_took_out: "已移出“{}”。", "“{}” was taken out.";
    done_added_one: "已加入“{}”，与已打开的一起核对。", "“{}” was added and checked together with what was open.";
    done_added: "已加入 {} 个文件，与已打开的一起核对。", "{} {file was|files were} added and checked together with what was open.";
    close: "关闭", "Close";
    retry: "重新核对", "Check again";
    worker_died: "核对程序意外中止，这份报告没有核对完。已重新启动，原文仍在；可以重试，若再次中止，请把报告分成几段核对。", "The engine stopped unexpectedly and this report was not fully checked. A new one has been started and the text is still here; try again, or check the report in parts.";
    no_engine: "核对程序无法启动，未作任何核对。请刷新本页；若仍不行，请使用 Chrome 或 Edge 97 以上版本（360、奇安信等浏览器请用极速模式）。", "The engine cannot be started and nothing was checked. Reload this page; if that does not help, use Chrome or Edge 97 or later.";
    too_large: "文件超过 64 MB，未作核对。请只保留报告正文和附表，另存后再试。", "The file is larger than 64 MB and was not checked. Keep only the report and its tables, and try again.";
    too_many: "一次最多核对 300 个文件，后面 {} 个没有打开。请分批核对。", "At most 300 files are checked at a time; {} {was|were} not opened. Please check them in batches.";
    refused_file: "“{}”没有打开：{}", "“{}” was not opened: {}";
    more_refused: "还有 {} 个文件也没有打开。", "{} more {file was|files were} not opened either.";
    unopened: "有 {} 个文件没有打开，未作核对；原因见文件列表。", "{} {file was|files were} not opened and not checked; the list of files says why.";
    why: "查看", "Show";
    not_read: "未打开", "Not opened";
    reader_died: "这个文件读不出来：读取程序在它这里意外中止，已重新启动，其他文件照常核对。请用 Word 或 WPS 打开它，另存为 .docx、.xlsx 后再选择；或全选、复制后粘贴到页面。", "This file cannot be read: the reader stopped at it unexpectedly and was started again; other files are checked as usual. Please open it in Word or WPS and save it as .docx or .xlsx, or copy its text and paste it into the page.";
    reader_slow: "这个文件读了 60 秒还没有读完，已停止读取，未作核对；其他文件照常核对。请只保留其中的报告部分，另存后再选择；或全选、复制后粘贴到页面。", "After 60 seconds this file was still not read; reading was stopped and it was not checked; other files are checked as usual. Please keep only the report in it and save it anew, or copy its text and paste it into the page.";
    no_readers: "读取 Word、Excel、PDF、OFD 的程序没有下载完（网络已断开？），这个文件没有打开。请联网后刷新本页再试；或打开原文件，全选、复制后粘贴到页面。", "The reader for Word, Excel, PDF and OFD files was not downloaded (is the network cut?), and this file was not opened. Reload this page with a network, or copy the text of the file and paste it into the page.";
    files: "文件", "Files";
    add_files: "再加文件", "Add files";
    take_out: "移出“{}”", "Take out “{}”";
    pasted: "粘贴的文字", "Pasted text";
    files_and_sections: "文件、目录", "Files, sections";
    between_files: "文件之间", "Between files";
    compared: "同一单位的 {} 个文件已相互核对，未发现矛盾。", "{} files of one unit were compared with each other; nothing disagrees.";
    not_compared: "这些文件中没有两个属于同一单位，只各自核对，未相互核对。", "No two of these files are of the same unit; each was checked for itself.";
    in_this_file: "本文件", "In this file";
    whereabouts: "位置", "Place";
    remarks: "读取说明", "How the file was read";
    more_remarks: "另有 {} 条说明", "{} more {remark|remarks}";
    nothing_there: "没有读到文字，未作任何核对。请确认复制或打开的是报告正文；扫描件需先识别成文字。", "No text was found and nothing was checked. Make sure that it is the report itself; a scan must be turned into text first.";
    fiscal_year: "{} 年度", "Fiscal year {}";
    blank: "空白", "Blank";
    untitled: "未命名报告", "Untitled report";
    numbers: "数字", "Numbers";
    checked: "已核对", "Checked";
    not_checked: "未核对", "Not checked";
    relations: "勾稽关系", "Relations";
    holds: "相符", "Agree";
    rounding: "舍入差", "Rounding";
    broken: "不符", "Disagree";
    open: "待定", "Open";
    holds_means: "两边完全相等", "Both sides are equal";
    rounding_means: "相差不超过四舍五入可以造成的范围", "The difference is no larger than rounding explains";
    broken_means: "相差超过四舍五入可以造成的范围", "The difference is larger than rounding explains";
    open_means: "列举不全或含“约”等，无法判定", "An incomplete list or an approximate figure: cannot be decided";
    error: "错误", "Error";
    warning: "提醒", "Warning";
    info: "提示", "Note";
    filter: "筛选", "Filter";
    view: "视图", "View";
    view_text: "原文", "Text";
    view_relations: "勾稽", "Relations";
    view_outline: "结构", "Structure";
    view_edit: "编辑", "Edit";
    view_figures: "数据", "Figures";
    figures_all: "全部数字", "All numbers";
    figures_drawn: "图", "Pictures";
    subject: "项目", "Of what";
    figure: "指标", "Figure";
    year: "年度", "Year";
    value: "数值", "Value";
    unit: "单位", "Unit";
    search_figures: "在数据中查找", "Search figures";
    copy_rows: "复制", "Copy";
    copy_rows_means: "把列出的各行复制到剪贴板，可直接粘贴到 Excel、WPS 表格", "Copy the rows that are listed; they can be pasted into a workbook";
    rows_copied: "已复制 {} 行", "{} {row|rows} copied";
    rows_not_copied: "浏览器没有允许复制", "The browser did not allow copying";
    no_figures: "没有符合条件的数字。", "No number passes the filter.";
    budget: "预算", "Budget";
    outturn: "执行（决算）", "Outturn";
    execution_rate: "执行率", "Spent";
    picture_spending: "预算执行", "Budget and outturn";
    picture_spending_means: "哪些钱没有用完，哪些超过了预算？竖线为 100%，按执行率从低到高排列。", "Which money was not spent, and what went beyond its budget? The line is 100%; the least spent comes first.";
    indicators: "指标", "Indicators";
    weight: "分值", "Weight";
    score: "得分", "Marks";
    score_rate: "得分率", "Share";
    picture_marks: "各类指标得分", "Marks by group";
    picture_marks_means: "分数扣在了哪里？竖线为满分。", "Where were marks lost? The line is full marks.";
    last_year: "上年", "Last year";
    this_year: "本年", "This year";
    of_last_year: "为上年的", "Of last year";
    picture_years: "与上年相比", "Against last year";
    picture_years_means: "哪些支出变动大？竖线为上年决算。", "Which outturn changed most? The line is last year’s.";
    settings: "设置", "Settings";
    own_formulas: "自定公式", "Formulas of your own";
    own_formulas_means: "本单位另有要求？把它写成公式，核对时一并检查。", "Does your office ask for more? Write it as a formula, and it is checked with the rest.";
    formula: "公式", "Formula";
    formula_example: "例如：公务接待费决算 ≤ 公务接待费年初预算", "e.g. 公务接待费决算 ≤ 公务接待费年初预算";
    formula_hint: "可用 = ≤ ≥ + - × ÷ ( )；名称后加“?”表示没有写明时按 0 算；金额带上单位，如 5万元，比率写 90%。", "Use = ≤ ≥ + - × ÷ ( ). A name with “?” counts as zero where it is not stated; amounts carry a unit (5万元), rates a percent sign (90%).";
    known_names: "已知名称", "Known names";
    formula_name: "名称（可不填）", "Name (optional)";
    severity: "不成立时", "If it fails";
    add: "添加", "Add";
    save_change: "保存修改", "Save";
    change: "修改", "Change";
    remove: "删除", "Remove";
    formula_comes_to: "这份报告中：{} 处成立，{} 处不成立。", "In this report: holds {} {time|times}, fails {} {time|times}.";
    formula_not_stated: "公式没有问题，但这份报告没有同时写出其中的数字。", "The formula is fine, but this report does not state all of its numbers.";
    no_report_to_try: "公式没有问题。打开一份报告，就能看到它在哪里成立、哪里不成立。", "The formula is fine. Open a report to see where it holds and where it fails.";
    thresholds: "尺度", "Thresholds";
    tolerance: "金额容差", "Tolerance of amounts";
    tolerance_means: "相差不超过这个数的金额按舍入差处理，不作为错误。", "Amounts that differ by no more count as rounded, not as wrong.";
    deviation: "偏离目标", "Beyond the target";
    deviation_means: "完成值超过目标值的这一比例时，要求说明原因。", "Beyond this share of its target a result needs a reason.";
    rules: "规则", "Rules";
    rules_all_on: "全部启用", "all on";
    rules_off: "已停用 {} 条", "{} off";
    search_rules: "查找规则", "Search rules";
    found_here: "本报告 {} 处", "{} here";
    settings_export: "导出为文件", "Export as a file";
    settings_import: "导入文件", "Import a file";
    settings_to_reset: "恢复默认", "Reset";
    settings_taken: "已按文件设置。", "The file’s settings are in use.";
    settings_reset: "已恢复默认。", "Everything is as it comes.";
    settings_keep: "在本机记住这些设置（不含任何报告内容）", "Remember these settings on this machine (nothing of any report)";
    export: "导出", "Export";
    export_word: "原文件带批注（Word）", "The file with comments (Word)";
    export_excel: "原文件带批注（Excel）", "The file with notes (Excel)";
    export_pdf: "原文件带标注（PDF）", "The file with highlights (PDF)";
    export_page: "原文带标注（网页）", "The text with its marks (web page)";
    export_xlsx: "问题清单（Excel）", "List of problems (Excel)";
    export_letter: "审核意见（Word）", "Review letter (Word)";
    export_html: "核对报告（网页，可离线打开）", "Report (web page, works offline)";
    export_csv: "问题清单（CSV）", "List of problems (CSV)";
    export_md: "问题清单（Markdown）", "List of problems (Markdown)";
    export_json: "核对结果（JSON）", "Result (JSON)";
    export_print: "打印", "Print";
    export_making: "正在生成…", "Making the file…";
    export_failed: "没有生成文件，请重试；若仍不行，请刷新本页后再试。", "No file was made. Try again; if that does not help, reload this page.";
    another: "换一份", "Another";
    clear: "清除", "Clear";
    clear_means: "清除本页内的报告和结果", "Remove the report and its result from this page";
    help: "帮助", "Help";
    light: "浅色", "Light";
    dark: "深色", "Dark";
    panes: "窗格", "Panes";
    sections: "目录", "Sections";
    report: "报告", "Report";
    problems: "问题", "Problems";
    missing: "缺", "missing";
    no_findings: "没有问题", "no problems";
    no_sections: "没有识别出章节标题。", "No section headings were recognised.";
    number: "序号", "No.";
    title: "标题", "Title";
    checked_of: "已核对数字", "Numbers checked";
    sections_found: "{} 个章节", "{} {section|sections}";
    sections_missing: "缺 {} 个", "{} missing";
    legend: "图例", "Legend";
    alone: "无可比对", "Nothing to compare";
    unknown: "未识别含义", "Meaning unknown";
    show_unchecked: "显示未核对的数字", "Show unchecked numbers";
    table: "表 {}", "Table {}";
    show_more: "继续显示", "Show more";
    verdict_said: "错误 {}，提醒 {}，提示 {}；勾稽关系 {}，相符 {}", "{} errors, {} warnings, {} notes; {} relations, {} agree";
    problem_said: "问题 {}/{}：{}，{}。{}", "Problem {} of {}: {}, {}. {}";
    relation_said: "{}：{}", "{}: {}";
    problems_shown: "显示 {}/{} 个问题", "{} of {} problems shown";
    skip: "跳转", "Skip to";
    skip_to_problems: "跳到问题", "Skip to the problems";
    skip_to_report: "跳到报告", "Skip to the report";
    skip_to_sections: "跳到目录", "Skip to the sections";
    of_all: "{} / {}", "{} / {}";
    search: "在问题中查找（/）", "Search problems (/)";
    undecoded: "有 {} 个字符无法解码，在文中显示为 �，未参与核对。", "{} {character|characters} could not be decoded, shown as � and not checked.";
    filtered_away: "没有符合筛选条件的问题。", "No problem passes the filter.";
    show_all: "显示全部", "Show all";
    nothing_to_check: "没有找到可以相互核对的数字。", "No figures were found that can be checked against each other.";
    all_agree: "未发现不相符之处", "Nothing disagrees";
    all_agree_means: "{} 条勾稽关系全部相符（含舍入差），涉及 {} 个数字。未核对的数字可在图例中打开查看。", "{} {relation was|relations were} recomputed over {} {number|numbers}; all agree, rounding included. Numbers that were not checked can be shown from the legend.";
    more_equations: "另有 {} 条关系受同一处影响", "{} more {relation is|relations are} affected by the same fault";
    stated: "报告写作", "Stated";
    expected: "相符应为", "Would agree";
    difference: "相差", "Difference";
    hint: "可能的修正", "Likely repair";
    about_rule: "该规则说明", "About this rule";
    basis: "依据", "Basis";
    go_there: "在原文中查看", "Show in the text";
    chosen: "所选内容", "Selection";
    previous: "上一个", "Previous";
    next: "下一个", "Next";
    checked_means: "已核对：至少参与一条有结论的勾稽关系。", "Checked: it takes part in at least one relation that was decided.";
    undecided_means: "参与的关系无法判定：分项不必列全，或有“约”“以上”等不确切的数。", "Its relations cannot be decided: a list that need not be complete, or a figure that is not exact.";
    why_not: "其中：关系无法判定 {}，只出现一次 {}，含义未识别 {}", "Of these: relations undecided {}, stated only once {}, meaning unknown {}";
    alone_means: "已识别含义，但报告中没有可与之比对的数字。", "Understood, but the report holds nothing to compare it with.";
    unknown_means: "未能识别其含义，没有核对。", "Its meaning was not recognised; it was not checked.";
    verdicts: "结论的含义", "What the verdicts mean";
    verdict: "结论", "Verdict";
    relation: "关系", "Relation";
    equation: "算式", "Equation";
    relations_count: "共 {} 条勾稽关系", "{} {relation|relations}";
    no_relations: "没有这样的勾稽关系。", "No such relation.";
    edit_means: "修改后自动重新核对，不改动您的原文件。", "Checked again as you type; your own file is not changed.";
    edit_parts: "点击段落或单元格即可修改：Enter 完成，Tab 下一处，Esc 放弃。不改动您的原文件。", "Click a paragraph or cell to correct it: Enter when done, Tab for the next, Esc to give up. Your own file is not changed.";
    edit_part: "修改此处", "Correct this";
    undo_edit: "撤销上一处修改", "Undo the last correction";
    edit_long: "文本较长，修改后请按“核对”；不改动您的原文件。", "The text is long: press Check after changing it; your own file is not changed.";
    key_next: "下一个问题", "Next problem";
    key_previous: "上一个问题", "Previous problem";
    key_search: "在问题中查找", "Search problems";
    key_numbers: "在报告中逐个移动到标记的数字；编辑时移到段落、单元格", "From one marked number to the next in the report; in Edit, from one paragraph or cell to the next";
    key_choose: "选中该数字；编辑时修改该处", "Choose that number; in Edit, correct that place";
    key_back: "返回", "Back";
    key_help: "本帮助", "This help";
    shortcuts_on: "启用单键快捷键（在输入框内从不生效）", "Single-key shortcuts (never active in a text field)";
    role_total: "合计", "Total";
    role_part: "分项", "Part";
    role_stated: "写明", "Stated";
    role_other: "另一处", "Elsewhere";
    role_base: "基数", "Base";
    role_limit: "限额", "Limit";
    role_actual: "实际", "Actual";
    role_place: "此处", "Here";
    role_result: "差额", "Difference";
    role_minuend: "被减数", "Minuend";
    role_subtrahend: "减数", "Subtracted";
    role_numerator: "分子", "Numerator";
    role_factor: "乘数", "Factor";
    role_current: "本期", "Current";
    template_hn: "湖南式", "Hunan form";
    template_gd: "广东式", "Guangdong form";
    template_gx: "广西式", "Guangxi form";
    template_generic: "通用体例", "General form";
}

impl Words {
    /// Name of a role.
    pub fn role(&self, role: Role) -> &'static str {
        match role {
            Role::Total => self.role_total,
            Role::Part => self.role_part,
            Role::Stated => self.role_stated,
            Role::Other => self.role_other,
            Role::Base => self.role_base,
            Role::Limit => self.role_limit,
            Role::Actual => self.role_actual,
            Role::Place => self.role_place,
            Role::Result => self.role_result,
            Role::Minuend => self.role_minuend,
            Role::Subtrahend => self.role_subtrahend,
            Role::Numerator => self.role_numerator,
            Role::Factor => self.role_factor,
            Role::Current => self.role_current,
        }
    }

    /// Name of a template; one that has none keeps its id.
    pub fn template(&self, id: &str) -> String {
        let (province, variant) = id.split_once('-').unwrap_or((id, ""));
        let name = match province {
            "HN" => self.template_hn,
            "GD" => self.template_gd,
            "GX" => self.template_gx,
            "" | "generic" => self.template_generic,
            other => other,
        };
        if variant.is_empty() { name.to_owned() } else { format!("{name} {variant}") }
    }
}

/// Name of a severity.
pub fn severity_name(words: &Words, severity: Severity) -> &'static str {
    match severity {
        Severity::Error => words.error,
        Severity::Warning => words.warning,
        Severity::Info => words.info,
    }
}

/// A severity as style sheet and tests know it.
pub fn severity_id(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// Name of a verdict.
pub fn verdict_name(words: &Words, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => words.holds,
        Verdict::Rounding => words.rounding,
        Verdict::Broken => words.broken,
        Verdict::Open => words.open,
    }
}

/// A verdict as style sheet and tests know it.
pub fn verdict_id(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "holds",
        Verdict::Rounding => "rounding",
        Verdict::Broken => "broken",
        Verdict::Open => "open",
    }
}

/// A role as style sheet and tests know it.
pub fn role_id(role: Role) -> &'static str {
    match role {
        Role::Total => "total",
        Role::Part => "part",
        Role::Stated => "stated",
        Role::Other => "other",
        Role::Base => "base",
        Role::Limit => "limit",
        Role::Actual => "actual",
        Role::Place => "place",
        Role::Result => "result",
        Role::Minuend => "minuend",
        Role::Subtrahend => "subtrahend",
        Role::Numerator => "numerator",
        Role::Factor => "factor",
        Role::Current => "current",
    }
}
