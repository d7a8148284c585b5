//! The READMEs say what is so: every command of a `console` block is run, in order, in a copy of
//! the site, and prints what stands below it. `…` stands for any text in a line, and alone in a
//! line for any lines.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

/// A command and the lines that are shown below it.
struct Example {
    command: String,
    shown: Vec<String>,
}

fn examples(readme: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut inside = false;
    for line in readme.lines() {
        match line {
            "```console" => inside = true,
            "```" => inside = false,
            line if inside => match line.strip_prefix("$ ") {
                Some(command) => examples.push(Example {
                    command: command.to_string(),
                    shown: Vec::new(),
                }),
                None => examples.last_mut().unwrap().shown.push(line.to_string()),
            },
            _ => {}
        }
    }
    examples
}

/// The site of this repository, in a folder of its own.
fn copy() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("corpus")).unwrap();
    let articles = fs::read_dir(root().join("corpus")).unwrap();
    let mut files: Vec<PathBuf> = articles.map(|entry| entry.unwrap().path()).collect();
    files.push(root().join("facts.toml"));
    for file in files {
        let inside = file.strip_prefix(root()).unwrap();
        fs::copy(&file, folder.path().join(inside)).unwrap();
    }
    folder
}

/// Runs a command in a shell that finds the program; what it printed, errors first.
fn printed(command: &str, folder: &Path, language: &str) -> String {
    let program = assert_cmd::cargo::cargo_bin("shudu");
    let mut path = program.parent().unwrap().as_os_str().to_owned();
    path.push(":");
    path.push(env::var_os("PATH").unwrap_or_default());
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(folder)
        .env("PATH", path)
        .env("LC_ALL", language)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .unwrap();
    let mut text = String::from_utf8(output.stderr).unwrap();
    text.push_str(&String::from_utf8(output.stdout).unwrap());
    text
}

/// Whether a line is what a pattern with `…` in it says.
fn is_like(line: &str, pattern: &str) -> bool {
    let mut parts = pattern.split('…');
    let Some(mut rest) = line.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let mut last = None;
    for part in parts {
        last = Some(part);
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    match last {
        None => rest.is_empty(),
        Some(end) => line.ends_with(end),
    }
}

/// Whether the lines are what the shown lines say.
fn are_like(lines: &[&str], shown: &[String]) -> bool {
    match shown.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first == "…" => {
            (0..=lines.len()).any(|skipped| are_like(&lines[skipped..], rest))
        }
        Some((first, rest)) => lines
            .split_first()
            .is_some_and(|(line, others)| is_like(line, first) && are_like(others, rest)),
    }
}

fn check(name: &str, language: &str) {
    let folder = copy();
    let examples = examples(&read(name));
    assert!(examples.len() > 6, "{name}");
    for Example { command, shown } in examples {
        let text = printed(&command, folder.path(), language);
        let lines: Vec<&str> = text.lines().collect();
        assert!(
            are_like(&lines, &shown),
            "{name}: `{command}` printed\n{text}"
        );
    }
}

#[test]
fn commands_print_what_the_readme_shows() {
    check("README.md", "C");
}

#[test]
fn commands_print_what_the_chinese_readme_shows() {
    check("README.zh-CN.md", "zh_CN.UTF-8");
}

/// A new site brings a README of its own; its commands work in the site, in order.
#[test]
fn commands_of_the_readme_of_a_new_site_work() {
    let folder = TempDir::new().unwrap();
    printed("shudu init site --name 苏州高新区", folder.path(), "C");
    let site = folder.path().join("site");
    let text =
        "2025年一季度经济运行情况\n\n2025年1月至3月，全区实现工业总产值120亿元，同比增长6.1%。\n";
    fs::write(site.join("文章.txt"), text).unwrap();
    let examples = examples(&fs::read_to_string(site.join("README.md")).unwrap());
    assert!(examples.len() > 4);
    for Example { command, .. } in &examples {
        let text = printed(&format!("{command} && echo 成了"), &site, "zh_CN.UTF-8");
        assert!(text.ends_with("成了\n"), "`{command}` printed\n{text}");
    }
    let added = printed("shudu add 文章.txt && shudu diff", &site, "zh_CN.UTF-8");
    assert!(added.contains("2025年一季度：120亿元"), "{added}");
}

