//! Where a term fits the words of the segmenter (切分校验): 比 is not cut out of 比赛, nor 半 out of 半导体.

use super::super::cues::Cue;
use super::super::lexicon::Term;
use crate::model::Span;
use crate::text::Word;

/// True when the characters of `span` lie inside a longer word that is no number or measure:
/// 半导体, 三星, 万马, 一流.
pub(super) fn inside_word(words: &[Word<'_>], span: Span, text: &str) -> bool {
    let at = words.partition_point(|w| w.span.end <= span.start);
    let Some(word) = words.get(at) else {
        return false;
    };
    let longer = word.span.start < span.start || word.span.end > span.end;
    // 两大, 三大 count what follows.
    if word.text.ends_with('大') && word.text.chars().count() == 2 {
        return false;
    }
    if !longer || matches!(word.pos, b'm' | b'q' | b't') {
        return false;
    }
    // A hedge may be glued to the number: 近百, 超千.
    let head = &text[word.span.start..span.start.max(word.span.start)];
    !(word.span.end <= span.end && matches!(head, "近" | "超" | "约" | "逾" | "达" | "上"))
}

/// True when a unit is only the beginning of a longer noun: 人 in 人才.
pub(super) fn begins_noun(words: &[Word<'_>], unit: Span, is_known: impl Fn(&str) -> bool) -> bool {
    let at = words.partition_point(|w| w.span.end <= unit.start);
    words.get(at).is_some_and(|w| {
        // 17道工序, which the dictionary has as one word.
        let rest = w.text.get(unit.len()..).unwrap_or("");
        let is_counted = rest.chars().count() >= 2 && is_known(rest);
        w.span.start == unit.start
            && w.span.end > unit.end
            && w.pos == b'n'
            && !is_counted
            // 9个国省考断面, 45天压到12天: jieba makes up 个国省 and 天压.
            && is_known(w.text)
    })
}

/// True when the span begins the word in which it stands.
pub(super) fn head_of_word(words: &[Word<'_>], span: Span) -> bool {
    let at = words.partition_point(|w| w.span.end <= span.start);
    words
        .get(at)
        .is_some_and(|word| word.span.start == span.start && word.span.end > span.end)
}

/// True when the span ends the word in which it stands.
pub(super) fn rest_of_word(words: &[Word<'_>], span: Span) -> bool {
    let at = words.partition_point(|w| w.span.end <= span.start);
    words
        .get(at)
        .is_some_and(|word| word.span.start < span.start && word.span.end == span.end)
}

/// 新增产值 holds no 增产: the last character belongs to a noun.
pub(super) fn ends_in_name(last: &Word<'_>, span: Span) -> bool {
    last.pos == b'n' && last.span.start > span.start && last.span.end > span.end
}

/// 厂区内, 园区内: the last characters of a longer word are no region.
pub(super) fn ends_word(text: &str, span: Span, term: Term) -> bool {
    const BEFORE: [char; 10] = ['厂', '园', '景', '城', '库', '片', '小', '社', '矿', '校'];
    let region = matches!(term, Term::Region(_)) && matches!(span.of(text), "区内" | "区里");
    // 应开工未开工项目: those that have not.
    let negated = matches!(term, Term::Indicator(_)) && text[..span.start].ends_with(['未', '应']);
    region && text[..span.start].ends_with(BEFORE) || negated
}

/// Short cue words must not be cut out of longer words: 比 in 比赛, 有 in 有限, 从 in 从事.
pub(super) fn fits_words(words: &[Word<'_>], span: Span, term: Term) -> bool {
    let Term::Cue(cue) = term else { return true };
    let at = words.partition_point(|w| w.span.end <= span.start);
    let Some(word) = words.get(at) else {
        return true;
    };
    // 吨均电耗, 户均收入: of each of what stands before.
    let each = at.checked_sub(1).map(|before| words[before].text);
    if word.text == "均" && matches!(each, Some("吨" | "户" | "人" | "亩" | "件" | "台" | "地"))
    {
        return false;
    }
    if span.len() > 3 {
        // A two-character cue may cross words but must not end inside a name.
        let last = words.partition_point(|w| w.span.end < span.end);
        return words.get(last).is_none_or(|w| {
            w.span.end == span.end
                || w.span.start >= span.start && !ends_in_name(w, span)
                // 压缩机 is a noun.
                || w.span.start <= span.start
                    && w.span.end - span.end <= 6
                    && cue != Cue::Equal
                    && !(w.pos == b'n' && w.span.start == span.start)
        });
    }
    // 占全产业链产值的比重: jieba reads 占全.
    if word.span == span
        || cue == Cue::Share && word.text == "占全" && word.span.start == span.start
    {
        return true;
    }
    // 居砚州市第二位: jieba takes the verb for a part of a name that it does not know.
    let ranks = || {
        let next = words[at + 1..].iter().take(4);
        next.map(|word| word.text)
            .any(|word| word.starts_with('第') || matches!(word, "首位" | "前列" | "榜首"))
    };
    // 列入第五批名单 is a word of its own.
    let is_verb = ["入", "为", "出", "名", "放", "住", "民"]
        .iter()
        .any(|end| word.text.ends_with(end));
    let is_glued = word.span.start == span.start && word.span.end > span.end && !is_verb;
    if cue == Cue::Rank && is_glued && ranks() {
        return true;
    }
    // 减免, 减负, 增收: a verb that changes something else than the number that follows.
    let rest = &word.text[span
        .end
        .saturating_sub(word.span.start)
        .min(word.text.len())..];
    let glued = ["了", "到", "至", "近", "超", "逾", "约", "达", "过"].contains(&rest);
    if matches!(cue, Cue::Up | Cue::Down | Cue::Cut) && word.span.start == span.start && !glued {
        return false;
    }
    // 增长8%: jieba may glue a cue to what follows (达到了, 共有); accept at either edge of verbs.
    matches!(word.pos, b'v' | b'd' | b'm' | b'p' | b'u')
        && (word.span.start == span.start
            || (word.span.end == span.end && !matches!(cue, Cue::Up | Cue::Down)))
        && !matches!(
            cue,
            Cue::Than
                | Cue::Share
                | Cue::From
                | Cue::Higher
                | Cue::Lower
                | Cue::Rank
                | Cue::Will
                | Cue::Target
                | Cue::Equal
                | Cue::Light
        )
}
