//! Static files: one style sheet and one script of all pages, the style sheet of the pages with
//! filters and search, the scripts of the search page and of the fact table, with names made from their content;
//! everything else under its own name.

use std::collections::BTreeMap;

/// Names of the hashed files, from the root of the site, and all static files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Assets {
    /// `assets/style-<8 hex>.css`.
    pub(crate) style: String,
    /// `assets/tools-<8 hex>.css`: filters and search, which two pages have.
    pub(crate) tools: String,
    /// `assets/script-<8 hex>.js`.
    pub(crate) script: String,
    /// `assets/search-<8 hex>.js`.
    pub(crate) search: String,
    /// `assets/facts-<8 hex>.js`.
    pub(crate) table: String,
    /// All files by path.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

/// Joins the style sheets (`chart.css`, which drawings carry along, then `style.css`, then the
/// other `*.css` by name) and the scripts but `search.js` and `facts.js`, and names them by content. `tools.css`
/// and the `rules` of the filters are a sheet of their own: they grow with the facts.
pub(crate) fn collect(sources: &BTreeMap<String, Vec<u8>>, rules: &str) -> Assets {
    let mut files = BTreeMap::new();
    let mut style = sources.get("chart.css").cloned().unwrap_or_default();
    style.push(b'\n');
    style.extend_from_slice(sources.get("style.css").map_or(&[][..], Vec::as_slice));
    let mut script = sources.get("script.js").cloned().unwrap_or_default();
    for (name, bytes) in sources {
        match name.as_str() {
            "chart.css" | "style.css" | "tools.css" | "script.js" | "search.js" | "facts.js" => {}
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
    let style = tight(&style);
    let mut tools = sources.get("tools.css").cloned().unwrap_or_default();
    tools.extend_from_slice(rules.as_bytes());
    let tools = tight(&tools);
    let tools_name = named("tools", "css", &tools);
    let style_name = named("style", "css", &style);
    let script = plain(&script);
    let script_name = named("script", "js", &script);
    let search = plain(sources.get("search.js").map_or(&[][..], Vec::as_slice));
    let search_name = named("search", "js", &search);
    let table = plain(sources.get("facts.js").map_or(&[][..], Vec::as_slice));
    let table_name = named("facts", "js", &table);
    files.insert(style_name.clone(), style);
    files.insert(tools_name.clone(), tools);
    files.insert(script_name.clone(), script);
    files.insert(search_name.clone(), search);
    files.insert(table_name.clone(), table);
    Assets {
        style: style_name,
        tools: tools_name,
        script: script_name,
        search: search_name,
        table: table_name,
        files,
    }
}

fn named(stem: &str, extension: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    format!("assets/{stem}-{}.{extension}", &hash[..8])
}

/// A script without indentation and without lines that are comments alone. A script with template
/// strings, whose lines may be text, is left as it is.
fn plain(script: &[u8]) -> Vec<u8> {
    if script.contains(&b'`') {
        return script.to_vec();
    }
    let lines = script.split(|&b| b == b'\n').map(<[u8]>::trim_ascii);
    let said = lines.filter(|line| {
        let comment = line.starts_with(b"/*") && line.ends_with(b"*/");
        let alone = comment && line.windows(2).filter(|w| w == b"*/").count() == 1;
        !line.is_empty() && !alone && !line.starts_with(b"//")
    });
    let mut out = said.collect::<Vec<_>>().join(&b'\n');
    out.push(b'\n');
    out
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
    fn scripts_lose_what_nobody_reads() {
        let script = "/* a */\n(function () {\n  f(); /* kept */\n  // gone\n\n  /* b */ g(); /* c */\n})();\n";
        let lines = "(function () {\nf(); /* kept */\n/* b */ g(); /* c */\n})();\n";
        assert_eq!(plain(script.as_bytes()), lines.as_bytes());
        let text = "x = `\n  // text`;\n";
        assert_eq!(plain(text.as_bytes()), text.as_bytes());
    }

    #[test]
    fn filters_and_search_have_a_sheet_of_their_own() {
        let sources = BTreeMap::from([("tools.css".to_string(), b".find{color:red}".to_vec())]);
        let assets = collect(&sources, "tr{display:none}");
        assert_eq!(
            assets.files[&assets.tools],
            b".find{color:red}tr{display:none}"
        );
        assert!(assets.files[&assets.style].is_empty());
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
