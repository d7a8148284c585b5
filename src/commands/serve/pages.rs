//! What the browser gets: files of the site from memory, with a script in pages that follows
//! changes, and problems over them.

use std::sync::Arc;

use crate::{diag::Language, site::Site};

/// Where pages ask for what is new.
pub(super) const NEWS: &str = "/__shudu/news";

/// The last good site, and what stands against a newer one.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    site: Arc<Site>,
    /// Hash of all files.
    mark: Arc<str>,
    /// Problems as text; empty when there are none.
    problems: Arc<str>,
    heading: &'static str,
}

/// An answer.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) kind: &'static str,
    pub(super) location: Option<String>,
    pub(super) body: Vec<u8>,
}

impl State {
    /// A site without problems.
    pub(super) fn good(site: Site) -> Self {
        let mut hash = blake3::Hasher::new();
        for (path, bytes) in &site.0 {
            hash.update(path.as_bytes());
            hash.update(&[0]);
            hash.update(blake3::hash(bytes).as_bytes());
        }
        Self {
            site: Arc::new(site),
            mark: hash.finalize().to_hex()[..16].into(),
            problems: "".into(),
            heading: "",
        }
    }

    /// The same site under problems.
    pub(super) fn with_problems(&self, problems: &str, language: Language) -> Self {
        Self {
            problems: problems.into(),
            heading: match language {
                Language::Chinese => "没有重建",
                Language::English => "Not built",
            },
            ..self.clone()
        }
    }

    /// How many files of `site` are new, different or gone.
    pub(super) fn changed(&self, site: &Site) -> usize {
        let differs = site
            .0
            .iter()
            .filter(|(path, bytes)| self.site.0.get(*path) != Some(bytes));
        let gone = self
            .site
            .0
            .keys()
            .filter(|path| !site.0.contains_key(*path));
        differs.count() + gone.count()
    }

    /// Tells this state from others.
    pub(super) fn id(&self) -> String {
        let hash = blake3::hash(format!("{}\n{}", self.mark, self.problems).as_bytes());
        hash.to_hex()[..16].to_owned()
    }

    /// What a page shows: site and problems, as the JSON that its script reads.
    pub(super) fn news(&self) -> String {
        serde_json::json!({
            "id": self.id(),
            "mark": &*self.mark,
            "heading": self.heading,
            "problems": &*self.problems,
        })
        .to_string()
    }

    /// The answer to a request for `path`.
    pub(super) fn answer(&self, path: &str) -> Answer {
        let path = decoded(path);
        let name = path.trim_start_matches('/');
        let index = match name.is_empty() || name.ends_with('/') {
            true => format!("{name}index.html"),
            false => name.to_owned(),
        };
        if let Some(bytes) = self.site.0.get(&index) {
            return self.file(200, &index, bytes);
        }
        if self.site.0.contains_key(&format!("{name}/index.html")) {
            return Answer {
                status: 308,
                kind: "text/plain; charset=utf-8",
                // Names of folders are letters, digits and hyphens.
                location: Some(format!("/{name}/")),
                body: Vec::new(),
            };
        }
        match self.site.0.get("404.html") {
            Some(bytes) => self.file(404, "404.html", bytes),
            // Nothing was built yet.
            None if !self.problems.is_empty() => self.file(503, "x.html", EMPTY.as_bytes()),
            None => Answer {
                status: 404,
                kind: "text/plain; charset=utf-8",
                location: None,
                body: b"404".to_vec(),
            },
        }
    }

    fn file(&self, status: u16, path: &str, bytes: &[u8]) -> Answer {
        let kind = kind(path);
        let body = match kind.starts_with("text/html") {
            true => self.with_script(bytes),
            false => bytes.to_vec(),
        };
        Answer {
            status,
            kind,
            location: None,
            body,
        }
    }

    /// A page with the script that follows changes, before its end.
    fn with_script(&self, page: &[u8]) -> Vec<u8> {
        const END: &[u8] = b"</body>";
        // A script ends at the first `</`, wherever it stands.
        let news = self
            .news()
            .replace("</", "<\\/")
            .replace("<!--", "<\\u0021--");
        let script = format!(
            "<script>({})({news},\"{NEWS}\")</script>\n",
            SCRIPT.trim_end()
        );
        let at = page.windows(END.len()).rposition(|w| w == END);
        let (before, after) = page.split_at(at.unwrap_or(page.len()));
        [before, script.as_bytes(), after].concat()
    }
}

/// Shows the problems, and waits for another site: then the page is loaded again and scrolled to
/// where it was.
const SCRIPT: &str = include_str!("follow.js");

/// What is shown before the first site.
const EMPTY: &str = "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>shudu</title><body></body></html>";

/// `%E6%9F%90` as the bytes that it stands for.
fn decoded(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = (bytes[i] == b'%')
            .then(|| path.get(i + 1..i + 3))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match hex {
            Some(byte) => {
                out.push(byte);
                i += 3;
            }
            None => {
                out.push(bytes[i]);
                i += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The kind of a file by its ending.
fn kind(path: &str) -> &'static str {
    let ending = path.rsplit('.').next().unwrap_or_default();
    match ending {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" | "jsonld" | "webmanifest" => "application/json; charset=utf-8",
        "jsonl" | "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state() -> State {
        let files = [
            ("index.html", "<html><body>一</body></html>"),
            ("a/index.html", "<p>没有结尾"),
            ("404.html", "<body>没有</body>"),
            ("x.css", "a{}"),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
        State::good(Site(files.into()))
    }

    fn body(answer: &Answer) -> String {
        String::from_utf8(answer.body.clone()).expect("UTF-8")
    }

    #[test]
    fn pages_get_the_script_and_files_do_not() {
        let state = state();
        let page = state.answer("/");
        assert_eq!(page.status, 200);
        let text = body(&page);
        assert!(text.starts_with("<html><body>一<script>"), "{text}");
        assert!(text.ends_with("</script>\n</body></html>"), "{text}");
        assert!(body(&state.answer("/a/")).contains("没有结尾<script>"));
        assert_eq!(body(&state.answer("/x.css")), "a{}");
        assert_eq!(state.answer("/a").location.as_deref(), Some("/a/"));
        let lost = state.answer("/b/%E6%9F%90");
        assert_eq!(lost.status, 404);
        assert!(body(&lost).contains("没有<script>"));
    }

    #[test]
    fn problems_cannot_break_out_of_the_script() {
        let state = state().with_problems("</script><b>", Language::English);
        let text = body(&state.answer("/"));
        assert_eq!(text.matches("</script>").count(), 1, "{text}");
        assert!(state.news().contains("</script><b>"));
    }

    #[test]
    fn escapes_are_decoded_and_broken_ones_kept() {
        assert_eq!(decoded("/%E6%9F%90%"), "/某%");
        assert_eq!(decoded("/%zz%4"), "/%zz%4");
    }
}
