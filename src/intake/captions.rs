//! Captions (图片说明) that show themselves: by a credit, or because they stand behind the last
//! running text. Those that cut a sentence are found where the sentence is joined.

use super::{
    byline,
    chars::is_digit,
    leads::is_numbered,
    lines::{Kind, Line},
    page::{Page, Role},
    space::UNITS,
};

/// Captions are sentences at most this wide, in halves of a character.
const WIDEST_CAPTION: usize = 120;
/// A caption above its credit has at most this many lines.
const MOST_LINES: usize = 4;

/// Marks captions in the roles of the page.
pub(super) fn find(page: &mut Page<'_>) {
    if page.layout.is_markdown {
        return;
    }
    for i in 0..page.lines.len() {
        let line = &page.lines[i];
        if line.kind == Kind::Credit {
            credit(page, i);
        } else if page.is_open_text(i)
            && line.width <= WIDEST_CAPTION
            && byline::ends_with_credit(&line.display)
        {
            page.roles[i] = Role::Caption;
        }
    }
    if page.body_follows(0) {
        find_trailing(page);
    }
}

/// The caption above the credit at `i`: the lines back to where the picture stood, or the one
/// above alone.
fn credit(page: &mut Page<'_>, i: usize) {
    page.roles[i] = Role::Caption;
    if page.layout.is_picture_gap(&page.lines[i]) {
        return;
    }
    let back = (i.saturating_sub(MOST_LINES)..i)
        .rev()
        .take_while(|&j| page.is_open_text(j))
        .find(|&j| page.layout.is_picture_gap(&page.lines[j]));
    let above = i.checked_sub(1).filter(|&j| {
        let adjacent = page.lines[i].gap == 0 && page.layout.column(j).is_none();
        page.is_open_text(j)
            && page.lines[j].width <= WIDEST_CAPTION
            && (adjacent || page.is_display(j))
    });
    if let Some(first) = back.or(above) {
        page.roles[first] = Role::Caption;
        page.roles[first + 1..=i].fill(Role::CaptionRest);
    }
}

/// Short lines behind the last running text, and single sentences there that pictures set apart.
fn find_trailing(page: &mut Page<'_>) {
    for i in (0..page.lines.len()).rev() {
        let line = &page.lines[i];
        let aside = matches!(
            line.kind,
            Kind::Byline | Kind::Furniture | Kind::Credit | Kind::Caption
        );
        if aside || page.roles[i] != Role::Undecided {
            continue;
        }
        if !line.is_text() || is_numbered(&line.text) || !is_trailing(page, i, line) {
            return;
        }
        page.roles[i] = Role::Caption;
    }
}

fn is_trailing(page: &Page<'_>, i: usize, line: &Line) -> bool {
    if page.layout.is_picture_gap(line) {
        let sentences = line.text.matches(['。', '！', '？']).count();
        return line.width <= WIDEST_CAPTION && sentences <= 1;
    }
    page.is_display(i)
        && !line.text.contains(['，', ',', '：', ':'])
        && !has_figure(&line.text)
        && !page.ends_a_sentence(i)
}

/// True for words that state a figure: digits and a unit, but not the year or day of a picture.
fn has_figure(text: &str) -> bool {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let unit = |c: &char| UNITS.contains(*c) && !"年月日届".contains(*c) || *c == '%';
        if is_digit(c) && chars.peek().is_some_and(unit) {
            return true;
        }
    }
    false
}
