//! White space inside a line: what layout put there is taken out, what separates words stays.
//! `由 102 个增至 203 个` → `由102个增至203个`, `持 续 深 化“ 放 管 服 ”改革` → `持续深化“放管服”改革`;
//! the two parts of `笃行不怠启新程 凤起高新再起航` stay apart.

use super::chars::{is_clause_end, is_closer, is_digit, is_han, is_invisible, is_opener};

/// What kind of line the white space stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Running text.
    Body,
    /// A heading, a title, a caption or a byline, whose parts are set apart by a space.
    Display,
}

/// Units and classifiers that follow a figure directly.
pub(super) const UNITS: &str = "年月日号时分秒个家项件名人位次万亿元千百吨亩套份宗只届期周天倍成";

/// The line with only the white space that means something, each as one space.
pub(super) fn mend(line: &str, place: Place) -> String {
    let line = line.trim();
    if !line.chars().any(is_invisible) {
        return line.to_string();
    }
    let chars = tidy(line);
    let in_spread_words = beside(&chars, &spread_out(&chars));
    let mut out = String::with_capacity(line.len());
    for (i, &c) in chars.iter().enumerate() {
        if c != ' ' || !(in_spread_words[i] || is_noise(&chars, i, place)) {
            out.push(c);
        }
    }
    out
}

/// The line mended as running text and as a heading.
pub(super) fn mend_both(line: &str) -> (String, String) {
    let line = line.trim();
    // Without white space the place makes no difference.
    if !line.chars().any(is_invisible) {
        return (line.to_string(), line.to_string());
    }
    (mend(line, Place::Body), mend(line, Place::Display))
}

/// Trimmed, runs of white space as one space, characters without trace left out.
fn tidy(line: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(line.len());
    for c in line.chars() {
        if c.is_whitespace() {
            if out.last().is_some_and(|&c| c != ' ') {
                out.push(' ');
            }
        } else if !is_invisible(c) {
            out.push(c);
        }
    }
    if out.last() == Some(&' ') {
        out.pop();
    }
    out
}

/// For each character whether it is one of at least three Chinese characters in a row that white
/// space and signs set apart from each other, or one of a line of such characters alone.
fn spread_out(chars: &[char]) -> Vec<bool> {
    let mut spread = vec![false; chars.len()];
    let mut run: Vec<usize> = Vec::new();
    let mut spaces = 0;
    let others = |run: &[usize]| {
        let first = run.first().copied().unwrap_or(0);
        let last = run.last().copied().unwrap_or(0);
        chars[..first]
            .iter()
            .chain(chars.get(last + 1..).unwrap_or(&[]))
            .any(|&c| c != ' ')
    };
    let mut close = |run: &mut Vec<usize>, spaces: &mut usize| {
        let is_run =
            run.len() >= 3 && *spaces >= 2 || run.len() == 2 && *spaces == 1 && !others(run);
        if is_run {
            run.iter().for_each(|&i| spread[i] = true);
        }
        run.clear();
        *spaces = 0;
    };
    for (i, &c) in chars.iter().enumerate() {
        let apart = |side: Option<&char>| {
            side.is_none_or(|&c| !is_han(c) && !is_digit(c) && !c.is_alphabetic())
        };
        if is_han(c) {
            let left = i.checked_sub(1).and_then(|i| chars.get(i));
            if apart(left) && apart(chars.get(i + 1)) {
                run.push(i);
            } else {
                close(&mut run, &mut spaces);
            }
        } else if c == ' ' {
            spaces += usize::from(!run.is_empty());
        } else if is_digit(c) || c.is_alphabetic() {
            close(&mut run, &mut spaces);
        }
    }
    close(&mut run, &mut spaces);
    spread
}

/// For each space whether the nearest character on either side is marked, over quotation marks
/// and brackets between.
fn beside(chars: &[char], marked: &[bool]) -> Vec<bool> {
    let mut beside = vec![false; chars.len()];
    let mut pass = |order: &mut dyn Iterator<Item = usize>| {
        let mut near = false;
        for i in order {
            if chars[i] == ' ' {
                beside[i] |= near;
            } else if !is_closer(chars[i]) && !is_opener(chars[i]) {
                near = marked[i];
            }
        }
    };
    pass(&mut (0..chars.len()));
    pass(&mut (0..chars.len()).rev());
    beside
}

