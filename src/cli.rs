//! The command line: what can be typed, with help in the user's language.

use std::{num::NonZeroUsize, path::PathBuf};

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use shudu::{
    commands::extract::{Format, Rows},
    diag::Language,
    model::Date,
};

/// Turn a folder of Chinese articles into a statistics report in which every figure leads to its
/// sentence.
#[derive(Debug, Parser)]
#[command(name = "shudu", version, disable_help_subcommand = true)]
pub(crate) struct Cli {
    /// Folder of the site
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub(crate) root: PathBuf,
    /// Print errors alone
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Build the site: corpus and facts.toml become public/
    Build(Build),
    /// Show the site in a browser and follow every change; nothing is written
    #[cfg(feature = "serve")]
    Serve(Serve),
    /// Make a new site for another place, which builds at once
    Init(Init),
    /// Take raw texts into the corpus, one article each
    Add(Add),
    /// Check corpus, facts.toml, templates and pages, and write nothing
    Check(Check),
    /// Show what changed in facts, contradictions and checks since the last build
    Diff(Diff),
    /// Print the figures of articles or raw texts as data
    Extract(Extract),
    /// Show what each stage saw of an article, or what a diagnostic means
    Explain(Explain),
}

#[derive(Debug, Args)]
pub(crate) struct Build {
    /// Folder to write to [default: public in the folder of the site]
    #[arg(long, short, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// Address at which the site will be published, in place of that of facts.toml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(crate) base_url: Option<String>,
    /// Treat warnings and unsettled contradictions as errors
    #[arg(long)]
    pub(crate) strict: bool,
    /// Put compressed copies (.gz, .br, .zst) beside the files, for servers that hand them out
    #[arg(long)]
    pub(crate) precompress: bool,
    /// Keep a copy of the site in snapshots/NAME/, which every later build publishes as it is
    #[arg(long, value_name = "NAME", value_parser = snapshot)]
    pub(crate) snapshot: Option<String>,
    /// Threads to use [default: one a processor]
    #[arg(long, short, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The published site to check and compare with [default: public in the folder of the site]
    #[arg(long, short, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// Address that it was built for, in place of that of facts.toml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(crate) base_url: Option<String>,
    /// It was built with compressed copies
    #[arg(long)]
    pub(crate) precompress: bool,
    /// Treat warnings and unsettled contradictions as errors
    #[arg(long)]
    pub(crate) strict: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// A site that was built [default: public in the folder of the site]
    #[arg(long, value_name = "DIR")]
    pub(crate) against: Option<PathBuf>,
    /// List every change, however many
    #[arg(long)]
    pub(crate) all: bool,
}

#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Port on 127.0.0.1 [default: 8080 or the next free one]; 0 takes any
    #[arg(long, short, value_name = "N")]
    pub(crate) port: Option<u16>,
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// Folder of the new site
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// The place that it is about
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// Text files or saved web pages, in UTF-8, GBK, Big5 or UTF-16; - reads standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Name of the article in addresses
    #[arg(long)]
    pub(crate) slug: Option<String>,
    /// Title in place of the printed one
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// Month or day of publication: 2025-11, 2025-11-03
    #[arg(long, value_name = "DATE", value_parser = month_or_day)]
    pub(crate) published: Option<Date>,
    /// Byline in place of the printed one
    #[arg(long)]
    pub(crate) byline: Option<String>,
    /// Name of the publication
    #[arg(long)]
    pub(crate) source: Option<String>,
    /// Show what would be written, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Extract {
    /// Articles or raw texts; - reads standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Form of the output
    #[arg(long, value_name = "FORM", default_value = "jsonl")]
    pub(crate) format: OutputFormat,
    /// Month or day of publication, in place of what the text says
    #[arg(long, value_name = "DATE", value_parser = month_or_day)]
    pub(crate) published: Option<Date>,
    /// Whom figures are about when nothing else is named [default: the site's subject, else 本区]
    #[arg(long, value_name = "NAME")]
    pub(crate) subject: Option<String>,
    /// Leave the corrections of facts.toml aside
    #[arg(long)]
    pub(crate) no_corrections: bool,
    /// Print the numbers that are no figures, with the reason
    #[arg(long, conflicts_with = "mentions")]
    pub(crate) leftovers: bool,
    /// Print every quantity and period as found, before anything is linked
    #[arg(long)]
    pub(crate) mentions: bool,
}

