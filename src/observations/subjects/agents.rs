//! Who acts (施事): the subject of the tokens before a quantity, not one that is governed or listed.

use super::super::cues::Cue;
use super::super::lexicon::{OWN, Term};
use super::super::sentence::{Kind, Pos, Sentence, Token};
use super::names::BUILDING_SITES;
use super::{Subjects, Told};

impl Subjects {
    /// Subject of the tokens before `place`: the nearest agent or anaphor of the sentence.
    pub(in crate::observations) fn agent(
        &self,
        sentence: &Sentence,
        place: usize,
        told: &Told,
    ) -> Option<usize> {
        // After a semicolon without an agent of its own, the first agent of the sentence acts on.
        let segment = (0..place)
            .rev()
            .find(|&at| matches!(sentence.tokens[at].kind, Kind::Mark('；')))
            .map_or(0, |at| at + 1);
        (segment..place)
            .rev()
            .find_map(|at| self.agent_at(sentence, at, told))
            .or_else(|| {
                // 设立了某某基金；到9月底，“科贷”放款…: a name of its own begins another statement.
                let mut opening = (segment..place).filter(|&at| {
                    !sentence.is_period(at) && !matches!(sentence.tokens[at].kind, Kind::Mark('，'))
                });
                let first = opening.next().map(|at| sentence.tokens[at].kind);
                (0..segment)
                    .filter(|_| !matches!(first, Some(Kind::Mark('“'))))
                    .find_map(|at| self.agent_at(sentence, at, told))
            })
    }

    fn agent_at(&self, sentence: &Sentence, at: usize, told: &Told) -> Option<usize> {
        match sentence.tokens[at].kind {
            Kind::Term(Term::Subject(s)) if self.is_agent(sentence, at, s) => Some(s),
            Kind::Term(Term::Cue(Cue::Anaphor))
                if matches!(sentence.of_token(at), "该" | "这家")
                    && !self.is_governed(sentence, at) =>
            {
                if sentence.of_token(at) == "这家" {
                    // 这家由老厂改制而来的企业: the noun may stand far off.
                    return told.refer("企业", self);
                }
                // 目前，该产业集聚企业216家: a trade is the whole place's.
                let next = (at + 1 < sentence.tokens.len()).then(|| sentence.of_token(at + 1));
                let noun = sentence.between(at + 1, (at + 4).min(sentence.tokens.len()));
                let goes_on = ["基地", "项目", "协会", "园"]
                    .iter()
                    .any(|end| noun.contains(end));
                if matches!(next, Some("产业" | "产业链" | "行业")) && !goes_on {
                    return self.whole();
                }
                told.refer(noun, self)
            }
            // 另有3家药企签订收购订单: others than those told of.
            _ if matches!(sentence.of_token(at), "另有" | "还有")
                && at == 0
                && counts_firms(sentence, at + 1) =>
            {
                self.whole()
            }
            Kind::Term(Term::Region(region))
                if region == OWN && !self.is_governed(sentence, at) =>
            {
                self.own(sentence, at, told)
            }
            // 全市现有216家 in the report of a city.
            Kind::Term(Term::Region(region))
                if matches!(region, "全市" | "全县" | "全省")
                    && self.default.ends_with(&region["全".len()..])
                    && opens(sentence, at)
                    && !matches!(
                        sentence.tokens.get(at + 1).map(|t| t.kind),
                        Some(Kind::Word(Pos::Noun))
                    ) =>
            {
                self.whole()
            }
            // 这座2024年投用的中试基地: the noun stands behind what tells it apart.
            Kind::Word(_) if matches!(sentence.of_token(at), "这座" | "这个") => {
                let end = sentence.clause_end(at);
                let of = (at + 1..end).find(|&i| sentence.of_token(i) == "的")?;
                let noun = sentence.between(of + 1, (of + 4).min(end));
                let told = told.refer(noun, self)?;
                (!self.get(told).is_place).then_some(told)
            }
            // 某某有限公司，它的动力电池基地总投资60亿元.
            Kind::Word(_) if sentence.of_token(at) == "它" && opens(sentence, at) => {
                named_before(sentence, at).find(|&named| !self.get(named).is_place)
            }
            // 那时候全厂只有12台车床.
            Kind::Word(_) if matches!(sentence.of_token(at), "全厂" | "厂里") => {
                told.refer("厂", self)
            }
            // 在某研究院，…。研究院成立两年来，…: the kind alone refers to the one just named.
            Kind::Word(_) | Kind::Term(Term::Indicator(_)) if opens(sentence, at) => {
                const KINDS: [&str; 12] = [
                    "研究院",
                    "基金",
                    "平台",
                    "学院",
                    "医院",
                    "学校",
                    "公司",
                    "集团",
                    "中心",
                    "基地",
                    "产业园",
                    "合作社",
                ];
                let word = sentence.of_token(at);
                if !KINDS.contains(&word) {
                    return None;
                }
                let here = named_before(sentence, at);
                let mut told = here.chain(told.mentioned.iter().rev().copied());
                let last = told.find(|&told| !self.get(told).is_place)?;
                self.get(last).is_a(word).then_some(last)
            }
            _ => None,
        }
    }

