//! “Did you mean …?”: the known word nearest to an unknown one, by edit distance.

/// The candidate nearest to `word`, when it is near enough to be a slip of the pen: at most a
/// third of the longer word's characters differ (at least one may). Of equally near ones the
/// first in the order given.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters: Vec<char> = word.chars().collect();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let other: Vec<char> = candidate.chars().collect();
        let allowed = (letters.len().max(other.len()) / 3).max(1);
        let distance = edits(&letters, &other);
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Insertions, deletions, replacements and swaps of neighbours that lead from `a` to `b`
/// (optimal string alignment distance).
fn edits(a: &[char], b: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before_last[j - 2] + 1);
            }
            row.push(least);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_find_their_word() {
        let keys = ["name", "aliases", "unit", "topic", "flow_stock"];
        for (slip, meant) in [
            ("nmae", "name"),
            ("alias", "aliases"),
            ("flow-stock", "flow_stock"),
            ("units", "unit"),
        ] {
            assert_eq!(nearest(slip, keys), Some(meant), "{slip}");
        }
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(nearest("", keys), None);
        assert_eq!(
            nearest("工业总产直", ["工业增加值", "工业总产值"]),
            Some("工业总产值")
        );
    }
}
