//! Editors' decisions (更正): re-read an observation, suppress it, add one, or prefer one in a
//! conflict.
//! They come last, after everything that the program found by itself.
//!
//! A decision holds as long as its article still contains the words of `expect`; when it does
//! not, the decision is left out and reported, for nobody knows whether it still applies.
//! An observation that is added stands in the text already, without content
//! ([`crate::observations::place`]).

use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, IntoDeserializer, value::Error as WordError};

use crate::{
    config::Correction,
    diag::{Diagnostic, Phrase, Report},
    model::{
        Article, Basis, Decimal, Leftover, LeftoverReason, Linked, Nature, Observation,
        ObservationId, Period, Status,
    },
    observations::ADDED,
};

/// Observations that an editor prefers in their conflict, with the printed reason.
pub(super) type Preferred = BTreeMap<ObservationId, String>;

/// Carries out `corrections` in their order. Whatever cannot be carried out is reported and
/// changes nothing.
pub(super) fn apply(
    linked: &mut Linked,
    articles: &[Article],
    corrections: &[Correction],
) -> (Preferred, Report) {
    let (mut preferred, mut report) = (Preferred::new(), Report::default());
    for correction in corrections {
        if let Err(problem) = carry_out(correction, linked, articles, &mut preferred) {
            report.push(*problem);
        }
    }
    // What could not be said of a place stays unsaid.
    linked
        .observations
        .retain(|o| o.rule != ADDED || o.correction.is_some());
    (preferred, report)
}

type Refusal = Box<Diagnostic>;

fn carry_out(
    correction: &Correction,
    linked: &mut Linked,
    articles: &[Article],
    preferred: &mut Preferred,
) -> Result<(), Refusal> {
    let Some(article) = articles.iter().find(|a| a.slug == correction.article) else {
        return Err(outdated(
            correction,
            Phrase::new(
                format!("更正所指的文章“{}”不存在", correction.article),
                format!(
                    "the correction is about `{}`, and no article has this name",
                    correction.article
                ),
            ),
        ));
    };
    if !bare(&article.body).contains(&bare(&correction.expect)) {
        return Err(outdated(
            correction,
            Phrase::new(
                format!(
                    "文章“{}”中已找不到更正所依据的“{}”",
                    correction.article, correction.expect
                ),
                format!(
                    "`{}` no longer contains “{}”, which the correction rests on",
                    correction.article, correction.expect
                ),
            ),
        ));
    }
    let Some(id) = &correction.observation else {
        return add(correction, linked);
    };
    let Some(index) = linked
        .observations
        .iter()
        .position(|o| o.id.as_str() == id && o.article == correction.article)
    else {
        return Err(outdated(
            correction,
            Phrase::new(
                format!("文章“{}”中没有观测 {id}", correction.article),
                format!("`{}` has no observation {id}", correction.article),
            ),
        ));
    };
    if correction.suppress {
        suppress(linked, index);
        return Ok(());
    }
    let mut changed = linked.observations[index].clone();
    re_read(&mut changed, correction)?;
    if correction
        .set
        .get("preferred")
        .is_some_and(|text| text == "true")
    {
        preferred.insert(changed.id.clone(), correction.reason.clone());
    }
    changed.correction = Some(match changed.correction {
        Some(before) => format!("{before}；{}", correction.reason),
        None => correction.reason.clone(),
    });
    linked.observations[index] = changed;
    Ok(())
}

/// Sets the fields that a correction names.
fn re_read(observation: &mut Observation, correction: &Correction) -> Result<(), Refusal> {
    let adds = correction.observation.is_none();
    let own = |field: &str| field != "preferred" && !(adds && field == "quote");
    for (field, text) in correction.set.iter().filter(|(field, _)| own(field)) {
        set(observation, field, text).map_err(|hint| {
            let id = &observation.id;
            refused(
                "correction-field",
                Phrase::new(
                    format!("观测 {id} 的更正中，{field} 不能是“{text}”"),
                    format!("the correction of {id} cannot set {field} to “{text}”"),
                ),
                hint,
            )
        })?;
    }
    Ok(())
}