    /// 园区, 全区, 我区: the park spoken of, else the zone.
    fn own(&self, sentence: &Sentence, at: usize, told: &Told) -> Option<usize> {
        let previous = at.checked_sub(1).map_or("", |i| sentence.of_token(i));
        if matches!(previous, "全" | "占" | "在" | "为" | "各" | "入驻") {
            return None;
        }
        // 供给园区企业, 租着园区的厂房: the zone only says which firms, whose house.
        let next = sentence.tokens.get(at + 1).map(|token| token.kind);
        let modifies = matches!(next, Some(Kind::Word(Pos::Noun | Pos::VerbNoun | Pos::Of)))
            || next.is_some()
                && ["首家", "首个", "唯一", "最大", "第一家"].contains(&sentence.of_token(at + 1));
        if modifies
            && at > 0
            && !matches!(
                sentence.tokens[at - 1].kind,
                Kind::Mark(_) | Kind::Period(_)
            )
        {
            return None;
        }
        // 某高新区管委会主任: 我区….
        let speaker = told.speaker.filter(|&s| self.get(s).name.ends_with('区'));
        if speaker.is_some() && matches!(sentence.of_token(at), "我区" | "全区") {
            return speaker;
        }
        // 茅坪竹产业园是唯一产值下降的园区: the park that sentence or paragraph told of.
        let here = named_before(sentence, at).next();
        let park = here.or(told.here).filter(|&s| {
            let name = &self.get(s).name;
            ["园", "谷", "基地"].iter().any(|end| name.ends_with(end))
        });
        if park.is_some() && sentence.of_token(at) == "园区" {
            return park;
        }
        // 经开区 in the report of a district is the zone that it named.
        let word = sentence.of_token(at);
        if word.ends_with("经开区") || word.ends_with("高新区") || word.ends_with("开发区")
        {
            let named = self.known.iter().position(|k| {
                !k.is_default && k.name.ends_with(word) && !self.default.ends_with(word)
            });
            let is_told = named.filter(|named| told.mentioned.contains(named));
            if is_told.is_some() {
                return is_told;
            }
        }
        self.whole()
    }

    /// Whom the text is about when it says nobody else.
    fn whole(&self) -> Option<usize> {
        self.known.iter().position(|known| known.is_default)
    }

    /// A subject that acts, not one that a preposition or a verb governs.
    fn is_agent(&self, sentence: &Sentence, at: usize, subject: usize) -> bool {
        let known = self.get(subject);
        let is_told = is_visited(sentence, at) || is_scene(sentence, at) || invests(sentence, at);
        if !known.is_place && is_told {
            return true;
        }
        if self.is_governed(sentence, at) || self.is_listed(sentence, at) {
            return false;
        }
        if known.is_place && !known.is_default {
            let next = sentence.tokens.get(at + 1);
            let opens = at == 0
                || matches!(
                    sentence.tokens[at - 1].kind,
                    Kind::Mark(_) | Kind::Period(_)
                );
            let goes_on = next.is_some_and(|t: &Token| {
                matches!(
                    t.kind,
                    Kind::Period(_) | Kind::Term(Term::Indicator(_)) | Kind::Word(Pos::Function)
                ) || matches!(t.kind, Kind::Term(Term::Cue(c)) if !matches!(c, Cue::Light))
            });
            return opens && goes_on;
        }
        true
    }

