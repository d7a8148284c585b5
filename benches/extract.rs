//! How fast a text becomes observations, beside jieba's own tagging of the same text.
//! `cargo bench --bench extract`; the two stand in one run, since machines differ and are noisy.

use std::{fs, path::Path};

use divan::{Bencher, black_box, counter::BytesCount};
use shudu::{
    config::{self, Config},
    intake,
    model::Article,
    observations,
    text::{self, Segmenter},
};

/// So many times the articles of the corpus stand in the text.
const TIMES: usize = 16;

fn main() {
    divan::main();
}

/// The bodies of all articles of the corpus, again and again.
fn large_text() -> String {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut files: Vec<_> = fs::read_dir(corpus)
        .expect("the corpus is in the repository")
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    files.sort();
    let mut text = String::from("# 综合\n\n");
    for file in files {
        let article = fs::read_to_string(file).expect("an article is UTF-8");
        text.push_str(article.rsplit("+++").next().unwrap_or_default());
        text.push('\n');
    }
    text.repeat(TIMES)
}

/// The text as an article.
fn article(text: &str) -> Article {
    intake::mend("large.md", text.as_bytes())
        .expect("the text is readable")
        .into_article("large")
}

fn engine() -> (Config, Segmenter) {
    let config = config::base();
    let segmenter = Segmenter::new(&config);
    // The part-of-speech model is loaded with the first word that the dictionary lacks.
    segmenter.words("云川高新区");
    (config, segmenter)
}

#[divan::bench(sample_count = 20, sample_size = 1, threads = 1)]
fn jieba_tag(bencher: Bencher<'_, '_>) {
    let text = large_text();
    let (_, segmenter) = engine();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        text.lines()
            .map(|line| segmenter.words(black_box(line)).len())
            .sum::<usize>()
    });
}

#[divan::bench(sample_count = 20, sample_size = 1, threads = 1)]
fn mend(bencher: Bencher<'_, '_>) {
    let text = large_text();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| article(black_box(&text)));
}

#[divan::bench(sample_count = 20, sample_size = 1, threads = 1)]
fn extract(bencher: Bencher<'_, '_>) {
    let text = large_text();
    let (config, segmenter) = engine();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let document = text::read(article(black_box(&text)));
        observations::link(&[document], &config, &segmenter, "本区")
            .expect("the base vocabulary fits")
    });
}
