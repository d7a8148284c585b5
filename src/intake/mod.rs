//! Raw text.
