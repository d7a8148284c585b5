//! What other site generators put before a Markdown text (YAML front matter): title, date, author.

/// Front matter between two lines of `---`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Matter<'t> {
    /// All its lines, the two marks included.
    pub(super) lines: Vec<&'t str>,
    pub(super) title: Option<&'t str>,
    pub(super) date: Option<&'t str>,
    pub(super) author: Option<&'t str>,
}

/// Longer ones are a text between two rules.
const MOST_LINES: usize = 40;

/// The front matter of a text, and what stands behind it.
pub(super) fn split(text: &str) -> (Option<Matter<'_>>, &str) {
    let none = (None, text);
    let body = text.trim_start_matches('\u{feff}');
    let mut at = text.len() - body.len();
    let mut matter = Matter::default();
    for (n, line) in body.split_inclusive('\n').enumerate() {
        at += line.len();
        let line = line.trim_end();
        matter.lines.push(line);
        match (n, line) {
            (0, "---") => {}
            (0, _) => return none,
            (_, "---") if n > 1 && matter.title.is_some() => return (Some(matter), &text[at..]),
            (MOST_LINES, _) => return none,
            _ => match line.split_once(':') {
                Some((key, value)) if is_key(key) => matter.set(key, value),
                // Items of a list, and what is folded over several lines.
                _ if line.is_empty() || line.starts_with([' ', '-', '#']) => {}
                _ => return none,
            },
        }
    }
    none
}

impl<'t> Matter<'t> {
    fn set(&mut self, key: &str, value: &'t str) {
        let value = value.trim().trim_matches(['"', '\'']);
        let to = match key {
            "title" => &mut self.title,
            "date" | "published" => &mut self.date,
            "author" => &mut self.author,
            _ => return,
        };
        if to.is_none() && !value.is_empty() {
            *to = Some(value);
        }
    }
}

fn is_key(word: &str) -> bool {
    !word.is_empty()
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_taken_off() {
        let text = "---\ntitle: \"年报\"\ndate: 2013-01-10\ntags:\n  - 统计\n---\n\n正文。\n";
        let (matter, rest) = split(text);
        let matter = matter.expect("there is one");
        assert_eq!(
            (matter.title, matter.date, matter.author),
            (Some("年报"), Some("2013-01-10"), None)
        );
        assert_eq!(matter.lines.len(), 6);
        assert_eq!(rest, "\n正文。\n");
    }

    #[test]
    fn rules_are_no_front_matter() {
        for text in [
            "---\n正文：一。\n---\n",
            "---\n---\n",
            "正文\n---\ntitle: x\n---\n",
            "---\ntitle: x\n",
        ] {
            assert_eq!(split(text), (None, text));
        }
    }
}
