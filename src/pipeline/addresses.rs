//! Addresses that were published (旧网址): what an editor should do for those that are gone.

use std::{collections::BTreeSet, path::Path};

use crate::{
    corpus,
    diag::{Diagnostic, Phrase, Report},
    site::Site,
};

/// A warning for each article whose page the last build made and this one does not.
pub(super) fn vanished(earlier: &BTreeSet<String>, site: &Site, root: &Path) -> Report {
    let gone = earlier.iter().filter_map(|path| {
        let slug = path.strip_prefix("articles/")?.strip_suffix(".html")?;
        (!site.0.contains_key(path)).then_some(slug)
    });
    let warnings = gone.map(|slug| {
        Diagnostic::warning(
            "article-vanished",
            Phrase::new(
                format!("上次构建有文章 {slug}，现在没有：它的网址会失效"),
                format!("the last build had an article {slug} that is gone: its address leads nowhere"),
            ),
        )
        .about(corpus::path_of(root, slug))
        .hint(Phrase::new(
            format!("改了名，就在文首写 aliases = [\"{slug}\"]；撤下了，就在 facts.toml 里写 [[removed]]、article = \"{slug}\"、reason = \"…\"、date = \"…\"；从未发布过，不必理会"),
            format!("if it was renamed, write aliases = [\"{slug}\"] into its front matter; if it was removed, write [[removed]], article = \"{slug}\", reason = \"…\", date = \"…\" into facts.toml; if it was never published, let it be"),
        ))
    });
    Report {
        diagnostics: warnings.collect(),
    }
}
