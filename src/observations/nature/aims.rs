//! Aims (目标): which words tell of what is to be, and which of these name an aim without one.

use super::super::cues::Cue;
use super::super::lexicon::Term;
use super::super::sentence::{Kind, Pos, Sentence};
use super::is_past;
use crate::periods::{Expression, Part, Year};
use crate::quantities::UnitKind;

/// 今年要新签约80个以上，投资增长10%左右，企业力争突破350家: between two clauses that aim at a figure, or hedged as
/// aims are behind one; not what a clause dates or tells of (1—6月实际完成65亿元左右).
pub(super) fn stands_among_aims(sentence: &Sentence, place: usize) -> bool {
    const AIMS: [&str; 6] = ["要", "力争", "确保", "争取", "计划", "年度计划"];
    const TELLS: [&str; 4] = ["去年", "截至", "实际", "建成"];
    let ends = |at: &usize| matches!(sentence.tokens[*at].kind, Kind::Mark('；' | '：' | '。'));
    let aims = |at: usize| {
        sentence.cue(at) == Some(Cue::Target)
            && AIMS.contains(&sentence.of_token(at))
            && plans(sentence, at, true)
            && sentence.has_quantity(at..sentence.clause_end(at))
    };
    let start = (0..place).rev().find(ends).map_or(0, |at| at + 1);
    let end = (place..sentence.tokens.len())
        .find(ends)
        .unwrap_or(sentence.tokens.len());
    let hedged = matches!(sentence.tokens[place].kind, Kind::Quantity(q) if {
        let quote = sentence.quantities[q].span.of(sentence.text());
        quote.ends_with("左右") || quote.starts_with("不少于") || quote.starts_with("不低于")
    });
    let is_dated = sentence.has_period(sentence.clause_up_to(place));
    let tells = |at: usize| {
        let word = sentence.of_token(at);
        TELLS.iter().any(|told| word.starts_with(told))
    };
    let told = is_dated
        || sentence.clause_up_to(place).any(tells)
        || (start..place).any(|at| is_past(sentence.of_token(at)));
    !told && (start..place).any(aims) && (hedged || (place + 1..end).any(aims))
}

/// 增长3%的目标: the number is what was aimed at.
pub(super) fn is_aim(sentence: &Sentence, place: usize) -> bool {
    let next = |by: usize| {
        sentence
            .tokens
            .get(place + by)
            .map(|_| sentence.of_token(place + by))
    };
    // 生产总值增长5.5%左右、投资增长6%的目标: so are those before it in the list.
    let end = sentence.clause_end(place);
    let listed = (place + 1..end)
        .filter(|_| next(1) == Some("、"))
        .find(|&at| sentence.of_token(at) == "的")
        .map_or(1, |of| of - place);
    // 生产总值增长6.5%左右、投资突破160亿元，年初定的这两项目标，一项都不动: so are those named after.
    let behind = sentence.between(end, (end + 8).min(sentence.tokens.len()));
    let behind = behind.trim_start_matches('，');
    let named = [
        "年初定的",
        "年初确定的",
        "这些目标",
        "这几项目标",
        "这三项目标",
        "这两项目标",
    ];
    if named.iter().any(|words| behind.starts_with(words)) && behind.contains("目标") {
        return true;
    }
    // 如期实现比2010年翻一番的目标: an aim that was reached.
    let told = sentence.between(sentence.clause_start(place), place);
    let reached = ["如期实现", "如期完成", "圆满完成", "实现了", "完成了"]
        .iter()
        .any(|words| told.contains(words));
    next(listed) == Some("的")
        && !reached
        && next(listed + 1)
            .is_some_and(|word| ["目标", "预期目标", "年度目标", "奋斗目标"].contains(&word))
}