/// True when the space at `i` is there for layout alone.
fn is_noise(chars: &[char], i: usize, place: Place) -> bool {
    let (Some(&left), Some(&right)) = (
        i.checked_sub(1).and_then(|i| chars.get(i)),
        chars.get(i + 1),
    ) else {
        return true;
    };
    let chinese = |c: char| is_han(c) || !c.is_ascii() && !c.is_alphanumeric();
    if is_closer(right) && !right.is_ascii()
        || is_opener(left) && !left.is_ascii()
        || is_clause_end(right) && !right.is_ascii()
        || (is_clause_end(right) || right == ':') && chinese(left)
        || is_clause_end(right) && is_digit(left)
        || is_clause_end(left) && (!left.is_ascii() || chinese(right))
        || matches!(right, '%' | '％' | '‰') && is_digit(left)
    {
        return true;
    }
    if is_digit(left) && chinese(right) {
        return match place {
            Place::Body => is_han(right) || is_opener(right),
            Place::Display => UNITS.contains(right),
        };
    }
    if is_digit(right) && chinese(left) {
        return is_figure_set_off(chars, i, place);
    }
    false
}

/// For a space between Chinese and a figure: true unless it parts a run-in heading
/// (`——经济发展保持强劲势头 2021年，…`) or a part of a headline from what follows. Layout sets a figure
/// off on both sides.
fn is_figure_set_off(chars: &[char], i: usize, place: Place) -> bool {
    let number = chars[i + 1..]
        .iter()
        .take_while(|&&c| is_digit(c) || matches!(c, '.' | ',' | '．' | '，'))
        .count();
    let both = match chars.get(i + 1 + number) {
        None | Some(' ') => true,
        Some(&c) => !is_han(c),
    };
    let before = &chars[..i];
    let run_in =
        before.len() >= 4 && before.len() <= 30 && !before.iter().any(|&c| is_clause_end(c));
    both || !(run_in || place == Place::Display)
}

/// Two pieces of a line that was broken in the middle of a sentence.
pub(super) fn join(left: &mut String, right: &str) {
    let (Some(a), Some(b)) = (left.chars().next_back(), right.chars().next()) else {
        left.push_str(right);
        return;
    };
    let western = |c: char| c.is_alphabetic() && !is_han(c) && width_is_half(c);
    if western(b)
        && (western(a)
            || matches!(a, '.' | ',' | ';') && left.chars().rev().nth(1).is_some_and(western))
    {
        left.push(' ');
    }
    left.push_str(right);
}

fn width_is_half(c: char) -> bool {
    c < '\u{2000}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn body(raw: &str, wanted: &str) {
        assert_eq!(mend(raw, Place::Body), wanted);
        assert_eq!(mend(wanted, Place::Body), wanted, "again");
    }

    #[track_caller]
    fn display(raw: &str, wanted: &str) {
        assert_eq!(mend(raw, Place::Display), wanted);
        assert_eq!(mend(wanted, Place::Display), wanted, "again");
    }

    #[test]
    fn figures_close_up() {
        body(
            "企业由 102 个增至 203 个，占比 40 %；",
            "企业由102个增至203个，占比40%；",
        );
        body("达 170", "达170");
        body("总投资7.86 亿元", "总投资7.86亿元");
        body("截至 2021 年 12 月 31 日", "截至2021年12月31日");
        body(
            "成立企业 2750 宗 ，发放公章 5 个 ；",
            "成立企业2750宗，发放公章5个；",
        );
        body("合计 4000 万元(含税) 。", "合计4000万元(含税)。");
    }

    #[test]
    fn spread_words_close_up() {
        body(
            "高新区 持 续 深 化“ 放 管 服 ”改",
            "高新区持续深化“放管服”改",
        );
        body(
            "维 向“马 上 办 ”的 服 务 。 同 时 ，将 原 住",
            "维向“马上办”的服务。同时，将原住",
        );
        body("他说 :“好 ,很好。”", "他说:“好,很好。”");
        display("前 言", "前言");
    }

    #[test]
    fn spaces_that_mean_something_stay() {
        body(
            "“一切为了企业 为了企业一切”的宗旨",
            "“一切为了企业 为了企业一切”的宗旨",
        );
        body(
            "——发展保持强劲势头 2021年，全区",
            "——发展保持强劲势头 2021年，全区",
        );
        body("电子信息 and 生物制药", "电子信息 and 生物制药");
        body("a big  deal, really", "a big deal, really");
        display("攀“高”逐“新” 扬帆奋进", "攀“高”逐“新” 扬帆奋进");
        display("决战2025 再启新程", "决战2025 再启新程");
        display("记者 李 明 通讯员 王 强", "记者 李 明 通讯员 王 强");
    }
}
