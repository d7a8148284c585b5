//! Result, target, forecast or capacity (性质): read from the cue words before a quantity.

mod aims;

use super::cues::Cue;
use super::lexicon::Term;
use super::sentence::{Kind, Pos, Sentence};
use crate::model::{Nature, Period};
use crate::periods::{Clock, Expression, Year};
pub(in crate::observations) use aims::weighs;
use aims::{is_aim, is_set, lists_aims, plans, stands_among_aims};

/// The nature of the quantity at token `place`, as far as the sentence says.
/// `year_is_over`: the year that the text tells of has ended, or ends as it is told.
pub(in crate::observations) fn of(sentence: &Sentence, place: usize, year_is_over: bool) -> Nature {
    let clause = sentence.tokens[place].clause;
    // 下一步，我们将新推出集成服务20项，把队伍扩充到80人.
    let is_ahead = ["下一步", "接下来", "下阶段"]
        .iter()
        .any(|word| sentence.text().starts_with(word));
    let mut nature = if is_ahead {
        Nature::Target
    } else {
        Nature::Result
    };
    let mut aims = false;
    let mut is_yearly = false;
    for at in 0..place {
        let token = &sentence.tokens[at];
        // 年度计划完成投资31.2亿元；另有16个项目…签约: what is planned ends there, as what is foretold does.
        let ends = matches!(token.kind, Kind::Mark('；' | '。' | '！' | '？'));
        if ends && (nature == Nature::Forecast || is_yearly && nature == Nature::Target) {
            nature = Nature::Result;
        }
        // 年度计划投资31.5亿元，上半年完成16.4亿元: what has been done of it.
        let is_done = sentence.of_token(at) == "完成"
            && sentence.clause_start(at) + 1 == at
            && sentence.is_period(at - 1);
        if is_done && is_yearly && nature == Nature::Target {
            nature = Nature::Result;
        }
        // 已, 现有 and 目前 at the head of a clause bring back what is.
        let is_now = at == sentence.clause_start(at)
            && matches!(token.kind, Kind::Period(p)
                if sentence.periods[p].expression == Expression::Now);
        // 年度计划投资62亿元；截至6月底开工51个.
        let as_of = at == sentence.clause_start(at)
            && sentence
                .period_at(at)
                .is_some_and(|mention| mention.is_as_of)
            && sentence.of_token(at).starts_with("截至");
        if (is_now || as_of || is_past(sentence.of_token(at))) && nature != Nature::Result && !aims
        {
            nature = Nature::Result;
        }
        if matches!(token.kind, Kind::Mark('：')) && lists_aims(sentence, at) {
            aims = true;
            nature = Nature::Target;
        }
        // 全部达产后预计年产值: the name of an indicator can hold the word that tells of a forecast.
        if matches!(token.kind, Kind::Term(Term::Indicator(_)))
            && ["预计", "达产后", "建成后"]
                .iter()
                .any(|w| sentence.of_token(at).contains(w))
        {
            nature = Nature::Forecast;
        }
        // 年内建成标准厂房26万平方米: what the year is still to bring.
        if sentence.of_token(at) == "年内" && nature == Nature::Result && !year_is_over {
            nature = Nature::Target;
        }
        // 按照年初安排，全年规上工业增加值增长7%左右.
        if sentence.of_token(at) == "安排"
            && at >= 2
            && sentence.of_token(at - 2).starts_with('按')
            && ["年初", "年度", "全年", "计划"].contains(&sentence.of_token(at - 1))
            && matches!(sentence.tokens[at + 1].kind, Kind::Mark('，'))
        {
            nature = Nature::Target;
        }
        let same = token.clause == clause;
        match sentence.cue(at) {
            // 今年的目标已经定下，固定资产投资增长10%.
            Some(Cue::Target) if is_set(sentence, at) => {
                aims = true;
                nature = Nature::Target;
            }
            Some(Cue::Target) if plans(sentence, at, same) => {
                is_yearly = sentence.of_token(at) == "年度计划";
                nature = Nature::Target;
            }
            // 比年初预期低10.4个百分点: what was expected then.
            Some(Cue::Forecast) if at > 0 && sentence.of_token(at - 1) == "年初" => {}
            // 二期厂房去年11月投产后，…: what has come about already.
            Some(Cue::Forecast) if is_condition_met(sentence, at) => {}
            Some(Cue::Forecast) => nature = Nature::Forecast,
            Some(Cue::Will) if nature == Nature::Result && is_future(sentence, at) => {
                nature = Nature::Target;
            }
            Some(Cue::Capacity) if same && nature == Nature::Result => nature = Nature::Capacity,
            _ => {}
        }
    }
    let is_ahead = is_aim(sentence, place)
        || is_to_come(sentence, place)
        || stands_among_aims(sentence, place);
    if nature == Nature::Result && is_ahead {
        nature = Nature::Target;
    }
    nature
}