/// 提出三大愿景：一是…；二是…: what stands after the colon is aimed at.
pub(super) fn lists_aims(sentence: &Sentence, colon: usize) -> bool {
    let named = colon.checked_sub(1).map_or("", |at| sentence.of_token(at));
    let reached = sentence.clause_up_to(colon).any(|at| {
        ["完成", "实现", "达成"]
            .iter()
            .any(|verb| sentence.of_token(at).contains(verb))
    });
    // 至于目标，一个都不改：….
    let opening = sentence.between(0, 3.min(colon));
    // 全年目标不变：….
    let clause = sentence.between(sentence.clause_start(colon), colon);
    let stands = clause.contains("目标")
        && ["不变", "不改", "不动摇", "不松劲"]
            .iter()
            .any(|end| clause.ends_with(end));
    let names = stands || ["愿景", "目标"].iter().any(|aim| named.ends_with(aim));
    // 翻开今年的服务账单：…: what is put down to be done.
    let listed = ["清单", "账单", "任务书", "计划表", "时间表"]
        .iter()
        .any(|list| named.ends_with(list));
    let puts_down = sentence.clause_up_to(colon).any(|at| {
        ["列", "翻开", "晒", "亮出", "立下", "定下", "拉出"]
            .iter()
            .any(|verb| sentence.of_token(at).starts_with(verb))
    });
    !reached && (names || listed && puts_down || opening.starts_with("至于目标"))
}

/// 短板依然明显：全年实际利用外资…: in a section of plans, what has been wanting.
pub(in crate::observations) fn weighs(sentence: &Sentence) -> bool {
    [
        "短板依然",
        "短板明显",
        "短板在",
        "差距在",
        "不足之处",
        "存在的问题",
        "突出问题",
    ]
    .iter()
    .any(|words| sentence.text().contains(words))
}

/// 目标 as a goal reached (围绕…目标), 要 as 要求, 提出 without a goal: no plan.
pub(super) fn plans(sentence: &Sentence, at: usize, same_clause: bool) -> bool {
    let word = sentence.of_token(at);
    let previous = at.checked_sub(1).map_or("", |i| sentence.of_token(i));
    let next = sentence
        .tokens
        .get(at + 1)
        .map_or("", |_| sentence.of_token(at + 1));
    // “屿才计划”实施三年来: a plan by its name.
    if next == "”" {
        return false;
    }
    // 高出预期目标0.3个百分点, 年初列入计划64个: what the aim was, what was put into it.
    const OF_AIM: [&str; 14] = [
        "高出",
        "高于",
        "超",
        "超过",
        "超出",
        "低于",
        "好于",
        "比",
        "较",
        "快于",
        "列入",
        "纳入",
        "未达",
        "未达到",
    ];
    // 高出年度目标1.6个百分点.
    let previous = match previous {
        "年度" | "全年" | "年初" | "预算" | "预期" | "既定" if at > 1 => {
            sentence.of_token(at - 2)
        }
        previous => previous,
    };
    if OF_AIM.contains(&previous) && word != "要" {
        return false;
    }
    match word {
        "任务" | "计划" | "年度计划" | "目标任务"
            if sentence
                .tokens
                .get(at + 1)
                .is_some_and(|_| sentence.of_token(at + 1) == "的") =>
        {
            false
        }
        // 原来要110个工作日, 来回要等15天: what is needed.
        // 报告提出，今年地区生产总值增长6.5%左右: of a year that has only begun, or is to come.
        "提出" if !same_clause => names_this_year(sentence, at),
        "还要" | "还将" => true,
        "要" if needs(sentence, at) => false,
        "要" | "提出" | "任务" | "规划" | "努力" | "锚定" | "朝着" => {
            same_clause && word != "提出" && word != "锚定" && word != "规划"
        }
        "计划" => {
            !previous.ends_with("实施")
                && !matches!(previous, "人才" | "科技" | "行动")
                && !next_is_noun(sentence, at)
        }
        // 争取专项债券资金22.4亿元: what was obtained, where no verb says how far it is to go.
        "争取" => !obtains(sentence, at),
        // 拟认定名单: a list of whom a bureau means to name has so many names now.
        "拟" => !["认定", "录用", "入选", "推荐", "立项", "资助"]
            .iter()
            .any(|verb| next.starts_with(verb)),
        // 梳理目标企业460余家: of what kind they are.
        "目标" if ["企业", "客户", "市场", "公司"].contains(&next) => false,
        // 年初定的目标，是全年增长6.5%左右.
        "目标" | "年度目标"
            if next == "，"
                && sentence.tokens.len() > at + 2
                && sentence.of_token(at + 2) == "是" =>
        {
            true
        }
        // 以…为目标, 围绕…目标 name an aim that no number goes with.
        // 全年的目标是，…，…: what the sentence then lists.
        "目标" | "年度目标" if matches!(next, "是" | "为") => {
            let behind = sentence.tokens.get(at + 2).map(|token| token.kind);
            same_clause || matches!(behind, Some(Kind::Mark('，' | '：')))
        }
        "目标" | "年度目标" => same_clause && !previous.ends_with('为') && next != "的",
        _ => true,
    }
}

