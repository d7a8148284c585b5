//! 水平: 工业总产值是574亿元 · 203家规模以上工业企业 · ，达到2020.4万元.

use super::super::cues::Cue;
use super::super::lexicon::Term;
use super::super::phrase;
use super::super::reading::{Owner, Reading};
use super::super::sentence::{Kind, Pos};
use super::Scene;
use super::again::{as_before, goes_on, what_became};
use super::time::names_time;
use crate::model::{Measure, Period};
use crate::quantities::{Form, UnitKind};

pub(super) fn has_level(scene: &Scene<'_>, q: usize) -> bool {
    matches!(
        scene.kind(q),
        UnitKind::Money | UnitKind::Count | UnitKind::Measure | UnitKind::Rate
    ) && matches!(scene.quantity(q).form, Form::Plain)
        || counts_persons(scene, q)
}

/// 引进院士3位, 聘请8位专家: 位 counts persons where nothing is ranked.
fn counts_persons(scene: &Scene<'_>, q: usize) -> bool {
    let mention = scene.quantity(q);
    let clause = scene.clause_left(q);
    let ranked = |cue| scene.sentence.has_cue(clause.clone(), cue);
    mention.form == Form::Rank
        && mention
            .number
            .of(scene.sentence.text())
            .starts_with(|c: char| c.is_ascii_digit())
        && mention.span.of(scene.sentence.text()).ends_with('位')
        && !mention.span.of(scene.sentence.text()).starts_with('第')
        && ![Cue::Rank, Cue::Up, Cue::Down, Cue::UpTo, Cue::DownTo]
            .into_iter()
            .any(ranked)
}

/// 203家规模以上工业企业: the noun comes after the number.
pub(super) fn noun_after(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if !has_level(scene, q) {
        return None;
    }
    let sentence = scene.sentence;
    let place = scene.place(q);
    let end = sentence.clause_end(place);
    // 26支118人的招商队伍: two numbers share the noun.
    let from = if scene.right(q).is_empty()
        && q + 1 < scene.sentence.quantities.len()
        && scene.place(q + 1) == place + 1
    {
        place + 1
    } else {
        place
    };
    let mut head = phrase::after(sentence, from, end, scene.config, scene.counted);
    if head.is_empty() || is_mark_of_size(&head.noun) {
        return None;
    }
    let before = phrase::before(sentence, scene.left(q).start, place, scene.config);
    if head.verb.is_empty() {
        head.verb = governing_verb(scene, q, &before);
        if is_flow(&head.verb) || head.indicator.is_none() {
            head.indicator = scene.config.listed(&format!("{}{}", head.verb, head.noun));
        }
    }
    if head.indicator.is_none() && head.verb.is_empty() && !head.predicate.is_empty() {
        // 12个项目现场签约: what became of them names them as well as a verb before would.
        let verb = phrase::last_two(&head.predicate);
        head.indicator = scene.config.listed(&format!("{verb}{}", head.noun));
    }
    // 实验室里42名工程师: where they are tells them apart.
    if place > left_start(scene, q)
        && matches!(sentence.of_token(place - 1), "里" | "内")
        && (2..=6).contains(&before_place(scene, q).chars().count())
    {
        head.noun = format!("{}{}", before_place(scene, q), head.noun);
    }
    if let Some(group) = ["旗下", "名下"].iter().find(|w| before.noun.ends_with(*w)) {
        head.noun = format!("{group}{}", head.noun);
    }
    // 公布专精特新中小企业名单，辖区7家企业上榜: firms of the kind that the list names.
    if phrase::is_bare(&head.noun)
        && head.indicator.is_none()
        && ["上榜", "入选", "入围", "在列"]
            .iter()
            .any(|verb| head.predicate.starts_with(verb))
        && let Some(listed) = scene.indicator_before(q)
        && listed.noun.contains(&head.noun)
    {
        let kind = listed
            .indicator
            .map(|i| scene.config.indicators[i].name.as_str());
        head.noun = kind
            .unwrap_or(&listed.noun)
            .trim_end_matches('数')
            .to_string();
    }
    let of = place + 1 < end && matches!(sentence.tokens[place + 1].kind, Kind::Word(Pos::Of));
    let unit_fits = fits(scene, q, &head);
    let mut cost = match scene.kind(q) {
        UnitKind::Count if of => 7,
        UnitKind::Count => 4,
        _ if of => 12,
        _ => 14,
    };
    cost += if head.indicator.is_some() { 0 } else { 3 };
    if !unit_fits {
        // 18栋标准厂房: buildings, no area.
        cost += 20;
        head.indicator = None;
    }
    Some(Reading::new(
        "noun-after",
        cost,
        Measure::Level,
        Owner::Phrase(head),
    ))
}

