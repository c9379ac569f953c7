use super::super::raised::raised;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// How deep tables may lie in cells of tables; a table deeper down is read as the text of its cell.
const DEEPEST_TABLE: usize = 16;

/// Tags that are read of a page: what it is made of grows with them. Word writes some hundred for a printed page.
const MOST_TAGS: usize = 1_000_000;

/// Content in reading order.
#[derive(Debug)]
pub(super) enum Node {
    /// A line of text; never blank.
    Paragraph { text: String, level: Option<u8> },
    /// The rows of a table.
    Table(Vec<Row>),
}

/// The cells of one `tr`.
pub(super) type Row = Vec<SourceCell>;

/// One `td` or `th`.
#[derive(Debug)]
pub(super) struct SourceCell {
    pub columns: u32,
    pub rows: u32,
    pub content: Vec<Node>,
}

/// A page as read.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its content.
    pub nodes: Vec<Node>,
    /// Whether a limit left something out.
    pub cut: bool,
    /// Stretches of text that are not shown, left out.
    pub hidden: u32,
    /// Stretches of text that are struck out, left out.
    pub struck: u32,
}

/// Reads tags and text. Tags left open are closed where HTML says they end.
pub(super) fn parse(html: &str) -> Page {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let (mut builder, mut tags) = (Builder::default(), 0);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(_) if tags == MOST_TAGS => return builder.finish(true),
            Token::StartTag(tag) => {
                tags += 1;
                builder.open(&tag);
            }
            Token::EndTag(tag) => builder.close(&tag.name),
            Token::String(text) => builder.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    builder.finish(false)
}

/// Content being collected: of the page, or of one open cell.
#[derive(Debug, Default)]
struct Flow {
    nodes: Vec<Node>,
    line: String,
    level: Option<u8>,
    /// White space seen since the last character of `line`.
    gap: Gap,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Gap {
    #[default]
    None,
    Space,
    /// White space with a line break: between two Chinese characters it is nothing but the source's own wrapping.
    Wrap,
}

#[derive(Debug, Default)]
struct OpenTable {
    rows: Vec<Row>,
    /// Columns and rows of the cell that is open.
    cell: Option<[u32; 2]>,
}

/// `flows` has the page's flow and one more for every open cell.
#[derive(Debug, Default)]
struct Builder {
    page: Flow,
    flows: Vec<Flow>,
    tables: Vec<OpenTable>,
    /// Tables too deep to be read as such.
    ignored: usize,
    /// Inside an element that is left out.
    unread: Option<Unread>,
    hidden: u32,
    struck: u32,
    /// Inside `sup`.
    raised: bool,
}

/// An element that is left out with all it holds.
#[derive(Debug)]
struct Unread {
    name: Vec<u8>,
    why: Why,
    /// Elements of the same name open in it, itself counted.
    depth: usize,
    /// Tables open in it.
    tables: usize,
    /// Whether text was met in it.
    filled: bool,
}

/// Why an element is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// It is no text: `script`, `style` and the like.
    NoText,
    /// It is not shown: `display:none`.
    Hidden,
    /// It is struck out: `del`, `s`.
    Struck,
}

/// Why an element is left out, if it is.
fn unread(tag: &StartTag<()>) -> Option<Why> {
    const VOID: [&[u8]; 8] = [b"br", b"hr", b"img", b"input", b"col", b"meta", b"link", b"wbr"];
    let name = tag.name.as_slice();
    if tag.self_closing || VOID.contains(&name) || [b"body".as_slice(), b"html", b"table"].contains(&name) {
        return None;
    }
    match name {
        b"script" | b"style" | b"title" | b"template" | b"noscript" | b"textarea" | b"select" => Some(Why::NoText),
        b"del" | b"s" | b"strike" => Some(Why::Struck),
        _ => {
            let style =
                tag.attributes.get(b"style".as_slice()).map(|style| String::from_utf8_lossy(style)).unwrap_or_default();
            let style: String =
                style.chars().filter(|one| !one.is_whitespace()).collect::<String>().to_ascii_lowercase();
            let hidden = tag.attributes.contains_key(b"hidden".as_slice())
                || ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|rule| style.contains(rule));
            if hidden {
                return Some(Why::Hidden);
            }
            style.contains("text-decoration:line-through").then_some(Why::Struck)
        }
    }
}

