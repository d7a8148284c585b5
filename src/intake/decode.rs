//! Bytes of unknown encoding → text: byte-order marks and UTF-8 first, then UTF-16 by its zero
//! bytes, then what a web page says of itself, then the guess of `chardetng` among the encodings of Chinese.

use std::path::Path;

use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::diag::{Diagnostic, Phrase, Report};

/// A text and the name of the encoding that it was read in.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static str,
}

/// Reads `bytes` as text.
///
/// # Errors
/// A diagnostic about `name` when they are UTF-8 with a damaged place, or no text at all.
pub(super) fn decode(name: &str, bytes: &[u8]) -> Result<Decoded, Report> {
    if KINDS.iter().any(|(start, ..)| bytes.starts_with(start)) {
        return Err(no_text(name, bytes).into());
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return strictly(encoding, &bytes[mark..])
            .ok_or_else(|| damaged(name, encoding, bytes).into());
    }
    let error = match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => {
            return Ok(Decoded {
                text: text.to_owned(),
                encoding: UTF_8.name(),
            });
        }
        Ok(_) => None,
        Err(error) => Some(error),
    };
    if bytes.contains(&0) {
        return utf_16(bytes)
            .or_else(|| without_strays(bytes))
            .ok_or_else(|| no_text(name, bytes).into());
    }
    if let Some(error) = error
        && is_damaged_utf_8(bytes, error)
    {
        let path = Path::new(name);
        return Err(crate::corpus::not_utf8(path, error.valid_up_to(), bytes).into());
    }
    // A web page says itself what it is in.
    if let Some(decoded) = stated(bytes).and_then(|encoding| strictly(encoding, bytes)) {
        return Ok(decoded);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), chardetng::Utf8Detection::Deny);
    // GB18030 holds all of GBK, so a rare character does not end the reading.
    let guess = if guess == GBK { GB18030 } else { guess };
    [guess, GB18030, BIG5]
        .into_iter()
        .filter_map(|encoding| strictly(encoding, bytes))
        // Text read in the wrong Chinese encoding is full of characters for private use.
        .find(|decoded| {
            !decoded
                .text
                .contains(|c| matches!(c, '\u{e000}'..='\u{f8ff}'))
        })
        .or_else(|| strictly(guess, bytes))
        .ok_or_else(|| no_text(name, bytes).into())
}

/// The encoding that `<meta charset=…>` or `<?xml encoding=…` at the top of a web page names.
fn stated(bytes: &[u8]) -> Option<&'static Encoding> {
    const TOP: usize = 4096;
    let top = bytes[..bytes.len().min(TOP)].to_ascii_lowercase();
    let top = String::from_utf8_lossy(&top);
    let at = ["charset=", "encoding="].iter().find_map(|word| {
        top.contains('<')
            .then(|| top.find(word).map(|at| at + word.len()))?
    })?;
    let rest = top[at..].trim_start_matches(['"', '\'', ' ']);
    let label: String = rest
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    let encoding = Encoding::for_label(label.as_bytes())?;
    // GB18030 holds all of GBK.
    Some(if encoding == GBK { GB18030 } else { encoding })
}

/// Decodes without a single replacement character.
fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Option<Decoded> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
    })
}

/// UTF-8 with a zero byte here and there, as programs leave that take text out of pages.
fn without_strays(bytes: &[u8]) -> Option<Decoded> {
    /// More than one in so many bytes make no text.
    const RARE: usize = 50;
    let text = std::str::from_utf8(bytes).ok()?;
    let zeros = text.matches('\0').count();
    (zeros * RARE <= bytes.len()).then(|| Decoded {
        text: text.replace('\0', ""),
        encoding: UTF_8.name(),
    })
}

/// UTF-16 without a mark: the zero bytes of its line ends and digits stand on one side, and
/// hardly any on the other, where those of 一 (U+4E00) and its like stand.
fn utf_16(bytes: &[u8]) -> Option<Decoded> {
    let zeros = |parity: usize| {
        let side = bytes.iter().skip(parity).step_by(2);
        side.filter(|&&byte| byte == 0).count()
    };
    /// So many times more zeros stand on the side of line ends and digits.
    const CLEARLY: usize = 4;
    let encoding = match (zeros(0), zeros(1)) {
        (low, high) if low * CLEARLY < high => UTF_16LE,
        (low, high) if high * CLEARLY < low => UTF_16BE,
        _ => return None,
    };
    strictly(encoding, bytes).filter(|decoded| !decoded.text.contains('\0'))
}

/// Long runs of good UTF-8 before and after a bad byte: a damaged file, no other encoding.
fn is_damaged_utf_8(bytes: &[u8], first: std::str::Utf8Error) -> bool {
    let (mut good, mut bad, mut rest, mut error) = (0, 0, bytes, Some(first));
    while let Some(e) = error {
        let valid = std::str::from_utf8(&rest[..e.valid_up_to()]).unwrap_or_default();
        good += valid.chars().filter(|c| c.len_utf8() > 2).count();
        bad += 1;
        rest = &rest[e.valid_up_to() + e.error_len().unwrap_or(rest.len() - e.valid_up_to())..];
        error = std::str::from_utf8(rest).err();
    }
    let valid = std::str::from_utf8(rest).unwrap_or_default();
    good += valid.chars().filter(|c| c.len_utf8() > 2).count();
    // In GBK or Big5 text a byte triple that happens to be UTF-8 is rarer than one in ten.
    good > 10 * bad
}

