//! What a sentence says in passing (插说): periods that frame nothing, since they name, compare or
//! belong to another number.

use super::super::cues::Cue;
use super::super::lexicon::Term;
use super::super::phrase;
use super::super::sentence::{Kind, Pos, Sentence};
use crate::periods::{Expression, Part, PeriodMention, Year};

/// Verbs of coming to be.
const BEGINS: [&str; 30] = [
    "升级", "升格", "成立", "获批", "创建", "挂牌", "揭牌", "落户", "落地", "建成", "投用", "动工",
    "开工", "投产", "设立", "认定", "入区", "入园", "立项", "开园", "封关", "启用", "创办", "组建",
    "扩区", "奠基", "建厂", "建园", "起步", "迁",
];

/// （2024年4月11日）, ——2023年1月5日在…会议上: when a text was given, not what it tells of.
pub(super) fn is_dateline(sentence: &Sentence) -> bool {
    let dated = sentence
        .periods
        .iter()
        .any(|mention| matches!(mention.expression, Expression::Calendar(_, Part::Day(..))));
    let text = sentence.text();
    let begins = ["——", "时间", "日期", "发布"];
    let given = begins.iter().any(|word| text.starts_with(word)) && !text.ends_with('。')
        || text.starts_with('（') && text.ends_with('）');
    let words = sentence.tokens.iter().filter(|token| {
        !matches!(
            token.kind,
            Kind::Period(_) | Kind::Mark(_) | Kind::Leftover(_)
        )
    });
    dated && sentence.quantities.is_empty() && (given || words.count() <= 2)
}

/// 董事长说，公司每年…: who speaks tells of today.
pub(super) fn is_speech(sentence: &Sentence, at: usize) -> bool {
    const SAYS: [&str; 8] = ["说", "介绍", "表示", "坦言", "告诉", "透露", "指出", "感慨"];
    SAYS.contains(&sentence.of_token(at))
        && matches!(
            sentence.tokens.get(at + 1).map(|token| token.kind),
            Some(Kind::Mark('，' | '：'))
        )
}

/// 2020年…是318亿元，去年是427亿元: a year named from today in the middle of a sentence is told in
/// passing; the months of the next sentence are not its months.
pub(super) fn is_aside(sentence: &Sentence, at: usize, mention: &PeriodMention) -> bool {
    if is_booked(sentence, at) {
        return true;
    }
    let Expression::Calendar(Year::FromPublication(by), _) = mention.expression else {
        return false;
    };
    let mut before = sentence.tokens[..at].iter();
    is_reached(sentence, at, mention)
        || by != 0 && before.any(|token| matches!(token.kind, Kind::Quantity(_)))
}

/// 订单已经排到明年3月: how far something reaches, not when it is told of.
pub(super) fn is_reached(sentence: &Sentence, at: usize, mention: &PeriodMention) -> bool {
    mention.span.of(sentence.text()).starts_with(['到', '至'])
        && at > 0
        && matches!(sentence.tokens[at - 1].kind, Kind::Word(Pos::Verb))
        || is_booked(sentence, at)
}

/// 排到明年3月: until when there is work to do.
pub(super) fn is_booked(sentence: &Sentence, at: usize) -> bool {
    let before = sentence.between(at.saturating_sub(2), at);
    ["排到", "排至", "排产到"]
        .iter()
        .any(|end| before.ends_with(end))
        || before.ends_with('排') && sentence.of_token(at).starts_with(['到', '至'])
}

/// 年初提出的…目标: when an aim was set.
pub(super) fn sets_aim(sentence: &Sentence, at: usize) -> bool {
    const SETS: [&str; 6] = ["提出", "确定", "制定", "下达", "设定", "定下"];
    // 年初预算, 年度目标: a word of time inside the name of an aim.
    const AIMS: [&str; 5] = ["预算", "计划", "目标", "任务", "预期"];
    // 年初区人代会确定的目标: whose aim it is may stand between.
    let far = (at + 1..sentence.clause_end(at)).any(|i| {
        SETS.contains(&sentence.of_token(i))
            && sentence
                .between(i + 1, (i + 4).min(sentence.tokens.len()))
                .contains("目标")
    });
    if far && sentence.of_token(at).ends_with('初') {
        return true;
    }
    let next = sentence.tokens.get(at + 1);
    next.is_some_and(|_| {
        let word = sentence.of_token(at + 1);
        SETS.contains(&word)
            || (sentence.of_token(at).ends_with('初')
                || matches!(sentence.of_token(at), "全年" | "年度"))
                && AIMS.iter().any(|aim| word.starts_with(aim))
    })
}