fn left_start(scene: &Scene<'_>, q: usize) -> usize {
    scene.left(q).start
}

/// The noun of a place that ends with 里 before the quantity.
fn before_place(scene: &Scene<'_>, q: usize) -> String {
    let end = scene.place(q) - 1;
    phrase::before(scene.sentence, scene.left(q).start, end, scene.config).noun
}

/// 工业总产值是574亿元, 签约项目17个: the noun comes before the number.
pub(super) fn noun_before(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if !has_level(scene, q) && scene.kind(q) != UnitKind::Time {
        return None;
    }
    let sentence = scene.sentence;
    let left = scene.left(q);
    let place = scene.place(q);
    let mut head = phrase::before(sentence, left.start, place, scene.config);
    if head.is_empty() {
        // 高新技术企业2017年有49家: a period may stand between.
        head = scene.head_before(q, place);
    }
    // 投产5个, 已投用3800套: what jieba takes for a noun too is a verb where it stands alone.
    let is_verb = head.range.len() == 1
        && head.indicator.is_none()
        && head.breakdown.is_none()
        && scene.kind(q) == UnitKind::Count
        && matches!(
            sentence.tokens[head.range.start].kind,
            Kind::Word(Pos::VerbNoun)
        );
    if is_verb {
        head.verb = std::mem::take(&mut head.noun);
    }
    if let Some(product) = produced(scene, q) {
        head.noun = product;
        head.verb.clear();
        head.indicator = None;
        head.breakdown = None;
    }
    // 食用菌加工企业，全市现有216家: the clause before is the noun alone.
    let is_bare = (left.start..place).all(|at| {
        phrase::is_light(sentence, at)
            || matches!(
                sentence.tokens[at].kind,
                Kind::Term(Term::Subject(_) | Term::Region(_)) | Kind::Period(_)
            )
    });
    let pause = left
        .start
        .checked_sub(1)
        .filter(|&at| sentence.of_token(at) == "，");
    if let Some(pause) = pause
        && head.is_empty()
        && is_bare
        && scene.kind(q) == UnitKind::Count
    {
        let earlier = phrase::before(sentence, sentence.clause_start(pause), pause, scene.config);
        let ends = earlier.range.end == pause && earlier.verb.chars().count() <= 2;
        if ends && scene.topics.len() == scene.sentence_topics {
            head = earlier;
        }
    }
    // 到账的286万元留抵退税: the clause before 的 says which, the noun stands behind.
    let joins =
        place > left.start && matches!(sentence.tokens[place - 1].kind, Kind::Word(Pos::Of));
    let behind = if joins { noun_after(scene, q) } else { None };
    let named_behind = behind.is_some_and(|behind| {
        head.noun.is_empty() || head.indicator.is_none() && behind.owner.indicator().is_some()
    });
    if head.is_empty() || named_behind {
        return None;
    }
    if after_pause(scene, q) {
        goes_on(scene, &mut head);
    } else if head.noun.is_empty() && head.indicator.is_none() {
        // 标准厂房：累计建成156万平方米: of what was built the lead has said.
        let is_led = super::super::theme::lead(sentence, place).is_some();
        let full = scene
            .config
            .listed(&format!("{}面积", head.verb))
            .filter(|_| !is_led);
        if scene.kind(q) == UnitKind::Measure && full.is_some() {
            head.indicator = full;
            head.noun = format!("{}面积", head.verb);
            head.verb.clear();
        } else {
            what_became(scene, q, &mut head);
            // 已开发建设31.7平方公里: the unit says that it is an area.
            let unit = scene.quantity(q).quantity.unit.as_str();
            let precedes_of = sentence
                .tokens
                .get(place + 1)
                .is_some_and(|token| matches!(token.kind, Kind::Word(Pos::Of)));
            if head.noun.is_empty() && AREAS.contains(&unit) && !is_led && !precedes_of {
                head.noun = format!("{}面积", head.verb);
                head.verb.clear();
            }
        }
    }
    // 已开发建设31.7平方公里: both words are verbs.
    let last = head.range.clone().last();
    let is_verbal = last.is_some_and(|at| {
        matches!(sentence.tokens[at].kind, Kind::Word(Pos::VerbNoun))
            && head.noun == sentence.of_token(at)
    });
    if is_verbal
        && head.indicator.is_none()
        && !head.verb.is_empty()
        && AREAS.contains(&scene.quantity(q).quantity.unit.as_str())
    {
        head.noun = format!("{}{}面积", head.verb, head.noun);
        head.verb.clear();
    }
    // 新签约项目已开工39个: who or what did it stands before 已.
    if head.noun.is_empty() && head.indicator.is_none() && !head.verb.is_empty() {
        let who = phrase::before(sentence, left.start, head.range.start, scene.config);
        // 县财政在园区先后投入4.3亿元: a phrase of place or aim stands between.
        let aside = (left.start + 1..head.range.start)
            .find(|&at| matches!(sentence.of_token(at), "在" | "向" | "为" | "对"));
        let who = match aside {
            Some(at) if who.is_empty() || who.range.start > at => {
                phrase::before(sentence, left.start, at, scene.config)
            }
            _ => who,
        };
        if who.verb.is_empty() && who.noun.chars().count() >= 2 {
            let kind = phrase::last_two(&who.noun);
            // 人才公寓已投用3800套: of what was finished its own name counts.
            let finished = phrase::is_done(&head.verb);
            head.indicator = (who.indicator.filter(|_| finished))
                .or_else(|| scene.config.listed(&format!("{}{kind}", head.verb)));
            head.noun = format!("{}{}", who.noun, head.verb);
            head.breakdown = who.breakdown;
            head.verb.clear();
        }
    }
    if scene.kind(q) == UnitKind::Money && head.indicator.is_none() {
        spent_on(scene, q, &mut head);
    }
    if head.indicator.is_none() && super::is_vague(&head.noun) && head.verb.is_empty() {
        let before = as_before(scene, q, &head);
        if before.is_some() || head.noun.is_empty() {
            return before;
        }
        // 首笔“园区贷”发放，金额300万元: the clause before says of what.
        let start = sentence.clause_start(place);
        let earlier = sentence.clause_start(start.checked_sub(1)?)..start - 1;
        let of = phrase::phrase_text(sentence, earlier);
        head.noun = format!("{of}{}", head.noun);
    }
    if scene.kind(q) == UnitKind::Time && !names_time(&head.noun) {
        return None;
    }
    // 车程不到半小时就是…: alone the word does not say of what.
    if scene.kind(q) == UnitKind::Time && head.verb.is_empty() && head.noun.chars().count() <= 2 {
        head.noun = super::words_of_clause(scene, q);
    }
    // 用地210亩: the unit says that it is an area.
    if scene.kind(q) == UnitKind::Measure && head.indicator.is_none() && head.verb.is_empty() {
        head.indicator = scene.config.listed(&format!("{}面积", head.noun));
    }
    done_before(scene, q, &mut head);
    led(scene, q, &mut head);
    limited(scene, q, &mut head);
    favoured(scene, q, &mut head);
    per_head(scene, q, &mut head);
    bare_part(scene, q, &mut head);
    let invests = head.noun.ends_with("投资") && head.noun.chars().count() <= 4;
    let mut is_size = false;
    if (super::is_vague(&head.noun) || invests) && head.indicator.is_none() {
        is_size = whose_size(scene, q, &mut head);
    }
    let is_dated = left
        .clone()
        .any(|at| matches!(sentence.tokens[at].kind, Kind::Period(_)));
    if head.verb.is_empty() && head.noun.chars().count() <= 10 && !after_pause(scene, q) {
        let start = head.range.start;
        let verb = (left.start..start)
            .rev()
            .take(3)
            .find(|&at| matches!(sentence.tokens[at].kind, Kind::Word(Pos::Verb)));
        if let Some(at) = verb {
            head.verb = sentence.of_token(at).to_string();
        }
    }
    let start = head.range.start;
    if start > left.start + 1
        && matches!(
            sentence.tokens[start - 1].kind,
            Kind::Term(Term::Subject(_))
        )
        && matches!(sentence.tokens[start - 2].kind, Kind::Word(Pos::Verb))
    {
        // 申报云川市适用…人才163名: a place between verb and noun.
        head.verb = format!("{}{}", sentence.of_token(start - 2), head.verb);
    }
    let adjacent = head.range.end == place;
    let unit_fits = fits(scene, q, &head);
    let mut cost = if adjacent { 7 } else { 9 };
    cost += if head.indicator.is_some() {
        0
    } else if head.noun.is_empty() {
        8
    } else {
        3
    };
    cost += if unit_fits { 0 } else { 20 };
    // A number between commas after its noun's clause has ended reads forwards instead.
    if scene.kind(q) == UnitKind::Count && !adjacent && head.indicator.is_none() {
        cost += 2;
    }
    let mut reading = Reading::new("noun-before", cost, Measure::Level, Owner::Phrase(head));
    // 投资4600万元的磨削线: what a thing has cost holds as long as it stands.
    reading.period = (is_size && invests && !is_dated).then_some(Period::Publication);
    Some(reading)
}

