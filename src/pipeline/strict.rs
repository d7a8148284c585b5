//! A build that tolerates nothing (`--strict`).

use crate::{
    diag::{Diagnostic, Phrase, Report, Severity},
    model::{FactTable, Verdict},
};

/// The report of a build that tolerates nothing: what was a warning is an error, and so is every
/// contradiction that no editor has settled.
pub(super) fn strictly(mut report: Report, table: &FactTable) -> Report {
    for conflict in table.conflicts.iter().filter(|c| c.preferred.is_none()) {
        let Some(fact) = table.fact(&conflict.fact) else {
            continue;
        };
        let values = conflict.values.iter();
        let printed: Vec<&str> = values
            .filter_map(|(_, said_by)| table.observation(said_by.first()?))
            .map(|observation| observation.quote_text.as_str())
            .collect();
        report.push(contradiction(
            "unsettled-conflict",
            &fact.label,
            &printed.join(" / "),
            fact.id.as_str(),
        ));
    }
    let disproved = table.checks.iter();
    // What several articles say of one fact has been told above.
    for check in disproved.filter(|c| c.verdict == Verdict::Contradicts && c.rule != "equal") {
        let stated = check.stated.as_deref().unwrap_or_default();
        report.push(contradiction(
            "contradicting-check",
            &check.title,
            &format!("{} {} {stated}", check.formula, check.verdict.sign()),
            check.id.as_str(),
        ));
    }
    for diagnostic in &mut report.diagnostics {
        diagnostic.severity = Severity::Error;
    }
    report
}

fn contradiction(code: &'static str, what: &str, numbers: &str, id: &str) -> Diagnostic {
    Diagnostic::error(
        code,
        Phrase::new(
            format!("{what}：对不上，{numbers}"),
            format!("{what}: these cannot both be right, {numbers}"),
        ),
    )
    .hint(Phrase::new(
        format!("核对 {id}；若有误植，用 [[correction]] 更正，否则不加 --strict 构建"),
        format!("look at {id}; settle a misprint with a [[correction]], or build without --strict"),
    ))
}
