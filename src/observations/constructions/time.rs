//! 时长: 连续3年 · 用了25年 · 压缩至半天内 · 3天就出报告: a span of time that is itself the figure.

use super::super::cues::{Cue, is_long_ago};
use super::super::phrase;
use super::super::reading::{Owner, Reading};
use super::super::sentence::{Kind, Pos};
use super::Scene;
use crate::model::Measure;
use crate::quantities::UnitKind;

/// 连续3年, 用了25年, 压缩至半天内: a span of time that is itself the figure.
pub(super) fn span_of_time(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if scene.kind(q) != UnitKind::Time {
        return None;
    }
    let sentence = scene.sentence;
    let left = scene.left(q);
    let lasting = left.clone().rev().take(4).any(|at| {
        matches!(
            sentence.cue(at),
            Some(Cue::Lasting | Cue::DownTo | Cue::UpTo)
        )
    });
    // 从签约到投产仅用8个月, 原来要110个工作日.
    let takes = left.clone().next_back().is_some_and(|at| {
        let word = sentence.of_token(at);
        [
            "要",
            "需",
            "用",
            "花",
            "等",
            "要等",
            "跑",
            "走",
            "前后",
            "一共",
            "来回",
            "往返",
            "总共",
            "历时",
            "耗时",
            "驱车",
            "开车",
            "车行",
            "步行",
            "控制在",
            "就是",
            "停产",
            "停工",
            "耽误",
            "延误",
        ]
        .iter()
        .any(|verb| word.ends_with(verb))
            || word.ends_with("需要")
            // 原来手工要刨两天.
            || matches!(sentence.tokens[at].kind, Kind::Word(Pos::Verb))
                && at > left.start
                && matches!(sentence.of_token(at - 1), "要" | "需" | "得")
    });
    let takes = takes || lasted(scene, q);
    // 3天就出报告, 7天内整改完毕.
    let right = scene.right(q);
    let quote = scene.quantity(q).span.of(sentence.text());
    // 40分钟后就领到了营业执照.
    let behind = right.start
        + usize::from(right.start < right.end && sentence.of_token(right.start) == "后");
    let done = right.start < right.end
        && (behind < right.end
            && matches!(
                sentence.of_token(behind),
                "就" | "便" | "即" | "即可" | "可达"
            )
            || COMPLETED.contains(&sentence.of_token(right.start))
            || quote.ends_with('内')
                && (matches!(
                    sentence.tokens[right.start].kind,
                    Kind::Word(Pos::Verb | Pos::VerbNoun)
                ) || sentence.of_token(right.start) == "完成"));
    // 至省会48分钟, 距市区15分钟.
    let first = sentence.clause_start(scene.place(q));
    let reaches = matches!(sentence.of_token(first), "至" | "到" | "距" | "距离")
        && first + 2 <= scene.place(q)
        && scene.place(q) <= first + 4
        && ["分钟", "小时", "秒"].contains(&scene.quantity(q).quantity.unit.as_str());
    let steps = between_steps(scene, q);
    let lasting = lasting || takes || done || reaches || steps.is_some();
    if !lasting {
        return None;
    }
    // 到省会机场约50分钟车程: of what it is the time stands behind.
    let route = right.clone().next().map(|at| sentence.of_token(at));
    let route = route.filter(|word| reaches && matches!(*word, "车程" | "路程" | "航程"));
    let head = scene.head_before(q, scene.place(q));
    // 粮食总产量连续5年稳定: the years are no tonnes.
    let of_time = head.indicator.is_none_or(|i| {
        crate::quantities::kind_of(&scene.config.indicators[i].unit) == UnitKind::Time
    });
    // 车程, 工期 alone: the clause says of what.
    let is_short = head.noun.chars().count() <= 2;
    let owner = if let Some(noun) = steps {
        Owner::Phrase(phrase::Head {
            noun,
            ..phrase::Head::default()
        })
    } else if head.is_empty() || is_short || !of_time {
        Owner::Phrase(phrase::Head {
            noun: format!("{}{}", told_words(scene, q), route.unwrap_or_default()),
            ..phrase::Head::default()
        })
    } else {
        Owner::Phrase(head)
    };
    Some(Reading::new("span-of-time", 10, Measure::Level, owner))
}

/// Verbs of completion that tell of a procedure directly behind the time that it takes (办结用语): 半天办结.
const COMPLETED: [&str; 16] = [
    "办结",
    "办好",
    "办完",
    "办成",
    "拿证",
    "取证",
    "出证",
    "领证",
    "领照",
    "发证",
    "审结",
    "批完",
    "到账",
    "送达",
    "直达",
    "出结果",
];

