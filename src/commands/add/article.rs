//! A draft and what the editor says become an article.

use std::{fmt::Write as _, path::Path};

use crate::{
    corpus,
    diag::{Diagnostic, Phrase, Report},
    intake::Draft,
    model::{Article, Date, Published},
};

use super::AddOptions;

/// The article of a draft, with what the editor says.
pub(super) fn complete(
    options: &AddOptions,
    file: &Path,
    draft: &Draft,
    report: &mut Report,
) -> Article {
    let published = published(options.published, draft);
    let slug = options
        .slug
        .clone()
        .or_else(|| draft.slug.clone())
        .unwrap_or_else(|| {
            let date = published.map_or_else(String::new, |p| format!("{}-", p.date));
            format!("{date}{}", &draft.id[2..8])
        });
    let mut article = draft.clone().into_article(&slug);
    article.published = published;
    article.note = note(options, draft, published);
    if let Some(title) = &options.title {
        article.title.clone_from(title);
    }
    if let Some(byline) = &options.byline {
        article.byline.clone_from(byline);
    }
    if let Some(source) = &options.source {
        article.source.clone_from(source);
    }
    let mut lacking = |code, zh: &str, en: &str, hint_zh: &str, hint_en: &str| {
        report.push(
            Diagnostic::error(code, Phrase::new(zh, en))
                .about(file)
                .hint(Phrase::new(hint_zh, hint_en)),
        );
    };
    if article.title.trim().is_empty() {
        lacking(
            "title-missing",
            "文中没有标题",
            "the text has no headline",
            "用 --title 给一个标题",
            "give it one with --title",
        );
    }
    if published.is_none() {
        lacking(
            "published-missing",
            "文中没有日期，无法估计刊发的月份",
            "the text holds no date from which the month of publication could be estimated",
            "用 --published 给出，例如 --published 2025-11",
            "give it with --published, as in --published 2025-11",
        );
    }
    if !corpus::is_slug(&slug) {
        lacking(
            "bad-slug",
            &format!("`{slug}` 不能用作网址"),
            &format!("`{slug}` cannot stand in an address"),
            "--slug 只用小写字母、数字和连字符",
            "--slug takes lower-case letters, digits and hyphens",
        );
    }
    article
}

/// The editor's date, else the draft's.
fn published(given: Option<Date>, draft: &Draft) -> Option<Published> {
    let Some(date) = given else {
        return draft.published;
    };
    let printed = draft
        .published
        .is_some_and(|p| !p.is_estimated && (p.date.year, p.date.month) == (date.year, date.month));
    Some(Published {
        date,
        is_estimated: date.day.is_none() && !printed,
    })
}

/// What the reader of the page should know about title and date.
fn note(options: &AddOptions, draft: &Draft, published: Option<Published>) -> String {
    let mut note = String::new();
    match (&draft.title, &options.title) {
        (None, Some(_)) => note.push_str("印刷文本没有标题，标题为编者所拟。"),
        (Some(printed), Some(given)) if printed != given => {
            let _ = write!(note, "标题为编者所拟，印刷文本的标题是“{printed}”。");
        }
        _ => {}
    }
    if published.is_some_and(|p| p.is_estimated) {
        // That the month is an estimate is said by the page itself.
        match draft.latest_date() {
            Some(found) => {
                let inferred = if found.year_is_inferred {
                    "（年份为推定）"
                } else {
                    ""
                };
                let _ = write!(
                    note,
                    "文中最晚的日期是{}{inferred}。",
                    in_chinese(found.date)
                );
            }
            None => note.push_str("文中没有写明月份的日期。"),
        }
    }
    note
}

/// `2025年10月30日`.
fn in_chinese(date: Date) -> String {
    let mut out = format!("{}年", date.year);
    if let Some(month) = date.month {
        let _ = write!(out, "{month}月");
    }
    if let Some(day) = date.day {
        let _ = write!(out, "{day}日");
    }
    out
}
