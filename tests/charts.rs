//! Charts are drawn from the specs in `tests/cases/charts/` and compared, byte by byte, with the
//! drawings in `tests/charts/`. `UPDATE_EXPECTED=1 cargo test --test charts` rewrites those.
//! Every run also writes all of them on one page, `charts.html` in cargo's temporary folder for
//! tests (`target/tmp`), for eyes to judge.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use shudu::charts::{self, ChartSpec, Form};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name)
}

fn cases() -> BTreeMap<String, ChartSpec> {
    let mut cases = BTreeMap::new();
    for entry in fs::read_dir(folder("cases/charts")).expect("the cases are there") {
        let path = entry.expect("a readable entry").path();
        let text = fs::read_to_string(&path).expect("a readable case");
        let spec = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let name = path.file_stem().expect("a file name").to_string_lossy();
        cases.insert(name.into_owned(), spec);
    }
    assert!(!cases.is_empty());
    cases
}

/// The forms in which a case is drawn: panels and rows of text have no place on a card.
fn forms(spec: &ChartSpec) -> &'static [Form] {
    if spec.is_panel {
        &[Form::Wide, Form::Narrow]
    } else {
        &Form::ALL
    }
}

#[test]
fn drawings_are_as_expected() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let expected = folder("charts");
    let mut names = BTreeSet::new();
    let mut wrong = Vec::new();
    let mut compare = |name: String, svg: String| {
        let path = expected.join(&name);
        if update {
            fs::create_dir_all(&expected).expect("a folder for drawings");
            fs::write(&path, &svg).expect("a writable drawing");
        } else if fs::read_to_string(&path).ok().as_deref() != Some(&svg) {
            wrong.push(name.clone());
        }
        names.insert(name);
    };
    for (name, spec) in cases() {
        for &form in forms(&spec) {
            compare(
                format!("{name}.{}.svg", form.class()),
                charts::draw(&spec, form),
            );
        }
        if name == "gross-output" {
            let source = "据《升级国家高新区十周年》等2篇";
            compare(
                format!("{name}.alone.svg"),
                charts::standalone(&spec, Form::Wide, source),
            );
        }
    }
    for entry in fs::read_dir(&expected).expect("the drawings are there") {
        let entry = entry.expect("a readable entry");
        let name = entry.file_name().to_string_lossy().into_owned();
        if !names.contains(&name) {
            if update {
                fs::remove_file(entry.path()).expect("a removable drawing");
            } else {
                wrong.push(format!("{name} (no case draws it)"));
            }
        }
    }
    assert!(wrong.is_empty(), "differ from tests/charts: {wrong:#?}");
}

#[test]
fn labels_neither_touch_nor_leave_the_sheet() {
    for (name, spec) in cases() {
        for &form in forms(&spec) {
            let drawing = charts::lay_out(&spec, form);
            let sheet = charts::Area {
                left: 0.0,
                top: 0.0,
                right: drawing.width,
                bottom: drawing.height,
            };
            for (i, (text, area)) in drawing.texts.iter().enumerate() {
                assert!(
                    sheet.holds(area),
                    "{name} {form:?}: {text} leaves the sheet {area:?}"
                );
                for (other, taken) in &drawing.texts[i + 1..] {
                    assert!(!area.touches(taken), "{name} {form:?}: {text} on {other}");
                }
            }
        }
    }
}

#[test]
fn figures_keep_first_and_last_value() {
    for (name, spec) in cases() {
        for form in [Form::Wide, Form::Narrow] {
            let drawing = charts::lay_out(&spec, form);
            let words: Vec<&str> = drawing
                .texts
                .iter()
                .map(|(text, _)| text.as_str())
                .collect();
            // Seven different marks and two targets are too much for a phone: the last step.
            let is_too_much = name == "every-mark" && form == Form::Narrow;
            assert_eq!(
                drawing.wants_table, is_too_much,
                "{name} {form:?}: {words:?}"
            );
            for point in [spec.points.first(), spec.points.last()]
                .into_iter()
                .flatten()
            {
                assert!(
                    words.iter().any(|word| word.contains(&point.label)),
                    "{name} {form:?}: {} is missing in {words:?}",
                    point.label
                );
            }
        }
    }
}

#[test]
fn drawings_are_well_formed_and_hold_no_colour() {
    for (name, spec) in cases() {
        for &form in forms(&spec) {
            let svg = charts::draw(&spec, form);
            let alone = charts::standalone(&spec, form, "据《甲》&乙");
            well_formed(&svg).unwrap_or_else(|e| panic!("{name} {form:?}: {e}"));
            well_formed(&alone).unwrap_or_else(|e| panic!("{name} {form:?} alone: {e}"));
            for banned in ["style=", "fill=", "stroke=", "font-", "#12"] {
                assert!(!svg.contains(banned), "{name} {form:?}: {banned}");
            }
            assert!(alone.contains("prefers-color-scheme:dark"));
            assert!(
                !alone.contains("<a href=\"../"),
                "{name}: a link that leads nowhere"
            );
        }
    }
}