impl Extract {
    pub(crate) fn rows(&self) -> Rows {
        match (self.leftovers, self.mentions) {
            (true, _) => Rows::Leftovers,
            (_, true) => Rows::Mentions,
            _ => Rows::Observations,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// Name of an article, a file, or the code of a diagnostic
    #[arg(value_name = "TOPIC")]
    pub(crate) topic: String,
}

/// The spellings of `--format`.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum OutputFormat {
    Jsonl,
    Json,
    Csv,
}

impl From<OutputFormat> for Format {
    fn from(format: OutputFormat) -> Self {
        match format {
            OutputFormat::Jsonl => Self::JsonLines,
            OutputFormat::Json => Self::Json,
            OutputFormat::Csv => Self::Csv,
        }
    }
}

/// Reads the arguments; prints help or what is wrong with them and ends the program where that
/// is all there is to do.
pub(crate) fn parse(language: Language) -> Cli {
    let command = match language {
        Language::English => Cli::command(),
        Language::Chinese => in_chinese(Cli::command()),
    };
    let matches = command.get_matches();
    Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}

fn base_url(text: &str) -> Result<String, String> {
    let host = ["https://", "http://"]
        .into_iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    match host {
        Some(host)
            if !host.is_empty()
                && !host.starts_with('/')
                && !host.contains(|c: char| c.is_whitespace() || "?#\"<>".contains(c)) =>
        {
            Ok(format!("{}/", text.trim_end_matches('/')))
        }
        _ => Err(
            "an address begins with https:// or http:// / 网址以 https:// 或 http:// 开头".into(),
        ),
    }
}

fn snapshot(text: &str) -> Result<String, String> {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    match !text.is_empty() && text.chars().all(is_plain) {
        true => Ok(text.to_string()),
        false => Err("lower-case letters, digits and hyphens, as 2026-11 / 只用小写字母、数字和连字符，例如 2026-11".into()),
    }
}

fn month_or_day(text: &str) -> Result<Date, String> {
    match text.parse::<Date>() {
        Ok(date) if date.month.is_some() => Ok(date),
        _ => Err("write 2025-11 or 2025-11-03 / 写作 2025-11 或 2025-11-03".into()),
    }
}

const COMMANDS: &[(&str, &str)] = &[
    ("build", "构建站点：由 corpus 和 facts.toml 生成 public/"),
    #[cfg(feature = "serve")]
    ("serve", "在浏览器里预览站点，随改随看；什么也不写"),
    ("init", "为另一个地方建新站，建好就能构建"),
    ("add", "把原文收入 corpus，一个文件一篇文章"),
    ("check", "查验 corpus、facts.toml、模板与网页，什么也不写"),
    ("diff", "与上次构建相比，事实、说法不一与核对有什么变化"),
    ("extract", "把文章或原文里的数字输出为数据"),
    (
        "explain",
        "说明各步从一篇文章里看到了什么，或一条诊断是什么意思",
    ),
];

const ARGUMENTS: &[(&str, &str)] = &[
    ("root", "站点所在的文件夹 [默认：.]"),
    ("quiet", "只输出错误"),
    (
        "build.output",
        "写到哪个文件夹 [默认：站点文件夹里的 public]",
    ),
    (
        "build.base_url",
        "站点将要发布到的网址，代替 facts.toml 里的",
    ),
    ("build.strict", "警告和未选定的说法不一也算错误"),
    (
        "build.precompress",
        "在文件旁放压缩好的副本（.gz、.br、.zst），供服务器直接发送",
    ),
    (
        "build.snapshot",
        "把这时的网站存一份在 snapshots/名字/ 里，以后每次构建都照原样发布它",
    ),
    ("build.jobs", "用几个线程 [默认：每个处理器一个]"),
    (
        "check.output",
        "查验并比较哪个已发布的文件夹 [默认：站点文件夹里的 public]",
    ),
    ("check.base_url", "它为哪个网址而建，代替 facts.toml 里的"),
    ("check.precompress", "建它时做了压缩副本"),
    ("check.strict", "警告和未选定的说法不一也算错误"),
    (
        "diff.against",
        "与哪个建好的站点比较 [默认：站点文件夹里的 public]",
    ),
    ("diff.all", "变化再多，也一条不少地列出"),
    (
        "serve.port",
        "127.0.0.1 的端口 [默认：8080 或下一个空闲的]；0 为任意",
    ),
    (
        "add.files",
        "文本文件或存下的网页（UTF-8、GBK、Big5 或 UTF-16）；- 读标准输入",
    ),
    ("init.folder", "新站的文件夹"),
    ("init.name", "网站写的是哪个地方，例如 苏州高新区"),
    ("add.slug", "文章在网址里的名字"),
    ("add.title", "标题，代替印出的"),
    ("add.published", "刊发的月或日：2025-11、2025-11-03"),
    ("add.byline", "署名，代替印出的"),
    ("add.source", "刊物名称"),
    ("add.dry_run", "只显示会写什么，不写"),
    ("extract.files", "文章或原文；- 读标准输入"),
    (
        "extract.format",
        "输出的形式：jsonl、json 或 csv [默认：jsonl]",
    ),
    ("extract.published", "刊发的月或日，代替文中所写"),
    (
        "extract.subject",
        "没有写明主体的数字归谁 [默认：站点的主体，没有则为“本区”]",
    ),
    ("extract.no_corrections", "不执行 facts.toml 里的更正"),
    ("extract.leftovers", "输出不是统计数字的数，连同原因"),
    ("extract.mentions", "输出找到的每个数量和时间，尚未相连"),
    ("explain.topic", "文章的名字、文件，或诊断的代码"),
    ("help", "显示帮助"),
    ("version", "显示版本"),
    (
        "about",
        "数读：把一个文件夹的中文文章变成统计报告，每个数字都能点回原句。",
    ),
];

/// The Chinese of an argument, by its command and name.
fn chinese(command: &str, name: &str) -> Option<&'static str> {
    let full = format!("{command}.{name}");
    let mut all = ARGUMENTS.iter();
    all.find(|(key, _)| *key == full || *key == name)
        .map(|(_, text)| *text)
}

