//! What machines are told of the licence: an identifier, an address, or both. Editors write it in
//! words; a Creative Commons licence is found in them.

use serde_json::{Value, json};

/// A licence that machines know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Licence {
    /// SPDX identifier: `CC-BY-4.0`.
    name: Option<String>,
    /// Address of its text.
    pub(super) path: Option<String>,
}

impl Licence {
    /// As a Data Package says it.
    pub(super) fn package(&self) -> Value {
        let mut object = json!({});
        if let Some(name) = &self.name {
            object["name"] = json!(name);
        }
        if let Some(path) = &self.path {
            object["path"] = json!(path);
        }
        object
    }
}

/// The licence that is meant by what an editor wrote; `None` where it is told in words alone.
pub(super) fn licence(text: &str) -> Option<Licence> {
    if let Some(found) = creative_commons(text) {
        return Some(found);
    }
    if text.starts_with("https://") || text.starts_with("http://") {
        return Some(Licence {
            name: None,
            path: Some(text.to_string()),
        });
    }
    let is_identifier = |b: u8| b.is_ascii_alphanumeric() || b"-._".contains(&b);
    (!text.is_empty() && text.bytes().all(is_identifier)).then(|| Licence {
        name: Some(text.to_string()),
        path: None,
    })
}

/// `CC BY-SA 4.0`, `CC-BY-4.0`, `CC0 1.0` anywhere in a text.
fn creative_commons(text: &str) -> Option<Licence> {
    const ROOT: &str = "https://creativecommons.org";
    let plain: String = text.to_ascii_uppercase().replace([' ', '_'], "-");
    if let Some(at) = plain.find("CC0") {
        let is_version = plain[at + 3..].starts_with("-1.0") || plain[at + 3..].is_empty();
        return is_version.then(|| Licence {
            name: Some("CC0-1.0".into()),
            path: Some(format!("{ROOT}/publicdomain/zero/1.0/")),
        });
    }
    let rest = &plain[plain.find("CC-BY")? + 3..];
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-.".contains(c)));
    let (kind, version) = rest[..end.unwrap_or(rest.len())]
        .trim_end_matches(['-', '.'])
        .rsplit_once('-')?;
    let is_kind = ["BY", "BY-SA", "BY-ND", "BY-NC", "BY-NC-SA", "BY-NC-ND"].contains(&kind);
    let version = ["4.0", "3.0"]
        .into_iter()
        .find(|v| version.starts_with(v))?;
    is_kind.then(|| Licence {
        name: Some(format!("CC-{kind}-{version}")),
        path: Some(format!(
            "{ROOT}/licenses/{}/{version}/",
            kind.to_ascii_lowercase()
        )),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_has_an_identifier_or_an_address() {
        let package = |text: &str| licence(text).map(|l| l.package());
        assert_eq!(
            package("https://example.org/l"),
            Some(json!({ "path": "https://example.org/l" }))
        );
        assert_eq!(package("ODbL-1.0"), Some(json!({ "name": "ODbL-1.0" })));
        assert_eq!(package("署名即可使用"), None);
        assert_eq!(package(""), None);
    }

    #[test]
    fn creative_commons_is_found_in_words() {
        let name = |text: &str| licence(text).and_then(|l| l.name);
        let is = |text: &str, id: &str| assert_eq!(name(text).as_deref(), Some(id), "{text}");
        is("CC-BY-4.0", "CC-BY-4.0");
        is("整理后的数据以 CC BY 4.0 许可发布；原文另论。", "CC-BY-4.0");
        is("CC BY-NC-SA 4.0", "CC-BY-NC-SA-4.0");
        is("以 CC0 1.0 放弃权利", "CC0-1.0");
        assert_eq!(name("cc bye"), None);
        assert_eq!(name("CC BY"), None);
        assert_eq!(
            licence("CC BY-SA 3.0").and_then(|l| l.path).as_deref(),
            Some("https://creativecommons.org/licenses/by-sa/3.0/")
        );
    }
}