impl Unread {
    fn new(tag: &StartTag<()>, why: Why) -> Self {
        Self { name: tag.name.to_vec(), why, depth: 1, tables: 0, filled: false }
    }

    /// Whether a tag that begins ends it, because HTML lets its own end be left out.
    fn ends_before(&self, name: &[u8]) -> bool {
        self.tables == 0
            && match self.name.as_slice() {
                b"tr" => name == b"tr",
                b"td" | b"th" => [b"td".as_slice(), b"th", b"tr"].contains(&name),
                b"p" => is_block(name),
                b"li" => name == b"li",
                _ => false,
            }
    }

    fn open(&mut self, name: &[u8]) {
        self.depth += usize::from(name == self.name);
        self.tables += usize::from(name == b"table");
    }

    /// Whether the end of an element is its own, or that of what it stands in.
    fn ends_with(&mut self, name: &[u8]) -> bool {
        let inside = self.tables > 0;
        self.tables -= usize::from(name == b"table" && inside);
        self.depth -= usize::from(name == self.name);
        self.depth == 0
    }

    /// Whether it lies in a table that ends here.
    fn is_inside(&self, name: &[u8]) -> bool {
        let part = [b"tr".as_slice(), b"td", b"th"].contains(&self.name.as_slice());
        part && self.tables == 0 && (name == b"table" || name == b"tr" && self.name != b"tr")
    }
}

impl Builder {
    fn open(&mut self, tag: &StartTag<()>) {
        let name = tag.name.as_slice();
        if self.unread.as_ref().is_some_and(|unread| unread.ends_before(name)) {
            self.end_unread();
        }
        if let Some(unread) = &mut self.unread {
            unread.open(name);
            return;
        }
        if let Some(why) = unread(tag) {
            self.unread = Some(Unread::new(tag, why));
            return;
        }
        match name {
            b"table" if self.tables.len() >= DEEPEST_TABLE => self.ignored += 1,
            b"table" => {
                self.flow().flush();
                self.tables.push(OpenTable::default());
            }
            b"tr" if self.ignored == 0 => self.open_row(),
            b"td" | b"th" if self.ignored == 0 => self.open_cell([span(tag, b"colspan"), span(tag, b"rowspan")]),
            // In a table too deep each cell is a line, lest the digits of two cells become one number.
            b"tr" | b"td" | b"th" => self.flow().flush(),
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => {
                self.flow().flush();
                self.flow().level = name.get(1).map(|digit| digit - b'0');
            }
            b"br" => self.flow().flush(),
            b"sup" => self.raised = true,
            _ if is_block(name) => self.flow().end_block(),
            _ => {}
        }
    }

