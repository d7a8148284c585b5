//! Result, target, forecast or capacity (性质): read from the cue words before a quantity.

use super::cues::Cue;
use super::lexicon::Term;
use super::sentence::{Kind, Pos, Sentence};
use crate::model::{Nature, Period};
use crate::periods::{Clock, Expression, Part, Year};
use crate::quantities::UnitKind;

/// The nature of the quantity at token `place`, as far as the sentence says.
/// `year_is_over`: the year that the text tells of has ended, or ends as it is told.
pub(super) fn of(sentence: &Sentence, place: usize, year_is_over: bool) -> Nature {
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

/// 今年要新签约80个以上，投资增长10%左右，企业力争突破350家: between two clauses that aim at a figure, or hedged as
/// aims are behind one; not what a clause dates or tells of (1—6月实际完成65亿元左右).
fn stands_among_aims(sentence: &Sentence, place: usize) -> bool {
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

/// 增长3%的目标: the number is what was aimed at.
fn is_aim(sentence: &Sentence, place: usize) -> bool {
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
fn lists_aims(sentence: &Sentence, colon: usize) -> bool {
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

/// 已, 累计 or a verb of having before the quantity: in a section of plans, what is already so.
pub(super) fn is_told(sentence: &Sentence, place: usize) -> bool {
    sentence
        .clause_up_to(place)
        .any(|at| is_past(sentence.of_token(at)))
}

/// 短板依然明显：全年实际利用外资…: in a section of plans, what has been wanting.
pub(super) fn weighs(sentence: &Sentence) -> bool {
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

fn is_past(word: &str) -> bool {
    matches!(
        word,
        "已" | "已有" | "已经" | "现有" | "累计" | "共有" | "只用了" | "仅用了" | "只用" | "仅用"
    )
}

/// 目标 as a goal reached (围绕…目标), 要 as 要求, 提出 without a goal: no plan.
fn plans(sentence: &Sentence, at: usize, same_clause: bool) -> bool {
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
fn is_set(sentence: &Sentence, at: usize) -> bool {
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
pub(super) fn with_period(
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
