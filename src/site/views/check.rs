//! Checks (核对) as pages show them: the arithmetic in pieces that may stand on two lines, the
//! verdict's word and sign, and the figures that went in, each leading to its sentence.

use serde::Serialize;

use crate::model::{Check, Fact, Verdict};

use super::part::Desk;

/// A check written out.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CheckView {
    /// Check id, its address on the list.
    pub(crate) id: String,
    /// What is checked.
    pub(crate) title: String,
    /// The verdict.
    pub(crate) verdict: VerdictView,
    /// The arithmetic and what the articles say; empty where the figures say all.
    pub(crate) math: Vec<Term>,
    /// What a reader must know to judge it.
    pub(crate) note: String,
    /// The figures that went in.
    pub(crate) figures: Vec<FigureChip>,
    /// Both values side by side, for several values of one fact.
    pub(crate) beside: Option<String>,
}

/// A verdict: class, sign and word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct VerdictView {
    /// Class of chip and dots.
    pub(crate) class: &'static str,
    /// Relation sign.
    pub(crate) sign: &'static str,
    /// Word.
    pub(crate) word: &'static str,
    /// What it means, in half a sentence.
    pub(crate) meaning: &'static str,
}

/// A piece of arithmetic that is never broken over lines.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Term {
    /// Operator that stands before it: `×`, `=`; empty for the first.
    pub(crate) operator: String,
    /// Number, unit, brackets.
    pub(crate) text: String,
    /// True for what the arithmetic gives.
    pub(crate) result: bool,
    /// True for what an article prints.
    pub(crate) stated: bool,
    /// True for the verdict's sign, which stands alone.
    pub(crate) relation: bool,
}

/// A figure and its article, as a link to the sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct FigureChip {
    /// The figure as printed.
    pub(crate) figure: String,
    /// Short title of the article.
    pub(crate) article: String,
    /// The sentence.
    pub(crate) href: String,
    /// True for one that the others do not meet.
    pub(crate) bad: bool,
}

/// What a verdict looks like and means.
pub(crate) const fn verdict(verdict: Verdict) -> VerdictView {
    let (class, meaning) = match verdict {
        Verdict::Contradicts => ("ne", "几个数不能同时成立"),
        Verdict::Open => ("ck", "看着不对，手头的材料不够下结论"),
        Verdict::Unprovable => ("nu", "缺一个没有报道的数，算不了"),
        Verdict::Scope => ("sc", "都成立，说的不是一回事"),
        Verdict::Definition => ("sc", "名称或所指的范围改了"),
        Verdict::Approximate => ("ro", "原文取整，或者打比方"),
        Verdict::Compatible => ("nu", "有余地，与所说不冲突"),
        Verdict::Derivable => ("im", "由报道的数推出没有报道的数"),
        Verdict::AgreesRounded => ("ap", "计入四舍五入，相等"),
        Verdict::Agrees => ("eq", "到最后一位都相等"),
    };
    VerdictView {
        class,
        sign: verdict.sign(),
        word: verdict.word(),
        meaning,
    }
}

impl<'a> Desk<'a> {
    /// A check written out.
    pub(crate) fn check(&self, check: &'a Check) -> CheckView {
        let bad = check.verdict == Verdict::Contradicts;
        let figures = check.observations.iter().enumerate().filter_map(|(i, id)| {
            let observation = self.lookup.observation(id)?;
            let slug = &observation.article;
            let article = self.lookup.document(slug).map(|d| &d.article);
            Some(FigureChip {
                figure: squeezed(&observation.quote_text),
                article: article.map_or_else(|| slug.clone(), |a| self.lookup.short_title(a)),
                href: self.sentence(observation),
                bad: bad && at_issue(check, i),
            })
        });
        let mut chips: Vec<FigureChip> = Vec::new();
        for chip in figures {
            let same = |c: &&FigureChip| c.figure == chip.figure && c.article == chip.article;
            if chips.iter().find(same).is_none() {
                chips.push(chip);
            }
        }
        // Where articles say the same, the figures that lead to them say all.
        let repeats = check.rule == "equal" && check.verdict == Verdict::Agrees && chips.len() > 1;
        CheckView {
            id: check.id.to_string(),
            title: check.title.clone(),
            verdict: verdict(check.verdict),
            math: if repeats { Vec::new() } else { terms(check) },
            note: if repeats {
                String::new()
            } else {
                check.note.clone()
            },
            figures: chips,
            beside: (bad && check.rule == "equal")
                .then(|| check.operands.first())
                .flatten()
                .map(|fact| self.href(&format!("audit/conflicts.html#{fact}"))),
        }
    }

    /// The chip beside a fact's figure where a check that uses it asks for a reader's eye.
    pub(crate) fn doubt(&self, fact: &Fact) -> Option<Doubt> {
        let checks = self.lookup.checks_of(fact);
        let check = checks.iter().find(|check| {
            let place = check.operands.iter().position(|id| id == &fact.id);
            match check.verdict {
                Verdict::Contradicts => place.is_some_and(|i| at_issue(check, i)),
                Verdict::Open => true,
                _ => false,
            }
        })?;
        Some(Doubt {
            verdict: verdict(check.verdict),
            href: self.href(&format!("audit/checks.html#{}", check.id)),
            title: check.title.clone(),
        })
    }
}