    fn close(&mut self, name: &[u8]) {
        if let Some(unread) = &mut self.unread {
            let outer = unread.is_inside(name);
            if outer || unread.ends_with(name) {
                self.end_unread();
            }
            if !outer {
                return;
            }
        }
        match name {
            b"table" if self.ignored > 0 => self.ignored -= 1,
            b"table" => self.close_table(),
            b"td" | b"th" if self.ignored == 0 => self.close_cell(),
            b"tr" if self.ignored == 0 => self.close_cell(),
            b"sup" => self.raised = false,
            _ if is_block(name) => self.flow().end_block(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(unread) = &mut self.unread {
            unread.filled |= !text.trim().is_empty();
            return;
        }
        if self.raised {
            let raised: String = text.chars().map(raised).collect();
            self.flow().push(&raised);
        } else {
            self.flow().push(text);
        }
    }

    fn end_unread(&mut self) {
        match self.unread.take() {
            Some(Unread { why: Why::Hidden, filled: true, .. }) => self.hidden += 1,
            Some(Unread { why: Why::Struck, filled: true, .. }) => self.struck += 1,
            _ => {}
        }
    }

    fn flow(&mut self) -> &mut Flow {
        self.flows.last_mut().unwrap_or(&mut self.page)
    }

    fn open_row(&mut self) {
        self.close_cell();
        if self.tables.is_empty() {
            self.flow().flush();
            self.tables.push(OpenTable::default());
        }
        if let Some(table) = self.tables.last_mut() {
            table.rows.push(Row::new());
        }
    }

    fn open_cell(&mut self, spans: [u32; 2]) {
        if self.tables.last().is_none_or(|table| table.rows.is_empty()) {
            self.open_row();
        }
        self.close_cell();
        if let Some(table) = self.tables.last_mut() {
            table.cell = Some(spans);
            self.flows.push(Flow::default());
        }
    }

    fn close_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let Some([columns, rows]) = table.cell.take() else {
            return;
        };
        let content = self.flows.pop().map(Flow::finish).unwrap_or_default();
        if let Some(row) = table.rows.last_mut() {
            row.push(SourceCell { columns, rows, content });
        }
    }

    fn close_table(&mut self) {
        self.close_cell();
        if let Some(mut table) = self.tables.pop() {
            let filled = table.rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1);
            table.rows.truncate(filled);
            self.flow().flush();
            self.flow().nodes.push(Node::Table(table.rows));
        }
    }

    fn finish(mut self, cut: bool) -> Page {
        self.end_unread();
        while !self.tables.is_empty() {
            self.close_table();
        }
        Page { nodes: self.page.finish(), cut, hidden: self.hidden, struck: self.struck }
    }
}

impl Flow {
    fn push(&mut self, text: &str) {
        for one in text.chars() {
            match one {
                '\n' | '\r' => self.gap = Gap::Wrap,
                ' ' | '\t' | '\u{C}' if self.gap == Gap::None => self.gap = Gap::Space,
                ' ' | '\t' | '\u{C}' => {}
                _ => self.push_character(one),
            }
        }
    }

    fn push_character(&mut self, one: char) {
        let wrapped_chinese = self.gap == Gap::Wrap && is_wide(one) && self.line.ends_with(is_wide);
        if self.gap != Gap::None && !self.line.is_empty() && !wrapped_chinese {
            self.line.push(' ');
        }
        self.gap = Gap::None;
        self.line.push(one);
    }

    /// Ends the line; a heading goes on after a line break.
    fn flush(&mut self) {
        self.gap = Gap::None;
        let line = std::mem::take(&mut self.line);
        let text = line.trim();
        if !text.is_empty() {
            self.nodes.push(Node::Paragraph { text: text.to_owned(), level: self.level });
        }
    }

    fn end_block(&mut self) {
        self.flush();
        self.level = None;
    }

    fn finish(mut self) -> Vec<Node> {
        self.flush();
        self.nodes
    }
}

