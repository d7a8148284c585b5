//! Reads rows back from CSV, as any user of the data would.

use serde::de::DeserializeOwned;

/// The rows of a CSV file with a header; a row takes the columns that it knows by their names.
///
/// # Errors
/// What is wrong with the first row that cannot be read, with its line.
pub fn read<T: DeserializeOwned>(csv: &[u8]) -> Result<Vec<T>, String> {
    csv::Reader::from_reader(csv)
        .deserialize()
        .map(|row| row.map_err(|error| error.to_string()))
        .collect()
}
