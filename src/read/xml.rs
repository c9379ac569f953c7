//! XML members of Office and OFD containers, parsed and walked within limits.

use super::ReadError;
use roxmltree::{Document, Node, ParsingOptions};
use std::collections::BTreeSet;

/// Most nodes a part may have; the largest real reports have a few hundred thousand.
const MOST_NODES: u32 = 3_000_000;
/// Most tags, and most attributes, a part may have: some 60 MB of XML. The parser sets memory aside for all of them before it
/// reads the first, and what is made of them takes a few hundred bytes each.
const MOST_TAGS: usize = 2_000_000;
/// Most bytes of a part: its text is copied on its way to the document.
const MOST_BYTES: usize = 64 * 1024 * 1024;
/// Most attributes a tag may have: each is compared with every other.
const MOST_ATTRIBUTES: usize = 1_000;
/// Most name space prefixes of a part; Word and LibreOffice declare about forty. A tag that declares one copies those above it.
const MOST_PREFIXES: usize = 200;

/// Parses one part. Document type definitions are refused, and with them every entity bomb.
///
/// # Errors
/// [`ReadError::Damaged`] if it is no well-formed XML, [`ReadError::TooLarge`] if it is too long or has too many nodes.
pub(super) fn parse(text: &str) -> Result<Document<'_>, ReadError> {
    if text.len() > MOST_BYTES || !is_within_limits(text) {
        return Err(ReadError::TooLarge);
    }
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => ReadError::TooLarge,
        _ => ReadError::Damaged,
    })
}

/// Whether the parser's memory and time stay in proportion to the text. What is counted here may also stand in running
/// text, so the limits lie far above what a report needs.
fn is_within_limits(text: &str) -> bool {
    let (mut tags, mut all, mut in_tag) = (0_usize, 0_usize, 0_usize);
    for byte in text.bytes() {
        match byte {
            b'<' => (tags, in_tag) = (tags + 1, 0),
            b'=' => (all, in_tag) = (all + 1, in_tag + 1),
            _ => continue,
        }
        if tags > MOST_TAGS || all > MOST_TAGS || in_tag > MOST_ATTRIBUTES {
            return false;
        }
    }
    let mut prefixes = BTreeSet::new();
    text.split("xmlns:").skip(1).all(|declared| {
        let prefix = declared.get(..declared.len().min(16)).and_then(|start| start.split('=').next());
        prefixes.insert(prefix.unwrap_or_default());
        prefixes.len() <= MOST_PREFIXES
    })
}

/// What to do with an element that was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Its children come next, and in the end it is left.
    Into,
    /// It is passed over with all it holds.
    Over,
}

/// One who is led through a tree.
pub(super) trait Visitor {
    /// An element begins.
    fn enter(&mut self, element: Node) -> Step;
    /// A stretch of text.
    fn text(&mut self, text: &str);
    /// An element that was stepped into ends.
    fn leave(&mut self, element: Node);
}

/// Leads a visitor through an element and all below it, however deep: without recursion, so that no nesting exhausts the stack.
pub(super) fn walk(root: Node, visitor: &mut impl Visitor) {
    let mut node = root;
    loop {
        if node.is_element() && visitor.enter(node) == Step::Into {
            if let Some(child) = node.first_child() {
                node = child;
                continue;
            }
            visitor.leave(node);
        } else if node.is_text() {
            visitor.text(node.text().unwrap_or_default());
        }
        node = loop {
            if node == root {
                return;
            }
            if let Some(next) = node.next_sibling() {
                break next;
            }
            let Some(parent) = node.parent() else { return };
            visitor.leave(parent);
            node = parent;
        };
    }
}

/// The first child element of a local name, in whatever name space.
pub(super) fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.children().find(|child| child.is_element() && child.tag_name().name() == name)
}

/// All child elements of a local name.
pub(super) fn children<'a, 'input>(node: Node<'a, 'input>, name: &str) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// The value of an attribute of a local name, in whatever name space.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// What tells an element apart from every other of its part.
pub(super) fn key(element: Node) -> usize {
    element.id().get_usize()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes down what it meets; steps over `<skip>`.
    #[derive(Default)]
    struct Diary(String);

    impl Visitor for Diary {
        fn enter(&mut self, element: Node) -> Step {
            self.0 += &format!("<{}>", element.tag_name().name());
            if element.has_tag_name("skip") { Step::Over } else { Step::Into }
        }

        fn text(&mut self, text: &str) {
            self.0 += text;
        }

        fn leave(&mut self, element: Node) {
            self.0 += &format!("</{}>", element.tag_name().name());
        }
    }

    #[test]
    fn a_walk_meets_everything_once_in_order() {
        let tree = parse("<a>1<b/><skip>2</skip><!-- 3 --><c>4<d>5</d></c></a>").unwrap();
        let mut diary = Diary::default();
        walk(tree.root_element(), &mut diary);
        assert_eq!(diary.0, "<a>1<b></b><skip><c>4<d>5</d></c></a>");
    }

    #[test]
    fn what_would_cost_more_than_its_length_is_refused() {
        let attributes: String = (0..2_000).map(|at| format!(" a{at}=''")).collect();
        let declared: String = (0..300).map(|at| format!("<x xmlns:n{at}='u{at}'>")).collect();
        for hostile in ["<".repeat(MOST_TAGS + 1), format!("<a{attributes}/>"), declared] {
            assert_eq!(parse(&hostile).err(), Some(ReadError::TooLarge));
        }
        assert_eq!(parse("<a><b></a>").err(), Some(ReadError::Damaged));
        assert!(parse("<a>甲 = 乙</a>").is_ok());
    }
}
