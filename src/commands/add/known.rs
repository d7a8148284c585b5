//! Texts and names that are in the corpus already, or come twice in one run.

use std::path::Path;

use crate::{
    corpus::Corpus,
    diag::{Diagnostic, Phrase, Report},
    model::Article,
};

use super::Added;

/// Names and texts that are in the corpus already, or come twice in one run.
pub(super) fn check(
    article: &Article,
    file: &Path,
    corpus: &Corpus,
    added: &[Added],
    report: &mut Report,
) {
    let there = corpus
        .articles
        .iter()
        .chain(added.iter().map(|added| &added.article));
    let letters = letters(&article.body);
    for other in there {
        if other.id == article.id || self::letters(&other.body) == letters {
            report.push(
                Diagnostic::error(
                    "article-already-there",
                    Phrase::new(
                        format!("这篇文章已经收入：{}《{}》", other.slug, other.title),
                        format!(
                            "this text is there already: {} ({})",
                            other.slug, other.title
                        ),
                    ),
                )
                .about(file)
                .hint(Phrase::new(
                    "同一篇文章不必再收；要改它，直接编辑 corpus 里的文件",
                    "there is no need to add it again; to change it, edit its file in corpus",
                )),
            );
        } else if other.slug == article.slug || other.aliases.contains(&article.slug) {
            report.push(
                Diagnostic::error(
                    "duplicate-slug",
                    Phrase::new(
                        format!("名字 `{}` 已属于《{}》", article.slug, other.title),
                        format!(
                            "the name `{}` is already that of {}",
                            article.slug, other.title
                        ),
                    ),
                )
                .about(file)
                .hint(Phrase::new(
                    "用 --slug 另起一个名字",
                    "give it another one with --slug",
                )),
            );
        }
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
