//! The headers of every file (响应头): what a page may load, and how long a copy is good.
//!
//! Content-Security-Policy, level 3 (W3C): scripts from the site alone, none in a page; styles
//! from the site, and those that stand in a file by their hash (`404.html`, drawings on their
//! own). JSON-LD in a page is data, which the policy does not forbid.

use std::collections::BTreeSet;

use base64::{Engine, prelude::BASE64_STANDARD};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::site::Site;

/// Folder of the files whose names are made from their content.
pub(super) const HASHED: &str = "assets/";
/// A file of such a name never changes: RFC 8246.
pub(super) const FOREVER: &str = "public, max-age=31536000, immutable";
/// Anything else may be kept, and is asked for again each time.
pub(super) const ASK: &str = "no-cache";

/// The headers of a site.
pub(super) struct Policy {
    /// Value of `Content-Security-Policy`.
    csp: String,
}

impl Policy {
    /// Looks for styles that stand in files.
    pub(super) fn of(site: &Site) -> Self {
        let styles: BTreeSet<String> = site
            .0
            .par_iter()
            .filter(|(path, _)| path.ends_with(".html") || path.ends_with(".svg"))
            .flat_map_iter(|(_, bytes)| inner_styles(bytes))
            .map(|style| {
                let hash = BASE64_STANDARD.encode(Sha256::digest(style));
                format!(" 'sha256-{hash}'")
            })
            .collect();
        let styles: String = styles.into_iter().collect();
        let csp = format!(
            "default-src 'none'; script-src 'self'; style-src 'self'{styles}; img-src 'self'; \
             form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
        );
        Self { csp }
    }

    /// Name and value of the headers that all files have. What browsers heed over HTTPS alone is
    /// not among them: on an office network without it they would grumble on every page.
    pub(super) fn headers(&self) -> [(&'static str, &str); 3] {
        [
            ("Content-Security-Policy", &self.csp),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ]
    }
}

/// What stands between `<style…>` and `</style>`.
fn inner_styles(bytes: &[u8]) -> Vec<&[u8]> {
    let Ok(mut text) = std::str::from_utf8(bytes) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    while let Some(at) = text.find("<style") {
        let Some(open) = text[at..].find('>') else {
            break;
        };
        let inner = &text[at + open + 1..];
        let Some(end) = inner.find("</style>") else {
            break;
        };
        let style = &inner[..end];
        // What a browser hashes is the text, without the marks that XML puts round it.
        let unmarked = style
            .trim_start()
            .strip_prefix("<![CDATA[")
            .and_then(|rest| rest.trim_end().strip_suffix("]]>"));
        found.push(unmarked.unwrap_or(style).as_bytes());
        text = &inner[end..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn styles_in_files_are_allowed_by_their_hash() {
        let page = b"<head><style>a{}</style></head>".to_vec();
        let site = Site(BTreeMap::from([
            ("404.html".into(), page.clone()),
            ("b.html".into(), page),
            (
                "c.svg".into(),
                b"<svg><style><![CDATA[a{}]]></style></svg>".to_vec(),
            ),
        ]));
        let policy = Policy::of(&site);
        // printf 'a{}' | openssl dgst -sha256 -binary | base64
        let hash = "'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='";
        assert_eq!(policy.csp.matches("sha256").count(), 1);
        assert!(policy.csp.contains(hash), "{}", policy.csp);
        assert!(!policy.csp.contains("unsafe"));
    }
}
