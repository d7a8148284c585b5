//! Constructions (句式): each looks at a quantity in its sentence and offers a reading with a
//! cost. One file a construction; [`ALL`] is the registry. The cheapest reading wins.

mod again;
mod aims;
mod behind;
mod change;
mod complete;
mod ends;
mod fractions;
mod growth;
mod level;
mod limits;
mod multiple;
mod naming;
mod part;
mod rank;
mod rates;
mod scene;
mod share;
mod such;
mod time;
mod verbs;
mod whole;

use super::cues::Cue;
use super::lexicon::Term;
use super::phrase::Head;
use super::reading::Reading;
use super::sentence::{Kind, Pos};
use crate::periods::Expression;

pub(in crate::observations) use scene::Scene;

/// A construction.
pub(super) type Construction = fn(&Scene<'_>, usize) -> Option<Reading>;

/// The registry, in no order that matters: costs decide.
pub(super) const ALL: &[Construction] = &[
    growth::verb,
    growth::noun,
    growth::signed,
    growth::signed_change,
    growth::unchanged,
    growth::parallel,
    growth::reached,
    share::of_whole,
    share::portion,
    rates::rate,
    share::cut,
    fractions::fraction,
    change::points,
    change::amount,
    change::time,
    multiple::doubling,
    multiple::times,
    rank::place,
    ends::upper,
    ends::from,
    ends::to,
    part::of_which,
    part::that_did,
    part::by_kind,
    behind::noun_after,
    behind::dimension,
    level::noun_before,
    again::again,
    again::rate_reached,
    again::told,
    level::who_did,
    fractions::of_some,
    fractions::bare,
    aims::contribution,
    aims::of_aim,
    aims::structure,
    fractions::done,
    fractions::of_counted,
    part::among,
    part::counted,
    part::among_led,
    again::beside,
    again::persons,
    fractions::of_those,
    fractions::given,
    fractions::covered,
    such::such,
    such::distributed,
    time::span_of_time,
    time::later,
];

/// The noun phrase before a verb of change at token `verb`, not what it is compared with:
/// 售价比三年前的样机便宜四成.
fn before_comparison(scene: &Scene<'_>, q: usize, verb: usize) -> Head {
    let sentence = scene.sentence;
    let than = sentence
        .last_cue(scene.left(q).start..verb, Cue::Than)
        .filter(|&than| sentence.compares(than));
    let compared = |than: usize| {
        (than + 1..verb).any(|at| {
            matches!(
                sentence.tokens[at].kind,
                Kind::Word(Pos::Noun) | Kind::Term(Term::Region(_))
            )
        })
    };
    // 能耗比技改前下降22%: with what was before.
    let with_before = |than: usize| {
        let word = sentence.between(than + 1, verb);
        word.ends_with('前') && word.chars().count() <= 6
    };
    match than.filter(|&than| compared(than) || with_before(than)) {
        Some(than) => scene.head_before(q, than),
        None => scene.head_before(q, verb),
    }
}

/// The words of the clause that carry its meaning, the figure itself left out.
fn words_of_clause(scene: &Scene<'_>, q: usize) -> String {
    let sentence = scene.sentence;
    let place = scene.place(q);
    let carries = |at: &usize| {
        matches!(
            sentence.tokens[*at].kind,
            Kind::Word(Pos::Noun | Pos::Verb | Pos::VerbNoun | Pos::Modifier)
                | Kind::Term(
                    Term::Indicator(_)
                        | Term::Breakdown(_)
                        | Term::Region(_)
                        | Term::Cue(Cue::Lasting)
                )
        )
    };
    let clause = sentence.clause_start(place)..sentence.clause_end(place);
    let words = clause.filter(carries);
    words.map(|at| sentence.of_token(at)).collect()
}

/// Nouns that stand for what was said before.
pub(super) fn is_vague(noun: &str) -> bool {
    // 按自然口径, 扣除留抵退税因素: how it was counted, not what.
    if ["口径", "因素", "可比价", "不变价"]
        .iter()
        .any(|word| noun.ends_with(word))
    {
        return true;
    }
    matches!(
        noun,
        "" | "增速"
            | "增幅"
            | "涨幅"
            | "降幅"
            | "增长率"
            | "数量"
            | "总量"
            | "规模"
            | "总额"
            | "金额"
            | "比重"
            | "占比"
            | "比例"
            | "总数"
            | "份额"
            | "水平"
            | "平均"
            | "均价"
            | "可"
            | "其"
            | "总"
            | "数"
            | "额"
            | "同期"
            | "幅度"
            | "增长速度"
            | "产值增幅率"
            | "当月"
            | "当季"
            | "单月"
    )
}