/// 生产线停了11天: a deed and how many hours, days or months it lasted, not 过了两个月.
fn lasted(scene: &Scene<'_>, q: usize) -> bool {
    let sentence = scene.sentence;
    let left = scene.left(q);
    let unit = scene.quantity(q).quantity.unit.as_str();
    let deed = left.end.checked_sub(2).filter(|&at| at >= left.start);
    // 参加了半天的活动: how long something else is.
    let right = scene.right(q);
    let joins = right.start < right.end && sentence.of_token(right.start) == "的";
    deed.filter(|_| !joins).is_some_and(|deed| {
        sentence.of_token(deed + 1) == "了"
            && matches!(sentence.tokens[deed].kind, Kind::Word(Pos::Verb))
            && !matches!(sentence.of_token(deed), "过" | "隔" | "过去")
            && matches!(
                unit,
                "天" | "小时" | "分钟" | "个月" | "月" | "周" | "个工作日"
            )
    })
}

/// 项目从拿地到开工只用了41天: whose way it is, and from which step to which.
fn between_steps(scene: &Scene<'_>, q: usize) -> Option<String> {
    const TAKES: [&str; 17] = [
        "只",
        "仅",
        "才",
        "要",
        "需",
        "用",
        "就",
        "用了",
        "只用",
        "只用了",
        "仅用",
        "需要",
        "用时",
        "平均",
        "一共",
        "总共",
        "只要",
    ];
    let sentence = scene.sentence;
    let left = scene.left(q);
    let is_one_of = |at: usize, words: &[&str]| words.contains(&sentence.of_token(at));
    let from = left
        .clone()
        .find(|&at| is_one_of(at, &["从", "由", "自"]))?;
    let to = (from + 2..left.end).find(|&at| is_one_of(at, &["到", "至"]))?;
    let takes = |at: &usize| TAKES.contains(&sentence.of_token(*at)) || sentence.is_period(*at);
    let end = (to + 1..left.end).find(takes).unwrap_or(left.end);
    let whose = phrase::before(sentence, left.start, from, scene.config).noun;
    let steps = sentence.between(from, end);
    let fits = end > to + 1 && steps.chars().count() <= 18 && !sentence.has_period(from..end);
    fits.then(|| format!("{whose}{steps}用时"))
}

/// 原来一块面板要刨两天，现在不到40分钟: the same, some time later.
pub(super) fn later(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    let sentence = scene.sentence;
    let start = sentence.clause_start(scene.place(q));
    let mut before = start..scene.place(q);
    let is_dated = sentence.has_period(before.clone());
    let is_bare = before.all(|at| phrase::is_light(sentence, at) || sentence.is_period(at));
    let topic = scene.topics[scene.sentence_topics..].last()?;
    let goes_on = topic.measure == Some(Measure::Level)
        && crate::quantities::kind_of(&topic.unit) == UnitKind::Time;
    let fits = scene.kind(q) == UnitKind::Time && is_dated && is_bare && goes_on;
    fits.then(|| {
        let owner = Owner::Antecedent(topic.clone());
        // 从签合同到拿许可，过去要110天，现在18天以内办完: the same steps, whatever stands behind.
        let steps = topic.noun.find('从').map(|from| &topic.noun[from..]);
        let is_way = steps.is_some_and(|steps| steps.contains(['到', '至']));
        let cost = if is_way { 9 } else { 12 };
        Reading::new("time-later", cost, Measure::Level, owner)
    })
}

/// 从签约到开工，我们只用了不到4个月: the clause before says of what where this one does not.
fn told_words(scene: &Scene<'_>, q: usize) -> String {
    let sentence = scene.sentence;
    let words = super::words_of_clause(scene, q);
    let is_time = is_long_ago(&words) || ["现在", "如今"].contains(&words.as_str());
    let words = if is_time { String::new() } else { words };
    let Some(earlier) = sentence.clause_before(scene.place(q)) else {
        return words;
    };
    let undated = earlier.clone().filter(|&at| !sentence.is_period(at));
    let said: String = undated.map(|at| sentence.of_token(at)).collect();
    if words.chars().count() > 3 || sentence.has_quantity(earlier) || said.chars().count() > 16 {
        return words;
    }
    format!("{said}{words}")
}

pub(super) fn names_time(noun: &str) -> bool {
    [
        "时间", "时限", "工期", "周期", "车程", "时长", "期限", "年限", "寿命", "年龄", "天数",
    ]
    .iter()
    .any(|w| noun.ends_with(w))
}
