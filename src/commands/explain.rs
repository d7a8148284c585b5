//! `shudu explain ARTICLE`: what each stage saw of an article, sentence by sentence.
//! `shudu explain CODE`: what a diagnostic means.

use std::{
    fmt::Write as _,
    io::{Read, Write},
    path::{Path, PathBuf},
};

use crate::{
    corpus,
    diag::{Diagnostic, Language, Phrase, Report, suggest},
    model::{Article, FactTable, Leftover, Observation, Span},
    observations::{self, Considered, Explained},
    pipeline::{self, Dictionary},
    text::{BlockKind, Document},
};

use super::{
    codes::{codes, explain},
    extract::default_subject,
    input,
    words::{reason, say, unwritable},
};

/// What to explain.
#[derive(Debug, Clone, Default)]
pub struct ExplainOptions {
    /// The site's folder.
    pub root: PathBuf,
    /// The name of an article, a file, or the code of a diagnostic.
    pub topic: String,
    /// Language of what is printed.
    pub language: Language,
}

/// Explains an article or a diagnostic.
///
/// # Errors
/// A topic that is neither, and the problems of the files that are read.
pub fn run(
    options: &ExplainOptions,
    stdin: &mut dyn Read,
    out: &mut dyn Write,
) -> Result<Report, Report> {
    let language = options.language;
    let text = match explain(&options.topic) {
        Some(meaning) => format!("{}\n  {}\n", options.topic, meaning.in_language(language)),
        None => article(options, stdin)?,
    };
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| unwritable(&error))?;
    Ok(Report::default())
}

/// Reads an article as a build would, together with those beside it, and tells what was seen.
fn article(options: &ExplainOptions, stdin: &mut dyn Read) -> Result<String, Report> {
    let dictionary = Dictionary::load();
    let (slug, articles) = find(options, stdin)?;
    let mut config = pipeline::read_config_if_any(&options.root)?;
    config
        .corrections
        .retain(|c| articles.iter().any(|a| a.slug == c.article));
    let subject = default_subject(&config).to_string();
    let segmenter = dictionary.knowing(&config);
    let reading = pipeline::understand(articles, &config, &segmenter, &subject)?;
    let mut text = String::new();
    let documents = reading.documents.iter();
    for document in documents.filter(|d| d.article.slug == slug) {
        let inside = observations::explain(document, &config, &segmenter, &subject)
            .map_err(|problem| Report::from(*problem))?;
        let page = Page {
            document,
            table: &reading.table,
            inside: &inside,
            language: options.language,
        };
        page.write(&mut text);
    }
    Ok(text)
}

/// The article that is meant, and those that are read with it: all of the corpus, or only itself
/// when it lies elsewhere.
fn find(options: &ExplainOptions, stdin: &mut dyn Read) -> Result<(String, Vec<Article>), Report> {
    let topic = options.topic.as_str();
    let path = Path::new(topic);
    let named = path.file_stem().unwrap_or_default().to_string_lossy();
    let is_name = corpus::is_slug(topic) || corpus::path_of(&options.root, &named) == path;
    let in_corpus = corpus::path_of(&options.root, &named);
    if is_name && in_corpus.is_file() {
        let corpus = corpus::load(&options.root)?;
        return Ok((named.into_owned(), corpus.articles));
    }
    if topic == input::STDIN || path.exists() {
        let articles = input::articles(&[path.to_path_buf()], None, stdin)?;
        let slug = articles.first().map(|a| a.slug.clone());
        return Ok((slug.unwrap_or_default(), articles));
    }
    // What cannot be read has nothing to suggest.
    let corpus = corpus::load(&options.root).unwrap_or_default();
    let renamed = |article: &&Article| article.aliases.iter().any(|alias| alias == topic);
    if let Some(article) = corpus.articles.iter().find(renamed) {
        return Ok((article.slug.clone(), corpus.articles.clone()));
    }
    Err(unknown(topic, &corpus.articles).into())
}

fn unknown(topic: &str, articles: &[Article]) -> Diagnostic {
    let known = articles.iter().map(|a| a.slug.as_str()).chain(codes());
    let hint = match suggest::nearest(topic, known) {
        Some(meant) => Phrase::new(
            format!("是不是 {meant}？"),
            format!("did you mean {meant}?"),
        ),
        None => Phrase::new(
            "写 corpus 里一篇文章的名字、任意文件的路径，或诊断方括号里的代码",
            "name an article of the corpus, a file, or the code in brackets of a diagnostic",
        ),
    };
    Diagnostic::error(
        "no-such-topic",
        Phrase::new(
            format!("`{topic}` 不是文章，也不是诊断代码"),
            format!("`{topic}` is no article and no code of a diagnostic"),
        ),
    )
    .hint(hint)
}

/// One article and everything that is known of it.
struct Page<'a> {
    document: &'a Document,
    table: &'a FactTable,
    inside: &'a Explained,
    language: Language,
}