/// 十余万人次参加了活动: the unit says who, the clause what they did.
pub(super) fn who_did(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    const WHO: [&str; 5] = ["人次", "人", "名", "户", "户次"];
    let unit = scene.quantity(q).quantity.unit.as_str();
    let right = scene.right(q);
    let did = right.start < right.end
        && matches!(
            scene.sentence.tokens[right.start].kind,
            Kind::Word(Pos::Verb)
        );
    if !WHO.contains(&unit) || !did {
        return None;
    }
    let did = phrase::deed(scene.sentence, right);
    let owner = Owner::Phrase(phrase::Head {
        noun: format!("{did}{unit}"),
        ..phrase::Head::default()
    });
    Some(Reading::new("who-did", 40, Measure::Level, owner))
}

/// 集成电路产值突破500亿元；高端装备386亿元 · 按经营地统计，城镇41.05亿元: a noun alone before an
/// amount is a part of what was told.
fn bare_part(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    const MONEY: [&str; 12] = [
        "额", "值", "资", "金", "入", "款", "税", "价", "润", "本", "费", "支出",
    ];
    let bare = head.indicator.is_none()
        && head.verb.is_empty()
        && (2..=8).contains(&head.noun.chars().count())
        && scene.kind(q) == UnitKind::Money
        && !super::is_vague(&head.noun)
        && !MONEY.iter().any(|word| head.noun.ends_with(word));
    let opening = scene
        .sentence
        .between(0, 2.min(scene.sentence.tokens.len()));
    let goes_on = scene.topics.len() > scene.sentence_topics
        || opening.starts_with(['按', '分'])
        || opening.starts_with("其中");
    let topic = scene
        .topics
        .iter()
        .rev()
        .find(|topic| topic.measure == Some(Measure::Level));
    if let Some(topic) = topic
        && bare
        && goes_on
        && topic.unit == scene.quantity(q).quantity.unit
        && topic.indicator.is_some()
    {
        head.indicator = topic.indicator;
        head.breakdown = Some(head.noun.clone());
    }
}

