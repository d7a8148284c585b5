//! Rows of mentions, which `extract --mentions` prints.

use super::{
    cell::{Cell, Sheet, columns},
    observation::offset,
};
use crate::{
    model::{Meaning, Mention},
    table::decimals::in_print,
};

columns! {
    COLUMNS = [
        "article" Text "文章" "文章的短名";
        "sentence" Text "原句" "所在的句子或表格单元";
        "offset" Integer "位置" "原文片段在句子中从第几个字符开始，从 0 数起";
        "quote" Text "原文" "句子中的这几个字，一字不改";
        "kind" Text "种类" "quantity 数量，period 时间";
        "value" Decimal "数值" "数量：以基本单位计的数值，万、亿已乘开，百分数照印";
        "unit" Text "单位" "数量：基本单位或量词";
        "qualifier" Text "限定" "数量：exact 确数，about 约数，over 下限，under 上限";
        "period" Text "期间" "时间：2024、2025-09、2025-01/2025-09；pub 为文章发表之时；无法推定则空";
        "start" Integer "起" "原文片段在文章纯文本中的起始字节";
        "end" Integer "止" "原文片段在文章纯文本中的终止字节（不含）";
    ]
}

/// The mentions of one article, whose plain text is `text`.
pub fn mentions<'a>(mentions: impl IntoIterator<Item = &'a Mention>, text: &str) -> Sheet {
    Sheet::of(COLUMNS, mentions, |mention| {
        let sentence = mention.sentence.of(text);
        let at = mention.quote.start.saturating_sub(mention.sentence.start);
        let mut cells = vec![
            Cell::text(&mention.article),
            Cell::text(sentence),
            Cell::Integer(offset(sentence, &mention.quote_text, at)),
            Cell::text(&mention.quote_text),
        ];
        cells.extend(match &mention.meaning {
            Meaning::Quantity(quantity) => [
                Cell::text("quantity"),
                Cell::Decimal(in_print(quantity.value, quantity.step)),
                Cell::text(&quantity.unit),
                Cell::text(quantity.qualifier.as_str()),
                Cell::Missing,
            ],
            Meaning::Period(period) => [
                Cell::text("period"),
                Cell::Missing,
                Cell::Missing,
                Cell::Missing,
                Cell::shown(*period),
            ],
        });
        cells.push(Cell::Integer(mention.quote.start));
        cells.push(Cell::Integer(mention.quote.end));
        cells
    })
}
