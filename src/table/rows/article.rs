//! Rows of `articles.csv`.

use std::collections::BTreeMap;

use super::cell::{Cell, Sheet, columns, counted};
use crate::model::{Article, FactTable};

columns! {
    COLUMNS = [
        "slug" Text "短名" "文章的短名，也是页面与纯文本的文件名";
        "id" Text "编号" "文章的永久编号";
        "title" Text "标题" "印出的标题，或编者所拟";
        "published" Text "发表" "发表的月或日";
        "published_is_estimated" Boolean "推定" "发表日期是否为编者推定";
        "byline" Text "作者" "署名";
        "source" Text "来源" "刊物名称";
        "url" Text "网址" "原文网址";
        "aliases" List "旧短名" "曾用的短名";
        "note" Text "编者按" "编者的说明";
        "text" Text "纯文本" "纯文本文件，observations 的 start、end 是它的字节";
        "observations" Integer "观测数" "文中的观测数";
        "leftovers" Integer "未收数" "文中未收录的数字";
    ]
}

/// All articles, in order of slug.
pub fn articles<'a>(articles: impl IntoIterator<Item = &'a Article>, table: &FactTable) -> Sheet {
    let mut articles: Vec<&Article> = articles.into_iter().collect();
    articles.sort_by(|a, b| a.slug.cmp(&b.slug));
    let observations = counted(table.observations.iter().map(|o| o.article.as_str()));
    let leftovers = counted(table.leftovers.iter().map(|l| l.article.as_str()));
    let of = |counts: &BTreeMap<&str, usize>, article: &Article| {
        counts
            .get(article.slug.as_str())
            .copied()
            .unwrap_or_default()
    };
    Sheet::of(COLUMNS, articles, |article| {
        vec![
            Cell::text(&article.slug),
            Cell::text(&article.id),
            Cell::text(&article.title),
            Cell::shown(article.published.map(|p| p.date)),
            article
                .published
                .map_or(Cell::Missing, |p| Cell::Boolean(p.is_estimated)),
            Cell::text(&article.byline),
            Cell::text(&article.source),
            Cell::text(&article.url),
            Cell::list(&article.aliases),
            Cell::text(&article.note),
            Cell::Text(format!("articles/{}.txt", article.slug)),
            Cell::Integer(of(&observations, article)),
            Cell::Integer(of(&leftovers, article)),
        ]
    })
}
