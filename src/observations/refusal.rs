//! Quantities that are no figures (非统计数字), whatever stands around them: ideas that are counted,
//! the close of a list, a capacity inside a name, the noise of a page.

use super::cues::Cue;
use super::lexicon::Term;
use super::sentence::{Kind, Pos, Sentence};
use crate::model::{Decimal, LeftoverReason};
use crate::quantities::{Form, UnitKind, kind_of};

/// Quantities that are none, whatever stands around them.
pub(super) fn reason(sentence: &Sentence, q: usize) -> Option<LeftoverReason> {
    let mention = &sentence.quantities[q];
    let place = sentence.places[q];
    let before = &sentence.text()[..mention.span.start];
    if mention.form == Form::Bare {
        // 表2, 图1: which of them.
        let is_ordinal = before.ends_with(['表', '图']);
        return Some(if is_ordinal {
            LeftoverReason::Ordinal
        } else {
            LeftoverReason::Unresolved
        });
    }
    // （单位：亿元）: in what the table counts.
    if before.ends_with("单位：") {
        return Some(LeftoverReason::Name);
    }
    let next = sentence
        .tokens
        .get(place + 1)
        .map_or("", |_| sentence.of_token(place + 1));
    let kind = kind_of(&mention.quantity.unit);
    let behind = &sentence.text()[mention.span.end..];
    let previous = place.checked_sub(1).map_or("", |at| sentence.of_token(at));
    // 要走5个环节, 合并成1个环节: steps of a procedure can be counted.
    let steps = [
        "走", "跑", "要", "需", "经过", "涉及", "压减", "精简", "减少", "办理",
    ];
    let is_step = next.starts_with("环节") && steps.iter().any(|verb| previous.ends_with(verb));
    if kind == UnitKind::Count
        && !is_step
        && (ABSTRACT.iter().any(|noun| next.starts_with(noun)) && !is_thing(next)
            || behind.starts_with("民生实事"))
    {
        return Some(LeftoverReason::Enumeration);
    }
    let quote = mention.span.of(sentence.text());
    // 每百元营业收入中的成本: for how much, no amount.
    let round = !quote.contains(|c: char| c.is_ascii_digit());
    if round && before.ends_with('每') {
        return Some(LeftoverReason::Name);
    }
    // 三年行动计划, 十年规划, 百日攻坚: the name of a plan; 人大二次会议: which meeting.
    if kind == UnitKind::Time
        && ["行动", "规划", "计划", "攻坚", "方案"]
            .iter()
            .any(|plan| next.starts_with(plan))
    {
        return Some(LeftoverReason::Name);
    }
    if mention.quantity.unit == "次"
        && mention.is_chinese
        && ["会议", "全会", "全体会议", "党代会"]
            .iter()
            .any(|meeting| next.starts_with(meeting))
    {
        return Some(LeftoverReason::Ordinal);
    }
    // 时间过半、任务过半: a saying of midsummer.
    if mention.form == Form::Fraction
        && ["时间", "任务", "双"]
            .iter()
            .any(|word| before.ends_with(word))
    {
        return Some(LeftoverReason::Idiom);
    }
    // 二次供水, 二次创业: the second, in a name.
    let again = [
        "供水", "创业", "污染", "开发", "利用", "加工", "分配", "创新", "装修", "元",
    ];
    if mention.quantity.unit == "次"
        && mention.is_chinese
        && again.iter().any(|word| behind.starts_with(word))
    {
        return Some(LeftoverReason::Name);
    }
    // 《…三十二条措施》: inside the title of a paper.
    let opened = before
        .rfind('《')
        .is_some_and(|open| !before[open..].contains('》'));
    if opened && behind.contains('》') {
        return Some(LeftoverReason::Name);
    }
    // 三次产业结构: a name, no three times.
    if mention.quantity.unit == "次" && next.starts_with("产业") {
        return Some(LeftoverReason::Name);
    }
    // 这4个项目合计占地863亩: those that were told of.
    let refers = place.checked_sub(1).map_or("", |at| sentence.of_token(at));
    if kind == UnitKind::Count && matches!(refers, "这" | "那" | "上述" | "以上" | "前述" | "该")
    {
        return Some(LeftoverReason::Enumeration);
    }
    // 三个产业的产值合计占66.2%, 两场仪式之间: those that were told of.
    if mention.is_chinese && kind == UnitKind::Count && points_back(sentence, place) {
        return Some(LeftoverReason::Enumeration);
    }
    // 对连续两次排名末位的单位予以约谈: whom a rule is for.
    if is_ruled(sentence, place) {
        return Some(LeftoverReason::Threshold);
    }
    // 二类以上注册证: a limit of classes.
    if mention.quantity.unit == "类" && quote.ends_with("以上") {
        return Some(LeftoverReason::Threshold);
    }
    // 表1列出: which table.
    if before.ends_with(['表', '图']) && quote.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(LeftoverReason::Ordinal);
    }
    // 6微米及以下的极薄铜箔, 40岁以下的青年: a limit of a class.
    let unit = mention.quantity.unit.as_str();
    let is_fine = matches!(unit, "微米" | "纳米" | "毫米" | "英寸");
    let limits = quote.ends_with("以下") || quote.ends_with("以上");
    if limits && (is_fine || unit == "岁") && behind.starts_with('的') {
        return Some(LeftoverReason::Threshold);
    }
    // 6微米锂电铜箔: of which kind the thing is.
    let is_spec = is_fine
        && sentence
            .tokens
            .get(place + 1)
            .is_some_and(|token| matches!(token.kind, Kind::Word(Pos::Noun)))
        && (place == 0 || matches!(sentence.tokens[place - 1].kind, Kind::Word(Pos::Of)));
    if is_spec {
        return Some(LeftoverReason::Name);
    }
    // 后两项同比分别增长…: those just told.
    if mention.is_chinese
        && matches!(mention.quantity.unit.as_str(), "项" | "者" | "个")
        && previous.ends_with(['前', '后'])
        && next
            .chars()
            .next()
            .is_none_or(|c| "同分均合都，".contains(c))
    {
        return Some(LeftoverReason::Enumeration);
    }
    // 两班倒: how a factory works.
    if mention.quantity.unit == "班" && behind.starts_with('倒') {
        return Some(LeftoverReason::Idiom);
    }
    // 两根台柱子, 集中在电机电控和精密铸造两个领域: those named.
    let counts_fields = ["领域", "台柱子"].iter().any(|noun| next.starts_with(noun));
    if mention.is_chinese && kind == UnitKind::Count && counts_fields {
        return Some(LeftoverReason::Enumeration);
    }
    // 199号A座12层: an address.
    if matches!(mention.quantity.unit.as_str(), "层" | "楼")
        && ["座", "号", "栋", "幢", "大厦", "大楼"]
            .iter()
            .any(|house| previous.ends_with(house))
    {
        return Some(LeftoverReason::Name);
    }
    // 空置的多在三层以上: where it is.
    if mention.quantity.unit == "层" && refers.ends_with('在') {
        return Some(LeftoverReason::Name);
    }
    // 再用三年: a span that is still to come.
    if kind == UnitKind::Time && refers.ends_with('用') && before.ends_with("再用") {
        return Some(LeftoverReason::TimeFrame);
    }
    if quote.ends_with('大') && !possesses(sentence, place) {
        return Some(LeftoverReason::Enumeration);
    }
    // A Chinese small number that closes a list only counts what was listed.
    if mention.is_chinese && kind == UnitKind::Count && closes_list(sentence, place) {
        return Some(LeftoverReason::Enumeration);
    }
    // 三类医疗器械, 二类口岸: a class by its number.
    const CLASSED: [&str; 6] = ["医疗器械", "器械", "口岸", "水质", "水体", "工资区"];
    if mention.quantity.unit == "类"
        && mention.is_chinese
        && CLASSED.iter().any(|noun| behind.starts_with(noun))
    {
        return Some(LeftoverReason::Name);
    }
    // 三条链里最短的一条, 三条产业链完成产值…: those that the text tells of.
    let chains = behind.starts_with("产业链") || behind.starts_with('链');
    let is_told = place == sentence.clause_start(place)
        || matches!(previous, "是" | "这" | "，")
        || place > 0 && sentence.is_period(place - 1);
    if mention.is_chinese && mention.quantity.unit == "条" && chains && is_told {
        return Some(LeftoverReason::Enumeration);
    }
    // -25℃低温库: what it is for.
    let is_bare = matches!(next, "" | "，" | "。" | "；") && !before.ends_with(['至', '~', '—']);
    if mention.quantity.unit == "℃" && !is_bare {
        return Some(LeftoverReason::Threshold);
    }
    // 关键抓两头: both ends.
    if quote == "两头"
        && ["抓", "顾", "吃", "跑", "堵", "盯"]
            .iter()
            .any(|verb| previous.ends_with(verb))
    {
        return Some(LeftoverReason::Idiom);
    }
    // 清晨7点40分: the time of day.
    let is_clock = before.ends_with('点') || before.ends_with('时');
    if mention.quantity.unit == "分" && is_clock {
        return Some(LeftoverReason::Date);
    }
    // 支撑主要来自两头：一头是…: what the colon lists.
    let listed = behind
        .strip_prefix('：')
        .filter(|_| mention.is_chinese && kind == UnitKind::Count);
    if listed.is_some_and(|list| list.starts_with('一') || list.contains('、')) {
        return Some(LeftoverReason::Enumeration);
    }
    if ranks_among(sentence, place) {
        return Some(LeftoverReason::Enumeration);
    }
    if names_project(sentence, place) {
        return Some(LeftoverReason::Name);
    }
    if is_page_noise(sentence, place) {
        return Some(LeftoverReason::Noise);
    }
    if kind == UnitKind::Count
        && mention.quantity.value == Decimal::ONE
        && is_article(sentence, place)
    {
        return Some(LeftoverReason::Indefinite);
    }
    None
}