/// Chinese characters and their punctuation, between which no one writes a space.
fn is_wide(one: char) -> bool {
    matches!(one, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

fn is_block(name: &[u8]) -> bool {
    const BLOCKS: [&[u8]; 32] = [
        b"p",
        b"div",
        b"li",
        b"ul",
        b"ol",
        b"dl",
        b"dt",
        b"dd",
        b"h1",
        b"h2",
        b"h3",
        b"h4",
        b"h5",
        b"h6",
        b"body",
        b"html",
        b"section",
        b"article",
        b"header",
        b"footer",
        b"main",
        b"nav",
        b"aside",
        b"blockquote",
        b"pre",
        b"hr",
        b"center",
        b"form",
        b"caption",
        b"thead",
        b"tbody",
        b"tfoot",
    ];
    BLOCKS.contains(&name)
}

/// `colspan` or `rowspan`; 1 where it is missing or senseless. A `rowspan` of 0 reaches down to the end of the table.
fn span(tag: &StartTag<()>, name: &[u8]) -> u32 {
    let value = tag.attributes.get(name).and_then(|value| str::from_utf8(value).ok()?.trim().parse::<u32>().ok());
    match value {
        Some(0) if name == b"rowspan" => u32::MAX,
        value => value.unwrap_or(1).max(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Paragraphs as they are, tables as rows of their cells' content.
    fn shown(nodes: &[Node]) -> String {
        let cell = |cell: &SourceCell| shown(&cell.content);
        let row = |row: &Row| row.iter().map(cell).collect::<Vec<_>>().join("|");
        let node = |node: &Node| match node {
            Node::Paragraph { text, level } => level.map_or(text.clone(), |level| format!("{level}{text}")),
            Node::Table(rows) => {
                format!("[{}]", rows.iter().map(row).collect::<Vec<_>>().join("/"))
            }
        };
        nodes.iter().map(node).collect::<Vec<_>>().join("¶")
    }

    #[test]
    fn tags_left_open_end_where_html_says() {
        let cases = [
            ("<p>甲<p>乙<h2>丙</h2>丁", "甲¶乙¶2丙¶丁"),
            ("<table><tr><td>甲<td>乙<tr><td>丙</table>丁", "[甲|乙/丙]¶丁"),
            ("<td>甲<td>乙", "[甲|乙]"),
            ("<ul><li>甲<li>乙</ul>", "甲¶乙"),
            ("</table></td></p>甲", "甲"),
            ("<tr><td>甲</tr>乙", "乙¶[甲]"),
            ("<table>甲<tr><td>乙<table><tr><td>丙</table>丁", "甲¶[乙¶[丙]¶丁]"),
        ];
        for (html, expected) in cases {
            assert_eq!(shown(&parse(html).nodes), expected, "{html}");
        }
    }

    #[test]
    fn cells_of_tables_too_deep_are_lines() {
        let deep = format!("{}<td>12<td>3", "<table><tr><td>".repeat(DEEPEST_TABLE + 1));
        assert!(shown(&parse(&deep).nodes).contains("12¶3"));
    }

    #[test]
    fn white_space_is_what_a_browser_makes_of_it() {
        let cases = [
            ("<p>预\n  算 12.5\n万元", "预算 12.5 万元"),
            ("<span>预</span>\n<span>算</span>", "预算"),
            ("12<b>.5</b>", "12.5"),
            ("合&nbsp;计&#160;", "合\u{A0}计"),
            ("12.5<sup>1</sup>万元，30m<sup>2</sup>", "12.5¹万元，30m²"),
        ];
        for (html, expected) in cases {
            assert_eq!(shown(&parse(html).nodes), expected, "{html}");
        }
    }

    #[test]
    fn what_no_reader_sees_is_left_out() {
        let page = parse(
            "<p>年初预算<del>9</del><ins>3</ins>万元<span style='DISPLAY: none'>，全年99万元</span>。<p hidden>丙<p>丁",
        );
        assert_eq!((shown(&page.nodes).as_str(), page.hidden, page.struck), ("年初预算3万元。¶丁", 2, 1));
        let rows =
            "<table><tr><td>甲<td>1<tr style='display:none'><td>乙<table><tr><td>2</table><tr><td>丙<td>3</table>";
        assert_eq!(shown(&parse(rows).nodes), "[甲|1/丙|3]");
        let html = "<title>题</title><style>p{}</style><script>if (a<b) {}</script><!--[if gte mso 9]><xml>1</xml><![endif]-->甲";
        assert_eq!(shown(&parse(html).nodes), "甲");
    }
}
