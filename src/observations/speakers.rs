//! Speakers (发言人): whose figures somebody gives. In the record of a press conference (问答实录), told
//! by somebody who asks, a name with a colon begins a turn.

use super::subjects::{POSTS, Subjects};
use crate::text::{BlockKind, Document, Normal, is_han};

/// Who speaks for whom in one document.
#[derive(Debug, Default)]
pub(super) struct Speakers {
    /// Somebody asks: the document is a record, in which colons begin turns.
    is_record: bool,
    /// Names of persons with the subject that they speak for, `None` for the zone and its offices.
    persons: Vec<(String, Option<usize>)>,
}

/// A turn of a record (发言): 郎一鸣：….
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Turn {
    /// Whom the speaker stands for; `None` is the zone.
    pub(super) speaks_for: Option<usize>,
}

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
        let paragraphs = document
            .blocks
            .iter()
            .filter(|b| b.kind == BlockKind::Paragraph);
        for lead in paragraphs.filter_map(|block| lead(document.slice(block.span))) {
            match lead {
                Lead::Moderator => speakers.is_record = true,
                Lead::Person(name) => {
                    if !speakers.persons.iter().any(|(known, _)| *known == name) {
                        speakers.persons.push((name, None));
                    }
                }
            }
        }
        if !speakers.is_record {
            return Self::default();
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
            let before = text[..at].trim_end();
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
        if !self.is_record {
            return None;
        }
        let speaks_for = match (named_in_lead(paragraph, subjects), lead(paragraph)) {
            (Some(subject), _) => Some(subject),
            (None, Some(Lead::Person(name))) => {
                let known = self.persons.iter().find(|(person, _)| *person == name);
                known.and_then(|(_, subject)| *subject)
            }
            (None, Some(Lead::Moderator)) => None,
            (None, None) => return None,
        };
        Some(Turn { speaks_for })
    }
}

/// What stands before the colon that begins a turn.
#[derive(Debug, PartialEq, Eq)]
enum Lead {
    /// The role of asking or answering alone: 主持人, 问（《潞江晚报》）.
    Moderator,
    /// What may be a name: 郎一鸣, 沈砚秋答.
    Person(String),
}

/// 答（某某有限公司总经理郎一鸣）：, 某某有限公司总经理郎一鸣：: the lead itself says for whom.
fn named_in_lead(paragraph: &str, subjects: &Subjects) -> Option<usize> {
    let (lead, _) = spoken(paragraph).split_once(['：', ':'])?;
    let is_speaker = POSTS.iter().any(|post| lead.contains(post));
    if !is_speaker || lead.chars().count() > LONGEST_INTRODUCTION || lead.contains(['，', '。']) {
        return None;
    }
    let (_, subject) = subjects.find(lead).into_iter().last()?;
    (!subjects.get(subject).is_place).then_some(subject)
}

/// “…。”某某有限公司负责人罗启明说: whose words stand in the quotation before.
pub(super) fn quoted(attribution: &str, subjects: &Subjects) -> Option<usize> {
    const SAYS: [&str; 11] = [
        "说", "介绍", "表示", "告诉", "坦言", "透露", "感慨", "笑道", "算", "回忆", "直言",
    ];
    let clause = attribution.split(['，', '。', '：']).next()?;
    let (name, subject) = subjects.find(clause).into_iter().next()?;
    // 公司总经理申屠越说: or of whom the text has said whose post he holds.
    let has_post = name.start == 0 && POSTS.iter().any(|post| clause[name.end..].contains(post))
        || POSTS
            .iter()
            .any(|post| clause[..name.start].ends_with(post));
    let speaks = has_post && SAYS.iter().any(|verb| clause.contains(verb));
    (speaks && !subjects.get(subject).is_place).then_some(subject)
}

/// A turn without the marks that print its lead in bold: **郎一鸣：**….
fn spoken(paragraph: &str) -> &str {
    paragraph.trim_start_matches(|c: char| c.is_whitespace() || c == '*' || c == '_')
}

fn lead(paragraph: &str) -> Option<Lead> {
    let (lead, _) = spoken(paragraph).split_once(['：', ':'])?;
    let lead: String = lead.chars().filter(|c| !c.is_whitespace()).collect();
    if lead.is_empty() || lead.chars().count() > LONGEST_LEAD {
        return None;
    }
    let bare = lead.split(['（', '(']).next().unwrap_or_default();
    let is_name = |name: &str| (2..=4).contains(&name.chars().count()) && name.chars().all(is_han);
    // 答（戚文澍）：…: the bracket says who answers.
    let within = lead
        .split(['（', '('])
        .nth(1)
        .map(|name| name.trim_end_matches(['）', ')']));
    if let Some(name) = within.filter(|name| bare == "答" && is_name(name)) {
        return Some(Lead::Person(name.to_string()));
    }
    if MODERATORS.iter().any(|role| bare.starts_with(role)) || bare.contains("记者") {
        return Some(Lead::Moderator);
    }
    let name = bare.trim_end_matches(['答', '说']);
    is_name(name).then(|| Lead::Person(name.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_of_turns() {
        let person = |name: &str| Some(Lead::Person(name.into()));
        assert_eq!(lead("郎一鸣：2021年我们搬来时"), person("郎一鸣"));
        assert_eq!(lead("沈砚秋答：这家企业"), person("沈砚秋"));
        assert_eq!(lead("**郎一鸣：**谢谢主持人"), person("郎一鸣"));
        assert_eq!(lead("答（戚文澍）：我们公司上半年"), person("戚文澍"));
        assert_eq!(lead("问（《潞江晚报》）：怎么看"), Some(Lead::Moderator));
        assert_eq!(lead("数据显示，全年产值：12亿元"), None);
        assert_eq!(lead("没有冒号"), None);
    }
}
