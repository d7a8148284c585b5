//! Identifiers that never move: hashes of what a thing is, not of where it stands.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Twelve hexadecimal digits of the BLAKE3 hash of `parts`, unambiguously joined.
pub fn hash12<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let hash = hasher.finalize();
    let digits = hash.as_bytes()[..6]
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The id of what `parts` name together.
            pub fn new<'a>(parts: impl IntoIterator<Item = &'a str>) -> Self {
                Self(format!(concat!($prefix, "{}"), hash12(parts)))
            }

            /// The id as printed in files and addresses.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// `o-` and 12 hexadecimal digits: the article's permanent id, the sentence and the quote
    /// without white space, and the how-manyth observation with these it is.
    ObservationId,
    "o-"
);
id!(
    /// `f-` and 12 hexadecimal digits of the fact key.
    FactId,
    "f-"
);
id!(
    /// `c-` and 12 hexadecimal digits of the rule and the facts that a check joins.
    CheckId,
    "c-"
);
