//! What each diagnostic of `facts.toml` means, for `shudu explain CODE`.

use crate::diag::Phrase;

/// Code, Chinese, English; in order of code.
const EXPLANATIONS: [(&str, &str, &str); 19] = [
    (
        "facts-bad-correction",
        "更正有三种写法：改（observation 和 set）、略去（observation 和 suppress = true）、补（只写 set，其中 quote 是原文里的数）。这一条三种都不是。",
        "A correction changes (observation and set), leaves out (observation and suppress = true) or adds (set alone, with the quote). This one does none of these.",
    ),
    (
        "facts-bad-date",
        "日期写作 \"2025\"、\"2025-11\" 或 \"2025-11-20\"，并且日历上要有这一天。",
        "Dates are written \"2025\", \"2025-11\" or \"2025-11-20\", and the calendar must have them.",
    ),
    (
        "facts-bad-flow-stock",
        "流量（flow）在一段时期内发生，各期可以相加，如产值、投资；存量（stock）在某一时点上存在，不能相加，如企业数、面积。图表据此决定画法。",
        "A flow happens over a period and adds up (output, investment); a stock exists at a moment and does not (enterprises, area). Charts are drawn accordingly.",
    ),
    (
        "facts-bad-number",
        "数以基本单位书写：15亿元写作 1500000000。需要保留小数位时加引号：\"0.50\"。范围先小后大。",
        "Numbers are written in the base unit: 15亿元 is 1500000000. Quote one to keep its decimals: \"0.50\". A range begins with the smaller.",
    ),
    (
        "facts-bad-observation-id",
        "观测编号由文章、句子和原文数字算出，形如 o-0123456789ab。文章页上点一个数字，地址末尾就是它的编号。",
        "The id of an observation comes from its article, sentence and quote, as o-0123456789ab. On an article's page, the address of a figure ends in it.",
    ),
    (
        "facts-bad-parent",
        "parent 是所在的主体：企业在园区里，园区在城市里。主体不能在它自己里面。",
        "The parent is the subject that this one lies in: a company in a park, a park in a city. No subject lies in itself.",
    ),
    (
        "facts-bad-slug",
        "id 用作网页文件名，只用小写英文字母、数字和连字符，发布以后不要再改。index 留给目录页。",
        "Ids are names of pages: lower-case ASCII letters, digits and hyphens, never changed once published. `index` belongs to the list page.",
    ),
    (
        "facts-bad-url",
        "base_url 是站点的根地址，以 http:// 或 https:// 开头，以 / 结尾；尚未发布时留空。",
        "base_url is the root address of the site: it begins with http:// or https:// and ends in /. Leave it empty until the site is published.",
    ),
    (
        "facts-bad-word",
        "分词器遇到标点和空格就断开，含有它们的词条永远不会被匹配。把词条拆成标点之间的词。",
        "The segmenter breaks at punctuation and spaces, so a word that holds them can never match. Write the words between them.",
    ),
    (
        "facts-base-clash",
        "程序内置一份基础词表。站点的条目与其中同名或同 id 的条目合而为一；这一条却同时牵涉其中两个指标，程序无法决定覆盖哪一个。",
        "A base vocabulary is built in. An entry of the site becomes one with the base entry of its name or id; this entry touches two of them, and the program cannot tell which to override.",
    ),
    (
        "facts-duplicate-id",
        "同一类条目的 id 不能重复：id 是网页文件名。",
        "No two entries of a kind share an id: ids are names of pages.",
    ),
    (
        "facts-duplicate-name",
        "名称和别名在同一类条目中只能出现一次，否则原文里的这个词不知道归谁。",
        "A name or alias stands once among the entries of a kind; else nobody knows whom the word in an article means.",
    ),
    (
        "facts-empty-value",
        "这里需要文字，写的却是空的或只有空格。",
        "Text is needed here, and there is none, or only spaces.",
    ),
    (
        "facts-missing-key",
        "这一条缺少必需的键。与基础词表同名（或同 id）的指标可以只写要改的键，新的指标则要写全 id、name、unit 和 flow_stock。",
        "A required key is absent. An indicator of the base vocabulary needs only what changes; a new one needs id, name, unit and flow_stock.",
    ),
    (
        "facts-syntax",
        "文件不是正确的 TOML，其余检查要等它改好以后才做。常见原因：引号或括号不成对，用了中文引号，一行写了两个键。",
        "The file is not valid TOML; everything else is checked once it is. Usual causes: a quote or bracket left open, curly quotes, two keys on a line.",
    ),
    (
        "facts-unknown-breakdown",
        "breakdown 要写基础词表或本文件 [[breakdown]] 中的名称，不能写别名。",
        "A breakdown is named as in a [[breakdown]] of this file or of the base vocabulary, not by an alias.",
    ),
    (
        "facts-unknown-id",
        "这里引用的 id 不存在。topic 引用 [[topic]]，not_with、figures、flagship 引用 [[indicator]]（含基础词表），parent 引用 [[subject]]。",
        "The id named here does not exist. topic names a [[topic]]; not_with, figures and flagship an [[indicator]], those of the base included; parent a [[subject]].",
    ),
    (
        "facts-unknown-key",
        "不认识的键一律报错，不会被悄悄忽略：写错一个字母的设置和没有写一样，却更难发现。",
        "Unknown keys are errors and never passed over: a setting with one wrong letter does as little as none, and is harder to find.",
    ),
    (
        "facts-wrong-type",
        "值的类型不对。文字加引号，列表写作 [\"甲\", \"乙\"]，开关写 true 或 false；[site]、[words]、[home] 各一张，其余的表每条写一个 [[…]]。",
        "The value is of the wrong type. Text stands in quotes, a list as [\"a\", \"b\"], a switch is true or false; [site], [words] and [home] stand once, all other tables as one [[…]] an entry.",
    ),
];

/// What the diagnostic with this code means, and why it is one; `None` for a code of another
/// stage.
pub fn explain(code: &str) -> Option<Phrase> {
    let mut all = EXPLANATIONS.iter();
    let (_, zh, en) = all.find(|(known, _, _)| *known == code)?;
    Some(Phrase::new(*zh, *en))
}

/// The codes that [`explain`] knows, in order.
pub fn codes() -> impl Iterator<Item = &'static str> {
    EXPLANATIONS.iter().map(|(code, _, _)| *code)
}
