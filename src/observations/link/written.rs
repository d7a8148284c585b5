//! How a reading is written down (记录): the observation with its place in the text, and the topic
//! that later figures go on with.

use super::super::label;
use super::super::lexicon::Term;
use super::super::reading::{End, Owner, Reading, Topic};
use super::super::scope::{self, Scope};
use super::super::sentence::{Kind, Sentence};
use super::super::{theme, wording};
use super::when::{When, is_cumulative};
use super::{DocumentLinker, Found};
use crate::model::{Basis, Measure, Nature, Observation, ObservationId};
use crate::quantities::Form;

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
        // 高新技术企业：2024年末218家: what the line begins with is no part of itself.
        let name = named.indicator.as_deref().unwrap_or_default();
        let bare = name.trim_end_matches(['数', '额', '量']);
        let lead = || {
            let lead = theme::lead(sentence, place).filter(|_| self.discourse.in_item);
            lead.filter(|lead| lead != bare && lead != name)
        };
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
        let at_work = when.nature == Nature::Forecast && before.contains("达产");
        let label = if at_work && !label.contains("达产") {
            format!("达产后{label}")
        } else {
            let told = self.discourse.topics[found.first_topic..].last();
            label::with_clause(&found.named, &reading.owner, sentence, found.place)
                .or_else(|| label::with_counted(label, reading, told, sentence, found.place))
                .unwrap_or_else(|| label.clone())
        };
        // A listed indicator keeps its name.
        let label = wording::in_full(&label, sentence, found.place)
            .filter(|_| found.named.indicator.is_none())
            .unwrap_or(label);
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
        // What the clause said before a short name goes on to be understood.
        let said = observation.label.strip_suffix(&self.named.label);
        let noun = reading.owner.noun(&self.named.label);
        Topic {
            // 春茶产值3.05亿元，增长12%: what is no listed indicator does not become one in what follows.
            indicator: self.named.listed,
            breakdown: observation.breakdown.clone(),
            noun: format!("{}{noun}", said.unwrap_or_default()),
            verb: reading.owner.verb().to_string(),
            unit: observation.unit.clone(),
            measure: Some(reading.measure),
            of_rate: reading.of_rate,
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