/// At the head of a clause, before a noun that is only the owner of what is told.
fn points_back(sentence: &Sentence, place: usize) -> bool {
    let opens = place == sentence.clause_start(place) || sentence.is_period(place - 1);
    let noun = sentence.tokens.get(place + 1).map(|token| token.kind);
    let is_noun = matches!(noun, Some(Kind::Word(Pos::Noun)));
    let end = sentence.clause_end(place);
    let behind = sentence.between(place + 2, (place + 5).min(end));
    let few = matches!(sentence.tokens[place].kind, Kind::Quantity(q)
        if sentence.quantities[q].quantity.value <= Decimal::from(9));
    let owns = behind.starts_with('的') && behind.contains("合计");
    let joined = ["之间", "合计", "加起来", "合起来"]
        .iter()
        .any(|word| behind.starts_with(word));
    opens && is_noun && few && (owns || joined)
}

/// 对 …的…予以: the condition of a rule.
fn is_ruled(sentence: &Sentence, place: usize) -> bool {
    let start = sentence.clause_start(place);
    let end = sentence.clause_end(place);
    let of = (place + 1..end).find(|&at| sentence.of_token(at) == "的");
    let does = |at: usize| matches!(sentence.of_token(at), "予以" | "给予" | "实行" | "依法");
    let is_for = sentence.of_token(start) == "对";
    let limits = matches!(sentence.tokens[place].kind, Kind::Quantity(q)
        if matches!(sentence.quantities[q].quantity.unit.as_str(), "次" | "年" | "个月"));
    is_for && limits && of.is_some_and(|of| (of + 1..end).any(does))
}

