//! Columns that lie side by side (分栏) → one below the other. Text taken from a PDF with its layout
//! has them so; tables of figures are left as they are.

use super::chars::{is_clause_end, is_han, is_invisible, width};

/// Columns are at least this wide, in halves of a character.
const NARROWEST: usize = 16;
/// At least so many lines lie side by side.
const FEWEST: usize = 4;
/// Between columns lies at least so much room.
const GUTTER: usize = 2;

/// The text with its columns one below the other, where it has any.
pub(super) fn unfold(text: &str) -> Option<String> {
    if !text.contains("  ") && !text.contains('\u{3000}') {
        return None;
    }
    let lines: Vec<Vec<char>> = text.lines().map(cells).collect();
    let gutter = gutter(&lines)?;
    let mut out: Vec<String> = Vec::new();
    let mut right: Vec<String> = Vec::new();
    for line in &lines {
        if crosses(line, gutter) {
            out.append(&mut right);
            out.push(words(line));
        } else {
            let (left, beside) = line.split_at(gutter.min(line.len()));
            out.push(words(left));
            right.push(words(beside));
        }
    }
    out.append(&mut right);
    let once = out.join("\n") + "\n";
    // Three columns have another gutter.
    Some(unfold(&once).unwrap_or(once))
}

/// A line in cells of half a character, wide characters followed by a mark.
fn cells(line: &str) -> Vec<char> {
    let mut out = Vec::new();
    for c in line.trim_end().chars() {
        match c {
            '\u{3000}' => out.extend([' ', ' ']),
            '\t' => out.extend([' '; 4]),
            // A page ends before it.
            c if is_invisible(c) && c != ' ' => {}
            c => {
                out.push(c);
                if width(c.encode_utf8(&mut [0; 4])) == 2 {
                    out.push('\0');
                }
            }
        }
    }
    out
}

fn words(cells: &[char]) -> String {
    let text: String = cells.iter().filter(|&&c| c != '\0').collect();
    text.trim_end().to_owned()
}

/// True when something is printed in the gutter.
fn crosses(line: &[char], at: usize) -> bool {
    (at.saturating_sub(GUTTER)..at).any(|i| line.get(i).is_some_and(|&c| c != ' '))
}

/// The cell at which the right column begins.
fn gutter(lines: &[Vec<char>]) -> Option<usize> {
    let widest = lines.iter().map(Vec::len).max()?;
    let mut best = None;
    for at in NARROWEST..widest.saturating_sub(NARROWEST) {
        let (mut both, mut crossing) = (0, 0);
        for line in lines {
            if crosses(line, at) {
                crossing += usize::from(line.len() > at);
            } else if line.len() > at && line[..at].iter().any(|&c| c != ' ') {
                both += 1;
            }
        }
        if both >= FEWEST && crossing * 5 <= both && best.is_none_or(|(most, _)| both >= most) {
            best = Some((both, at));
        }
    }
    let (_, at) = best?;
    is_running_text(lines, at).then_some(at)
}

/// True when both sides are print that a column wrapped: of nearly one width, with clauses.
fn is_running_text(lines: &[Vec<char>], at: usize) -> bool {
    let beside: Vec<&Vec<char>> = lines
        .iter()
        .filter(|line| !crosses(line, at) && line.len() > at)
        .collect();
    let sides = [
        beside
            .iter()
            .map(|line| words(&line[..at]))
            .collect::<Vec<_>>(),
        beside.iter().map(|line| words(&line[at..])).collect(),
    ];
    sides.iter().all(|side| {
        let widest = side.iter().map(|text| width(text)).max().unwrap_or(0);
        let full = side
            .iter()
            .filter(|text| width(text) * 10 >= widest * 7)
            .count();
        let clauses = side
            .iter()
            .filter(|text| text.contains(is_clause_end))
            .count();
        let han = side
            .iter()
            .filter(|text| text.chars().filter(|&c| is_han(c)).count() >= 4)
            .count();
        let parts = side
            .iter()
            .filter(|text| text.trim().contains("   "))
            .count();
        widest >= NARROWEST
            && full * 10 >= side.len() * 6
            && clauses * 3 >= side.len()
            && han * 10 >= side.len() * 7
            && parts * 5 <= side.len()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_figures_are_no_columns() {
        let table = "\
指标名称                  单位          2016年        增长
规模以上工业总产值        亿元          185.3         9.2
高新技术企业数量          家            57            6
规模以上工业企业数量      家            203           12
固定资产投资完成额        亿元          96.4          8.8
";
        assert_eq!(unfold(table), None);
        let list = "一季度开门红  2016-04-12\n二季度稳增长  2016-07-12\n";
        assert_eq!(unfold(list), None);
    }
}
