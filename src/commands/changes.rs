//! What changed between two states of the data (变化), in words for the editor.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use super::{
    published::{Published, PublishedFact},
    words::{REASONS, reason, say},
};
use crate::{
    diag::Language,
    model::{Date, Leftover, LeftoverReason, Period},
    pipeline::Reading,
    site::period_in_words,
};

/// So many lines of a kind are shown; the rest is counted.
const SHOWN: usize = 12;

/// How much is told of the changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Counts, and what asks for an editor's eye: after a build.
    Brief,
    /// The first lines of every kind.
    First,
    /// Every line.
    All,
}

/// The differences that an editor looks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Changes {
    /// Facts that were not there.
    new: Vec<String>,
    /// Facts that are there no more.
    gone: Vec<String>,
    /// Facts whose value or wording differs.
    changed: Vec<String>,
    /// Facts that more articles state.
    confirmed: Vec<String>,
    /// Facts that articles contradict each other in, with the sentences.
    contradictions: Vec<String>,
    /// Indicators with a period that they did not have.
    periods: Vec<String>,
    /// Checks whose verdict changed, and new ones that do not come out.
    verdicts: Vec<String>,
    /// Numbers of new articles that are no figures, by reason; those that nobody could place
    /// with their sentences.
    left_out: Vec<String>,
    /// What could be written into `facts.toml`.
    suggestions: Vec<String>,
}

/// Verdicts that ask for a look.
const OPEN: [&str; 2] = ["对不上", "待核"];

impl Changes {
    /// From the earlier state to the later.
    pub(super) fn between(
        old: &Published,
        new: &Published,
        today: Option<Date>,
        language: Language,
    ) -> Self {
        let mut changes = Self::default();
        for (id, fact) in &new.facts {
            match old.facts.get(id) {
                None => changes.new.push(described(fact)),
                Some(before) => changes.compare(before, fact),
            }
            let was_open = old.facts.get(id).is_some_and(|fact| fact.conflict);
            if fact.conflict && !was_open {
                changes.contradictions.push(contradiction(fact, new));
                let suggested = correction(fact, new, today, language);
                changes.suggestions.push(suggested);
            }
        }
        let gone = old
            .facts
            .iter()
            .filter(|(id, _)| !new.facts.contains_key(*id));
        changes.gone = gone.map(|(_, fact)| described(fact)).collect();
        // In order of name and period, not of ids.
        changes.new.sort();
        changes.gone.sort();
        changes.periods = gained(old, new);
        changes.verdicts(old, new);
        changes
    }

    fn compare(&mut self, before: &PublishedFact, fact: &PublishedFact) {
        if before.value != fact.value || before.printed != fact.printed {
            let name = named(fact);
            self.changed
                .push(format!("{name}：{} → {}", before.printed, fact.printed));
        }
        let more: Vec<&str> = fact
            .articles
            .iter()
            .filter(|article| !before.articles.contains(article))
            .map(String::as_str)
            .collect();
        if !more.is_empty() && !fact.conflict {
            self.confirmed
                .push(format!("{} ← {}", described(fact), more.join("、")));
        }
    }

    fn verdicts(&mut self, old: &Published, new: &Published) {
        for (id, check) in &new.checks {
            let line = match old.checks.get(id) {
                Some(before) if before.verdict != check.verdict => {
                    format!("{}：{} → {}", check.title, before.verdict, check.verdict)
                }
                None if OPEN.contains(&check.verdict.as_str()) => {
                    format!("{}：{}（{}）", check.title, check.verdict, check.formula)
                }
                _ => continue,
            };
            self.verdicts.push(line);
        }
    }

    /// Adds what the new articles hold that is no figure, and why.
    pub(super) fn leave_out(
        &mut self,
        reading: &Reading,
        new: &BTreeSet<&str>,
        language: Language,
    ) {
        let table = &reading.table;
        let leftovers = table.leftovers.iter();
        let of_new: Vec<&Leftover> = leftovers
            .filter(|leftover| new.contains(leftover.article.as_str()))
            .collect();
        for why in REASONS {
            let ones: Vec<&&Leftover> = of_new.iter().filter(|l| l.reason == why).collect();
            let Some(first) = ones.first() else {
                continue;
            };
            let named = reason(why);
            let mut line = format!("{} {}", named.in_language(language), ones.len());
            if why == LeftoverReason::Unresolved {
                for one in &ones {
                    let mut documents = reading.documents.iter();
                    let of = documents.find(|d| d.article.slug == one.article);
                    let sentence = of.map_or("", |document| document.slice(one.sentence));
                    let (quote, article) = (&one.quote_text, &one.article);
                    let _ = write!(line, "\n{quote}（{article}）：{sentence}");
                }
            } else {
                let _ = write!(line, "：{}", first.quote_text);
                let more = ones[1..].iter().take(4);
                for one in more {
                    let _ = write!(line, "、{}", one.quote_text);
                }
            }
            self.left_out.push(line);
        }
    }