/// Says what an observation that was put into the text states.
fn add(correction: &Correction, linked: &mut Linked) -> Result<(), Refusal> {
    let quote = correction.set.get("quote").map_or("", String::as_str);
    let waiting = linked.observations.iter_mut().find(|o| {
        o.rule == ADDED
            && o.correction.is_none()
            && o.article == correction.article
            && bare(&o.quote_text) == bare(quote)
            && bare(&o.sentence_text).contains(&bare(&correction.expect))
    });
    let Some(observation) = waiting else {
        return Err(refused(
            "correction-without-observation",
            Phrase::new(
                format!(
                    "“{}”里没有一句话既含“{}”又含“{quote}”",
                    correction.article, correction.expect
                ),
                format!(
                    "no sentence of `{}` holds both “{}” and “{quote}”",
                    correction.article, correction.expect
                ),
            ),
            Phrase::new(
                "改一条已有的：observation = \"o-…\"；补一条：set 里写 quote（原文里的数）、value、unit 和 indicator 或 label",
                "to change one: observation = \"o-…\"; to add one: quote (the number as printed), value, unit, and indicator or label under set",
            ),
        ));
    };
    let lacking: Vec<&str> = ["value", "unit"]
        .into_iter()
        .chain((!correction.set.contains_key("indicator")).then_some("label"))
        .filter(|field| !correction.set.contains_key(*field))
        .collect();
    let mut outcome = re_read(observation, correction);
    if outcome.is_ok() && !lacking.is_empty() {
        outcome = Err(refused(
            "correction-field",
            Phrase::new(
                format!("补录的“{quote}”缺少 {}", lacking.join("、")),
                format!("the added “{quote}” lacks {}", lacking.join(", ")),
            ),
            Phrase::new("写在 set 里", "write them under set"),
        ));
    }
    if let Err(problem) = outcome {
        let id = observation.id.clone();
        linked.observations.retain(|o| o.id != id);
        return Err(problem);
    }
    if observation.label.is_empty() {
        observation.label = observation.indicator.clone().unwrap_or_default();
    }
    observation.correction = Some(correction.reason.clone());
    Ok(())
}

/// Takes an observation out. Its quantity stays accounted for: as a leftover, unless another
/// observation stands at the same place.
fn suppress(linked: &mut Linked, index: usize) {
    let gone = linked.observations.remove(index);
    let still_read = linked
        .observations
        .iter()
        .any(|o| o.article == gone.article && o.quote == gone.quote);
    if !still_read {
        linked.leftovers.push(Leftover {
            article: gone.article,
            sentence: gone.sentence,
            quote: gone.quote,
            quote_text: gone.quote_text,
            reason: LeftoverReason::Unresolved,
        });
    }
}

/// Sets one field by its name in the data contract; the error says what is allowed.
fn set(observation: &mut Observation, field: &str, text: &str) -> Result<(), Phrase> {
    let text = text.trim();
    let optional = (!text.is_empty() && text != "null").then(|| text.to_string());
    match field {
        "value" => observation.value = number(text)?,
        "step" => observation.step = number(text)?,
        "unit" => observation.unit = text.to_string(),
        "qualifier" => observation.qualifier = word(text)?,
        "measure" => observation.measure = word(text)?,
        "basis" => observation.basis = optional.map(|text| basis(&text)),
        "nature" => observation.nature = word(text)?,
        "status" => {
            let status: Status = word(text)?;
            if status != observation.status() {
                observation.nature = match status {
                    Status::Actual => Nature::Result,
                    Status::Target => Nature::Target,
                };
            }
        }
        "cumulative" => {
            observation.cumulative = text
                .parse()
                .map_err(|_| Phrase::new("写 true 或 false", "write true or false"))?;
        }
        "period" => {
            observation.period = optional
                .map(|text| text.parse::<Period>())
                .transpose()
                .map_err(|_| {
                    Phrase::new(
                        "写 2024、2025-09、2025-01/2025-09、pub，或留空",
                        "write 2024, 2025-09, 2025-01/2025-09, pub or nothing",
                    )
                })?;
            observation.period_iso = None;
        }
        "subject" => observation.subject = text.to_string(),
        "indicator" => {
            observation.indicator = optional;
            observation.indicator_id = None;
        }
        "breakdown" => observation.breakdown = optional,
        "label" => observation.label = text.to_string(),
        _ => {
            return Err(Phrase::new(
                "可改的字段：value step unit qualifier measure basis status nature cumulative period subject indicator breakdown label preferred",
                "fields that can be set: value step unit qualifier measure basis status nature cumulative period subject indicator breakdown label preferred",
            ));
        }
    }
    Ok(())
}

fn number(text: &str) -> Result<Decimal, Phrase> {
    text.parse().map_err(|_| {
        Phrase::new(
            "写基本单位下的十进制数，如 57400000000",
            "write a decimal number in the base unit, such as 57400000000",
        )
    })
}

fn word<T: DeserializeOwned>(text: &str) -> Result<T, Phrase> {
    T::deserialize(text.into_deserializer())
        .map_err(|error: WordError| Phrase::new(error.to_string(), error.to_string()))
}

fn basis(text: &str) -> Basis {
    match text {
        "yoy" => Basis::YearOnYear,
        "annual_average" => Basis::AnnualAverage,
        _ => text
            .parse()
            .map_or_else(|_| Basis::Whole(text.to_string()), Basis::Period),
    }
}

/// Without white space: an article may be wrapped anew without losing a correction.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn outdated(correction: &Correction, message: Phrase) -> Refusal {
    Box::new(
        Diagnostic::error("correction-outdated", message).hint(Phrase::new(
            format!("核对后修改或删去这条更正（理由：{}）", correction.reason),
            format!(
                "look again, then change or remove the correction (its reason: {})",
                correction.reason
            ),
        )),
    )
}

