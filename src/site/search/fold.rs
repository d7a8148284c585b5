//! What counts as the same character: full-width forms are their ASCII twins, capitals are small.
//! One character becomes one, so that places stay what they are.

/// The character that stands for `c` in the index and in what is searched for.
pub(super) fn fold(c: char) -> char {
    let c = match c {
        '\u{3000}' => ' ',
        '！'..='～' => {
            let ascii = u32::from(c) - 0xFEE0;
            char::from_u32(ascii).expect("full-width forms are ASCII moved by a constant")
        }
        c => c,
    };
    c.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_and_capitals_are_one() {
        let folded: String = "８９％ＰＣＢ（A股）　增长".chars().map(fold).collect();
        assert_eq!(folded, "89%pcb(a股) 增长");
    }
}
