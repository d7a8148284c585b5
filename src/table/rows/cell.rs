//! Cells, columns, rows and sheets.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::model::Decimal;

/// Separates the items of a list in CSV.
pub const LIST_SEPARATOR: &str = ";";

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A decimal number; a string in JSON, so that 38.0 keeps its zero.
    Decimal,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// Several words; an array in JSON, joined by [`LIST_SEPARATOR`] in CSV.
    List,
}

/// A column of a data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in every format.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// A short name for readers.
    pub title: &'static str,
    /// What it means, with units.
    pub description: &'static str,
}

/// One value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known, or nothing applies: `null`, or an empty cell.
    Missing,
    /// Words.
    Text(String),
    /// A decimal number with the decimals to be written.
    Decimal(Decimal),
    /// A whole number.
    Integer(usize),
    /// True or false.
    Boolean(bool),
    /// Several words.
    List(Vec<String>),
}

impl Cell {
    /// Words; missing when there are none.
    pub(super) fn text(text: impl AsRef<str>) -> Self {
        match text.as_ref() {
            "" => Self::Missing,
            text => Self::Text(text.to_string()),
        }
    }

    /// What is printed, if anything is.
    pub(super) fn shown(value: Option<impl ToString>) -> Self {
        value.map_or(Self::Missing, |value| Self::Text(value.to_string()))
    }

    /// A list of what is printed.
    pub(super) fn list<T: ToString>(items: impl IntoIterator<Item = T>) -> Self {
        Self::List(items.into_iter().map(|item| item.to_string()).collect())
    }

    /// True for what a spreadsheet may read as a number.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Decimal(_) | Self::Integer(_))
    }

    /// The cell of a CSV file.
    pub fn csv(&self) -> String {
        match self {
            Self::Missing => String::new(),
            Self::Text(text) => text.clone(),
            Self::Decimal(number) => number.to_string(),
            Self::Integer(number) => number.to_string(),
            Self::Boolean(truth) => truth.to_string(),
            Self::List(items) => items.join(LIST_SEPARATOR),
        }
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Missing => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Decimal(number) => serializer.collect_str(number),
            Self::Integer(number) => number.serialize(serializer),
            Self::Boolean(truth) => serializer.serialize_bool(*truth),
            Self::List(items) => items.serialize(serializer),
        }
    }
}

/// One row with the names of its columns; serialises as an object in the order of the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The columns.
    pub columns: &'static [Column],
    /// As many cells as columns.
    pub cells: Vec<Cell>,
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for (column, cell) in self.columns.iter().zip(&self.cells) {
            map.serialize_entry(column.name, cell)?;
        }
        map.end()
    }
}

/// A table: header and rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The columns.
    pub columns: &'static [Column],
    /// The rows, all with these columns.
    pub rows: Vec<Row>,
}

impl Sheet {
    /// A sheet of rows made from things.
    pub(super) fn of<T>(
        columns: &'static [Column],
        things: impl IntoIterator<Item = T>,
        cells: impl Fn(T) -> Vec<Cell>,
    ) -> Self {
        Self {
            columns,
            rows: things
                .into_iter()
                .map(|thing| Row {
                    columns,
                    cells: cells(thing),
                })
                .collect(),
        }
    }
}

/// How often each name stands among `names`.
pub(super) fn counted<'a>(names: impl IntoIterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    counts
}

/// Declares columns in the order in which they are written.
macro_rules! columns {
    ($($(#[$attribute:meta])* $visibility:vis $list:ident = [
        $($name:literal $kind:ident $title:literal $description:literal;)+
    ])+) => {
        $($(#[$attribute])* $visibility const $list: &[$crate::table::rows::Column] = &[
            $($crate::table::rows::Column {
                name: $name,
                kind: $crate::table::rows::Kind::$kind,
                title: $title,
                description: $description,
            }),+
        ];)+
    };
}
pub(super) use columns;