/// 跨境电商是一大亮点，一季度交易额6.8亿元 · 粮食播种面积…，总产量…: what the sentence began with completes
/// the name.
fn led(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    const OPEN: [&str; 10] = [
        "交易额",
        "成交额",
        "总产量",
        "产量",
        "总面积",
        "销量",
        "销售额",
        "总投入",
        "零售额",
        "营业额",
    ];
    if !head.verb.is_empty() || !OPEN.contains(&head.noun.as_str()) || after_pause(scene, q) {
        return;
    }
    let sentence = scene.sentence;
    let start = sentence.clause_start(scene.place(q));
    let names = (0..start).filter_map(|at| match sentence.tokens[at].kind {
        Kind::Term(Term::Indicator(i)) => Some(scene.config.indicators[i].name.as_str()),
        _ => None,
    });
    let found = names.rev().find_map(|name| {
        let ends: Vec<usize> = name.char_indices().map(|(at, _)| at).skip(2).collect();
        let mut parts = [name.len()]
            .into_iter()
            .chain(ends.into_iter().rev())
            .map(|end| &name[..end]);
        parts.find_map(|part| {
            let words = format!("{part}{}", head.noun);
            scene.config.named(&words).map(|named| (named, words))
        })
    });
    if let Some((named, words)) = found {
        let (indicator, breakdown) = scene.config.widened(named);
        head.indicator = Some(indicator);
        head.breakdown = breakdown;
        head.noun = words;
        return;
    }
    // 建成海外仓36个，总面积52万平方米: of what was just counted.
    let counted = scene.topics[scene.sentence_topics..]
        .last()
        .filter(|topic| {
            topic.measure == Some(Measure::Level)
                && crate::quantities::kind_of(&topic.unit) == UnitKind::Count
        });
    if let Some(topic) = counted.filter(|_| head.noun.starts_with('总')) {
        head.noun = format!("{}{}", topic.noun.trim_end_matches('数'), head.noun);
    }
}