/// The sentence of the READMEs stands in its article, and its figure leads to it.
#[test]
fn the_sentence_leads_to_the_chart_and_back() {
    let sentence =
        "2024年，清远高新区工业总产值是574亿元，其中“3+1”主导产业产值为283亿元，占比49%。";
    let address = "articles/2025-10-ten-years.html#o-1bc95c97f1db";
    let folder = copy();
    printed("shudu build", folder.path(), "C");
    let page = |name: &str| fs::read_to_string(folder.path().join("public").join(name)).unwrap();
    for name in ["README.md", "README.zh-CN.md"] {
        assert!(
            read(name).contains(sentence) && read(name).contains(address),
            "{name}"
        );
    }
    assert!(read("corpus/2025-10-ten-years.md").contains(sentence));
    assert!(page("indicators/gross-output.html").contains(&format!("href=\"../{address}\"")));
    assert!(page("articles/2025-10-ten-years.html").contains("id=\"o-1bc95c97f1db\""));
    let check = page("data/checks.csv");
    assert!(
        check
            .lines()
            .any(|line| line.contains("283") && line.contains("574") && line.contains("49"))
    );
}

/// Both READMEs name every command and option that the program has, and the same ones.
/// What the READMEs show of `facts.toml` is taken as it stands, the article of the example being
/// there.
#[test]
fn settings_of_the_readmes_are_taken() {
    for name in ["README.md", "README.zh-CN.md"] {
        let folder = copy();
        let readme = read(name);
        let brief = examples(&readme)
            .into_iter()
            .filter(|example| example.command.contains("2024-10-brief.txt"));
        for example in brief {
            printed(&example.command, folder.path(), "C");
        }
        let mut facts = fs::read_to_string(folder.path().join("facts.toml")).unwrap();
        let blocks = readme.split("```toml\n").skip(1);
        let blocks: Vec<&str> = blocks.map(|b| b.split("```").next().unwrap()).collect();
        assert!(blocks.len() > 2, "{name}");
        facts.push_str(&format!("\n{}", blocks.join("\n")));
        fs::write(folder.path().join("facts.toml"), facts).unwrap();
        let told = printed("shudu build", folder.path(), "C");
        assert!(!told.contains("error"), "{name}: {told}");
        let data = fs::read_to_string(folder.path().join("public/data/facts.csv")).unwrap();
        assert!(data.contains(",3200000000,"), "{name}");
    }
}

#[test]
fn every_command_and_option_is_named() {
    let folder = copy();
    let help = printed("shudu --help", folder.path(), "C");
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands: Vec<&str> = commands
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.len() > 3, "{help}");
    for command in commands {
        let help = printed(&format!("shudu {command} --help"), folder.path(), "C");
        let words = help.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
        let options = words.filter(|word| word.starts_with("--") && *word != "--help");
        for name in ["README.md", "README.zh-CN.md"] {
            let text = read(name);
            assert!(
                text.contains(&format!("`shudu {command}")),
                "{name}: {command}"
            );
            for option in options.clone() {
                assert!(text.contains(option), "{name}: {command} {option}");
            }
        }
    }
}

#[test]
fn patterns_match_what_they_say() {
    let lines = ["a 12 b", "c", "d"];
    let like = |shown: &[&str]| {
        are_like(
            &lines,
            &shown.iter().map(ToString::to_string).collect::<Vec<_>>(),
        )
    };
    assert!(like(&["a … b", "…"]));
    assert!(like(&["…", "d"]));
    assert!(like(&["a …", "c", "d"]));
    assert!(!like(&["a … c", "…"]));
    assert!(!like(&["a 12 b", "d"]));
    assert!(!like(&["a 12", "…"]));
}
