//! What was inferred from a text, in words for the editor.

use std::fmt::Write as _;

use crate::{
    diag::Language,
    intake::{BlockKind, Mending},
};

use super::{AddOptions, Added};
use crate::commands::effect::Effect;

/// What was inferred, for the editor to judge.
pub(super) fn show(added: &Added, effect: &Effect, options: &AddOptions) -> String {
    let Added {
        article,
        path,
        draft,
    } = added;
    let say = |zh: &str, en: &str| match options.language {
        Language::Chinese => zh.to_owned(),
        Language::English => en.to_owned(),
    };
    let mut out = format!("{}\n", article.slug);
    let mut line = |name: String, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(out, "  {name}: {value}");
        }
    };
    line(say("标题", "title"), &article.title);
    if let Some(published) = article.published {
        let how = match (published.is_estimated, draft.latest_date()) {
            (false, _) => String::new(),
            (true, Some(found)) => say(
                &format!("（估计；文中最晚的日期是 {}）", found.date),
                &format!(
                    " (estimated; the latest date in the text is {})",
                    found.date
                ),
            ),
            (true, None) => say("（估计）", " (estimated)"),
        };
        line(
            say("刊发", "published"),
            &format!("{}{how}", published.date),
        );
    }
    line(say("署名", "byline"), &article.byline);
    line(say("来源", "source"), &article.source);
    line(say("网址", "address"), &article.url);
    line(say("编码", "encoding"), draft.encoding);
    let count = |wanted: fn(BlockKind) -> bool| {
        draft
            .blocks
            .iter()
            .filter(|block| wanted(block.kind))
            .count()
    };
    let paragraphs = count(|kind| kind == BlockKind::Paragraph);
    let headings = count(|kind| matches!(kind, BlockKind::Heading(_)));
    let items = count(|kind| kind == BlockKind::Item);
    let captions = count(|kind| kind == BlockKind::Caption);
    let tables = count(|kind| kind == BlockKind::Table);
    line(
        say("正文", "text"),
        &say(
            &format!(
                "{paragraphs} 段，{headings} 个小标题，{items} 个列表项，{captions} 条图片说明，{tables} 个表格"
            ),
            &format!(
                "{paragraphs} paragraphs, {headings} headings, {items} list items, {captions} captions, {tables} tables"
            ),
        ),
    );
    for mending in Mending::ALL {
        let places: Vec<_> = draft
            .mended
            .iter()
            .filter(|m| m.mending == mending)
            .collect();
        if places.is_empty() {
            continue;
        }
        let name = mending.name();
        line(
            name.in_language(options.language).to_owned(),
            &places.len().to_string(),
        );
        if mending != Mending::Wrap {
            for place in places {
                line(
                    say(
                        &format!("  第 {} 行", place.line),
                        &format!("  line {}", place.line),
                    ),
                    &place.text,
                );
            }
        }
    }
    for furniture in &draft.furniture {
        line(say("不入正文", "left out"), &shortened(furniture));
    }
    line(say("备注", "note"), &article.note);
    for (name, value) in effect.lines() {
        line(
            name.in_language(options.language).to_owned(),
            value.in_language(options.language),
        );
    }
    let shown = path.display();
    let _ = if options.dry_run {
        writeln!(
            out,
            "  {}",
            say(
                &format!("（试运行，没有写入 {shown}）"),
                &format!("(dry run: {shown} is not written)")
            )
        )
    } else {
        writeln!(out, "  → {shown}")
    };
    out
}

/// A line that is not too long to be looked over.
fn shortened(line: &str) -> String {
    const MOST: usize = 60;
    match line.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    }
}
