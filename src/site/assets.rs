//! Static files: one style sheet, one script of all pages and the script of the search page with
//! names made from their content, everything else under its own name.

use std::collections::BTreeMap;

/// Names of the hashed files, from the root of the site, and all static files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Assets {
    /// `assets/style-<8 hex>.css`.
    pub(crate) style: String,
    /// `assets/script-<8 hex>.js`.
    pub(crate) script: String,
    /// `assets/search-<8 hex>.js`.
    pub(crate) search: String,
    /// All files by path.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

/// Joins the style sheets (`chart.css`, which drawings carry along, then `style.css`, then the
/// other `*.css` by name, then `extra` rules) and the scripts but `search.js`, and names them by
/// content.
pub(crate) fn collect(sources: &BTreeMap<String, Vec<u8>>, extra: &str) -> Assets {
    let mut files = BTreeMap::new();
    let mut style = sources.get("chart.css").cloned().unwrap_or_default();
    style.push(b'\n');
    style.extend_from_slice(sources.get("style.css").map_or(&[][..], Vec::as_slice));
    let mut script = sources.get("script.js").cloned().unwrap_or_default();
    for (name, bytes) in sources {
        match name.as_str() {
            "chart.css" | "style.css" | "script.js" | "search.js" => {}
            name if !name.contains('/') && name.ends_with(".css") => {
                style.push(b'\n');
                style.extend_from_slice(bytes);
            }
            name if !name.contains('/') && name.ends_with(".js") => {
                script.push(b'\n');
                script.extend_from_slice(bytes);
            }
            _ => {
                files.insert(name.clone(), bytes.clone());
            }
        }
    }
    style.extend_from_slice(extra.as_bytes());
    let style = tight(&style);
    let style_name = named("style", "css", &style);
    let script_name = named("script", "js", &script);
    let search = sources.get("search.js").cloned().unwrap_or_default();
    let search_name = named("search", "js", &search);
    files.insert(style_name.clone(), style);
    files.insert(script_name.clone(), script);
    files.insert(search_name.clone(), search);
    Assets {
        style: style_name,
        script: script_name,
        search: search_name,
        files,
    }
}

fn named(stem: &str, extension: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    format!("assets/{stem}-{}.{extension}", &hash[..8])
}

/// A style sheet without comments and needless white space; strings are left alone.
fn tight(css: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(css.len());
    let mut rest = css;
    let mut quote: Option<u8> = None;
    while let Some((&byte, tail)) = rest.split_first() {
        match quote {
            Some(q) => {
                out.push(byte);
                rest = tail;
                if byte == b'\\'
                    && let Some((&escaped, tail)) = rest.split_first()
                {
                    out.push(escaped);
                    rest = tail;
                } else if byte == q {
                    quote = None;
                }
            }
            None if rest.starts_with(b"/*") => {
                let end = rest.windows(2).skip(2).position(|w| w == b"*/");
                rest = end.map_or(&[][..], |at| &rest[at + 4..]);
            }
            None if byte.is_ascii_whitespace() => {
                let blank = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
                rest = &rest[blank..];
                let before = matches!(out.last(), None | Some(b'{' | b'}' | b';' | b','));
                if !before && !matches!(rest.first(), None | Some(b'{' | b'}')) {
                    out.push(b' ');
                }
            }
            None => {
                if byte == b'}' && out.last() == Some(&b';') {
                    out.pop();
                }
                if matches!(byte, b'"' | b'\'') {
                    quote = Some(byte);
                }
                out.push(byte);
                rest = tail;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_content() {
        let sources = |css: &str| {
            BTreeMap::from([
                ("style.css".to_string(), css.as_bytes().to_vec()),
                ("chart.css".to_string(), b"svg{color:red}".to_vec()),
                ("script.js".to_string(), b"1".to_vec()),
                ("icon.svg".to_string(), b"<svg/>".to_vec()),
            ])
        };
        let one = collect(&sources("a{}"), "");
        let two = collect(&sources("b{}"), "");
        assert_ne!(one.style, two.style);
        assert_eq!(one.script, two.script);
        assert!(one.files.contains_key("icon.svg"));
        let css = String::from_utf8(one.files[&one.style].clone()).expect("UTF-8");
        assert_eq!(css, "svg{color:red}a{}");
    }

    #[test]
    fn tightening_keeps_strings_and_meaning() {
        let css =
            b"/* \xe5\xad\x97 */\na b{\n  content:\"/* x */\";\n  color:red;\n}\nc,\nd{}/* end";
        let tight = tight(css);
        assert_eq!(
            String::from_utf8(tight).expect("UTF-8"),
            "a b{content:\"/* x */\";color:red}c,d{}"
        );
    }
}