/// The same command line with help in Chinese; what clap itself says of wrong arguments stays
/// English.
fn in_chinese(command: clap::Command) -> clap::Command {
    let version = flag("version", 'V', clap::ArgAction::Version);
    let mut command = translated(command.disable_version_flag(true).arg(version))
        .about(chinese("", "about").unwrap_or_default())
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令");
    for (name, about) in COMMANDS {
        command = command.mut_subcommand(name, |inner| translated(inner).about(about));
    }
    command
}

/// A command with its arguments' help in Chinese.
fn translated(command: clap::Command) -> clap::Command {
    const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";
    let name = command.get_name().to_string();
    command
        .help_template(TEMPLATE)
        .disable_help_flag(true)
        .arg(flag("help", 'h', clap::ArgAction::Help))
        .mut_args(|argument| {
            let heading = match argument.is_positional() {
                true => "参数",
                false => "选项",
            };
            let help = chinese(&name, argument.get_id().as_str());
            let takes_value = argument.get_action().takes_values();
            // Defaults and values stand in the Chinese text.
            let argument = argument
                .help_heading(heading)
                .hide_default_value(takes_value)
                .hide_possible_values(takes_value);
            match help {
                Some(help) => argument.help(help),
                None => argument,
            }
        })
}

fn flag(name: &'static str, short: char, action: clap::ArgAction) -> clap::Arg {
    clap::Arg::new(name).long(name).short(short).action(action)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_command_lines_are_sound() {
        Cli::command().debug_assert();
        in_chinese(Cli::command()).debug_assert();
    }

    #[test]
    fn every_argument_has_its_chinese() {
        let command = Cli::command();
        for inner in command.get_subcommands() {
            let name = inner.get_name();
            assert!(COMMANDS.iter().any(|(known, _)| *known == name), "{name}");
            for argument in inner.get_arguments().chain(command.get_arguments()) {
                let id = argument.get_id().as_str();
                assert!(chinese(name, id).is_some(), "{name} {id}");
            }
        }
    }

    #[test]
    fn addresses_end_in_a_slash() {
        assert_eq!(base_url("https://a.org/x"), Ok("https://a.org/x/".into()));
        assert_eq!(base_url("http://a.org/"), Ok("http://a.org/".into()));
        for wrong in ["a.org", "https://", "ftp://a.org/", "https://a b/"] {
            assert!(base_url(wrong).is_err(), "{wrong}");
        }
    }
}
