/// Line numbers for byte offsets, built once per text.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Indexes the line starts of `text`.
    pub fn new(text: &str) -> Self {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(after_breaks).filter_map(|at| u32::try_from(at).ok()).collect();
        Self { starts }
    }

    /// The line of a byte offset, from 1.
    pub fn line(&self, offset: u32) -> u32 {
        u32::try_from(self.starts.partition_point(|start| *start <= offset)).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_in_bytes_from_one() {
        let index = LineIndex::new("𠮷\n甲乙\n");
        assert_eq!([0, 3, 4, 5, 10, 11, 12].map(|at| index.line(at)), [1, 1, 1, 2, 2, 2, 3]);
    }
}