fn refused(code: &'static str, message: Phrase, hint: Phrase) -> Refusal {
    Box::new(Diagnostic::error(code, message).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Measure, Qualifier},
        table::sample,
    };

    fn article() -> Article {
        sample::article("a", "2025-11", "企业由102个\n增至203个。")
    }

    fn correction(observation: &Observation, set: &[(&str, &str)]) -> Correction {
        Correction {
            observation: Some(observation.id.to_string()),
            article: "a".into(),
            expect: "102个增至 203个".into(),
            reason: "看错了".into(),
            date: "2026-01-01".into(),
            suppress: false,
            set: set
                .iter()
                .map(|(k, v)| (k.to_string(), v.to_string()))
                .collect(),
        }
    }

    fn linked(observation: &Observation) -> Linked {
        Linked {
            observations: vec![observation.clone()],
            leftovers: vec![],
        }
    }

    #[test]
    fn every_field_can_be_read_anew() {
        let before = sample::observation("a", 0, "203个", "2025");
        let mut linked = linked(&before);
        let wish = correction(
            &before,
            &[
                ("value", "204"),
                ("step", "2"),
                ("unit", "户"),
                ("qualifier", "over"),
                ("measure", "change"),
                ("basis", "2015"),
                ("nature", "forecast"),
                ("cumulative", "true"),
                ("period", "pub"),
                ("subject", "某园"),
                ("indicator", ""),
                ("breakdown", "规上"),
                ("label", "新名"),
            ],
        );
        let (preferred, report) = apply(&mut linked, &[article()], &[wish]);
        assert_eq!(report, Report::default());
        assert!(preferred.is_empty());
        let after = &linked.observations[0];
        let expected = Observation {
            value: Decimal::from(204),
            step: Decimal::from(2),
            unit: "户".into(),
            qualifier: Qualifier::Over,
            measure: Measure::Change,
            basis: Some(Basis::Period(Period::year(2015))),
            nature: Nature::Forecast,
            cumulative: true,
            period: Some(Period::Publication),
            period_iso: None,
            subject: "某园".into(),
            indicator: None,
            indicator_id: None,
            breakdown: Some("规上".into()),
            label: "新名".into(),
            correction: Some("看错了".into()),
            ..before
        };
        assert_eq!(after, &expected);
    }

    #[test]
    fn status_moves_the_nature_only_when_it_must() {
        let mut forecast = sample::observation("a", 0, "203个", "2025");
        forecast.nature = Nature::Forecast;
        set(&mut forecast, "status", "target").expect("a status");
        assert_eq!(forecast.nature, Nature::Forecast);
        set(&mut forecast, "status", "actual").expect("a status");
        assert_eq!(forecast.nature, Nature::Result);
    }

    #[test]
    fn a_guard_that_fails_changes_nothing() {
        let before = sample::observation("a", 0, "203个", "2025");
        let mut linked = linked(&before);
        let expected = linked.clone();
        let lost = Correction {
            expect: "增至202个".into(),
            ..correction(&before, &[("value", "204")])
        };
        let elsewhere = Correction {
            article: "b".into(),
            ..lost.clone()
        };
        let unknown = Correction {
            observation: Some("o-000000000000".into()),
            expect: "102个".into(),
            suppress: true,
            ..lost.clone()
        };
        let (_, report) = apply(&mut linked, &[article()], &[lost, elsewhere, unknown]);
        assert_eq!(linked, expected);
        let codes: Vec<_> = report.diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, ["correction-outdated"; 3]);
        assert!(report.has_errors());
    }

    #[test]
    fn words_that_are_none_are_refused() {
        let before = sample::observation("a", 0, "203个", "2025");
        for (field, text) in [
            ("value", "二百"),
            ("measure", "size"),
            ("period", "2025-13"),
            ("cumulative", "yes"),
            ("colour", "red"),
        ] {
            let mut linked = linked(&before);
            let unchanged = linked.clone();
            let wish = correction(&before, &[(field, text)]);
            let (_, report) = apply(&mut linked, &[article()], &[wish]);
            assert_eq!(linked, unchanged, "{field}");
            assert_eq!(report.diagnostics[0].code, "correction-field");
            assert!(report.diagnostics[0].hint.is_some());
        }
        let mut linked = linked(&before);
        let nobody = Correction {
            observation: None,
            ..correction(&before, &[])
        };
        let (_, report) = apply(&mut linked, &[article()], &[nobody]);
        assert_eq!(report.diagnostics[0].code, "correction-without-observation");
    }

    #[test]
    fn what_is_suppressed_stays_accounted_for() {
        let first = sample::observation("a", 0, "203个", "2025");
        let mut twin = first.clone();
        twin.id = ObservationId::new(["twin"]);
        let mut linked = Linked {
            observations: vec![first.clone(), twin.clone()],
            leftovers: vec![],
        };
        let away = |o: &Observation| Correction {
            suppress: true,
            ..correction(o, &[])
        };
        apply(&mut linked, &[article()], &[away(&first)]);
        assert_eq!(linked.observations, [twin.clone()]);
        assert_eq!(linked.leftovers, [], "the twin still reads the place");
        apply(&mut linked, &[article()], &[away(&twin)]);
        assert_eq!(linked.observations, []);
        assert_eq!(linked.leftovers[0].quote, first.quote);
        assert_eq!(linked.leftovers[0].reason, LeftoverReason::Unresolved);
    }
}