/// 现场集中签约，项目14个: the verb of the clause before says which projects.
fn done_before(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    let sentence = scene.sentence;
    let start = sentence.clause_start(scene.place(q));
    let is_open = head.verb.is_empty() && head.indicator.is_none() && start > 1;
    if !is_open || !phrase::is_bare(&head.noun) {
        return;
    }
    let clause = sentence.clause_start(start - 1)..start - 1;
    let verbs = clause.rev().take(3).map(|at| sentence.of_token(at));
    for verb in verbs {
        if let Some(listed) = scene.config.listed(&format!("{verb}{}", head.noun)) {
            head.indicator = Some(listed);
            head.noun = format!("{verb}{}", head.noun);
            return;
        }
    }
}

/// 发放稳岗返还资金615万元，惠及企业129家: those whom this money favours, not those of policies.
fn favoured(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    let favours = head.verb.starts_with("惠及") || head.noun.starts_with("惠及");
    let last = scene.topics[scene.sentence_topics..].last();
    let money = last.filter(|topic| {
        let policy = ["政策", "奖补", "兑现", "惠企"];
        crate::quantities::kind_of(&topic.unit) == UnitKind::Money
            && topic.noun.chars().count() >= 3
            && !policy.iter().any(|word| topic.noun.contains(word))
    });
    if let Some(topic) = money.filter(|_| favours && scene.kind(q) == UnitKind::Count) {
        let noun = topic.noun.trim_end_matches('额');
        head.noun = format!("{noun}{}{}", head.verb, head.noun);
        head.verb.clear();
        head.indicator = None;
    }
}

/// 10亿元以上项目2个 behind 签约项目32个: projects of a size are those that were counted before.
fn limited(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    let Some(limit) = head.breakdown.as_deref() else {
        return;
    };
    let projects = head.noun.strip_prefix(limit) == Some("项目");
    if !projects || head.indicator.is_some() || !head.verb.is_empty() {
        return;
    }
    let unit = &scene.quantity(q).quantity.unit;
    let told = scene.topics.iter().rev().find(|topic| {
        topic.unit == *unit
            && topic.measure == Some(Measure::Level)
            && topic
                .indicator
                .is_some_and(|i| scene.config.indicators[i].name.ends_with("项目数"))
    });
    head.indicator = told.and_then(|topic| topic.indicator);
}