impl Page<'_> {
    fn say(&self, zh: impl Into<String>, en: impl Into<String>) -> String {
        say(self.language, zh, en)
    }

    fn write(&self, text: &mut String) {
        let article = &self.document.article;
        let title = match article.title.as_str() {
            "" => self.say("（无标题）", "(no title)"),
            title => title.to_string(),
        };
        let published = match article.published {
            None => self.say("刊发日期不明", "date unknown"),
            Some(p) if p.is_estimated => self.say(
                format!("刊发于 {}（估计）", p.date),
                format!("published {} (estimated)", p.date),
            ),
            Some(p) => self.say(
                format!("刊发于 {}", p.date),
                format!("published {}", p.date),
            ),
        };
        let _ = writeln!(text, "{}  {title}  {published}", article.slug);
        for block in &self.document.blocks {
            let Span { start, end } = block.span;
            let _ = writeln!(text, "\n{} [{start}..{end}]", self.kind(&block.kind));
            for &sentence in &block.sentences {
                self.sentence(sentence, text);
            }
        }
    }

    fn kind(&self, kind: &BlockKind) -> String {
        match kind {
            BlockKind::Heading(level) => {
                self.say(format!("{level} 级标题"), format!("heading {level}"))
            }
            BlockKind::Paragraph => self.say("段落", "paragraph"),
            BlockKind::ListItem(_) => self.say("列表项", "list item"),
            BlockKind::Caption => self.say("图片说明", "caption"),
            BlockKind::TableRow {
                is_header: true, ..
            } => self.say("表头", "table header"),
            BlockKind::TableRow { .. } => self.say("表格行", "table row"),
        }
    }

    /// The sentence, its words, and for each number in it what became of it.
    fn sentence(&self, span: Span, text: &mut String) {
        let _ = writeln!(text, "  {}", self.document.slice(span).replace('\n', " "));
        let mut sentences = self.inside.sentences.iter();
        if let Some(tokens) = sentences.find(|s| s.sentence == span) {
            let words = tokens.tokens.iter().filter(|t| t.kind != "mark");
            let words: Vec<String> = words.map(|t| format!("{}/{}", t.text, t.kind)).collect();
            let _ = writeln!(text, "    {}", words.join(" "));
        }
        let mut ends: Vec<(Span, String)> = Vec::new();
        let slug = &self.document.article.slug;
        let own = self.table.observations.iter();
        for observation in own.filter(|o| &o.article == slug && span.contains(o.quote)) {
            ends.push((observation.quote, self.observation(observation)));
        }
        let own = self.table.leftovers.iter();
        for leftover in own.filter(|l| &l.article == slug && span.contains(l.quote)) {
            ends.push((leftover.quote, self.leftover(leftover)));
        }
        ends.sort_by_key(|(quote, _)| (quote.start, quote.end));
        for (_, end) in ends {
            text.push_str(&end);
        }
    }

    /// The readings that competed, the cheapest first, and the fields of the winner.
    fn observation(&self, o: &Observation) -> String {
        let mut text = format!("    • {}", o.quote_text);
        let mut considered = self.inside.considered.iter();
        if let Some(Considered { readings, .. }) = considered.find(|c| c.quote == o.quote) {
            let offered: Vec<String> = readings
                .iter()
                .map(|(rule, cost)| format!("{rule} {cost}"))
                .collect();
            let _ = write!(text, "  ← {}", offered.join(" < "));
        } else {
            let _ = write!(text, "  ← {}", o.rule);
        }
        let _ = writeln!(text, "\n      {}", self.fields(o));
        let fact = o.fact.as_ref().map_or("—", |fact| fact.as_str());
        let _ = writeln!(text, "      {} → {fact}", o.id);
        if let Some(why) = &o.correction {
            let _ = writeln!(
                text,
                "      {}",
                self.say(format!("经更正：{why}"), format!("corrected: {why}"))
            );
        }
        text
    }

    fn fields(&self, o: &Observation) -> String {
        let indicator = match &o.indicator {
            Some(indicator) => indicator.clone(),
            None => format!("“{}”", o.label),
        };
        let period = match (o.period, o.period_iso) {
            (None, _) => self.say("期间未载", "no period"),
            (Some(said), Some(meant)) if said != meant => format!("{said} = {meant}"),
            (Some(said), _) => said.to_string(),
        };
        let mut fields = vec![o.subject.clone(), indicator];
        fields.extend(o.breakdown.clone());
        fields.push(format!(
            "{} {} {}",
            o.value.normalize(),
            o.unit,
            o.qualifier
        ));
        fields.push(o.measure.to_string());
        fields.extend(o.basis.as_ref().map(ToString::to_string));
        fields.push(o.nature.to_string());
        if o.cumulative {
            fields.push(self.say("累计", "cumulative"));
        }
        fields.push(period);
        fields.join(" | ")
    }

    fn leftover(&self, leftover: &Leftover) -> String {
        let why = reason(leftover.reason);
        format!(
            "    ◦ {}  {} ({})\n",
            leftover.quote_text,
            leftover.reason,
            why.in_language(self.language)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn a_slip_of_the_pen_is_recognised() {
        let problem = unknown("facts-unknown-kye", &[]);
        let hint = problem.hint.expect("a hint");
        assert_eq!(hint.en, "did you mean facts-unknown-key?");
        assert!(unknown("xyz", &[]).hint.is_some());
        assert_eq!(default_subject(&Config::default()), "本区");
    }
}
