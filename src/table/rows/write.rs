//! Sheets as bytes.

use super::cell::{Cell, Sheet};

/// Whether cells are kept from being read as formulas by a spreadsheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// Cells as they are, for programs.
    Plain,
    /// A byte order mark, and an apostrophe before every cell that is no number and would be
    /// read as a formula, for spreadsheets.
    Spreadsheet,
}

impl Sheet {
    /// CSV as RFC 4180 has it: UTF-8, lines end in CR LF, header first.
    pub fn csv(&self, guard: Guard) -> Vec<u8> {
        let start = match guard {
            Guard::Plain => Vec::new(),
            Guard::Spreadsheet => "\u{feff}".into(),
        };
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(start);
        let header = self.columns.iter().map(|column| column.name);
        writer
            .write_record(header)
            .expect("writing to memory does not fail");
        for row in &self.rows {
            let cells = row.cells.iter().map(|cell| match guard {
                Guard::Plain => cell.csv(),
                Guard::Spreadsheet => guarded(cell),
            });
            writer
                .write_record(cells)
                .expect("every row has as many cells as the header");
        }
        writer
            .into_inner()
            .expect("flushing to memory does not fail")
    }

    /// JSON lines: one object a row, each line ended by a line feed.
    pub fn json_lines(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for row in &self.rows {
            serde_json::to_writer(&mut out, row).expect("cells are valid JSON");
            out.push(b'\n');
        }
        out
    }
}

/// The cell, with an apostrophe before it when a spreadsheet would calculate it.
fn guarded(cell: &Cell) -> String {
    let text = cell.csv();
    let is_formula =
        text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if is_formula && !cell.is_number() {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Decimal,
        table::rows::{Column, Kind, Row},
    };

    const COLUMNS: &[Column] = &[Column {
        name: "cell",
        kind: Kind::Text,
        title: "",
        description: "",
    }];

    fn sheet(cells: &[Cell]) -> Sheet {
        Sheet {
            columns: COLUMNS,
            rows: cells
                .iter()
                .map(|cell| Row {
                    columns: COLUMNS,
                    cells: vec![cell.clone()],
                })
                .collect(),
        }
    }

    fn text(sheet: &Sheet, guard: Guard) -> String {
        String::from_utf8(sheet.csv(guard)).expect("UTF-8")
    }

    #[test]
    fn only_what_is_no_number_is_guarded() {
        let sheet = sheet(&[
            Cell::Decimal(Decimal::new(-30, 1)),
            Cell::Text("-3.0".into()),
            Cell::Text("=1+1".into()),
            Cell::Text("@名".into()),
            Cell::Text("3-1".into()),
            Cell::Missing,
        ]);
        assert_eq!(
            text(&sheet, Guard::Spreadsheet),
            "\u{feff}cell\r\n-3.0\r\n'-3.0\r\n'=1+1\r\n'@名\r\n3-1\r\n\"\"\r\n"
        );
        assert_eq!(
            text(&sheet, Guard::Plain),
            "cell\r\n-3.0\r\n-3.0\r\n=1+1\r\n@名\r\n3-1\r\n\"\"\r\n"
        );
    }

    #[test]
    fn quotes_commas_and_line_ends_survive() {
        let words = ["他说\"好\"", "a,b", "102\n个", "x\r\ny"];
        let cells: Vec<Cell> = words.iter().map(|w| Cell::Text(w.to_string())).collect();
        let bytes = sheet(&cells).csv(Guard::Plain);
        let read: Vec<String> = csv::Reader::from_reader(bytes.as_slice())
            .records()
            .map(|record| record.expect("a record")[0].to_string())
            .collect();
        assert_eq!(read, words);
    }
}