/// 投入1600万元引进自动裁剪线: what the money was spent on names it.
fn spent_on(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    const SPENDS: [&str; 7] = ["投入", "投资", "斥资", "花费", "出资", "拿出", "耗资"];
    let right = scene.right(q);
    let acts = right.start < right.end
        && matches!(
            scene.sentence.tokens[right.start].kind,
            Kind::Word(Pos::Verb | Pos::VerbNoun)
        );
    let words = format!("{}{}", head.noun, head.verb);
    let verb = SPENDS.iter().find(|verb| {
        head.verb.ends_with(**verb) || head.verb.is_empty() && head.noun.ends_with(**verb)
    });
    let Some(verb) = verb.filter(|_| acts && words.chars().count() <= 8) else {
        return;
    };
    let deed: String = phrase::deed(scene.sentence, right)
        .chars()
        .take(14)
        .collect();
    // 投资6.5亿元建设重组竹生产线: what the whole costs.
    const BUILDS: [&str; 7] = ["建设", "新建", "兴建", "建起", "扩建", "打造", "建成"];
    if matches!(*verb, "投资" | "斥资") && BUILDS.iter().any(|builds| deed.starts_with(builds))
    {
        head.indicator = scene.config.listed("总投资");
    }
    head.noun = format!("{deed}{verb}");
    head.verb.clear();
}

/// 总规模5亿元的科创母基金: the size of what comes after.
fn whose_size(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) -> bool {
    let place = scene.place(q);
    let end = scene.sentence.clause_end(place);
    let of = place + 1 < end && scene.sentence.of_token(place + 1) == "的";
    if !of {
        return false;
    }
    let whose = phrase::after(scene.sentence, place, end, scene.config, scene.counted);
    if whose.noun.is_empty() {
        return false;
    }
    let invests = head.noun.ends_with("投资");
    let size = if invests { "投资" } else { &head.noun };
    let name = format!("{}{size}", whose.noun);
    let listed = if invests { "总投资" } else { &name };
    head.indicator = scene.config.listed(listed);
    head.breakdown = Some(whose.noun);
    head.noun = name;
    true
}

/// 每千人口拥有医师2.87人: a figure for so many people is not the figure of all.
fn per_head(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    let start = scene.left(q).start;
    let before = scene.sentence.between(start, head.range.start);
    let Some(at) = before.find("每") else { return };
    let each = &before[at..];
    if ["每千", "每万", "每百", "每十万"]
        .iter()
        .any(|per| each.starts_with(per))
    {
        head.noun = format!("{each}{}{}", head.verb, head.noun);
        head.verb.clear();
        head.indicator = scene.config.listed(&head.noun);
        head.breakdown = None;
    }
}

/// The phrase stands after a pause that follows another number: A 3家、B 54家.
fn after_pause(scene: &Scene<'_>, q: usize) -> bool {
    let sentence = scene.sentence;
    let left = scene.left(q);
    left.start > 0
        && matches!(sentence.of_token(left.start), "、" | "和" | "及")
        && matches!(
            sentence.tokens[left.start - 1].kind,
            Kind::Quantity(_) | Kind::Mark('”' | '）')
        )
}

/// Units of area.
const AREAS: [&str; 4] = ["平方公里", "平方米", "亩", "公顷"];

/// 大关, 台阶: words for the size of a number, not for a thing.
fn is_mark_of_size(noun: &str) -> bool {
    [
        "大关", "关口", "门槛", "台阶", "重担", "目标", "任务", "之间",
    ]
    .iter()
    .any(|w| noun.starts_with(w))
}

