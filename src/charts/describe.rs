//! The chart in words (图的文字说明), for those who do not see it: kind, unit, values with their
//! qualifiers, breaks, targets. At most 120 字: a long series keeps its ends and extremes.

use super::{Average, ChartSpec, Kind, Origin, Point, Target};

/// The longest description, in characters.
const LONGEST: usize = 120;

/// Describes the chart.
pub(super) fn describe(spec: &ChartSpec) -> String {
    let every = |_: usize| true;
    let full = words(spec, &every);
    if full.chars().count() <= LONGEST {
        return full;
    }
    let value = |p: &Point| p.value;
    let least = spec.points.iter().map(value).fold(f64::INFINITY, f64::min);
    let most = spec
        .points
        .iter()
        .map(value)
        .fold(f64::NEG_INFINITY, f64::max);
    let last = spec.points.len().saturating_sub(1);
    words(spec, &|i| {
        let value = spec.points[i].value;
        i == 0 || i == last || value <= least || value >= most
    })
}

fn words(spec: &ChartSpec, keep: &dyn Fn(usize) -> bool) -> String {
    let kind = match spec.kind {
        Kind::Columns => "柱形图",
        Kind::Dots => "点线图",
        Kind::Lollipops => "棒棒图",
        Kind::Stack => "两段堆叠柱",
        Kind::Rank => "位次图，越上越靠前",
        Kind::Bars => "条形图",
    };
    let mut text = kind.to_string();
    if !spec.unit.is_empty() {
        text.push('，');
        text.push_str(&spec.unit);
    }
    text.push('。');
    let points: Vec<String> = (0..spec.points.len())
        .filter(|&i| keep(i))
        .map(|i| point(spec, i))
        .collect();
    text.push_str(&points.join("，"));
    for broken in &spec.breaks {
        text.push_str(&format!(
            "；{}与{}年间口径中断",
            broken.after.round(),
            broken.before.round()
        ));
    }
    let goals: Vec<String> = spec
        .targets
        .iter()
        .map(|Target { at, label, .. }| format!("{}年{}", at.label, label.replace(' ', "")))
        .collect();
    if !goals.is_empty() {
        text.push('；');
        text.push_str(&goals.join("，"));
    }
    for Average { span, label, .. } in &spec.averages {
        text.push_str(&format!("；{span}年年均{label}"));
    }
    text.push_str("。数据表在图后。");
    text
}

fn point(spec: &ChartSpec, i: usize) -> String {
    let point = &spec.points[i];
    let mut text = if spec.kind == Kind::Bars {
        format!("{}{}", point.at.label, point.label)
    } else {
        let part = if point.is_part_year {
            point.at.sub.as_str()
        } else {
            ""
        };
        format!("{}年{part}{}", point.at.label, point.label)
    };
    if let Some(twin) = &point.twin {
        text.push_str(&format!("或{}（两说）", twin.label));
    }
    if let (Some(upper), [_, (name, _)]) = (&point.upper, spec.parts.as_slice()) {
        text.push_str(&format!("、{name}{}", upper.label));
    }
    match point.origin {
        Origin::Reported => {}
        Origin::Computed => text.push_str("（算得）"),
        Origin::Implied => text.push_str("（倒推）"),
    }
    if !point.remark.is_empty() {
        text.push_str(&format!("（{}）", point.remark));
    }
    text
}
