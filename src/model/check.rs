//! A check (核对): arithmetic that the facts allow, written out, and what it shows.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{CheckId, FactId, ObservationId};

/// What the arithmetic shows. No verdict says who is wrong: where two numbers cannot both be
/// right, both are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// 对不上: whatever the rounding, the numbers cannot meet.
    Contradicts,
    /// 待核: looks wrong, the material at hand does not decide.
    Open,
    /// 不能证实: a number that the arithmetic needs is not reported.
    Unprovable,
    /// 口径不同: both hold, they count different things.
    Scope,
    /// 定义变更: a name or a range of things counted has changed.
    Definition,
    /// 近似表述: the words round or paint.
    Approximate,
    /// 相容: a bound or a chain of estimates leaves room for what is said.
    Compatible,
    /// 可推: an unreported number follows from reported ones.
    Derivable,
    /// 舍入相符: equal once rounding is allowed for.
    AgreesRounded,
    /// 相符: equal to the last printed digit.
    Agrees,
}

impl Verdict {
    /// All verdicts, from what asks for a reader's eye to what agrees.
    pub const ALL: [Self; 10] = [
        Self::Contradicts,
        Self::Open,
        Self::Unprovable,
        Self::Scope,
        Self::Definition,
        Self::Approximate,
        Self::Compatible,
        Self::Derivable,
        Self::AgreesRounded,
        Self::Agrees,
    ];

    /// The word that pages and data files print.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Contradicts => "对不上",
            Self::Open => "待核",
            Self::Unprovable => "不能证实",
            Self::Scope => "口径不同",
            Self::Definition => "定义变更",
            Self::Approximate => "近似表述",
            Self::Compatible => "相容",
            Self::Derivable => "可推",
            Self::AgreesRounded => "舍入相符",
            Self::Agrees => "相符",
        }
    }

    /// The relation sign that stands beside the word and inside the arithmetic.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Contradicts => "≠",
            Self::Open => "?",
            Self::Unprovable => "—",
            Self::Scope => "∥",
            Self::Definition => "/",
            Self::Approximate => "~",
            Self::Compatible => "∩",
            Self::Derivable => "→",
            Self::AgreesRounded => "≈",
            Self::Agrees => "=",
        }
    }
}

impl fmt::Display for Verdict {
    /// The Chinese word.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// One piece of arithmetic over facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Hash of the rule and of the operands' fact keys: it stays as long as these facts do.
    pub id: CheckId,
    /// Code of the rule: `share`, `sum`.
    pub rule: &'static str,
    /// What is checked, a short noun phrase.
    pub title: String,
    /// What it shows.
    pub verdict: Verdict,
    /// The arithmetic written out in the articles' units, up to what it gives:
    /// `574 − 517 = 57 亿元`. The verdict's sign and `stated` may follow.
    pub formula: String,
    /// What the articles say the result is, as printed; `None` where they say nothing.
    pub stated: Option<String>,
    /// What the arithmetic gives; `None` where there is nothing to compute.
    pub computed: Option<String>,
    /// The facts, in the order in which the formula uses them, the stated one last.
    pub operands: Vec<FactId>,
    /// One observation for each operand: the sentences to quote.
    pub observations: Vec<ObservationId>,
    /// Slugs of all articles that print an operand, sorted.
    pub articles: Vec<String>,
    /// What a reader must know to judge it; empty where the formula says all.
    pub note: String,
}

#[cfg(test)]
mod tests {
    use super::Verdict;

    #[test]
    fn words_and_signs_are_distinct() {
        for pick in [Verdict::word, Verdict::sign] {
            let mut all = Verdict::ALL.map(pick);
            all.sort_unstable();
            assert!(all.windows(2).all(|pair| pair[0] != pair[1]));
        }
    }
}