/// The verb that governs number and noun: 引进9名高层次人才.
fn governing_verb(scene: &Scene<'_>, q: usize, before: &phrase::Head) -> String {
    let sentence = scene.sentence;
    let left = scene.left(q);
    if !before.verb.is_empty() && before.noun.is_empty() {
        return before.verb.clone();
    }
    let adjacent = before.range.end == scene.place(q) || before.range.end + 1 == scene.place(q);
    // 选派296名干部: alone between a pause and the number, a word that jieba takes for a noun acts.
    let opens = before.range.start == left.start && scene.kind(q) == UnitKind::Count;
    if opens
        && adjacent
        && before.range.len() == 1
        && before.indicator.is_none()
        && before.breakdown.is_none()
        && before.noun.chars().count() == 2
        && left.start > 0
    {
        return before.noun.clone();
    }
    let last = before.range.clone().next_back();
    let is_verbal =
        last.is_some_and(|at| matches!(sentence.tokens[at].kind, Kind::Word(Pos::VerbNoun)));
    if adjacent && before.indicator.is_none() && is_verbal {
        // 从机关抽调48名干部: the last word acts.
        let is_short = before.noun.chars().count() <= 4;
        if let Some(at) = last.filter(|_| is_short) {
            return sentence.of_token(at).to_string();
        }
    }
    let has = last.is_some_and(|at| matches!(sentence.of_token(at + 1), "有" | "了"));
    if adjacent && is_verbal && has && before.indicator.is_none() {
        return before
            .noun
            .chars()
            .skip(before.noun.chars().count().saturating_sub(8))
            .collect();
    }
    // A verb inside a name (云计算基地) governs nothing.
    let governs = |at: &usize| {
        matches!(sentence.tokens[*at].kind, Kind::Word(Pos::Verb))
            && (*at == left.start
                || !matches!(
                    sentence.tokens[*at - 1].kind,
                    Kind::Word(Pos::Noun | Pos::Modifier)
                ))
    };
    let Some(at) = left.clone().rev().take(12).find(governs) else {
        return String::new();
    };
    // 综合服务大厅设置有20多个窗口: where they are belongs to the name.
    let where_ = phrase::before(sentence, left.start, at, scene.config);
    let verb = sentence.of_token(at);
    if where_.subject.is_none()
        && where_.verb.is_empty()
        && where_.indicator.is_none()
        && (4..=8).contains(&where_.noun.chars().count())
    {
        return format!("{}{verb}", where_.noun);
    }
    verb.to_string()
}

/// 申报, 新增, 认定 make another indicator of what follows.
pub(super) fn is_flow(verb: &str) -> bool {
    [
        "申报", "认定", "新增", "获批", "净增", "培育", "孵化", "注销", "淘汰", "惠及", "帮扶",
        "帮助", "走访", "支持", "扶持", "资助", "奖励", "对接", "带动", "组织",
    ]
    .iter()
    .any(|v| verb.ends_with(v))
}

/// Unit and indicator agree: money for money, classifiers for what is counted.
pub(super) fn fits(scene: &Scene<'_>, q: usize, head: &phrase::Head) -> bool {
    let Some(i) = head.indicator else {
        return scene.kind(q) != UnitKind::Money
            || !head.noun.ends_with("企业")
            || head.verb.is_empty();
    };
    let wanted = crate::quantities::kind_of(&scene.config.indicators[i].unit);
    // 亩均税收18万元, 月租金800元: for each of what, the name has said.
    let is_rate_of = wanted == UnitKind::Rate && scene.kind(q) == UnitKind::Money;
    is_rate_of
        || wanted == scene.kind(q)
        || wanted == UnitKind::Count && counts_persons(scene, q)
        || scene.config.indicators[i].unit.is_empty()
}

/// 年产光纤预制棒1500吨: all that stands behind the verb is the product.
fn produced(scene: &Scene<'_>, q: usize) -> Option<String> {
    let sentence = scene.sentence;
    let place = scene.place(q);
    let at = scene
        .left(q)
        .rev()
        .find(|&at| matches!(sentence.of_token(at), "年产" | "日产" | "月产"))?;
    let names = (at + 1..place).all(|i| {
        matches!(
            sentence.tokens[i].kind,
            Kind::Word(Pos::Noun | Pos::Verb | Pos::VerbNoun | Pos::Modifier | Pos::Other)
                | Kind::Term(Term::Breakdown(_))
        ) || phrase::is_light(sentence, i)
    });
    let product = sentence.between(at, place);
    let count = product.chars().count();
    (names && (4..=14).contains(&count)).then(|| product.to_string())
}