/// 目标已经定下, 任务已经明确: what the next clauses tell is aimed at.
pub(super) fn is_set(sentence: &Sentence, at: usize) -> bool {
    let behind = sentence.between(at + 1, (at + 4).min(sentence.clause_end(at)));
    let sets = ["定下", "敲定", "明确", "确定"];
    matches!(sentence.of_token(at), "目标" | "年度目标" | "任务")
        && sets.iter().any(|verb| behind.contains(verb))
        && (at + 1..sentence.clause_end(at)).all(|at| !sentence.is_quantity(at))
}

/// 今年 or 明年 stands behind the token, with no number between.
fn names_this_year(sentence: &Sentence, at: usize) -> bool {
    let behind = sentence.tokens[at + 1..].iter();
    let mut behind = behind.take_while(|token| !matches!(token.kind, Kind::Quantity(_)));
    behind.any(|token| {
        matches!(token.kind, Kind::Period(p)
        if matches!(
            sentence.periods[p].expression,
            Expression::Calendar(Year::FromPublication(0..), Part::Whole)
        ))
    })
}

fn needs(sentence: &Sentence, at: usize) -> bool {
    let next = (at + 1..sentence.clause_end(at)).find(|&i| {
        !matches!(
            sentence.of_token(i),
            "等" | "从"
                | "花"
                | "用"
                | "跑"
                | "走"
                | "走完"
                | "办"
                | "过"
                | "经"
                | "经过"
                | "经历"
                | "约"
                | "近"
        )
    });
    // 一块面板手工要刨两天: what somebody does for so long.
    let does = |i: usize| matches!(sentence.tokens[i].kind, Kind::Word(Pos::Verb));
    let lasts = |i: usize| sentence.kind_at(i + 1) == Some(UnitKind::Time);
    // 总产值要突破460亿元: how far it is to go.
    let goes_far = |i: usize| {
        let word = sentence.of_token(i);
        ["突破", "超过", "不低于", "不少于"]
            .iter()
            .any(|hedge| word.starts_with(hedge))
    };
    next.is_some_and(|i| sentence.is_quantity(i) && !goes_far(i) || does(i) && lasts(i))
}

fn obtains(sentence: &Sentence, at: usize) -> bool {
    let next = (at + 1..sentence.clause_end(at)).find(|&i| {
        !matches!(
            sentence.tokens[i].kind,
            Kind::Word(Pos::Noun | Pos::VerbNoun | Pos::Modifier)
                | Kind::Term(Term::Indicator(_) | Term::Breakdown(_))
                | Kind::Mark('、')
        ) && !matches!(sentence.of_token(i), "等" | "各类" | "各级" | "的" | "和")
    });
    next.is_some_and(|i| i > at + 1 && sentence.is_quantity(i))
}

fn next_is_noun(sentence: &Sentence, at: usize) -> bool {
    // 计划造林1.2万亩: between 计划 and the number stands a verb, whatever jieba takes it for.
    let counted = sentence
        .tokens
        .get(at + 2)
        .is_some_and(|token| matches!(token.kind, Kind::Quantity(_)));
    if counted && !sentence.of_token(at + 1).ends_with("项目") {
        return false;
    }
    sentence
        .tokens
        .get(at + 1)
        .is_some_and(|t| matches!(t.kind, Kind::Word(Pos::Noun)))
        && sentence.of_token(at + 1) != "总投资"
        // 计划新开工项目26个: what jieba takes for a noun is to be done anew.
        && !sentence.of_token(at + 1).starts_with(['新', '再'])
}
