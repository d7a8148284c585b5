//! How to cite a figure or a chart: what it says, the articles that it is taken from, its address
//! and the version of its data.

use crate::model::{Fact, Observation, Series};

use super::part::{Desk, month as month_of, sentence, titled};

impl<'a> Desk<'a> {
    /// 工业总产值，2024年：574亿元。据《…》，见…，数据版本….
    pub(crate) fn citation(&self, fact: &'a Fact) -> String {
        let site = &self.lookup.config.site;
        let version = self.version(fact.indicator_id.as_deref());
        let name = self.lookup.full_name(fact);
        let period = self.lookup.period(fact);
        let from = |observation: &Observation| {
            let slug = observation.article.as_str();
            let document = self.lookup.document(slug);
            let title = document.map_or(slug, |d| d.article.title.as_str());
            format!(
                "{}，见{} {}{}",
                titled(title),
                site.name,
                site.base_url,
                sentence(slug, &observation.id),
            )
        };
        if let Some(conflict) = self.lookup.conflict(&fact.id) {
            let sides = conflict.values.iter().filter_map(|(_, observations)| {
                let first = self.lookup.observation(observations.first()?)?;
                Some(format!("{}据{}", self.figure_of(first).text(), from(first)))
            });
            let sides: Vec<String> = sides.collect();
            return format!("{name}，{period}，两说：{}{version}。", sides.join("；"));
        }
        let Some(first) = self.lookup.evidence(fact).next() else {
            return String::new();
        };
        let text = self.figure(fact).text();
        format!("{name}，{period}：{text}。据{}{version}。", from(first))
    }

    /// 图“…”。据《…》，见…，数据版本….
    pub(super) fn chart_citation(&self, series: &'a Series, title: &str, table: &str) -> String {
        let site = &self.lookup.config.site;
        let page = table.split('#').next().unwrap_or(table);
        format!(
            "图“{title}”。据{}，见{} {}{page}#chart-{}{}。",
            self.titles(series),
            site.name,
            site.base_url,
            series.id,
            self.version(series.indicator_id.as_deref()),
        )
    }

    /// The line under a chart that stands alone: where its values come from, and where it is.
    pub(crate) fn chart_source(&self, series: &'a Series) -> String {
        let site = &self.lookup.config.site;
        let titles = self.titles(series);
        let page = series.indicator_id.as_deref();
        let page = page
            .filter(|_| !site.base_url.is_empty())
            .map_or_else(String::new, |id| {
                format!(" {}indicators/{id}.html", site.base_url)
            });
        match titles.as_str() {
            "" => format!("{}{page}", site.name),
            titles => format!("来源：{titles}。{}{page}", site.name),
        }
    }

    /// The articles that a series is taken from: 《…》（2025-10）、《…》.
    pub(crate) fn titles(&self, series: &'a Series) -> String {
        let mut titles: Vec<String> = Vec::new();
        for fact in self.lookup.points(series).into_iter().rev() {
            for observation in self.lookup.evidence(fact) {
                let Some(document) = self.lookup.document(&observation.article) else {
                    continue;
                };
                let month = document.article.published;
                let month = month.map_or_else(String::new, |p| format!("（{}）", month_of(p.date)));
                let title = format!("{}{month}", titled(&document.article.title));
                if !titles.contains(&title) {
                    titles.push(title);
                }
            }
        }
        titles.join("、")
    }

    /// `，数据版本…`: the state of the indicator's data.
    fn version(&self, indicator: Option<&str>) -> String {
        match indicator.map(|id| self.lookup.version_of(id)) {
            Some(version) if !version.is_empty() => format!("，数据版本{version}"),
            _ => String::new(),
        }
    }
}
