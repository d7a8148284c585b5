//! What an article gave when it was read last (记忆): what takes the segmenter depends on the
//! article, the vocabulary and the program alone, so that it need not be done twice. Where it is
//! kept is the caller's affair; what comes back is the same to the last byte, or nothing.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    config::Config,
    model::{Article, Linked},
    text::Document,
    words,
};

/// The mark of the code that does the reading.
const CODE: &str = env!("SHUDU_CODE");

/// What one article gave.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Its figures, before corrections.
    pub linked: Linked,
    /// Its words.
    pub cut: words::Cut,
}

/// A place where it is kept.
pub trait Memory: Sync {
    /// What was kept under a key, if it is still there.
    fn recall(&self, key: &str) -> Option<Arc<Known>>;

    /// Keeps it. That it could not be kept is no fault: it will be found out again.
    fn keep(&self, key: &str, known: Arc<Known>);
}

/// Keeps nothing.
pub struct NoMemory;

impl Memory for NoMemory {
    fn recall(&self, _: &str) -> Option<Arc<Known>> {
        None
    }

    fn keep(&self, _: &str, _: Arc<Known>) {}
}

/// Makes the keys of articles: 32 hexadecimal digits of a hash of all that the reading of one
/// depends on.
pub(super) struct Keys(blake3::Hasher);

impl Keys {
    /// For this vocabulary and default subject. Of `facts.toml`, corrections, topics and what
    /// pages say do not matter.
    pub(super) fn new(config: &Config, subject: &str) -> Self {
        let Config {
            site,
            indicators,
            subjects,
            breakdowns,
            words,
            ..
        } = config;
        let mut hasher = blake3::Hasher::new();
        for part in [
            CODE.to_owned(),
            subject.to_owned(),
            site.subject.clone(),
            format!("{indicators:?}"),
            format!("{subjects:?}"),
            format!("{breakdowns:?}"),
            format!("{words:?}"),
        ] {
            add(&mut hasher, &part);
        }
        Self(hasher)
    }

    /// The key of an article.
    pub(super) fn of(&self, article: &Article) -> String {
        let mut hasher = self.0.clone();
        add(&mut hasher, &format!("{article:?}"));
        hasher.finalize().to_hex()[..32].to_string()
    }
}

fn add(hasher: &mut blake3::Hasher, part: &str) {
    hasher.update(&(part.len() as u64).to_le_bytes());
    hasher.update(part.as_bytes());
}

impl Known {
    /// True when every place in it lies in the document: nobody has put another's there.
    pub(super) fn is_of(&self, document: &Document) -> bool {
        let is_ours = |article: &str, quote: crate::model::Span, text: &str| {
            article == document.article.slug
                && document.text.get(quote.start..quote.end) == Some(text)
        };
        let Linked {
            observations,
            leftovers,
        } = &self.linked;
        self.cut.is_of(document)
            && observations
                .iter()
                .all(|o| is_ours(&o.article, o.quote, &o.quote_text))
            && leftovers
                .iter()
                .all(|l| is_ours(&l.article, l.quote, &l.quote_text))
    }

    /// The text in which it is kept: the hash of the second line, and it.
    pub fn to_text(&self) -> String {
        let body = serde_json::to_string(self).expect("strings and numbers make valid JSON");
        format!("{}\n{body}", blake3::hash(body.as_bytes()).to_hex())
    }

    /// Reads that text; `None` for one that is not whole.
    pub fn of_text(text: &str) -> Option<Self> {
        let (hash, body) = text.split_once('\n')?;
        let is_whole = blake3::hash(body.as_bytes()).to_hex().as_str() == hash;
        is_whole.then(|| serde_json::from_str(body).ok()).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config, observations,
        text::{self, Segmenter},
    };

    fn article(body: &str) -> Article {
        Article {
            slug: "a".into(),
            id: "a-1".into(),
            title: "标题".into(),
            short: String::new(),
            published: None,
            byline: String::new(),
            source: String::new(),
            url: String::new(),
            aliases: Vec::new(),
            note: String::new(),
            body: body.into(),
        }
    }

    fn known(document: &Document) -> Known {
        let (config, segmenter) = (config::base(), Segmenter::new(&config::base()));
        let linker = observations::Linker::new(&config, &segmenter, "某区").expect("it fits");
        Known {
            linked: linker.link(document),
            cut: words::Cutter::new(&config, &segmenter).cut(document),
        }
    }

    #[test]
    fn what_is_kept_comes_back() {
        let body = "2023年，某区工业总产值532亿元，同比增长8.8%，占全市的1/3；高新技术企业由12家增至165家。\n\n| 指标 | 2024年 |\n| --- | --- |\n| 专利授权量（件） | 1,234 |";
        let document = text::read(article(body));
        let known = known(&document);
        assert!(known.linked.observations.len() > 2 && !known.linked.leftovers.is_empty());
        let text = known.to_text();
        assert_eq!(Known::of_text(&text).as_ref(), Some(&known));
        assert!(known.is_of(&document));
        assert!(!known.is_of(&text::read(article(
            "别的文章，2023年，某区工业总产值12亿元。"
        ))));
        // Nothing that was damaged on the way is believed.
        for at in (0..text.len()).step_by(97) {
            assert_eq!(Known::of_text(text.get(..at).unwrap_or_default()), None);
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            let changed = String::from_utf8_lossy(&bytes);
            assert_eq!(Known::of_text(&changed), None, "byte {at}");
        }
    }

    #[test]
    fn keys_follow_what_the_reading_depends_on() {
        let config = config::base();
        let keys = Keys::new(&config, "某区");
        let key = keys.of(&article("一"));
        assert_eq!(key, Keys::new(&config, "某区").of(&article("一")));
        assert_ne!(key, keys.of(&article("二")));
        assert_ne!(key, Keys::new(&config, "别区").of(&article("一")));
        let mut other = config.clone();
        other.words.push("新词".into());
        assert_ne!(key, Keys::new(&other, "某区").of(&article("一")));
        let mut other = config.clone();
        other.indicators[0].aliases.push("别名".into());
        assert_ne!(key, Keys::new(&other, "某区").of(&article("一")));
        let mut other = config;
        other.site.licence = "CC BY 4.0".into();
        assert_eq!(key, Keys::new(&other, "某区").of(&article("一")));
    }
}
