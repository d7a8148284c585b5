//! `shudu serve` over real HTTP on the loopback interface: pages, what is new after a change, and
//! what is shown after a mistake.

#![cfg(feature = "serve")]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::PathBuf,
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// Longer than any rebuild of a small site on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

const FACTS: &str = "[site]\nname = \"某某高新区数据\"\nsubject = \"某某高新区\"\n";

fn article(n: usize) -> String {
    format!(
        "+++\nid = \"a-{n}\"\ntitle = \"开局之年之{n}\"\npublished = \"2024-12\"\n+++\n\n\
         2023年，某某高新区实现工业总产值{}亿元。\n",
        500 + n
    )
}

/// A running preview of a site in a folder of its own.
struct Preview {
    folder: TempDir,
    child: Child,
    out: BufReader<ChildStdout>,
    port: u16,
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Preview {
    fn start() -> Self {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("corpus")).unwrap();
        fs::write(folder.path().join("facts.toml"), FACTS).unwrap();
        fs::write(folder.path().join("corpus/first.md"), article(1)).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_shudu"))
            .args(["serve", "--port", "0"])
            .current_dir(folder.path())
            .env_remove("LANG")
            .env("LC_ALL", "C")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        while !line.starts_with("preview: ") {
            line.clear();
            assert_ne!(out.read_line(&mut line).unwrap(), 0, "it ended early");
        }
        let port = line.split(['/', ':']).find_map(|part| part.parse().ok());
        Self {
            folder,
            child,
            out,
            port: port.unwrap(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn request(&self, method: &str, path: &str, host: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer {
            status,
            head: head.to_ascii_lowercase(),
            body: body.to_owned(),
        }
    }

    fn get(&self, path: &str) -> Answer {
        self.request("GET", path, &format!("127.0.0.1:{}", self.port))
    }

    /// What a page says that it shows: mark of the site, and problems.
    fn shown(&self) -> serde_json::Value {
        let page = self.get("/index.html").body;
        let (_, rest) = page.rsplit_once("})({").unwrap_or_else(|| panic!("{page}"));
        let (json, _) = rest.split_once(",\"/__shudu/").unwrap();
        serde_json::from_str(&format!("{{{json}")).unwrap()
    }

    /// Waits, as pages do, until something else is shown than `before`.
    fn news(&self, before: &serde_json::Value) -> serde_json::Value {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            let id = before["id"].as_str().unwrap();
            let answer = self.get(&format!("/__shudu/news?{id}"));
            if answer.status == 200 {
                return serde_json::from_str(&answer.body).unwrap();
            }
            assert_eq!(answer.status, 204, "{}", answer.head);
        }
        panic!("nothing new came");
    }

    /// Waits until what is shown is as wanted.
    fn until(&self, wanted: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
        let end = Instant::now() + PATIENCE;
        let mut shown = self.shown();
        while !wanted(&shown) {
            assert!(Instant::now() < end, "{shown}");
            shown = self.news(&shown);
        }
        shown
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn pages_come_with_the_script_and_nothing_is_written() {
    let preview = Preview::start();
    let home = preview.get("/");
    assert_eq!(home.status, 200);
    assert!(home.head.contains("content-type: text/html; charset=utf-8"));
    assert!(home.head.contains("cache-control: no-store"));
    assert!(home.body.contains("某某高新区数据"));
    assert!(home.body.contains("/__shudu/news"));
    let article = preview.get("/articles/first.html");
    assert_eq!(article.status, 200);
    assert!(article.body.contains("501亿元"));
    assert_eq!(preview.get("/articles").status, 308);
    assert_eq!(preview.get("/articles/").status, 200);
    let data = preview.get("/data/facts.json");
    assert!(data.head.contains("application/json"), "{}", data.head);
    assert!(!data.body.contains("/__shudu"));
    let lost = preview.get("/no/such/page.html");
    assert_eq!(lost.status, 404);
    assert!(lost.body.contains("/__shudu/news"), "404 pages follow too");
    assert_eq!(preview.get("/../facts.toml").status, 404);
    assert_eq!(preview.get("/%2e%2e/facts.toml").status, 404);
    let mut there: Vec<_> = fs::read_dir(preview.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    there.sort();
    assert_eq!(there, ["corpus", "facts.toml"]);
}

#[test]
fn other_names_and_methods_are_refused() {
    let preview = Preview::start();
    assert_eq!(preview.request("GET", "/", "evil.example").status, 403);
    assert_eq!(preview.request("POST", "/", "localhost").status, 405);
    assert_eq!(preview.request("GET", "/", "localhost").status, 200);
}

#[test]
fn a_change_reaches_the_page() {
    let preview = Preview::start();
    let before = preview.shown();
    fs::write(preview.path("corpus/first.md"), article(77)).unwrap();
    // The file may be seen half written first, which is news too.
    preview.until(|shown| shown["mark"] != before["mark"]);
    assert!(preview.get("/articles/first.html").body.contains("577亿元"));
    // A folder that was not there before.
    fs::create_dir(preview.path("static")).unwrap();
    fs::write(preview.path("static/own.txt"), "新").unwrap();
    let end = Instant::now() + PATIENCE;
    while preview.get("/own.txt").status != 200 && preview.get("/static/own.txt").status != 200 {
        assert!(Instant::now() < end);
        std::thread::sleep(Duration::from_millis(200));
    }
}

#[test]
fn a_mistake_is_shown_over_the_last_good_site() {
    let preview = Preview::start();
    let good = preview.shown();
    fs::write(preview.path("facts.toml"), format!("{FACTS}nmae = \"x\"\n")).unwrap();
    let broken = preview.until(|shown| shown["problems"] != "");
    let problems = broken["problems"].as_str().unwrap();
    for part in [
        "facts.toml:4:1",
        "facts-unknown-key",
        "hint:",
        "nmae = \"x\"",
    ] {
        assert!(problems.contains(part), "no `{part}` in {problems}");
    }
    assert_eq!(broken["mark"], good["mark"], "the last good site stays");
    assert!(preview.get("/articles/first.html").body.contains("501亿元"));
    fs::write(preview.path("facts.toml"), FACTS).unwrap();
    let mended = preview.until(|shown| shown["problems"] == "");
    assert_eq!(mended["mark"], good["mark"]);
}

#[test]
fn many_files_at_once_end_in_the_last_state() {
    let preview = Preview::start();
    for round in 0..3 {
        for n in 0..40 {
            let text = article(round * 100 + n);
            let text = text.replace(&format!("a-{}", round * 100 + n), &format!("a-many-{n}"));
            fs::write(preview.path(&format!("corpus/many-{n}.md")), text).unwrap();
        }
    }
    let end = Instant::now() + PATIENCE;
    loop {
        let last = preview.get("/articles/many-39.html").body;
        let first = preview.get("/articles/many-0.html").body;
        if last.contains("739亿元") && first.contains("700亿元") {
            break;
        }
        assert!(Instant::now() < end, "{last}");
        std::thread::sleep(Duration::from_millis(200));
    }
    for n in 0..40 {
        fs::remove_file(preview.path(&format!("corpus/many-{n}.md"))).unwrap();
    }
    while preview.get("/articles/many-0.html").status != 404 {
        assert!(Instant::now() < end);
        std::thread::sleep(Duration::from_millis(200));
    }
}

#[test]
fn a_folder_that_is_no_site_is_an_error() {
    let folder = TempDir::new().unwrap();
    let ended = Command::new(env!("CARGO_BIN_EXE_shudu"))
        .args(["serve", "--port", "0"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(ended.status.code(), Some(1));
    let said = String::from_utf8(ended.stderr).unwrap();
    assert!(said.contains("facts-missing"), "{said}");
}

#[test]
fn a_port_that_is_taken_is_an_error_and_the_next_one_is_none() {
    let preview = Preview::start();
    let ended = Command::new(env!("CARGO_BIN_EXE_shudu"))
        .args(["serve", "--port", &preview.port.to_string()])
        .current_dir(preview.folder.path())
        .output()
        .unwrap();
    assert_eq!(ended.status.code(), Some(1));
    let said = String::from_utf8(ended.stderr).unwrap();
    assert!(said.contains("port-taken"), "{said}");
}

#[cfg(unix)]
#[test]
fn signals_end_it_even_while_pages_wait() {
    for signal in ["-INT", "-TERM"] {
        let mut preview = Preview::start();
        let id = preview.shown()["id"].as_str().unwrap().to_owned();
        // A page that waits for news.
        let mut waiting = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
        write!(
            waiting,
            "GET /__shudu/news?{id} HTTP/1.1\r\nHost: localhost\r\n\r\n"
        )
        .unwrap();
        std::thread::sleep(Duration::from_millis(200));
        let killed = Command::new("kill")
            .args([signal, &preview.child.id().to_string()])
            .status();
        assert!(killed.unwrap().success());
        let end = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = preview.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < end, "{signal} did not end it");
            std::thread::sleep(Duration::from_millis(50));
        };
        assert_eq!(status.code(), Some(0), "{signal}");
        let mut rest = String::new();
        preview.out.read_to_string(&mut rest).unwrap();
    }
}
