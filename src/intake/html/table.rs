//! Tables of data (表格) → rows of Markdown; tables that only lay a page out are none.

use scraper::{ElementRef, Node};

use crate::intake::chars::{is_digit, is_invisible};

use super::leaves::collapse;

/// Cells of data hold at most this many characters.
const LONGEST_CELL: usize = 160;
/// More columns or rows than this are no table of an article.
const MOST: usize = 2000;

/// A cell as the page has it.
struct Cell {
    text: String,
    columns: usize,
    rows: usize,
    is_header: bool,
}

/// True for a table of at least two rows and two columns of short cells, with no table inside.
pub(super) fn is_data(table: ElementRef<'_>) -> bool {
    let nested = table
        .descendants()
        .skip(1)
        .filter_map(ElementRef::wrap)
        .any(|inner| matches!(inner.value().name(), "table" | "h1" | "ul" | "ol" | "form" | "div" if inner.value().name() != "div" || is_large(inner)));
    if nested {
        return false;
    }
    let rows = rows(table);
    let wide = rows.iter().filter(|row| row.len() >= 2).count();
    let short = rows
        .iter()
        .flatten()
        .all(|cell| cell.text.chars().count() <= LONGEST_CELL);
    rows.len() >= 2 && wide >= 2 && short
}

fn is_large(element: ElementRef<'_>) -> bool {
    element
        .text()
        .map(|text| text.trim().chars().count())
        .sum::<usize>()
        > LONGEST_CELL
}

/// The table as blocks: what stands above it as a title, then its rows.
pub(super) fn read(table: ElementRef<'_>) -> Vec<String> {
    let mut blocks: Vec<String> = table
        .children()
        .filter_map(ElementRef::wrap)
        .filter(|child| child.value().name() == "caption")
        .map(words)
        .filter(|text| !text.is_empty())
        .collect();
    let mut rows = rows(table);
    // A row of one cell above the others is a title too.
    while rows.len() > 2 && rows[0].iter().filter(|cell| !cell.text.is_empty()).count() <= 1 {
        let title: String = rows.remove(0).into_iter().map(|cell| cell.text).collect();
        if !title.is_empty() {
            blocks.push(title);
        }
    }
    let header = header(&rows);
    let grid = grid(&rows);
    let columns = grid.iter().map(Vec::len).max().unwrap_or(0).min(MOST);
    let mut out = String::new();
    let line = |out: &mut String, cells: &[String]| {
        for n in 0..columns {
            out.push_str("| ");
            out.push_str(cells.get(n).map_or("", String::as_str));
            out.push(' ');
        }
        out.push('|');
    };
    let (head, body) = grid.split_at(header.min(grid.len()));
    let mut names = vec![String::new(); columns];
    for row in head {
        for (name, cell) in names.iter_mut().zip(row) {
            if !cell.is_empty() && name != cell {
                if !name.is_empty() {
                    name.push(' ');
                }
                name.push_str(cell);
            }
        }
    }
    line(&mut out, &names);
    out.push('\n');
    out.push_str(&"| --- ".repeat(columns));
    out.push('|');
    for row in body {
        out.push('\n');
        line(&mut out, row);
    }
    blocks.push(out);
    blocks
}

/// How many rows at the top name the columns: rows of `<th>`, and those that the first reaches into.
fn header(rows: &[Vec<Cell>]) -> usize {
    let named = rows
        .iter()
        .take_while(|row| !row.is_empty() && row.iter().all(|cell| cell.is_header))
        .count();
    let reach = rows
        .first()
        .and_then(|row| row.iter().map(|cell| cell.rows).max())
        .unwrap_or(1);
    named
        .max(reach)
        .clamp(1, rows.len().saturating_sub(1).max(1))
}

/// Cells in their columns. Words that span several cells stand in each of them, so that every row
/// can be read by itself; a figure stands once.
fn grid(rows: &[Vec<Cell>]) -> Vec<Vec<String>> {
    let mut grid: Vec<Vec<Option<String>>> = vec![Vec::new(); rows.len()];
    for (y, row) in rows.iter().enumerate() {
        let mut x = 0;
        for cell in row {
            while grid[y].get(x).is_some_and(Option::is_some) {
                x += 1;
            }
            let is_sign = |c: char| is_digit(c) || ".,-+%％－—".contains(c);
            let repeats = !cell.text.chars().all(is_sign);
            for (down, line) in grid.iter_mut().skip(y).take(cell.rows).enumerate() {
                for across in 0..cell.columns {
                    if line.len() <= x + across {
                        line.resize(x + across + 1, None);
                    }
                    let first = down == 0 && across == 0;
                    let text = if first || repeats {
                        cell.text.clone()
                    } else {
                        String::new()
                    };
                    line[x + across] = Some(text);
                }
            }
            x += cell.columns;
        }
    }
    grid.into_iter()
        .map(|row| row.into_iter().map(Option::unwrap_or_default).collect())
        .collect()
}

fn rows(table: ElementRef<'_>) -> Vec<Vec<Cell>> {
    let is = |element: &ElementRef<'_>, names: &[&str]| names.contains(&element.value().name());
    table
        .descendants()
        .filter_map(ElementRef::wrap)
        .filter(|element| is(element, &["tr"]))
        .take(MOST)
        .map(|row| {
            row.children()
                .filter_map(ElementRef::wrap)
                .filter(|cell| is(cell, &["td", "th"]))
                .map(|cell| Cell {
                    text: words(cell),
                    columns: span(cell, "colspan"),
                    rows: span(cell, "rowspan"),
                    is_header: cell.value().name() == "th",
                })
                .collect::<Vec<_>>()
        })
        .filter(|row| !row.is_empty())
        .collect()
}

fn span(cell: ElementRef<'_>, name: &str) -> usize {
    let stated = cell.attr(name).and_then(|n| n.trim().parse().ok());
    stated.unwrap_or(1).clamp(1, 50)
}

/// The words of an element on one line, safe between the bars of a row.
fn words(element: ElementRef<'_>) -> String {
    let mut out = String::new();
    for node in element.descendants() {
        match node.value() {
            Node::Text(text) => collapse(&mut out, text),
            Node::Element(inner) if matches!(inner.name(), "br" | "p" | "div") => {
                collapse(&mut out, "\n");
            }
            _ => {}
        }
    }
    let words = crate::intake::space::mend(&out, crate::intake::space::Place::Body);
    words.trim_matches(is_invisible).replace('|', "\\|")
}
