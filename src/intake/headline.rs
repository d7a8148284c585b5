//! The head and foot of a page: headline, issuing body, date line.

use super::{
    byline,
    chars::{is_clause_end, must_go_on},
    furniture,
    leads::is_numbered,
    lines::Kind,
    masthead,
    mended::Mending,
    page::{Page, Role, WIDEST_HEADING},
    structure::Structure,
};

/// Titles are at most this wide, in halves of a character.
const WIDEST_TITLE: usize = 100;
/// A line that begins so much further in than the next stands in the middle of the page.
const CENTRED: usize = 6;
/// Issuing bodies have names at most this wide.
const WIDEST_HOUSE: usize = 40;

/// What the names of issuing bodies end with.
const HOUSES: [&str; 12] = [
    "管委会",
    "委员会",
    "管理局",
    "统计局",
    "统计中心",
    "办公室",
    "人民政府",
    "编辑部",
    "记者站",
    "宣传部",
    "新闻中心",
    "融媒体中心",
];

/// Takes the headline: a first line that is no sentence, or a line printed twice anywhere; the
/// issuing body and the date below it or at the foot.
pub(super) fn take(page: &mut Page<'_>, out: &mut Structure) {
    match below_masthead(page, out) {
        Some(first) if is_title(page, first) => take_title(page, out, first),
        _ => take_shadow(page, out),
    }
    take_related(page, out);
    take_foot(page, out);
}

/// The first line that is neither furniture nor byline, below the masthead where there is one: its
/// lines are furniture when a headline stands below them. Without one, a paper's name may be all
/// the headline that a bulletin has.
fn below_masthead(page: &mut Page<'_>, out: &mut Structure) -> Option<usize> {
    let is_beside = |i: &usize| matches!(page.lines[*i].kind, Kind::Furniture | Kind::Byline);
    let mut lines = (0..page.lines.len()).filter(|i| !is_beside(i));
    let first = lines.next()?;
    let mut head: Vec<usize> = Vec::new();
    let mut is_told = false;
    let mut next = Some(first);
    while let Some(i) = next
        && page.lines[i].is_text()
        && let Some(masthead) = masthead::read(&page.lines[i].display)
    {
        is_told |= masthead.is_told();
        head.push(i);
        next = lines.next();
    }
    let below = next.filter(|&i| is_told && is_title(page, i) && !is_numbered(&page.lines[i].text));
    if below.is_none() {
        return Some(first);
    }
    for i in head {
        page.roles[i] = Role::Taken;
        out.furniture.push(page.lines[i].display.clone());
    }
    below
}

/// Titles of other articles at the foot of a web page, below the words that announce them.
fn take_related(page: &mut Page<'_>, out: &mut Structure) {
    let Some(from) = page
        .lines
        .iter()
        .rposition(|line| line.kind == Kind::Furniture && furniture::is_related(&line.display))
    else {
        return;
    };
    let is_title = |i: usize| {
        let line = &page.lines[i];
        let text = matches!(line.kind, Kind::Text | Kind::Item) && !line.text.contains('。');
        text || line.kind == Kind::Furniture
    };
    if !(from + 1..page.lines.len()).all(is_title) {
        return;
    }
    for i in from + 1..page.lines.len() {
        let line = &page.lines[i];
        if line.kind != Kind::Furniture {
            page.roles[i] = Role::Taken;
            out.furniture.push(line.display.clone());
            out.noise.push_str(if line.kind == Kind::Item {
                &line.noise
            } else {
                ""
            });
        }
    }
}

fn take_title(page: &mut Page<'_>, out: &mut Structure, first: usize) {
    let mut title = page.lines[first].display.clone();
    page.roles[first] = Role::Taken;
    out.noise.push_str(&page.lines[first].noise);
    let mut last = first;
    // The headline once more below itself, as pages have it in their head and above their text.
    while let Some(next) = page.lines.get(last + 1)
        && next.is_text()
        && squeezed(&next.display) == squeezed(&page.lines[first].display)
    {
        out.noise.push_str(&next.display);
        out.note(next, Mending::Shadow, &next.display);
        last += 1;
        page.roles[last] = Role::Taken;
    }
    // Further lines of the headline: set directly below, or a subtitle.
    while let Some(next) = page.lines.get(last + 1) {
        let below = next.is_text() && !next.is_final && next.width <= WIDEST_HEADING;
        let directly = next.gap == 0 && page.is_display(last + 1) && page.lines[first].is_text();
        let subtitle = next.text.starts_with('—');
        let is_issue = furniture::lone_date(&next.display).is_some() || is_house(page, last + 1);
        if !below || is_issue || !(directly || subtitle) || !page.body_follows(last + 2) {
            break;
        }
        title.push_str(if title.ends_with(['：', ':']) {
            ""
        } else {
            " "
        });
        title.push_str(&next.display);
        last += 1;
        page.roles[last] = Role::Taken;
    }
    out.title = Some(title);
    take_house(page, out, last + 1);
}

