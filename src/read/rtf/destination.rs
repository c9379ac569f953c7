//! Where the text of a group goes.

/// A destination.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Destination {
    /// The text of the report.
    #[default]
    Text,
    /// The number of a list paragraph, as the program that wrote the file shows it.
    Number,
    /// The font table.
    Fonts,
    /// The style sheet.
    Styles,
    /// The instruction of a field (域代码).
    Instruction,
    /// The definition of a row of a table in a cell.
    InnerRow,
    /// Nothing of its own, but groups in it may be text (a shape, in which there is a text box).
    Around,
    /// The older of two versions of the same text, the newer being a group in it.
    Older,
    /// Nothing, with all that is in it.
    Nothing,
}

/// What a control word at the beginning of a group makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// It changes where text goes.
    To(Destination),
    /// A story of its own: a note or a text box, read behind the main text.
    Story(Story),
    /// The result of a field, unless the instruction says what is shown.
    FieldResult,
    /// Text again, within the older version.
    Newer,
}

/// A story beside the main text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Story {
    /// A footnote or endnote (脚注, 尾注).
    Note,
    /// A text box (文本框).
    TextBox,
}

/// Groups without text of the report. Those that begin with `\*` need not be named.
const NOTHING: [&str; 45] = [
    "aftncn",
    "aftnsep",
    "aftnsepc",
    "annotation",
    "atnauthor",
    "atnid",
    "bkmkend",
    "bkmkstart",
    "colorschememapping",
    "colortbl",
    "datafield",
    "datastore",
    "filetbl",
    "footer",
    "footerf",
    "footerl",
    "footerr",
    "formfield",
    "ftncn",
    "ftnsep",
    "ftnsepc",
    "generator",
    "header",
    "headerf",
    "headerl",
    "headerr",
    "info",
    "latentstyles",
    "listoverridetable",
    "listtable",
    "nonesttables",
    "nonshppict",
    "object",
    "pict",
    "pgdsctbl",
    "pn",
    "private",
    "revtbl",
    "rsidtbl",
    "rxe",
    "shprslt",
    "tc",
    "themedata",
    "txe",
    "xe",
];

/// The destination that a control word opens; none if it opens none.
pub(super) fn opened(word: &str) -> Option<Opening> {
    Some(match word {
        "fonttbl" => Opening::To(Destination::Fonts),
        "stylesheet" => Opening::To(Destination::Styles),
        "listtext" | "pntext" => Opening::To(Destination::Number),
        "nesttableprops" => Opening::To(Destination::InnerRow),
        "shp" | "shpgrp" | "shpinst" | "do" => Opening::To(Destination::Around),
        "fldinst" => Opening::To(Destination::Instruction),
        "fldrslt" => Opening::FieldResult,
        "upr" => Opening::To(Destination::Older),
        "ud" => Opening::Newer,
        "footnote" => Opening::Story(Story::Note),
        "shptxt" | "dptxbxtext" => Opening::Story(Story::TextBox),
        nothing if NOTHING.contains(&nothing) => Opening::To(Destination::Nothing),
        _ => return None,
    })
}
