/// The fields (域) that are open: a reader sees their results and never their instructions.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// From the outermost field that is still in its instruction: whether each is. Fields that show their result are not kept.
    instructing: Vec<bool>,
}

impl Fields {
    /// A field character: `begin`, `separate` or `end`.
    pub fn mark(&mut self, kind: &str) {
        match kind {
            "begin" => self.instructing.push(true),
            "separate" => {
                if let Some(last) = self.instructing.last_mut() {
                    *last = false;
                }
                if self.instructing == [false] {
                    self.instructing.clear();
                }
            }
            "end" => drop(self.instructing.pop()),
            _ => {}
        }
    }

    /// Whether what stands here belongs to an instruction, also as the result of a field within it.
    pub fn hide(&self) -> bool {
        !self.instructing.is_empty()
    }

    /// A paragraph ends. An instruction that did not end in it never ends: what follows is not swallowed.
    pub fn end_paragraph(&mut self) {
        self.instructing.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Field characters as signs: `{` begin, `|` separate, `}` end; what a reader sees of the rest.
    fn seen(code: &str) -> String {
        let mut fields = Fields::default();
        let mut seen = String::new();
        for sign in code.chars() {
            match sign {
                '{' => fields.mark("begin"),
                '|' => fields.mark("separate"),
                '}' => fields.mark("end"),
                '\n' => fields.end_paragraph(),
                _ if fields.hide() => {}
                _ => seen.push(sign),
            }
        }
        seen
    }

    #[test]
    fn only_results_are_seen() {
        assert_eq!(seen("甲{SUM|676}乙"), "甲676乙");
        assert_eq!(seen("{IF {X|1} = 2|{Y|3}4}5"), "345");
        assert_eq!(seen("甲{XE}乙"), "甲乙");
        assert_eq!(seen("{TOC|目录\n一、\n}二"), "目录一、二");
    }

    #[test]
    fn a_broken_field_swallows_no_more_than_its_paragraph() {
        assert_eq!(seen("甲{IF {X|1 乙\n丙}丁"), "甲丙丁");
        assert_eq!(seen("}|甲"), "甲");
    }
}