fn take_shadow(page: &mut Page<'_>, out: &mut Structure) {
    if let Some(i) = page.lines.iter().position(|line| line.kind == Kind::Shadow) {
        let line = &page.lines[i];
        page.roles[i] = Role::Taken;
        out.title = Some(line.display.clone());
        out.noise.push_str(&line.noise);
        out.note(line, Mending::Shadow, &line.display);
    }
}

fn is_title(page: &Page<'_>, i: usize) -> bool {
    let line = &page.lines[i];
    match line.kind {
        Kind::Heading(1) | Kind::Shadow => true,
        Kind::Text => {
            !line.is_final
                && line.width <= WIDEST_TITLE
                && page
                    .layout
                    .column(i)
                    .is_none_or(|column| stands_out(page, i, column))
                && !must_go_on(&line.text)
                && !line.text.contains('。')
                && !page.is_broken(i)
                && !byline::ends_with_credit(&line.display)
                && page.body_follows(i + 1)
        }
        _ => false,
    }
}

/// True for a line at the top of a column that is no line of its first paragraph: that would
/// begin with a line that is set in.
fn stands_out(page: &Page<'_>, i: usize, column: usize) -> bool {
    let line = &page.lines[i];
    let above_first = page.lines.get(i + 1).is_some_and(|below| {
        below.kind == Kind::Byline
            || is_house(page, i + 1)
            || furniture::lone_date(&below.display).is_some()
            || below.indented && !line.indented
            || line.indent >= below.indent + CENTRED
            || below.gap > page.layout.usual_gap
            || !line.text.contains(['，', ',']) && page.layout.is_first(page.lines, i + 1)
    });
    let has_parts =
        line.text.contains(' ') && !line.text.contains(|c: char| c.is_ascii_alphabetic());
    page.layout.is_narrow(page.lines, i) || line.width > column + 8 || above_first || has_parts
}

/// A line without its white space.
fn squeezed(line: &str) -> String {
    line.chars().filter(|c| !c.is_whitespace()).collect()
}

/// True for the name of an issuing body, alone on its line.
fn is_house(page: &Page<'_>, i: usize) -> bool {
    let line = &page.lines[i];
    page.is_open_text(i)
        && !line.is_final
        && line.width <= WIDEST_HOUSE
        && HOUSES.iter().any(|house| line.display.ends_with(house))
        && !line.text.contains(is_clause_end)
}

/// Issuing body and date directly below the title.
fn take_house(page: &mut Page<'_>, out: &mut Structure, mut i: usize) {
    while i < page.lines.len() {
        let line = &page.lines[i];
        if is_house(page, i) && page.body_follows(i + 1) {
            page.roles[i] = Role::Taken;
            out.bylines.push(line.display.clone());
            out.note(line, Mending::Byline, &line.display);
        } else if line.is_text() && furniture::lone_date(&line.text).is_some() {
            page.roles[i] = Role::Taken;
            out.furniture.push(line.display.clone());
        } else if !matches!(line.kind, Kind::Byline | Kind::Furniture) {
            return;
        }
        i += 1;
    }
}

/// Issuing body and date at the foot (落款).
fn take_foot(page: &mut Page<'_>, out: &mut Structure) {
    let Some(i) = (0..page.lines.len())
        .rev()
        .find(|&i| page.lines[i].kind != Kind::Furniture)
    else {
        return;
    };
    let line = &page.lines[i];
    if i == 0 || !page.is_open_text(i) || furniture::lone_date(&line.text).is_none() {
        return;
    }
    page.roles[i] = Role::Taken;
    out.furniture.push(line.display.clone());
    if is_house(page, i - 1) {
        let house = &page.lines[i - 1];
        page.roles[i - 1] = Role::Taken;
        out.bylines.push(house.display.clone());
        out.note(house, Mending::Byline, &house.display);
    }
}