/// A verdict that leads to its check.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Doubt {
    /// The verdict.
    pub(crate) verdict: VerdictView,
    /// The check.
    pub(crate) href: String,
    /// What is checked.
    pub(crate) title: String,
}

/// True for the operand that says what the others do not bear out: every value of one fact, the
/// yearly average between two levels, else the last, which is what the sum should have given.
fn at_issue(check: &Check, operand: usize) -> bool {
    match check.rule {
        "equal" => true,
        "average" => operand == 1,
        _ => operand + 1 == check.operands.len(),
    }
}

/// The printed characters without white space.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The arithmetic in pieces, then the verdict's sign and what the articles say, unless the
/// arithmetic ends in it.
fn terms(check: &Check) -> Vec<Term> {
    let sign = check.verdict.sign();
    let mut terms: Vec<Term> = Vec::new();
    let mut operator = String::new();
    let mut fresh = true;
    for word in words(&check.formula) {
        let joins = check.computed.is_some() && matches!(sign, "=" | "→" | "≈");
        if word == sign && !joins {
            terms.push(Term {
                text: word,
                relation: true,
                ..Term::default()
            });
            fresh = true;
        } else if is_operator(&word) {
            operator = word;
            fresh = true;
        } else if fresh {
            terms.push(Term {
                result: matches!(operator.as_str(), "=" | "→"),
                stated: word.starts_with('“'),
                operator: std::mem::take(&mut operator),
                text: word,
                relation: false,
            });
            fresh = false;
        } else if let Some(term) = terms.last_mut() {
            // A unit behind its number, or the next number after a comma.
            if term.text.ends_with(['，', '、']) {
                terms.push(Term {
                    text: word,
                    ..Term::default()
                });
            } else {
                term.text.push_str(&word);
            }
        }
    }
    if let Some(stated) = &check.stated {
        let said = squeezed(stated);
        match terms.last_mut() {
            Some(last) if last.text == said => last.stated = true,
            _ => {
                terms.push(Term {
                    text: sign.to_string(),
                    relation: true,
                    ..Term::default()
                });
                terms.push(Term {
                    text: format!("“{said}”"),
                    stated: true,
                    ..Term::default()
                });
            }
        }
    }
    terms
}

/// The words of a formula; what stands between quotation marks is one.
fn words(formula: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut quoted = false;
    for c in formula.chars() {
        match c {
            '“' => quoted = true,
            '”' => quoted = false,
            _ => {}
        }
        if c == ' ' && !quoted {
            words.push(String::new());
        } else if let Some(word) = words.last_mut() {
            word.push(c);
            if c == '，' && !quoted {
                words.push(String::new());
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn is_operator(word: &str) -> bool {
    matches!(
        word,
        "+" | "−" | "×" | "÷" | "=" | "→" | "<" | ">" | "≤" | "≥" | "≈"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(formula: &str, stated: Option<&str>, verdict: Verdict) -> Vec<String> {
        let check = Check {
            id: crate::model::CheckId::new(["x"]),
            rule: "x",
            title: String::new(),
            verdict,
            formula: formula.into(),
            stated: stated.map(str::to_string),
            computed: (!formula.starts_with('“')).then(String::new),
            operands: vec![],
            observations: vec![],
            articles: vec![],
            note: String::new(),
        };
        let piece = |t: Term| {
            let marks = [(t.result, "!"), (t.stated, "_"), (t.relation, "~")];
            let marks: String = marks.iter().filter(|m| m.0).map(|m| m.1).collect();
            format!("{}{}{marks}", t.operator, t.text)
        };
        terms(&check).into_iter().map(piece).collect()
    }

    #[test]
    fn operators_stay_with_the_number_behind_them() {
        assert_eq!(
            written(
                "361 × 1.413 = 510.1 亿元",
                Some("超520亿元"),
                Verdict::Contradicts
            ),
            ["361", "×1.413", "=510.1亿元!", "≠~", "“超520亿元”_"]
        );
        assert_eq!(
            written("“202个” ≠ “203个”", None, Verdict::Contradicts),
            ["“202个”_", "≠~", "“203个”_"]
        );
        assert_eq!(
            written("120.98 ÷ 574 = 21.1%", None, Verdict::Derivable),
            ["120.98", "÷574", "=21.1%!"]
        );
    }

    #[test]
    fn what_the_sum_ends_in_is_not_said_twice() {
        assert_eq!(
            written(
                "1944.6 + 75.8 = 2020.4 万元",
                Some("2020.4 万元"),
                Verdict::Agrees
            ),
            ["1944.6", "+75.8", "=2020.4万元!_"]
        );
        assert_eq!(
            written(
                "54.50 ÷ 106.87 = 51.0% < 52.3%",
                Some("52.3%"),
                Verdict::Agrees
            ),
            ["54.50", "÷106.87", "=51.0%!", "<52.3%_"]
        );
    }

    #[test]
    fn two_sums_in_one_formula_may_part_at_the_comma() {
        assert_eq!(
            written(
                "1.089⁹ = 2.15，1.089¹⁰ = 2.35 倍",
                Some("翻一番"),
                Verdict::Agrees
            ),
            [
                "1.089⁹",
                "=2.15，!",
                "1.089¹⁰",
                "=2.35倍!",
                "=~",
                "“翻一番”_"
            ]
        );
    }
}