/// 达产后, 建成后, or a clause that ends in 达产: a condition in place of a period.
pub(super) fn is_condition(sentence: &Sentence, at: usize) -> bool {
    let word = sentence.of_token(at);
    let next = sentence.tokens.get(at + 1).map(|token| token.kind);
    // 明年全面达产，年产值预计9亿元: its clause says when.
    let is_dated = sentence.has_period(sentence.clause_up_to(at));
    ["达产后", "投产后", "建成后", "完成后", "投用后", "满产后"]
        .iter()
        .any(|condition| word.ends_with(condition) || word.starts_with(condition))
        || !is_dated && matches!(word, "达产" | "满产") && matches!(next, Some(Kind::Mark('，')))
}

/// 搬进经开区后，…: the time since somebody came begins.
pub(super) fn is_settled(sentence: &Sentence, at: usize) -> bool {
    const COMES: [&str; 8] = ["搬", "迁", "落户", "入驻", "入园", "进驻", "入区", "落地"];
    let next = sentence.tokens.get(at + 1).map(|token| token.kind);
    let comes = |at: usize| {
        COMES
            .iter()
            .any(|verb| sentence.of_token(at).starts_with(verb))
    };
    sentence.of_token(at).ends_with('后')
        && matches!(next, Some(Kind::Mark('，')))
        && (sentence.clause_start(at)..=at).any(comes)
}

/// What ends the name of a cause: 受…影响.
const SUFFERS: [&str; 6] = ["影响", "冲击", "拖累", "带动", "制约", "拉动"];

/// 印染业受限产影响下降16.4%: the first token of the cause that ends before token `end`.
pub(in crate::observations) fn cause_before(
    sentence: &Sentence,
    from: usize,
    end: usize,
) -> Option<usize> {
    let last = end.checked_sub(1).filter(|&at| at > from)?;
    let ends = SUFFERS.contains(&sentence.of_token(last));
    let mut tokens = (from + 1..last).rev();
    tokens.find(|&at| ends && sentence.of_token(at).starts_with('受'))
}

/// 受3月下旬倒春寒影响，…: when the cause was, not what it did.
pub(in crate::observations) fn is_cause(sentence: &Sentence, at: usize) -> bool {
    let end = sentence.clause_end(at);
    let suffers = sentence
        .clause_up_to(at)
        .any(|at| sentence.of_token(at) == "受");
    suffers && (at + 1..end).any(|at| SUFFERS.contains(&sentence.of_token(at)))
}

/// 2016年升级为省级特色产业园。园区规划面积…: when something came to be, in a clause without figures, is not
/// when the figures behind it hold.
pub(super) fn tells_event(sentence: &Sentence, at: usize) -> bool {
    let clause = at + 1..sentence.clause_end(at);
    let counts = sentence.has_quantity(clause.clone());
    let mut acts = clause.map(|at| sentence.of_token(at));
    !counts && acts.any(|word| BEGINS.iter().any(|verb| word.starts_with(verb)))
}

/// 12月洁净室要移交给设备方: a sentence without figures that tells of what is to come.
pub(super) fn looks_ahead(sentence: &Sentence, at: usize) -> bool {
    let clause = sentence.clause_start(at)..sentence.clause_end(at);
    sentence.quantities.is_empty()
        && clause
            .into_iter()
            .any(|at| matches!(sentence.of_token(at), "要" | "将" | "即将" | "有望"))
}

/// 除另有注明外，以下均为2017年数: of when all that follows is.
pub(super) fn dates_all(sentence: &Sentence) -> bool {
    const ALL: [&str; 7] = ["以下", "下列", "文中", "本文", "表中", "本表", "所列"];
    const FIGURES: [&str; 4] = ["数", "指标", "情况", "口径"];
    let text = sentence.text();
    // 除注明外均为2023年数.
    let are_all =
        |at: usize| at > 0 && sentence.is_period(at) && sentence.of_token(at - 1) == "均为";
    let dates = (0..sentence.tokens.len()).any(are_all)
        || text.contains("注明") && sentence.quantities.is_empty() && !sentence.periods.is_empty();
    if dates && text.contains("除") {
        return true;
    }
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    !sentence.has_quantity(0..sentence.tokens.len())
        && says(&ALL)
        && says(&FIGURES)
        && says(&["为", "系", "是"])
}

/// 6月17日，…2025年第二季度重大项目集中签约仪式: a period inside the name of an event.
pub(super) fn names_event(sentence: &Sentence, at: usize) -> bool {
    // 打好四季度“收官战”.
    let quoted = sentence.between(at + 1, (at + 6).min(sentence.clause_end(at)));
    if quoted.starts_with('“') && quoted.contains("战”") {
        return true;
    }
    let mut next = at + 1;
    while next < sentence.clause_end(at) {
        match sentence.tokens[next].kind {
            Kind::Quantity(_) | Kind::Period(_) => return false,
            _ => {
                let word = sentence.of_token(next);
                let events = ["仪式", "大会", "会议", "论坛", "推介会", "发布会", "活动"];
                if events.iter().any(|event| word.ends_with(event)) {
                    return true;
                }
            }
        }
        next += 1;
    }
    false
}

