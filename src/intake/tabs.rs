//! Tables that were copied from a spreadsheet (电子表格): cells apart by tabs, as many in each line.
//! They become tables of Markdown.

use std::borrow::Cow;

/// The text with its tables marked as such.
pub(super) fn tables(text: &str) -> Cow<'_, str> {
    if !text.contains('\t') {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.lines().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < lines.len() {
        let columns = cells(lines[at]).map_or(0, |cells| cells.len());
        let like = |line: &&&str| cells(line).is_some_and(|cells| cells.len() == columns);
        let rows = lines[at..].iter().take_while(like).count();
        if columns < 2 || rows < 2 {
            out.push_str(lines[at]);
            out.push('\n');
            at += 1;
            continue;
        }
        // A table stands apart from what is above it.
        out.push('\n');
        for (n, line) in lines[at..at + rows].iter().enumerate() {
            let cells = cells(line).unwrap_or_default();
            out.push_str(&format!("| {} |\n", cells.join(" | ")));
            if n == 0 {
                out.push_str(&format!("|{}\n", " --- |".repeat(columns)));
            }
        }
        out.push('\n');
        at += rows;
    }
    Cow::Owned(out)
}

/// The cells of a line; `None` for one that is set in with tabs, or holds a mark of Markdown's.
fn cells(line: &str) -> Option<Vec<&str>> {
    let is_row = !line.starts_with('\t') && line.contains('\t') && !line.contains('|');
    let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
    (is_row && !cells[0].is_empty()).then_some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_spreadsheet_are_a_table() {
        let text =
            "指标\n项目\t2023年\t同比%\n产值（亿元）\t3050.2\t-3.1\n投资（亿元）\t310.5\t\n完。";
        let table = "指标\n\n| 项目 | 2023年 | 同比% |\n| --- | --- | --- |\n| 产值（亿元） | 3050.2 | -3.1 |\n| 投资（亿元） | 310.5 |  |\n\n完。\n";
        assert_eq!(tables(text), table);
    }

    #[test]
    fn other_tabs_are_left_alone() {
        for text in [
            "\t缩进\n\t缩进\n",
            "项目\t一行\n没有\n",
            "a\tb\nc\td\te\n",
            "没有",
        ] {
            assert_eq!(tables(text), text);
        }
    }
}