/// Nouns that count ideas or the parts of a text, not things in the world.
const ABSTRACT: [&str; 32] = [
    "民生实事",
    "实事",
    "大事",
    "事",
    "问题",
    "话题",
    "重点",
    "愿景",
    "方面",
    "环节",
    "阶段",
    "特点",
    "关键词",
    "层面",
    "步骤",
    "字",
    "维度",
    "原则",
    "理念",
    "战略",
    "抓手",
    "重点任务",
    "数据",
    "转变",
    "坚持",
    "统一",
    "体系",
    "模式",
    "优势",
    "招商模式",
    "指标",
    "等级",
];

/// 98个重点项目: things that are told by the same words as ideas.
fn is_thing(noun: &str) -> bool {
    ["项目", "企业", "工程", "平台", "园区"]
        .iter()
        .any(|end| noun.ends_with(end))
}

/// 坐拥两大孵化器: a verb of having before the number.
fn possesses(sentence: &Sentence, place: usize) -> bool {
    let start = sentence.clause_start(place);
    let has = |at: usize| {
        let word = sentence.of_token(at);
        [
            "坐拥", "拥有", "有", "建成", "组建", "设立", "建有", "引进", "搭建",
        ]
        .contains(&word)
    };
    let joined = sentence.between(start, place);
    joined.contains("坐拥")
        || (start..place).rev().take(6).any(|at| {
            has(at)
                || (matches!(sentence.tokens[at].kind, Kind::Mark('、')) && (start..at).any(has))
        })
}