/// 这个2012年升级的国家级高新区, 2021年落户的某某有限公司: when something became what it is called.
pub(super) fn is_attributive(sentence: &Sentence, at: usize) -> bool {
    let kind = |at: usize| sentence.tokens.get(at).map(|token| token.kind);
    let begins = kind(at + 1).is_some()
        && BEGINS
            .iter()
            .any(|verb| sentence.of_token(at + 1).starts_with(verb));
    let acts = begins || matches!(kind(at + 1), Some(Kind::Word(Pos::Verb | Pos::VerbNoun)));
    let points = at.checked_sub(1).map_or("", |i| sentence.of_token(i));
    let points = matches!(
        points,
        "这个" | "这座" | "该" | "这" | "作为" | "这家" | "这条"
    );
    let of = matches!(kind(at + 2), Some(Kind::Word(Pos::Of)));
    // 这座2024年投用的中试基地占地58亩, 这个1993年起步、规划面积46.8平方公里的开发区.
    let joined = matches!(kind(at + 2), Some(Kind::Mark('、')));
    if begins && (of || joined) && points {
        return true;
    }
    if acts
        && of
        && (matches!(kind(at + 3), Some(Kind::Term(Term::Subject(_))))
            || (at + 3..(at + 8).min(sentence.clause_end(at)))
                .any(|i| sentence.of_token(i).ends_with("项目"))
                && !sentence.has_quantity(at..sentence.clause_end(at)))
    {
        return true;
    }
    let end = sentence.clause_end(at);
    points
        && (at + 1..end).any(|i| sentence.of_token(i) == "的")
        && !sentence.has_quantity(at + 1..end)
}

/// 2020年的361亿元: the period is another number's own.
pub(super) fn belongs_to_other(sentence: &Sentence, at: usize, place: usize) -> bool {
    let mut next = at + 1;
    // 从去年同期的10.4元/公斤跌到8.7元/公斤.
    if next < place && sentence.of_token(next) == "同期" {
        next += 1;
    }
    // 由现有的2家增加到5家.
    if next < place && sentence.of_token(next) == "有" && sentence.of_token(at) == "现" {
        next += 1;
    }
    // 去年签约的82个项目中，已开工59个.
    while next < place
        && next < at + 3
        && matches!(
            sentence.tokens[next].kind,
            Kind::Word(Pos::Verb | Pos::VerbNoun)
        )
    {
        next += 1;
    }
    if next < place && sentence.of_token(next) == "的" {
        next += 1;
    } else {
        return false;
    }
    // 由一季度的下降11.5%转为增长3.2%.
    while next < place && matches!(sentence.cue(next), Some(Cue::Up | Cue::Down)) {
        next += 1;
    }
    next < place && sentence.is_quantity(next)
}

/// Before the frame stand only light words: 数据显示，2024年 · 其中2019年.
pub(super) fn is_opening(sentence: &Sentence, at: usize) -> bool {
    let start = sentence.clause_start(at);
    at - start <= 2
        && (start..at).all(|i| {
            phrase::is_light(sentence, i)
                || matches!(sentence.cue(i), Some(Cue::OfWhich | Cue::Onward))
                || matches!(
                    sentence.tokens[i].kind,
                    Kind::Mark(_) | Kind::Period(_) | Kind::Term(Term::Subject(_))
                )
        })
}

/// 较2015年, 比2017年, 在2020年基础上: a period that is compared with frames nothing.
pub(in crate::observations) fn is_compared(sentence: &Sentence, at: usize) -> bool {
    let than = at > 0 && sentence.compares(at - 1);
    let Some(mention) = sentence.period_at(at) else {
        return false;
    };
    let before = matches!(
        mention.expression,
        Expression::Calendar(Year::Before, Part::Whole)
    );
    than || sentence.is_base(at) || before || is_multiplied(sentence, at)
}

/// 是1998年的百余倍, 分别为2018年的3.1倍和4倍: the year whose value is multiplied.
pub(in crate::observations) fn is_multiplied(sentence: &Sentence, at: usize) -> bool {
    let of = sentence
        .tokens
        .get(at + 1)
        .is_some_and(|_| sentence.of_token(at + 1) == "的");
    match sentence.tokens.get(at + 2).map(|token| token.kind) {
        Some(Kind::Quantity(q)) => of && sentence.quantities[q].quantity.unit == "倍",
        _ => false,
    }
}