#[test]
fn every_linked_point_has_address_name_and_title() {
    for (name, spec) in cases() {
        for &form in forms(&spec) {
            let svg = charts::draw(&spec, form);
            for point in spec
                .points
                .iter()
                .filter(|p| !p.link.href.is_empty() && (form.is_figure() || !p.is_forecast))
            {
                let link = &point.link;
                let open = format!("<a href=\"{}\"><title>{}</title>", link.href, link.name);
                let start = svg
                    .find(&open)
                    .unwrap_or_else(|| panic!("{name} {form:?}: no {open}"));
                let mark = &svg[start..start + svg[start..].find("</a>").expect("a closed link")];
                assert!(
                    mark.contains(" class=\""),
                    "{name} {form:?}: a bare mark in {mark}"
                );
            }
            for twin in spec.points.iter().filter_map(|p| p.twin.as_ref()) {
                let open = format!("<a href=\"{}\">", twin.link.href);
                assert!(
                    twin.link.href.is_empty() || svg.contains(&open),
                    "{name} {form:?}: no {open}"
                );
            }
            let role = if svg.contains("<a href") {
                "group"
            } else {
                "img"
            };
            assert!(svg.contains(&format!("role=\"{role}\" aria-labelledby=\"t-")));
        }
    }
}

#[test]
fn ids_differ_between_forms_and_charts() {
    let mut seen = BTreeSet::new();
    for spec in cases().values() {
        for form in Form::ALL {
            for part in charts::draw(spec, form).split(" id=\"").skip(1) {
                let id = part.split('"').next().expect("a closed attribute");
                assert!(seen.insert(id.to_string()), "{id} occurs twice");
            }
        }
    }
}

#[test]
fn every_class_is_in_the_style_sheet() {
    for (name, spec) in cases() {
        for &form in forms(&spec) {
            let svg = charts::draw(&spec, form);
            for part in svg.split(" class=\"").skip(1) {
                for class in part
                    .split('"')
                    .next()
                    .expect("a closed attribute")
                    .split(' ')
                {
                    let known = charts::STYLE.contains(&format!(".{class}"));
                    assert!(known, "{name} {form:?}: no rule for .{class}");
                }
            }
        }
    }
}

/// A small reader of XML: tags close in order, attributes are quoted and differ, no stray `<`
/// or `&`.
fn well_formed(xml: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = xml;
    while let Some(start) = rest.find('<') {
        entities(&rest[..start])?;
        rest = &rest[start..];
        if let Some(data) = rest.strip_prefix("<![CDATA[") {
            let end = data.find("]]>").ok_or("open CDATA")?;
            rest = &data[end + 3..];
            continue;
        }
        let end = rest.find('>').ok_or("open tag")?;
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        if tag.starts_with('?') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let inner = tag.trim_end_matches('/');
        let (name, mut attributes) = inner.split_once(' ').unwrap_or((inner, ""));
        let mut seen = BTreeSet::new();
        while !attributes.is_empty() {
            let (key, tail) = attributes.split_once("=\"").ok_or(format!("bad <{tag}>"))?;
            let (value, tail) = tail.split_once('"').ok_or(format!("bad <{tag}>"))?;
            entities(value)?;
            if !seen.insert(key) {
                return Err(format!("{key} twice in <{tag}>"));
            }
            attributes = tail.trim_start();
        }
        if !tag.ends_with('/') {
            open.push(name);
        }
    }
    if open.is_empty() && rest.trim().is_empty() {
        Ok(())
    } else {
        Err(format!("{open:?} stay open before {rest:?}"))
    }
}

fn entities(text: &str) -> Result<(), String> {
    for part in text.split('&').skip(1) {
        if !["amp;", "lt;", "gt;", "quot;"]
            .iter()
            .any(|e| part.starts_with(e))
        {
            return Err(format!("a bare & before {part:?}"));
        }
    }
    Ok(())
}

#[test]
fn the_reader_of_xml_sees_faults() {
    for bad in [
        "<a>",
        "<a></b>",
        "<a b=1/>",
        "<a b=\"1\" b=\"2\"/>",
        "<a>&</a>",
    ] {
        assert!(well_formed(bad).is_err(), "{bad}");
    }
    assert_eq!(well_formed("<a b=\"1\"><c/>&amp;</a>"), Ok(()));
}

#[test]
fn a_page_for_eyes() {
    let mut page = String::from(
        "<!doctype html><html lang=\"zh-Hans\"><meta charset=\"utf-8\"><title>charts</title>\
         <link rel=\"stylesheet\" href=\"chart.css\"><style>\
         body{margin:16px;background:var(--bg);color:var(--ink);font:15px/1.6 var(--sans);text-autospace:normal}\
         section{display:grid;grid-template-columns:640px 328px 300px 164px;gap:24px;align-items:end;\
         border-top:2px solid var(--ink);padding:8px 0 24px}h2{grid-column:1/-1;margin:0;font-size:18px}\
         .sub{grid-column:1/-1;margin:-24px 0 0;color:var(--ink2)}\
         section svg{display:block!important;overflow:visible;outline:1px dotted var(--rule)}</style>\n",
    );
    for spec in cases().values() {
        page.push_str(&format!(
            "<section><h2>{}</h2><p class=sub>{}</p>",
            spec.title, spec.subtitle
        ));
        for &form in forms(spec) {
            page.push_str(&charts::draw(spec, form));
        }
        page.push_str("</section>\n");
    }
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    fs::write(target.join("charts.html"), page).expect("a writable page");
    fs::write(target.join("chart.css"), charts::STYLE).expect("a writable style sheet");
}