/// 去年11月投产后: the condition is dated, and before today.
fn is_condition_met(sentence: &Sentence, at: usize) -> bool {
    let mut dated = sentence
        .clause_up_to(at)
        .filter_map(|at| sentence.period_at(at));
    sentence.of_token(at).ends_with('后')
        && dated.any(|mention| {
            matches!(
                mention.expression,
                Expression::Calendar(Year::FromPublication(..0), _)
            )
        })
}

/// 另外4条将于今年9月投产: what is said of the things counted is still to come.
fn is_to_come(sentence: &Sentence, place: usize) -> bool {
    let end = sentence.clause_end(place);
    let mut after = (place + 1..end).filter(|&at| {
        !matches!(
            sentence.tokens[at].kind,
            Kind::Word(Pos::Noun | Pos::Modifier | Pos::VerbNoun)
                | Kind::Mark('、')
                | Kind::Term(Term::Indicator(_) | Term::Breakdown(_))
        )
    });
    after.next().is_some_and(|at| {
        // 6所幼儿园要交付使用, not 每天有20辆货车要进出卡口.
        let ends = [
            "交付", "投用", "投产", "完工", "建成", "开工", "竣工", "开通", "启用",
        ];
        let next = sentence.between(at + 1, end);
        let must = sentence.of_token(at) == "要"
            && at > place + 1
            && ends.iter().any(|verb| next.starts_with(verb));
        must || matches!(sentence.of_token(at), "将" | "即将")
            && matches!(sentence.of_token((at + 1).min(end - 1)), "于" | "在")
    })
}

/// 已, 累计 or a verb of having before the quantity: in a section of plans, what is already so.
pub(in crate::observations) fn is_told(sentence: &Sentence, place: usize) -> bool {
    sentence
        .clause_up_to(place)
        .any(|at| is_past(sentence.of_token(at)))
}

fn is_past(word: &str) -> bool {
    matches!(
        word,
        "已" | "已有" | "已经" | "现有" | "累计" | "共有" | "只用了" | "仅用了" | "只用" | "仅用"
    )
}

/// 将 before a verb is future; before a noun it is 把. 可 only with verbs of coming about.
fn is_future(sentence: &Sentence, at: usize) -> bool {
    let word = sentence.of_token(at);
    let Some(next) = sentence.tokens.get(at + 1) else {
        return false;
    };
    let next_word = sentence.of_token(at + 1);
    if word == "可" {
        return [
            "达", "新增", "建设", "实现", "形成", "带动", "创造", "年产", "增加",
        ]
        .iter()
        .any(|v| next_word.starts_with(v));
    }
    const ADVERBS: [&str; 12] = [
        "进一步",
        "继续",
        "以",
        "在",
        "再",
        "于",
        "全面",
        "重点",
        "大力",
        "努力",
        "陆续",
        "于今年",
    ];
    match next.kind {
        _ if word.chars().count() > 1 => true,
        // 将住建、水利…等部门…划转: a list after 将 is its object.
        _ if sentence
            .tokens
            .iter()
            .skip(at + 1)
            .take(3)
            .any(|t| matches!(t.kind, Kind::Mark('、'))) =>
        {
            false
        }
        Kind::Word(Pos::Verb | Pos::VerbNoun) | Kind::Term(Term::Cue(_)) => true,
        Kind::Word(Pos::Function) => ADVERBS.contains(&next_word),
        _ => false,
    }
}

/// A period that ends after the publication makes a result a target; one that is over makes what was
/// told under a condition a result: 第二条速冻线4月投产后，上半年….
pub(in crate::observations) fn with_period(
    nature: Nature,
    sentence: &Sentence,
    place: usize,
    period: Option<Period>,
    clock: &Clock,
) -> Nature {
    let (Some(published), Some(last)) = (clock.published, period.and_then(Period::last)) else {
        return nature;
    };
    let foretells = |at: usize| {
        matches!(
            sentence.cue(at),
            Some(Cue::Forecast | Cue::Target | Cue::Will)
        ) && !sentence.of_token(at).ends_with('后')
    };
    let is_over = last.year < published.year
        || last.year == published.year && last.month.is_some() && last.month < published.month;
    if nature == Nature::Forecast && is_over && !(0..place).any(foretells) {
        return Nature::Result;
    }
    let later = last.year > published.year
        || (last.year == published.year
            && last.month > published.month
            && last.month.is_some()
            && published.month.is_some());
    if later && nature == Nature::Result {
        Nature::Target
    } else {
        nature
    }
}