    /// Adds what could be written into `facts.toml`.
    pub(super) fn suggest(&mut self, suggestions: Vec<String>) {
        self.suggestions.extend(suggestions);
    }

    /// True when nothing changed.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The changes as text, a paragraph a kind.
    pub(super) fn text(&self, language: Language, extent: Extent) -> String {
        let kinds: [(&str, &str, &[String]); 9] = [
            ("新增事实", "new facts", &self.new),
            ("不再有的事实", "facts that are gone", &self.gone),
            ("数值有变的事实", "facts whose value changed", &self.changed),
            (
                "得到印证的事实",
                "facts that more articles confirm",
                &self.confirmed,
            ),
            ("新的说法不一", "new contradictions", &self.contradictions),
            (
                "多了时期的指标",
                "indicators that gained a period",
                &self.periods,
            ),
            ("要看的核对", "checks to look at", &self.verdicts),
            ("没有收的数", "numbers left out", &self.left_out),
            (
                "可写进 facts.toml",
                "what could be written into facts.toml",
                &self.suggestions,
            ),
        ];
        let mut text = String::new();
        for (zh, en, lines) in kinds.into_iter().filter(|(.., lines)| !lines.is_empty()) {
            let n = lines.len();
            let head = say(language, format!("{zh} {n}"), format!("{en}: {n}"));
            let _ = writeln!(text, "{head}");
            // The page of the new site on which all of them stand.
            let page = match zh {
                "新的说法不一" => Some("audit/conflicts.html"),
                "要看的核对" => Some("audit/checks.html"),
                _ => None,
            };
            let (shown, all) = match (extent, page) {
                (Extent::Brief, None) => continue,
                (Extent::Brief, Some(page)) => (SHOWN, page),
                (Extent::First, _) => (SHOWN, "shudu diff --all"),
                (Extent::All, _) => (n, ""),
            };
            for line in lines.iter().take(shown) {
                let _ = writeln!(text, "  {}", line.replace('\n', "\n  "));
            }
            if n > shown {
                let rest = n - shown;
                let more = say(
                    language,
                    format!("…另有 {rest} 条，全部见 {all}"),
                    format!("… and {rest} more: {all} has them all"),
                );
                let _ = writeln!(text, "  {more}");
            }
        }
        text
    }
}

/// `规模以上工业企业数 2024`, with the subject where the name does not say it.
fn named(fact: &PublishedFact) -> String {
    let period = fact.period_iso.as_deref().map_or(String::new(), in_words);
    format!("{} {} {period}", fact.subject, fact.label)
        .trim_end()
        .to_string()
}

/// `2025年前三季度` of `2025-01/2025-09`.
fn in_words(period: &str) -> String {
    match period.parse::<Period>() {
        Ok(period) => period_in_words(period),
        Err(_) => period.to_owned(),
    }
}

fn described(fact: &PublishedFact) -> String {
    format!("{}：{}", named(fact), fact.printed)
}

/// The fact with every sentence that states it.
fn contradiction(fact: &PublishedFact, data: &Published) -> String {
    let mut text = named(fact);
    for quote in data.quotes(fact) {
        let _ = write!(
            text,
            "\n{}（{}）：{}",
            quote.quote, quote.article, quote.sentence
        );
    }
    text
}

/// A correction that would settle a contradiction, with its guard.
fn correction(
    fact: &PublishedFact,
    data: &Published,
    today: Option<Date>,
    language: Language,
) -> String {
    let quotes = data.quotes(fact);
    let Some(quote) = quotes.last() else {
        return String::new();
    };
    let reason = say(language, "为什么以此为准", "why this one holds");
    format!(
        "[[correction]]  # {}\nobservation = \"{}\"\narticle = \"{}\"\nexpect = \"{}\"\nreason = \"{reason}\"\ndate = \"{}\"\nset = {{ preferred = true }}",
        named(fact),
        quote.id,
        quote.article,
        quote.quote,
        today.map_or_else(String::new, |day| day.to_string()),
    )
}

/// Indicators that have a period now which they did not have.
fn gained(old: &Published, new: &Published) -> Vec<String> {
    let mut known: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for fact in old.facts.values() {
        if let (Some(id), Some(period)) = (&fact.indicator_id, &fact.period_iso) {
            known.entry(id).or_default().insert(period);
        }
    }
    let mut gained: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for fact in new.facts.values() {
        if let (Some(id), Some(period)) = (&fact.indicator_id, &fact.period_iso)
            && known
                .get(id.as_str())
                .is_some_and(|known| !known.contains(period.as_str()))
        {
            gained.entry(&fact.indicator).or_default().insert(period);
        }
    }
    let lines = gained.into_iter();
    lines
        .map(|(name, periods)| {
            let periods: Vec<String> = periods.into_iter().map(in_words).collect();
            format!("{name}：{}", periods.join("、"))
        })
        .collect()
}
