//! How a reading is written down (记录): the observation with its place in the text, and the topic
//! that later figures go on with.

use super::super::lexicon::Term;
use super::super::reading::{End, Owner, Reading, Topic};
use super::super::scope::{self, Scope};
use super::super::sentence::{Kind, Pos, Sentence};
use super::super::theme;
use super::when::{When, is_cumulative};
use super::{DocumentLinker, Found};
use crate::model::{Basis, Measure, Nature, Observation, ObservationId};
use crate::quantities::Form;

/// 能, 会, 可: say nothing of what is counted.
fn is_modal(word: &str) -> bool {
    matches!(word, "能" | "会" | "可" | "要" | "让" | "使" | "有")
}

/// Names of at most so many characters may say too little.
const SHORT_LABEL: usize = 7;

impl DocumentLinker<'_, '_> {
    /// The part (分组) of its subject that a figure is about.
    pub(super) fn part(&self, found: &Found<'_>, nature: Nature) -> Option<String> {
        let Found {
            sentence,
            place,
            reading,
            ref named,
            ..
        } = *found;
        // 集成电路产值突破500亿元；生物医药基数小，只有73亿元: the theme of the segment is the part.
        let theme = matches!(reading.owner, Owner::Antecedent(_))
            .then(|| scope::opening_part(sentence, place))
            .flatten()
            .map(|part| self.tools.config.breakdowns[part].name.clone());
        let scope = Scope {
            config: self.tools.config,
            lexicon: self.tools.lexicon,
            topics: &self.discourse.topics,
            sentence,
            place,
            kind: found.kind,
            nature,
        };
        let project = self.discourse.project.clone().filter(|_| {
            !found.is_zone
                && reading.end.is_none()
                && reading.measure == Measure::Level
                && theme::is_of_project(&named.label)
                && scope.stage().is_none()
        });
        let lead = || theme::lead(sentence, place).filter(|_| self.discourse.in_item);
        theme
            .or_else(|| named.breakdown.clone())
            .or(project)
            .or_else(lead)
            .or_else(|| scope.of(reading, named.indicator.as_deref()))
    }

    /// The observation, but for its id and resolved period.
    pub(super) fn written(
        &self,
        found: &Found<'_>,
        when: &When,
        breakdown: Option<String>,
    ) -> Observation {
        let Found {
            sentence, reading, ..
        } = *found;
        let mention = &sentence.quantities[found.q];
        let quantity = &mention.quantity;
        let quote = sentence.normal.printed(mention.span);
        // 项目建成达产后，年税收9.2亿元: of a project at work.
        let before = &sentence.text()[..mention.span.start];
        let label = &found.named.label;
        let label = if when.nature == Nature::Forecast
            && before.contains("达产")
            && !label.contains("达产")
        {
            format!("达产后{label}")
        } else {
            self.told_label(found)
        };
        let counts_places = mention.form == Form::Rank
            || reading.rule == "change-amount"
                && reading.measure == Measure::Change
                && quantity.unit == "名";
        Observation {
            id: ObservationId::new([""]),
            article: self.document.article.slug.clone(),
            sentence: sentence.span,
            sentence_text: self.document.slice(sentence.span).to_string(),
            quote,
            quote_text: self.document.slice(quote).to_string(),
            value: if reading.is_negative {
                -quantity.value
            } else {
                quantity.value
            },
            step: quantity.step,
            unit: if counts_places {
                "位".into()
            } else {
                quantity.unit.clone()
            },
            qualifier: quantity.qualifier,
            measure: reading.measure,
            basis: when.basis.clone(),
            nature: when.nature,
            cumulative: is_cumulative(found, when.period),
            period: when.period,
            period_iso: None,
            subject: found.subject.clone(),
            indicator: found.named.indicator.clone(),
            indicator_id: found.named.indicator_id.clone(),
            breakdown,
            label,
            rule: reading.rule.into(),
            correction: None,
            fact: None,
        }
    }

    /// 县财政先后投入额: a short name that is not listed takes what its clause says before it.
    fn told_label(&self, found: &Found<'_>) -> String {
        let label = found.named.label.clone();
        let Owner::Phrase(head) = &found.reading.owner else {
            return label;
        };
        let is_short = label.chars().count() <= SHORT_LABEL && found.named.indicator.is_none();
        let sentence = found.sentence;
        let start = sentence.clause_start(found.place);
        let end = head.range.start.min(found.place);
        if !is_short || head.range.is_empty() || end <= start {
            return label;
        }
        let carries = |at: &usize| {
            matches!(
                sentence.tokens[*at].kind,
                Kind::Word(Pos::Noun | Pos::Verb | Pos::VerbNoun | Pos::Modifier)
                    | Kind::Term(Term::Indicator(_) | Term::Breakdown(_))
            ) && !is_modal(sentence.of_token(*at))
                && !label.contains(sentence.of_token(*at))
        };
        // 120家企业、近50个项目: a pause ends what another item says.
        let from = (start..end)
            .rev()
            .find(|&at| {
                matches!(
                    sentence.tokens[at].kind,
                    Kind::Quantity(_) | Kind::Mark('、')
                )
            })
            .map_or(start, |at| at + 1);
        let words: String = (from..end)
            .filter(carries)
            .map(|at| sentence.of_token(at))
            .collect();
        let fits = (1..=12).contains(&words.chars().count());
        if fits {
            format!("{words}{label}")
        } else {
            label
        }
    }

    /// 工业总产值、工业增加值…翻一番: one printed number about two indicators.
    pub(super) fn coordinated(
        &self,
        sentence: &Sentence,
        reading: &Reading,
        first: &Observation,
    ) -> Vec<Observation> {
        let Owner::Phrase(head) = &reading.owner else {
            return Vec::new();
        };
        if !matches!(reading.measure, Measure::Multiple | Measure::Growth)
            || head.indicator.is_none()
        {
            return Vec::new();
        }
        head.range
            .clone()
            .filter_map(|at| match sentence.tokens[at].kind {
                Kind::Term(Term::Indicator(i)) if Some(i) != head.indicator => {
                    let follows = sentence
                        .tokens
                        .get(at + 1)
                        .map(|_| sentence.of_token(at + 1));
                    matches!(follows, Some("、" | "和" | "及" | "与")).then_some(i)
                }
                _ => None,
            })
            .map(|i| {
                let indicator = &self.tools.config.indicators[i];
                Observation {
                    indicator: Some(indicator.name.clone()),
                    indicator_id: Some(indicator.id.clone()),
                    breakdown: indicator.breakdown.clone(),
                    label: format!("{}{}", indicator.name, reading.tail),
                    ..first.clone()
                }
            })
            .collect()
    }
}

impl Found<'_> {
    /// What later figures of the text can go on with.
    pub(super) fn topic(&self, when: &When, observation: &Observation) -> Topic {
        let reading = self.reading;
        Topic {
            indicator: reading.owner.indicator(),
            breakdown: observation.breakdown.clone(),
            noun: reading.owner.noun(&self.named.label),
            verb: reading.owner.verb().to_string(),
            unit: observation.unit.clone(),
            measure: Some(reading.measure),
            whole: match &reading.basis {
                Some(Basis::Whole(whole)) => Some(whole.clone()),
                _ => reading.owner.whole(),
            },
            subject: self.subject.clone(),
            period: when.period,
            from: when.period.filter(|_| reading.end == Some(End::From)),
            ends: when.ends,
        }
    }
}
