//! The binary: arguments, environment, exit status.

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let mut published = None;
    let mut subject = None;
    let mut files = vec![];
    let mut it = args[2..].iter();
    while let Some(a) = it.next() {
        match a.as_str() {
            "--published" => published = it.next().cloned(),
            "--subject" => subject = it.next().cloned(),
            f => files.push(f.to_string()),
        }
    }
    let text = std::fs::read_to_string("facts.toml").unwrap_or_default();
    let file = std::sync::Arc::new(shudu::diag::SourceFile {
        path: "facts.toml".into(),
        text,
    });
    let config = shudu::config::parse(&file).expect("facts");
    let subject = subject.unwrap_or(config.site.subject.clone());
    let seg = shudu::text::Segmenter::new(&config);
    let docs: Vec<_> = files
        .iter()
        .map(|f| {
            let text = std::fs::read_to_string(f).expect("read");
            let stem = std::path::Path::new(f)
                .file_stem()
                .expect("stem")
                .to_string_lossy()
                .to_string();
            let date = published.clone().unwrap_or(stem[..7].to_string());
            let body = if text.starts_with("+++") {
                text.splitn(3, "+++").nth(2).expect("body").to_string()
            } else {
                text.splitn(3, '\n').nth(2).expect("body").to_string()
            };
            shudu::text::read(shudu::model::Article {
                slug: stem.clone(),
                id: stem,
                title: String::new(),
                published: Some(shudu::model::Published {
                    date: date.parse().expect("date"),
                    is_estimated: false,
                }),
                byline: String::new(),
                source: String::new(),
                url: String::new(),
                aliases: vec![],
                note: String::new(),
                body,
            })
        })
        .collect();
    let linked = shudu::observations::link(&docs, &config, &seg, &subject).expect("link");
    for o in &linked.observations {
        println!(
            "{}",
            serde_json::to_string(&shudu::table::rows::observation_row(o)).expect("json")
        );
    }
    for l in &linked.leftovers {
        eprintln!("{} {} {}", l.article, l.quote_text, l.reason);
    }
}
