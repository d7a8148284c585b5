//! What hosts need to serve a site well (托管): headers with the right cache times and a strict
//! Content-Security-Policy, redirects for addresses that moved, compressed copies.
//!
//! Enters: a rendered site. Leaves: further files for its root. Netlify, Cloudflare Pages and
//! GitLab Pages read `_headers` and `_redirects`, GitHub Pages `.nojekyll`, Apache `.htaccess`;
//! for nginx and Caddy there are snippets in `hosting/`, to be included by hand.

mod compress;
mod hosts;
mod policy;

use std::collections::BTreeMap;

use crate::{site::Site, text::Document};

pub use compress::compressed;

use policy::Policy;

/// An address that leads to another since an article was renamed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moved {
    /// The earlier path: `articles/old.html`.
    pub from: String,
    /// The path of today: `articles/new.html`.
    pub to: String,
}

/// The addresses that moved, by the earlier names (`aliases`) of articles.
pub fn moved(documents: &[Document]) -> Vec<Moved> {
    let mut moved: Vec<Moved> = documents
        .iter()
        .flat_map(|document| {
            let article = &document.article;
            article.aliases.iter().map(|alias| Moved {
                from: format!("articles/{alias}.html"),
                to: format!("articles/{}.html", article.slug),
            })
        })
        .collect();
    moved.sort();
    moved
}

/// The files for hosts. `base_url` tells below which path the site will stand; the root of the
/// host where it is empty.
pub fn files(site: &Site, moved: &[Moved], base_url: &str) -> BTreeMap<String, Vec<u8>> {
    let policy = Policy::of(site);
    let below = path_of(base_url);
    let texts = [
        ("_headers", hosts::headers(&policy)),
        (".htaccess", hosts::apache(&policy, moved, below)),
        (".nojekyll", String::new()),
        ("hosting/nginx-http.conf", hosts::nginx_http(moved, below)),
        (
            "hosting/nginx-server.conf",
            hosts::nginx_server(&policy, below),
        ),
        ("hosting/Caddyfile", hosts::caddy(&policy, moved, below)),
    ];
    let redirects = (!moved.is_empty()).then(|| ("_redirects", hosts::redirects(moved, below)));
    texts
        .into_iter()
        .chain(redirects)
        .map(|(path, text)| (path.to_string(), text.into_bytes()))
        .collect()
}

/// The path of an address, with a slash at both ends.
fn path_of(base_url: &str) -> &str {
    let host = base_url.split_once("://").map_or("", |(_, host)| host);
    host.find('/').map_or("/", |at| &host[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_an_address() {
        assert_eq!(path_of(""), "/");
        assert_eq!(path_of("https://a.org/"), "/");
        assert_eq!(path_of("https://a.org/x/y/"), "/x/y/");
    }

    #[test]
    fn redirects_stand_where_something_moved() {
        let site = Site(BTreeMap::from([("index.html".into(), b"<p>".to_vec())]));
        assert!(!files(&site, &[], "").contains_key("_redirects"));
        let moved = [Moved {
            from: "articles/a.html".into(),
            to: "articles/b.html".into(),
        }];
        let files = files(&site, &moved, "https://a.org/x/");
        let text = |name: &str| String::from_utf8_lossy(&files[name]).into_owned();
        assert_eq!(
            text("_redirects"),
            "/x/articles/a.html /x/articles/b.html 301\n/articles/a.html /articles/b.html 301\n"
        );
        assert!(text(".htaccess").contains("Redirect 301 /x/articles/a.html /x/articles/b.html"));
        assert!(text("hosting/nginx-http.conf").contains("/x/articles/a.html /x/articles/b.html;"));
        assert!(
            text("hosting/Caddyfile").contains("redir /x/articles/a.html /x/articles/b.html 301")
        );
    }
}
