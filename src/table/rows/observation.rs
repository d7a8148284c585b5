//! Rows of `observations.csv`, `observations.jsonl` and of leftovers.

use super::cell::{Cell, Row, Sheet, columns};
use crate::{
    model::{Leftover, Observation},
    table::decimals::in_print,
};

columns! {
    COLUMNS = [
        "id" Text "编号" "观测的永久编号，也是文章页上的锚点";
        "article" Text "文章" "文章的短名";
        "sentence" Text "原句" "数字所在的句子；表格取所在的整行";
        "offset" Integer "位置" "原文片段在句子中从第几个字符开始，从 0 数起";
        "quote" Text "原文" "句子中的这几个字，一字不改，含限定词与单位";
        "value" Decimal "数值" "以基本单位计的数值，万、亿已乘开，百分数照印；减少为负";
        "unit" Text "单位" "基本单位或量词";
        "qualifier" Text "限定" "exact 确数，about 约数，over 下限（超、突破、以上），under 上限（不足、以下）";
        "measure" Text "类型" "level 水平，growth 增速（%），change 增减量，share 占比，rank 位次，multiple 倍数";
        "basis" Text "对比基准" "yoy 同比，annual_average 年均，较早的期间，或占比的整体";
        "status" Text "状态" "actual 已实现，target 目标或预计";
        "period" Text "期间" "2024、2025-09、2025-01/2025-09；pub 为文章发表之时";
        "subject" Text "主体" "数字说的是谁";
        "indicator" Text "指标" "指标的规范名称；一次性的数字没有";
        "breakdown" Text "分项" "只统计其中一部分时，是哪一部分";
        "label" Text "名称" "这个数字的简短名称";
        "period_iso" Text "期间（已定）" "同 period，pub 换成文章发表的月份";
        "nature" Text "性质" "result 实绩，target 目标，forecast 预计，capacity 产能";
        "cumulative" Boolean "累计" "是否为累计数";
        "indicator_id" Text "指标编号" "词表中的指标编号";
        "rule" Text "规则" "把数字与指标连起来的句式";
        "start" Integer "起" "原文片段在文章纯文本中的起始字节";
        "end" Integer "止" "原文片段在文章纯文本中的终止字节（不含）";
        "correction" Text "更正" "若经编者更正，更正的理由";
        "fact" Text "事实" "所属事实的编号";
    ]
    LEFTOVER_COLUMNS = [
        "article" Text "文章" "文章的短名";
        "sentence" Text "原句" "所在的句子；表格取所在的整行";
        "offset" Integer "位置" "原文片段在句子中从第几个字符开始，从 0 数起";
        "quote" Text "原文" "句子中的这几个字，一字不改";
        "reason" Text "原因" "为什么不算观测：date time-frame ordinal name idiom enumeration threshold indefinite noise lexical unresolved";
        "start" Integer "起" "在文章纯文本中的起始字节";
        "end" Integer "止" "在文章纯文本中的终止字节（不含）";
    ]
}

/// All observations, in their order.
pub fn observations(observations: &[Observation]) -> Sheet {
    Sheet::of(COLUMNS, observations, observation)
}

/// One observation; serialises as an object with the fields of the data contract.
pub fn observation_row(of: &Observation) -> Row {
    Row {
        columns: COLUMNS,
        cells: observation(of),
    }
}

fn observation(o: &Observation) -> Vec<Cell> {
    let at = o.quote.start.saturating_sub(o.sentence.start);
    vec![
        Cell::text(o.id.as_str()),
        Cell::text(&o.article),
        Cell::text(&o.sentence_text),
        Cell::Integer(offset(&o.sentence_text, &o.quote_text, at)),
        Cell::text(&o.quote_text),
        Cell::Decimal(in_print(o.value, o.step)),
        Cell::text(&o.unit),
        Cell::text(o.qualifier.as_str()),
        Cell::text(o.measure.as_str()),
        Cell::shown(o.basis.as_ref()),
        Cell::text(o.status().as_str()),
        Cell::shown(o.period),
        Cell::text(&o.subject),
        Cell::shown(o.indicator.as_ref()),
        Cell::shown(o.breakdown.as_ref()),
        Cell::text(&o.label),
        Cell::shown(o.period_iso),
        Cell::text(o.nature.as_str()),
        Cell::Boolean(o.cumulative),
        Cell::shown(o.indicator_id.as_ref()),
        Cell::text(&*o.rule),
        Cell::Integer(o.quote.start),
        Cell::Integer(o.quote.end),
        Cell::shown(o.correction.as_ref()),
        Cell::shown(o.fact.as_ref()),
    ]
}

/// Leftovers of one article, whose plain text is `text`.
pub fn leftovers<'a>(leftovers: impl IntoIterator<Item = &'a Leftover>, text: &str) -> Sheet {
    Sheet::of(LEFTOVER_COLUMNS, leftovers, |leftover| {
        cells(leftover, text)
    })
}

/// One leftover of an article whose plain text is `text`.
pub fn leftover_row(leftover: &Leftover, text: &str) -> Row {
    Row {
        columns: LEFTOVER_COLUMNS,
        cells: cells(leftover, text),
    }
}

fn cells(leftover: &Leftover, text: &str) -> Vec<Cell> {
    let sentence = leftover.sentence.of(text);
    let at = leftover.quote.start.saturating_sub(leftover.sentence.start);
    vec![
        Cell::text(&leftover.article),
        Cell::text(sentence),
        Cell::Integer(offset(sentence, &leftover.quote_text, at)),
        Cell::text(&leftover.quote_text),
        Cell::text(leftover.reason.as_str()),
        Cell::Integer(leftover.quote.start),
        Cell::Integer(leftover.quote.end),
    ]
}

/// Characters of `sentence` before `quote`, which stands about `at` bytes into it. A table's
/// row as printed has bars and spaces that the plain text has not: then the nearest place
/// that reads the same is the one.
pub(super) fn offset(sentence: &str, quote: &str, at: usize) -> usize {
    let place = if sentence
        .get(at..)
        .is_some_and(|rest| rest.starts_with(quote))
    {
        at
    } else {
        sentence
            .match_indices(quote)
            .map(|(place, _)| place)
            .min_by_key(|place| place.abs_diff(at))
            .unwrap_or_default()
    };
    sentence[..place].chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LeftoverReason, Span};

    #[test]
    fn offsets_count_characters() {
        for (sentence, quote, at, expected) in [
            ("由102个增至102个", "102个", 3, 1),
            ("由102个增至102个", "102个", 15, 7),
            ("| 2024 | 412 |", "412", 5, 9),
            ("| 3 | 3 |", "3", 8, 6),
            ("没有", "412", 1, 0),
        ] {
            assert_eq!(offset(sentence, quote, at), expected, "{sentence} {at}");
        }
    }

    #[test]
    fn a_leftover_shows_its_sentence() {
        let text = "前句。共三期，第二期已建成。";
        let leftover = Leftover {
            article: "a".into(),
            sentence: Span::new(9, text.len()),
            quote: Span::new(21, 30),
            quote_text: "第二期".into(),
            reason: LeftoverReason::Ordinal,
        };
        assert_eq!(leftover.quote.of(text), "第二期");
        assert_eq!(
            serde_json::to_string(&leftover_row(&leftover, text)).expect("JSON"),
            r#"{"article":"a","sentence":"共三期，第二期已建成。","offset":4,"quote":"第二期","reason":"ordinal","start":21,"end":30}"#
        );
    }
}