    /// Governed by a preposition or a verb before it: 与X, 位于X, 走访X.
    fn is_governed(&self, sentence: &Sentence, at: usize) -> bool {
        let before = at
            .checked_sub(1)
            .map(|b| sentence.of_token(b))
            .unwrap_or("");
        const GOVERNS: [&str; 41] = [
            "是",
            "与",
            "和",
            "及",
            "由",
            "在",
            "为",
            "对",
            "向",
            "从",
            "给",
            "被",
            "走访",
            "来自",
            "联合",
            "携",
            "位于",
            "坐落于",
            "落户",
            "于",
            "同",
            "像",
            "以",
            "通过",
            "依托",
            "借助",
            "占",
            "居",
            "列",
            "到",
            "落地",
            "进入",
            "入驻",
            "服务",
            "把",
            "将",
            "获",
            "建设",
            "打造",
            "合作共建",
            "、",
        ];
        // 以某某研究院为例，…: of what follows it is the subject.
        let is_example = before == "以"
            && sentence
                .tokens
                .get(at + 1)
                .is_some_and(|_| sentence.of_token(at + 1) == "为例");
        // 体量最大的，是某某有限公司的…项目: what the clause begins with is told of.
        let of = |at: usize| {
            sentence
                .tokens
                .get(at)
                .is_some_and(|_| sentence.of_token(at) == "的")
        };
        let opens = sentence.clause_start(at) + 1 == at && at > 1;
        // 链主是某某有限公司，2021年投产: the firm that leads is told of next.
        let leads = at > 1
            && ["链主", "龙头", "代表", "主角", "之一", "一家", "一个"]
                .iter()
                .any(|word| sentence.of_token(at - 2).ends_with(word));
        let ends = matches!(
            sentence.tokens.get(at + 1).map(|token| token.kind),
            Some(Kind::Mark('，'))
        );
        // 灰楼里是某某研究院 · 一墙之隔的，是某某有限公司: who is there is told of next.
        let last = |at: usize| sentence.of_token(at).chars().next_back();
        let is_place = at > 1 && last(at - 2).is_some_and(|c| "里上旁边侧面处内".contains(c));
        let next = sentence.tokens.get(at + 1);
        let ends_clause = next.is_none_or(|token| matches!(token.kind, Kind::Mark(_)));
        let is_there = ends_clause && (is_place || opens && at > 2 && of(at - 3));
        // 个头最大的来自某某有限公司，总投资26亿元.
        let comes = before == "来自" && at > 1 && of(at - 2) && ends;
        // 分量最重的是某某有限公司，…; 这座厂房属于某某电子的…项目，总投资12.6亿元.
        let is_last = before == "是" && at > 1 && of(at - 2) && ends;
        let owns = before == "属于" && of(at + 1);
        let is_identified = comes
            || is_last
            || owns
            || before == "是"
                && ((opens || at > 1 && of(at - 2)) && of(at + 1) || leads && ends || is_there);
        GOVERNS.contains(&before) && !is_example && !is_identified
            || before.ends_with('于')
            || before.ends_with('在')
            || !comes && !owns && self.is_object(sentence, at)
    }

    /// Directly after a verb stands its object: 走访X, 搭建了X. What is founded is spoken of next.
    fn is_object(&self, sentence: &Sentence, at: usize) -> bool {
        const FOUNDS: [&str; 21] = [
            "听说",
            "听说过",
            "说起",
            "提起",
            "谈到",
            "创办",
            "创办了",
            "创立",
            "创立了",
            "创建",
            "设立",
            "成立",
            "组建",
            "建起",
            "兴建",
            "规划建设",
            "表示",
            "获悉",
            "显示",
            "设立了",
            "成立了",
        ];
        let verb = (0..at)
            .rev()
            .find(|&i| !matches!(sentence.of_token(i), "了" | "过" | "有"));
        let Some(verb) = verb.filter(|v| at - v <= 2) else {
            return false;
        };
        let has = at > 0 && sentence.of_token(at - 1) == "有";
        let word = sentence.of_token(verb);
        let transitive = matches!(sentence.tokens[verb].kind, Kind::Word(Pos::Verb))
            || (sentence.cue(verb) == Some(Cue::Equal) && !matches!(word, "是" | "为"));
        has || (transitive && !FOUNDS.contains(&word))
    }

