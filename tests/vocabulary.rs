//! The site's own `facts.toml` is valid, and every name in it leads where it should.

use std::{path::PathBuf, sync::Arc};

use shudu::{
    config::{self, Config},
    diag::{Language, SourceFile, render::render},
};

fn site() -> Config {
    let path = PathBuf::from("facts.toml");
    let text = std::fs::read_to_string(&path).expect("the site has a facts.toml");
    let file = Arc::new(SourceFile { path, text });
    config::parse(&file).unwrap_or_else(|report| {
        panic!("\n{}", render(&report, Language::Chinese, false));
    })
}

#[test]
fn the_sites_facts_toml_is_valid() {
    let config = site();
    assert!(
        config
            .subjects
            .iter()
            .any(|s| s.name == config.site.subject)
    );
    assert!(config.home.figures.len() >= 4);
}

#[test]
fn every_topic_has_indicators_and_no_topic_is_missing() {
    let config = site();
    for topic in &config.topics {
        let of_topic = |i: &&config::Indicator| i.topic.as_deref() == Some(topic.id.as_str());
        assert!(
            config.indicators.iter().any(|i| of_topic(&i)),
            "{}",
            topic.name
        );
    }
}

#[test]
fn figures_of_the_home_page_and_the_flagship_have_a_topic() {
    let config = site();
    for id in config.home.figures.iter().chain(&config.home.flagship) {
        let indicator = config.indicators.iter().find(|i| &i.id == id);
        let indicator = indicator.expect("checked when the file is read");
        assert!(indicator.topic.is_some(), "{id}");
    }
}

#[test]
fn parts_with_a_page_of_their_own_know_the_whole() {
    let config = site();
    let wider = |id: &str| {
        let narrow = config.indicators.iter().find(|i| i.id == id);
        narrow
            .and_then(|narrow| config.wider(narrow))
            .map(|wide| wide.id.as_str())
    };
    assert_eq!(wider("lead-output"), Some("gross-output"));
    assert_eq!(wider("lead-value-added"), Some("value-added"));
    assert_eq!(wider("advanced-value-added"), Some("value-added"));
    assert_eq!(wider("invention-patents"), Some("patents-granted"));
    assert_eq!(wider("gross-output"), None);
}
