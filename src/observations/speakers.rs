//! Speakers (发言人): whose figures somebody gives. In the record of a press conference a name with
//! a colon begins a turn; a figure in quotation marks is told by whoever is named behind it.

use super::subjects::Subjects;
use crate::text::{BlockKind, Document, Normal};

/// Who speaks for whom in one document.
#[derive(Debug, Default)]
pub(super) struct Speakers {
    /// Names of persons with the subject that they speak for, `None` for the zone and its offices.
    persons: Vec<(String, Option<usize>)>,
}

/// A turn of a record (发言): 郎一鸣：….
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Turn {
    /// Whom the speaker stands for; `None` is the zone.
    pub(super) speaks_for: Option<usize>,
}

/// Words for a post (职务), after which the name of its holder stands.
const POSTS: [&str; 30] = [
    "董事长",
    "总经理",
    "经理",
    "总裁",
    "厂长",
    "创始人",
    "合伙人",
    "负责人",
    "总工程师",
    "工程师",
    "总工",
    "总监",
    "院长",
    "所长",
    "主任",
    "行长",
    "理事长",
    "会长",
    "校长",
    "书记",
    "局长",
    "区长",
    "市长",
    "县长",
    "镇长",
    "处长",
    "科长",
    "主管",
    "首席执行官",
    "CEO",
];

/// Leads of turns that belong to nobody's organisation.
const MODERATORS: [&str; 6] = ["主持人", "记者", "问", "答", "提问", "网友"];

/// The longest lead of a turn, in characters: 《江南晚报》记者周念青问.
const LONGEST_LEAD: usize = 16;

/// The longest lead that introduces its speaker, in characters.
const LONGEST_INTRODUCTION: usize = 48;

impl Speakers {
    /// Reads who is introduced: …有限公司总经理郎一鸣, where 郎一鸣： begins a paragraph.
    pub(super) fn of(document: &Document, subjects: &Subjects) -> Self {
        let mut speakers = Self::default();
        for block in &document.blocks {
            if !matches!(block.kind, BlockKind::Paragraph) {
                continue;
            }
            if let Some((name, _)) = lead(document.slice(block.span))
                && !speakers.persons.iter().any(|(known, _)| *known == name)
            {
                speakers.persons.push((name, None));
            }
        }
        if speakers.persons.is_empty() {
            return speakers;
        }
        for block in &document.blocks {
            for &sentence in &block.sentences {
                let normal = Normal::new(&document.text, sentence);
                speakers.introduce(normal.text(), subjects);
            }
        }
        speakers
    }

    fn introduce(&mut self, text: &str, subjects: &Subjects) {
        for (name, speaks_for) in &mut self.persons {
            let Some(at) = text.find(name.as_str()) else {
                continue;
            };
            let before = &text[..at];
            if speaks_for.is_some() || !POSTS.iter().any(|post| before.ends_with(post)) {
                continue;
            }
            let from = before
                .rfind(['，', '；', '：', '、', '。'])
                .map_or(0, |cut| cut + '，'.len_utf8());
            let named = subjects.find(&before[from..]).into_iter().last();
            *speaks_for = named
                .map(|(_, subject)| subject)
                .filter(|&subject| !subjects.get(subject).is_place);
        }
    }

    /// The turn that a paragraph begins, if it begins one.
    pub(super) fn turn(&self, paragraph: &str, subjects: &Subjects) -> Option<Turn> {
        if let Some(speaks_for) = named_in_lead(paragraph, subjects) {
            return Some(Turn {
                speaks_for: Some(speaks_for),
            });
        }
        let (name, is_moderator) = lead(paragraph)?;
        let known = self.persons.iter().find(|(person, _)| *person == name);
        let speaks_for = known
            .filter(|_| !is_moderator)
            .and_then(|(_, subject)| *subject);
        Some(Turn { speaks_for })
    }
}

/// 答（某某有限公司总经理郎一鸣）：, 某某有限公司总经理郎一鸣：: the lead itself says for whom.
fn named_in_lead(paragraph: &str, subjects: &Subjects) -> Option<usize> {
    let (lead, _) = paragraph.split_once(['：', ':'])?;
    let is_speaker = POSTS.iter().any(|post| lead.contains(post));
    if !is_speaker || lead.chars().count() > LONGEST_INTRODUCTION || lead.contains(['，', '。']) {
        return None;
    }
    let (_, subject) = subjects.find(lead).into_iter().last()?;
    (!subjects.get(subject).is_place).then_some(subject)
}

/// The name before the colon that begins a turn, and whether only the role of asking stands there.
fn lead(paragraph: &str) -> Option<(String, bool)> {
    let (lead, _) = paragraph.trim_start().split_once(['：', ':'])?;
    let lead: String = lead.chars().filter(|c| !c.is_whitespace()).collect();
    if lead.is_empty() || lead.chars().count() > LONGEST_LEAD {
        return None;
    }
    let bare = lead.split(['（', '(']).next().unwrap_or_default();
    if MODERATORS.iter().any(|role| bare.starts_with(role)) || bare.contains("记者") {
        return Some((bare.to_string(), true));
    }
    let name = bare.trim_end_matches(['答', '说']);
    let count = name.chars().count();
    let is_name = (2..=4).contains(&count) && name.chars().all(|c| ('一'..='龥').contains(&c));
    is_name.then(|| (name.to_string(), false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_of_turns() {
        let told = |text| lead(text).map(|(name, _)| name);
        assert_eq!(told("郎一鸣：2021年我们搬来时").as_deref(), Some("郎一鸣"));
        assert_eq!(told("沈砚秋答：这家企业").as_deref(), Some("沈砚秋"));
        assert_eq!(told("问（《潞江晚报》）：怎么看").as_deref(), Some("问"));
        assert_eq!(told("数据显示，全年产值：12亿元"), None);
        assert_eq!(told("没有冒号"), None);
    }
}