    /// A、B等2个…: names in a list that a number closes.
    fn is_listed(&self, sentence: &Sentence, at: usize) -> bool {
        // 天安智谷孵化基地、: the name goes on in common nouns.
        let (start, mut at) = (at, at);
        let kind = |at: usize| sentence.tokens.get(at).map(|token| token.kind);
        let is_noun = |at: usize| matches!(kind(at), Some(Kind::Word(Pos::Noun | Pos::VerbNoun)));
        // A verb belongs to the name where a noun follows: 恒轴精工拿出3600万元 is a name that acts.
        let is_named = |at: usize| {
            is_noun(at) || matches!(kind(at), Some(Kind::Word(Pos::Verb))) && is_noun(at + 1)
        };
        while is_named(at + 1) && at < start + 3 {
            at += 1;
        }
        let Some(next) = sentence.tokens.get(at + 1) else {
            return false;
        };
        let closes = sentence.of_token(at + 1) == "等"
            && sentence
                .tokens
                .get(at + 2)
                .is_some_and(|t| matches!(t.kind, Kind::Quantity(_) | Kind::Word(Pos::Function)));
        // 某某有限公司投资6.5亿元: what jieba takes for a noun acts.
        let acts = (start + 1..=at)
            .any(|at| matches!(kind(at), Some(Kind::Word(Pos::Verb | Pos::VerbNoun))));
        closes
            || matches!(next.kind, Kind::Mark('、'))
            || matches!(next.kind, Kind::Quantity(q) if counts_names(sentence, q)) && !acts
            || matches!(sentence.of_token(at + 1), "和" | "及" | "与" | "同")
    }
}

/// The subjects that the sentence names before token `at`, the nearest first.
fn named_before(sentence: &Sentence, at: usize) -> impl Iterator<Item = usize> {
    let tokens = sentence.tokens[..at].iter().rev();
    tokens.filter_map(|token| match token.kind {
        Kind::Term(Term::Subject(s)) => Some(s),
        _ => None,
    })
}

/// A、B公司2家 counts the names before it; 某某有限公司460名员工 does not.
fn counts_names(sentence: &Sentence, q: usize) -> bool {
    const CLASSIFIERS: [&str; 6] = ["家", "个", "所", "户", "座", "条"];
    CLASSIFIERS.contains(&sentence.quantities[q].quantity.unit.as_str())
}

/// 3家药企: others of a kind, not 3家分公司 that the firm itself has.
fn counts_firms(sentence: &Sentence, at: usize) -> bool {
    const OWN: [&str; 6] = ["子公司", "分公司", "门店", "工厂", "研发中心", "分店"];
    let kind = sentence.tokens.get(at).map(|token| token.kind);
    let counts =
        matches!(kind, Some(Kind::Quantity(q)) if sentence.quantities[q].quantity.unit == "家");
    let noun = sentence.between(at + 1, (at + 4).min(sentence.clause_end(at)));
    counts && noun.contains(['企', '厂', '司']) && !OWN.iter().any(|own| noun.contains(own))
}

/// The first word of a clause, or the one behind its period: 今年公司….
fn opens(sentence: &Sentence, at: usize) -> bool {
    at == sentence.clause_start(at) || sentence.is_period(at - 1)
}

/// 智能门锁项目，由某某有限公司投资建设，总投资…: whose project it is.
fn invests(sentence: &Sentence, at: usize) -> bool {
    let by = at > 0 && sentence.of_token(at - 1) == "由";
    let next = (at + 1 < sentence.tokens.len()).then(|| sentence.of_token(at + 1));
    by && matches!(next, Some("投资" | "出资" | "投建" | "建设" | "运营"))
}

/// 在某某有限公司，…, 在某某产业园建设现场，…: the firm in which the sentence begins.
fn is_scene(sentence: &Sentence, at: usize) -> bool {
    let behind = sentence.tokens.get(at + 1).map(|token| token.kind);
    let site = sentence.between(at + 1, sentence.clause_end(at));
    at == 1
        && sentence.of_token(0) == "在"
        && (matches!(behind, Some(Kind::Mark('，'))) || BUILDING_SITES.contains(&site))
}

/// 走进某公司的生产车间, 在海纹的试验台前: where a scene is laid, there the figures belong.
fn is_visited(sentence: &Sentence, at: usize) -> bool {
    const ROOMS: [&str; 10] = [
        "车间",
        "厂房",
        "展厅",
        "实验室",
        "生产线",
        "厂区",
        "工厂",
        "试验台",
        "办公室",
        "基地",
    ];
    let end = (at + 5).min(sentence.clause_end(at));
    // 走进某某有限公司总装车间，….
    let visits = at > 0 && ["走进", "来到", "走入", "踏进"].contains(&sentence.of_token(at - 1));
    let room = sentence.between(at + 1, end);
    if visits && ROOMS.iter().any(|name| room.contains(name)) {
        return true;
    }
    sentence.of_token((at + 1).min(end - 1)) == "的"
        && ROOMS
            .iter()
            .any(|room| sentence.between(at + 2, end).contains(room))
}
