//! Bytes of unknown encoding → text: byte-order marks and UTF-8 first, then UTF-16 by its zero
//! bytes, then the guess of `chardetng` among the encodings of Chinese.

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
        return utf_16(bytes).ok_or_else(|| no_text(name).into());
    }
    if let Some(error) = error
        && is_damaged_utf_8(bytes, error)
    {
        let path = Path::new(name);
        return Err(crate::corpus::not_utf8(path, error.valid_up_to(), bytes).into());
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
        .ok_or_else(|| no_text(name).into())
}

/// Decodes without a single replacement character.
fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Option<Decoded> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
    })
}

/// UTF-16 without a mark: the zero bytes of its line ends and digits stand on one side.
fn utf_16(bytes: &[u8]) -> Option<Decoded> {
    let zeros = |parity: usize| {
        let side = bytes.iter().skip(parity).step_by(2);
        side.filter(|&&byte| byte == 0).count()
    };
    let encoding = match (zeros(0), zeros(1)) {
        (0, _) => UTF_16LE,
        (_, 0) => UTF_16BE,
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
    no_text(name)
}

fn no_text(name: &str) -> Diagnostic {
    Diagnostic::error(
        "no-text",
        Phrase::new(
            "这不是文本，也认不出它的编码",
            "this is no text in an encoding that can be recognised",
        ),
    )
    .about(name)
    .hint(Phrase::new(
        "用编辑器打开，另存为 UTF-8 纯文本（.txt）再试",
        "open it in an editor and save it as plain text (.txt) in UTF-8",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "2024年，全区规模以上工业总产值574亿元，同比增长8.8%。\n高新技术企业165家。\n";

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
    fn pictures_are_refused() {
        let report = decode("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0").err();
        let code = report.map(|report| report.diagnostics[0].code);
        assert_eq!(code, Some("no-text"));
    }
}