/// A、B和C三家: directly after a list.
fn closes_list(sentence: &Sentence, place: usize) -> bool {
    let start = sentence.clause_start(place);
    place > start
        && matches!(
            sentence.tokens[place - 1].kind,
            Kind::Word(Pos::Noun | Pos::VerbNoun)
                | Kind::Term(Term::Subject(_) | Term::Breakdown(_) | Term::Indicator(_))
                | Kind::Mark('”' | '》')
        )
        && (start..place - 1).any(|at| matches!(sentence.of_token(at), "、" | "和"))
        && sentence
            .tokens
            .get(place + 1)
            .is_some_and(|t| matches!(t.kind, Kind::Word(Pos::Noun) | Kind::Term(_)))
}

/// 年产6万吨…技术改造项目: a capacity inside the name of a project.
fn names_project(sentence: &Sentence, place: usize) -> bool {
    let before = sentence.between(sentence.clause_start(place), place);
    let end = sentence.clause_end(place);
    let follows = sentence.between(place + 1, end);
    let name_end = ["项目", "工程", "生产线", "基地"]
        .iter()
        .filter_map(|w| follows.find(w))
        .min();
    let stops = follows
        .find(['、', '，', '；', '。'])
        .unwrap_or(follows.len());
    (before.ends_with("年产") || before.ends_with("日产") || before.ends_with("月产"))
        && name_end.is_some_and(|n| n < stops && n > 0)
}

/// 居全市10个县区首位: how many were ranked.
fn ranks_among(sentence: &Sentence, place: usize) -> bool {
    let is_place = matches!(sentence.tokens[place].kind, Kind::Quantity(q)
        if sentence.quantities[q].form == Form::Rank);
    if is_place {
        return false;
    }
    let start = sentence.clause_start(place);
    let next = (place + 1..sentence.clause_end(place)).find(|&at| sentence.is_quantity(at));
    let is_rank = |at: usize| match sentence.tokens[at].kind {
        Kind::Quantity(q) => sentence.quantities[q].form == Form::Rank,
        _ => false,
    };
    next.is_some_and(|at| is_rank(at) && at - place <= 4)
        && sentence.has_cue(start..place, Cue::Rank)
}

/// Telephone, views, editions: lines of a page around an article.
fn is_page_noise(sentence: &Sentence, place: usize) -> bool {
    let before = sentence.between(place.saturating_sub(4), place);
    let before = before.strip_suffix('：').unwrap_or(before);
    // 社址：…，印刷：…，每份1.00元: the imprint of a newspaper.
    let in_imprint = ["印刷", "承印", "社址", "邮编", "订阅"]
        .iter()
        .any(|word| sentence.text().contains(word));
    let is_price = ["每份", "零售价", "定价"]
        .iter()
        .any(|word| before.ends_with(word));
    if in_imprint && is_price {
        return true;
    }
    [
        "共印", "阅读", "浏览", "点击", "电话", "热线", "传真", "邮编", "字号", "第", "版权",
    ]
    .iter()
    .any(|w| before.ends_with(w))
}

/// 1个小玻璃泡，可…: a clause that only brings in a thing.
fn is_article(sentence: &Sentence, place: usize) -> bool {
    let start = sentence.clause_start(place);
    let end = sentence.clause_end(place);
    place == start
        && start == 0
        && (place + 1..end)
            .all(|at| matches!(sentence.tokens[at].kind, Kind::Word(_) | Kind::Mark(_)))
}

pub(super) fn unplaced(sentence: &Sentence, q: usize) -> LeftoverReason {
    match kind_of(&sentence.quantities[q].quantity.unit) {
        UnitKind::Time => LeftoverReason::TimeFrame,
        UnitKind::Rank => LeftoverReason::Ordinal,
        _ => LeftoverReason::Unresolved,
    }
}