fn damaged(name: &str, encoding: &'static Encoding, bytes: &[u8]) -> Diagnostic {
    if encoding == UTF_8
        && let Err(error) = std::str::from_utf8(bytes)
    {
        return crate::corpus::not_utf8(Path::new(name), error.valid_up_to(), bytes);
    }
    no_text(name, bytes)
}

/// What a file that is no text begins with, and how its text is got.
const KINDS: [(&[u8], &str, &str); 4] = [
    (
        b"%PDF-",
        "这是 PDF：在阅读器里全选复制到 .txt 文件，或用 `pdftotext 文件.pdf` 转成文本",
        "this is a PDF: copy its text from a reader into a .txt file, or run `pdftotext FILE.pdf`",
    ),
    (
        b"PK\x03\x04",
        "这是 Word 等办公文档：另存为纯文本（.txt，UTF-8）或网页（.html）再试",
        "this is an office document: save it as plain text (.txt, UTF-8) or as a web page (.html)",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "这是旧版 Word 文档：另存为纯文本（.txt，UTF-8）或网页（.html）再试",
        "this is an old Word document: save it as plain text (.txt, UTF-8) or as a web page (.html)",
    ),
    (
        b"\x89PNG",
        "这是图片，图片里的字读不了：用文字识别软件转成文本再试",
        "this is a picture, whose words cannot be read: have them recognised into a text first",
    ),
];

fn no_text(name: &str, bytes: &[u8]) -> Diagnostic {
    let kind = KINDS.iter().find(|(start, ..)| bytes.starts_with(start));
    let hint = kind.map_or_else(
        || {
            Phrase::new(
                "用编辑器打开，另存为 UTF-8 纯文本（.txt）再试",
                "open it in an editor and save it as plain text (.txt) in UTF-8",
            )
        },
        |(_, zh, en)| Phrase::new(*zh, *en),
    );
    Diagnostic::error(
        "no-text",
        Phrase::new(
            "这不是文本，也认不出它的编码",
            "this is no text in an encoding that can be recognised",
        ),
    )
    .about(name)
    .hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "2024年，全区规模以上工业总产值574亿元，同比增长8.8%。\n一、高新技术企业165家。\n";

    fn read(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode("a.txt", bytes).expect("readable");
        (decoded.text, decoded.encoding)
    }

    #[test]
    fn encodings_of_chinese_are_recognised() {
        let (gbk, ..) = GBK.encode(TEXT);
        let traditional =
            "2024年，全區規模以上工業總產值574億元，同比增長8.8%。這個園區的企業數量繼續增加。\n";
        let (big5, ..) = encoding_rs::BIG5.encode(traditional);
        assert_eq!(read(TEXT.as_bytes()), (TEXT.to_owned(), "UTF-8"));
        assert_eq!(read(&gbk).0, TEXT);
        assert_eq!(read(&big5), (traditional.to_owned(), "Big5"));
        for (mark, to_bytes) in [
            (&[0xff, 0xfe][..], u16::to_le_bytes as fn(u16) -> [u8; 2]),
            (&[0xfe, 0xff], u16::to_be_bytes),
        ] {
            let units: Vec<u8> = TEXT.encode_utf16().flat_map(to_bytes).collect();
            assert_eq!(read(&units).0, TEXT, "without mark");
            let marked = [mark, &units].concat();
            assert_eq!(read(&marked).0, TEXT, "with mark");
        }
        let marked = [&[0xef, 0xbb, 0xbf], TEXT.as_bytes()].concat();
        assert_eq!(read(&marked).0, TEXT);
    }

    #[test]
    fn damaged_utf8_is_reported_with_its_place() {
        let mut bytes = TEXT.repeat(3).into_bytes();
        let at = TEXT.len() + 20;
        bytes.insert(at, 0xff);
        let problem = decode("a.txt", &bytes).err().expect("refused");
        let problem = &problem.diagnostics[0];
        assert_eq!(problem.code, "not-utf8");
        assert!(
            problem.message.en.contains("line 3"),
            "{}",
            problem.message.en
        );
    }

    #[test]
    fn web_pages_say_what_they_are_in() {
        // Too short to be guessed.
        let page = "<html><head><meta charset=\"big5\"></head><p>產值</p>";
        let (bytes, ..) = BIG5.encode(page);
        assert_eq!(read(&bytes), (page.to_owned(), "Big5"));
        let page =
            "<meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"><p>产值</p>";
        let (bytes, ..) = GBK.encode(page);
        assert_eq!(read(&bytes), (page.to_owned(), "gb18030"));
        // Browsers save pages as UTF-8 and leave what they said.
        assert_eq!(read(page.as_bytes()).1, "UTF-8");
    }

    #[test]
    fn a_stray_zero_byte_is_dropped_and_many_are_no_text() {
        let (text, _) = read(TEXT.replace('\n', "\0\n").as_bytes());
        assert_eq!(text, TEXT);
        let many: Vec<u8> = TEXT.bytes().flat_map(|byte| [byte, 0, 0]).collect();
        assert!(decode("a.txt", &many).is_err());
    }

    #[test]
    fn pictures_are_refused() {
        let report = decode("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0").err();
        let code = report.map(|report| report.diagnostics[0].code);
        assert_eq!(code, Some("no-text"));
    }
}
