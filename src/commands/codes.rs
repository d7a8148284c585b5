//! What the diagnostics of all stages mean, for `shudu explain CODE`; those of `facts.toml` are
//! explained where they are made.

use crate::{config, diag::Phrase};

/// Code, Chinese, English; in order of code.
const EXPLANATIONS: &[(&str, &str, &str)] = &[
    (
        "article-already-there",
        "corpus 里已有一篇的文字与它相同（标点和空白不计）。同一篇报道收两次，每个数字就会算成两个来源。",
        "An article of the corpus has the same text, punctuation and white space aside. Taken in twice, each of its figures would count as two sources.",
    ),
    (
        "article-empty",
        "文章没有正文。没有正文的文章多半是忘了粘贴，所以不当作没有数字的文章，而当作错误。",
        "The article has no text. Most likely it was never pasted in, so this is an error and not an article without figures.",
    ),
    (
        "article-vanished",
        "上次构建写过这篇文章的网页，这次没有了。别人引用过的网址会失效，所以提醒一次：改名用 aliases，撤下用 [[removed]]。",
        "The last build wrote a page of this article and this one does not. Addresses that others cite would lead nowhere, so you are told once: aliases for a new name, [[removed]] for an article that is withdrawn.",
    ),
    (
        "bad-date",
        "日期写作 \"2025-11\" 或 \"2025-11-03\"，日历上要有这一天。刊发日期至少要到月：文中的“目前”“今年”由它推定。",
        "Dates are written \"2025-11\" or \"2025-11-03\" and the calendar must have them. A publication needs its month: words like 目前 and 今年 are resolved against it.",
    ),
    (
        "bad-name",
        "地名要写进网页和设置里，所以只能是文字：汉字、字母、数字、空格、间隔号、括号、连字符，不超过 40 个字。",
        "The name of a place goes into pages and settings, so it is plain words: letters, digits, spaces, brackets, hyphens, at most 40 characters.",
    ),
    (
        "bad-slug",
        "文件名就是网址的一部分，只用小写英文字母、数字和连字符，例如 2025-11-climbing-high。",
        "The file name is part of an address: lower-case ASCII letters, digits and hyphens, as in 2025-11-climbing-high.",
    ),
    (
        "broken-fragment",
        "页内链接指向的位置不存在。这是模板或程序的错，不是文章的错；没有写出任何文件。",
        "A link leads to a place that its page does not have. This is a fault of a template or of the program, not of an article; nothing was written.",
    ),
    (
        "broken-link",
        "站内链接指向的文件不存在。多半是改过的模板链接了没有的页面；没有写出任何文件。",
        "A link inside the site leads to a file that does not exist. Most likely a changed template links to a page that is not made; nothing was written.",
    ),
    (
        "cannot-compress",
        "压缩副本没有做成，后面是原因；什么也没有写。不加 --precompress 可以照常构建。",
        "The compressed copies could not be made; the reason follows, and nothing was written. Without --precompress the build works.",
    ),
    (
        "cannot-serve",
        "预览的服务没有启动起来，后面是系统给的原因。",
        "The preview could not be started; the system says why.",
    ),
    (
        "cannot-watch",
        "预览靠系统通知得知文件改了。系统不肯，多半是监视的文件夹太多：Linux 上调大 fs.inotify.max_user_watches，或关掉别的监视程序。",
        "The preview relies on the system to tell of changed files. It refuses, most likely because too many folders are watched: raise fs.inotify.max_user_watches on Linux, or end other programs that watch.",
    ),
    (
        "cannot-write",
        "系统不允许写这个文件，后面是系统给的原因：没有权限，磁盘已满，或者文件已经在那里。",
        "The system refuses to write the file and says why: no permission, a full disk, or a file that is already there.",
    ),
    (
        "contradicting-check",
        "几件事实之间的算式怎么舍入都对不上。平常这是核对页上的发现，不是错误；加了 --strict 就要求编者先弄清楚。",
        "Arithmetic between facts does not come out, whatever the rounding. Usually this is a finding that pages show and no error; --strict asks that editors look into it first.",
    ),
    (
        "corpus-missing",
        "站点的文章放在它的 corpus 文件夹里，一篇一个 .md 文件。文件夹可以是空的，但要存在，免得在别的地方误建出空站点。",
        "The articles of a site lie in its folder corpus, one .md file each. It may be empty but must exist, so that no empty site is built in the wrong place.",
    ),
    (
        "correction-field",
        "更正的 set 里有一项写不成它应有的值。项名和写法与数据文件 observations.csv 的列相同。",
        "A value under set of a correction is none that its field can have. Fields and spellings are those of the columns of observations.csv.",
    ),
    (
        "correction-outdated",
        "更正以 expect 里的原文为据。文章里已找不到这几个字（或文章、观测已不在），没有人知道这条更正还对不对，所以不再执行。重新核对后改写，或删去这一条。",
        "A correction rests on the words of expect. The article no longer has them, or the article or the observation is gone, so nobody knows whether the correction still holds, and it is not carried out. Check it again and rewrite it, or delete it.",
    ),
    (
        "correction-without-observation",
        "更正没有写 observation，不知道改的是哪一条观测。编号是文章页上那个数字的地址的末尾，也是 observations.csv 的 id 列。",
        "The correction names no observation, so nobody knows which one it changes. The id is the end of the figure's address on the article's page, and the column id of observations.csv.",
    ),
    (
        "double-id",
        "同一页有两个元素的 id 相同，指向它的链接不知去哪一个。这是模板或程序的错。",
        "Two elements of a page have one id, and a link to it cannot tell them apart. This is a fault of a template or of the program.",
    ),
    (
        "duplicate-alias",
        "旧名 aliases 里的一个名字已经是另一篇文章的名字或旧名，那个网址不知该转到哪里。",
        "A name among the aliases is already the name or an earlier name of another article, so that nobody knows where the address should lead.",
    ),
    (
        "duplicate-id",
        "两篇文章的 id 相同。观测编号由它算出，相同就分不清数字出自哪一篇；多半是复制了文件，删去一份即可。",
        "Two articles have one id. Ids of observations are made from it, and could not be told apart. Most likely a file was copied: delete one of the two.",
    ),
    (
        "duplicate-slug",
        "两篇文章的文件名相同（在不同的子文件夹里），它们的网页会写到同一处。改掉其中一个文件名。",
        "Two articles have one file name, in different folders, and would have one page. Rename one of the files.",
    ),
    (
        "facts-missing",
        "没有 facts.toml。它写明站点的名称和主体，是站点文件夹的标志；extract 没有它也能用，用的是内置的基础词表。",
        "There is no facts.toml. It names the site and its subject and marks a site's folder. extract works without it, with the base vocabulary.",
    ),
    (
        "figure-not-led-to",
        "每个标出的数字都应能从指标、事实表等别的页面点过来。这里的一个谁也不指向，多半是改过的模板漏了它。",
        "Every marked figure can be reached from other pages, as those of indicators and the fact table. Nothing leads to this one; most likely a changed template left it out.",
    ),
    (
        "file-unreadable",
        "系统不给读这个文件，后面是系统给的原因：文件不存在，没有权限，或者它是一个文件夹。",
        "The system does not give the file and says why: it does not exist, may not be read, or is a folder.",
    ),
    (
        "folder-taken",
        "新站要有自己的文件夹：里面已经有东西的，init 一个字也不写。",
        "A new site has a folder of its own: where there is something already, init writes nothing.",
    ),
    (
        "front-matter-empty-value",
        "文首信息里这一项写的是空的。id、title 不能为空。",
        "This key of the front matter is empty. id and title must not be.",
    ),
    (
        "front-matter-missing",
        "corpus 里的文章以一段 TOML 文首信息开头，夹在两行 +++ 之间，写明 id、title、published。原文用 shudu add 收入就会有。",
        "An article of the corpus begins with TOML between two lines of +++, which gives id, title and published. Raw text gets it by shudu add.",
    ),
    (
        "front-matter-missing-key",
        "文首信息必须有 id、title、published。id 由 shudu add 给出，以后不再变：观测的网址由它算出。",
        "Front matter needs id, title and published. shudu add gives the id, which never changes: addresses of figures are made from it.",
    ),
    (
        "front-matter-syntax",
        "两行 +++ 之间不是正确的 TOML。常见原因：引号不成对，用了中文引号，日期没有加引号。",
        "What stands between the lines of +++ is not valid TOML. Usual causes: a quote left open, curly quotes, a date without quotes.",
    ),
    (
        "front-matter-unknown-key",
        "不认识的项一律报错，不会被悄悄忽略：写错一个字母的项和没有写一样，却更难发现。",
        "Unknown keys are errors and never passed over: a key with one wrong letter does as little as none, and is harder to find.",
    ),
    (
        "front-matter-unterminated",
        "文首信息以 +++ 开始，却没有第二行 +++，分不清哪里是正文。",
        "The front matter begins with +++ and has no second line of +++, so nobody can tell where the text begins.",
    ),
    (
        "front-matter-wrong-type",
        "这一项的值类型不对：文字加引号，published_is_estimated 写 true 或 false，aliases 写作 [\"甲\", \"乙\"]。",
        "The value is of the wrong type: text stands in quotes, published_is_estimated is true or false, aliases is a list as [\"a\", \"b\"].",
    ),
    (
        "home-unknown-finding",
        "[home] findings 里的名字由指标 id 和后缀组成，这一个说不出是哪个指标的。首页略过它。",
        "A name under [home] findings is the id of an indicator with an ending; this one names no indicator. The home page leaves it out.",
    ),
    (
        "home-without-facts",
        "[home] 里的这个指标在文章里没有任何数字。首页略过它；等收入写到它的文章，自然会出现。",
        "No article gives a figure for this indicator of [home]. The home page leaves it out until one does.",
    ),
    (
        "local-path",
        "发布的文件里不该有本机的文件夹或 file:/// 地址：读者打不开，也说出了它是在哪里建的。",
        "Published files must not hold folders of this machine or file:/// addresses: readers cannot open them, and they tell where the site was built.",
    ),
    (
        "no-source-date",
        "环境变量 SOURCE_DATE_EPOCH 应是 1970 年以来的秒数，用作构建日期，使两次构建逐字节相同。",
        "The environment variable SOURCE_DATE_EPOCH holds seconds since 1970, which give the date of the build, so that two builds are the same to the byte.",
    ),
    (
        "no-such-topic",
        "explain 的参数是一篇文章（corpus 里的文件名或任意文件），或一条诊断的代码（方括号里的那个词）。",
        "explain takes an article (a name from the corpus, or any file) or the code of a diagnostic (the word in brackets).",
    ),
    (
        "no-text",
        "文件不是文本，或编码无法辨认。能读的有 UTF-8、GBK（GB18030）、Big5 和 UTF-16。",
        "The file is no text, or in no encoding that can be recognised. UTF-8, GBK (GB18030), Big5 and UTF-16 are.",
    ),
    (
        "no-threads",
        "系统不给这么多线程。结果与线程数无关，把 --jobs 改小即可。",
        "The system does not give so many threads. The result does not depend on their number: ask for fewer with --jobs.",
    ),
    (
        "not-utf8",
        "站点自己的文件（facts.toml、文章、模板）都是 UTF-8。别的编码的原文用 shudu add 收入，它会转换。",
        "A site's own files (facts.toml, articles, templates) are UTF-8. Raw text in other encodings is taken in and converted by shudu add.",
    ),
    (
        "not-xml",
        "图、订阅和站点地图都是 XML，浏览器和订阅器只认写得正确的。这个文件多半是建好以后被改过。",
        "Drawings, feeds and the sitemap are XML, and programs read only what is well formed. Most likely the file was changed after it was built.",
    ),
    (
        "nothing-published",
        "diff 拿现在的内容与建好的站点相比，那个文件夹里却没有 data/facts.json。",
        "diff compares with a site that was built, and that folder has no data/facts.json.",
    ),
    (
        "nothing-to-check",
        "--output 指的文件夹里没有本程序写的清单，不是建好的站点，没有可查的。",
        "The folder that --output names holds no list of this program, so no site was built there and there is nothing to check.",
    ),
    (
        "one-file-only",
        "--slug 和 --title 说的是一篇文章，一次收几篇时不知道是哪一篇的。",
        "--slug and --title speak of one article; with several files nobody knows of which.",
    ),
    (
        "output-busy",
        "同一个文件夹同时只能有一次构建在写，否则两个站点会混在一起。后来的这次没有写任何文件。",
        "Only one build at a time writes a folder, or two sites would mix. The one that came later wrote nothing.",
    ),
    (
        "output-differs",
        "已发布的文件夹与现在会建成的不同：内容改了还没有重建，或者建好后有人动过文件。",
        "The published folder differs from what would be built now: something changed and was not built again, or a file was touched since.",
    ),
    (
        "output-not-ours",
        "输出文件夹里有别的文件，又没有本程序写的清单 shudu-manifest.json。为免误删，程序只写空文件夹和自己写过的文件夹。",
        "The output folder holds files but no list shudu-manifest.json of an earlier build. So that nothing of yours is lost, only empty folders and its own are written to.",
    ),
    (
        "output-path",
        "有一个网页文件的路径会写到输出文件夹之外。多半是 static 里的文件名不寻常。",
        "The path of a file of the site would leave the output folder. Most likely a file in static has an odd name.",
    ),
    (
        "output-symlink",
        "输出文件夹里有符号链接。沿着它写会改动别处的文件，所以不写。",
        "There is a symbolic link inside the output folder. Writing through it would change files elsewhere, so nothing is written.",
    ),
    (
        "output-write",
        "系统不允许写输出，后面是系统给的原因。上一次构建的站点还在。",
        "The system refuses to write the output and says why. The site of the last build is still there.",
    ),
    (
        "path-taken",
        "两个文件要写到同一个路径：多半是 static 里的一个文件与生成的网页同名。",
        "Two files want one path: most likely a file in static has the name of a page that is made.",
    ),
    (
        "port-taken",
        "这个端口已有别的程序在用（也许是另一个预览），或者系统不允许用它。",
        "Another program has this port, perhaps another preview, or the system does not give it.",
    ),
    (
        "published-data",
        "要比较的站点是另一个版本的 shudu 建的，或数据文件已损坏。",
        "The site to compare with was built by another version of shudu, or its data files are damaged.",
    ),
    (
        "published-missing",
        "文中没有能推定刊发月份的日期。没有它，“目前”“今年”都没有着落，所以要用 --published 给出。",
        "No date in the text tells when it appeared. Without it words like 目前 and 今年 mean nothing, so it must be given with --published.",
    ),
    (
        "raw-text-in-corpus",
        "corpus 里只读 .md 文章。这个文件看来是还没有收入的原文。",
        "Only .md files of the corpus are read. This one looks like raw text that has not been taken in yet.",
    ),
    (
        "snapshot-there",
        "存档是给人引用的，做好以后不再改写。要再存一份，换一个名字。",
        "A snapshot is there to be cited, so it is not written again. For another one, give another name.",
    ),
    (
        "template",
        "模板里有语法错误，或用了没有的名字。站点 templates/ 里的文件代替同名的内置模板。",
        "A template has a syntax error or uses a name that does not exist. Files in the site's templates/ replace embedded ones of the same name.",
    ),
    (
        "template-encoding",
        "模板要存成 UTF-8。",
        "Templates are saved as UTF-8.",
    ),
    (
        "title-missing",
        "文中认不出标题（开头就是整句）。用 --title 拟一个，页面会注明是编者所拟。",
        "The text has no headline that could be recognised: it begins with a sentence. Give it one with --title; its page will say that it is the editor's.",
    ),
    (
        "unreachable-page",
        "从首页出发，顺着链接应能走到每一页。走不到的页面读者找不到，多半是改过的模板少了链接。",
        "Every page can be reached from home by following links. A page that cannot will not be found; most likely a changed template lacks a link.",
    ),
    (
        "unreadable",
        "templates 或 static 里的文件读不了，后面是系统给的原因。",
        "A file in templates or static cannot be read; the system says why.",
    ),
    (
        "unsettled-conflict",
        "同一件事，文章里有两个不能同时成立的数字。平常这是页面上要说明的发现，不是错误；加了 --strict 就要求编者用 [[correction]] 选定一个。",
        "The articles give two values for one thing that cannot both be right. Usually this is a finding that pages tell of and no error; --strict asks that an editor chooses one with a [[correction]].",
    ),
    (
        "vocabulary-too-large",
        "词表（指标、主体、分项及其别名）大得装不进一个自动机。删去用不着的条目。",
        "The vocabulary (indicators, subjects, breakdowns and their aliases) is too large for one automaton. Remove entries that no article needs.",
    ),
];

/// What the diagnostic with this code means; `None` for a code that no stage uses.
pub fn explain(code: &str) -> Option<Phrase> {
    let mut all = EXPLANATIONS.iter();
    match all.find(|(known, _, _)| *known == code) {
        Some((_, zh, en)) => Some(Phrase::new(*zh, *en)),
        None => config::explain(code),
    }
}

/// All codes, in order.
pub fn codes() -> Vec<&'static str> {
    let own = EXPLANATIONS.iter().map(|(code, _, _)| *code);
    let mut codes: Vec<_> = own.chain(config::codes()).collect();
    codes.sort_unstable();
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_once() {
        let codes = codes();
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]), "{codes:?}");
        assert!(EXPLANATIONS.iter().map(|e| e.0).is_sorted());
    }
}
