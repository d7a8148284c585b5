//! The same headers and redirects in the words of each host.

use std::fmt::Write as _;

use super::{
    Moved,
    policy::{ASK, FOREVER, HASHED, Policy},
};

/// Media types that servers often do not know.
const TYPES: [(&str, &str); 3] = [
    ("text/csv", "csv"),
    ("application/x-ndjson", "jsonl"),
    ("application/ld+json", "jsonld"),
];

/// Extensions of text, which is all UTF-8.
const TEXT: &str = "html css js svg json jsonl jsonld csv txt xml";

/// `_headers` of Netlify and Cloudflare Pages. Both ask for pages again each time unless told
/// otherwise, and both join values of headers that match twice, so only `assets/` says more. Both
/// count paths from the folder that was deployed, whatever address the site has.
pub(super) fn headers(policy: &Policy) -> String {
    let mut text = String::from("/*\n");
    for (name, value) in policy.headers() {
        let _ = writeln!(text, "  {name}: {value}");
    }
    let _ = write!(text, "/{HASHED}*\n  Cache-Control: {FOREVER}\n");
    text
}

/// `_redirects` of Netlify, Cloudflare Pages and GitLab Pages. The first two count paths from the
/// folder that was deployed, GitLab from the root of the host: below a path both stand there.
pub(super) fn redirects(moved: &[Moved], below: &str) -> String {
    let mut roots = vec![below, "/"];
    roots.dedup();
    let lines = roots.into_iter().flat_map(|root| {
        let line = move |Moved { from, to }: &Moved| format!("{root}{from} {root}{to} 301\n");
        moved.iter().map(line)
    });
    lines.collect()
}

/// `.htaccess` for Apache 2.4.
pub(super) fn apache(policy: &Policy, moved: &[Moved], below: &str) -> String {
    let mut text = format!("ErrorDocument 404 {below}404.html\nAddDefaultCharset utf-8\n");
    for (media, extension) in TYPES {
        let _ = writeln!(text, "AddType {media} .{extension}");
    }
    let extensions = TEXT.replace(' ', " .");
    let _ = writeln!(text, "AddCharset utf-8 .{extensions}");
    for Moved { from, to } in moved {
        let _ = writeln!(text, "Redirect 301 {below}{from} {below}{to}");
    }
    text.push_str("<IfModule mod_headers.c>\n");
    for (name, value) in policy.headers() {
        let _ = writeln!(text, "  Header always set {name} \"{value}\"");
    }
    let _ = write!(
        text,
        "  Header always set Cache-Control \"{ASK}\"\n\
         \x20 <If \"%{{REQUEST_URI}} =~ m#^{below}{HASHED}#\">\n\
         \x20   Header always set Cache-Control \"{FOREVER}\"\n\
         \x20 </If>\n\
         \x20 Header append Vary Accept-Encoding\n\
         </IfModule>\n\
         # shudu build --precompress\n\
         <IfModule mod_rewrite.c>\n\
         \x20 RewriteEngine On\n  RewriteBase {below}\n"
    );
    for (coding, extension) in [("br", "br"), ("gzip", "gz")] {
        let _ = write!(
            text,
            "  RewriteCond %{{HTTP:Accept-Encoding}} {coding}\n\
             \x20 RewriteCond %{{REQUEST_FILENAME}}.{extension} -f\n\
             \x20 RewriteRule ^(.+)$ $1.{extension} [L]\n"
        );
    }
    text.push_str("</IfModule>\nRemoveType .gz .br\nAddEncoding gzip .gz\nAddEncoding br .br\n");
    text
}

/// For the `http` block of nginx: which files are kept for ever, which addresses moved.
pub(super) fn nginx_http(moved: &[Moved], below: &str) -> String {
    let mut text = format!(
        "# http {{ include …/nginx-http.conf; }}\n\
         map $uri $shudu_cache {{\n  default \"{ASK}\";\n  \"~^{below}{HASHED}\" \"{FOREVER}\";\n}}\n\
         map $uri $shudu_moved {{\n  default \"\";\n"
    );
    for Moved { from, to } in moved {
        let _ = writeln!(text, "  {below}{from} {below}{to};");
    }
    text.push_str("}\n");
    text
}

/// For a `server` block of nginx.
pub(super) fn nginx_server(policy: &Policy, below: &str) -> String {
    let mut text = format!(
        "# server {{ include …/nginx-server.conf; }}，/var/www/site/ 换成网站的文件夹\n\
         location {below} {{\n\
         \x20 alias /var/www/site/;\n\
         \x20 index index.html;\n\
         \x20 error_page 404 {below}404.html;\n\
         \x20 if ($shudu_moved) {{ return 301 $shudu_moved; }}\n\
         \x20 include mime.types;\n\
         \x20 types {{\n"
    );
    for (media, extension) in TYPES {
        let _ = writeln!(text, "    {media} {extension};");
    }
    text.push_str(
        "  }\n  charset utf-8;\n  charset_types text/css text/csv text/javascript text/plain \
         text/xml application/atom+xml application/javascript application/json \
         application/ld+json application/x-ndjson image/svg+xml;\n  \
         gzip_static on; # shudu build --precompress\n  gzip_vary on;\n",
    );
    for (name, value) in policy.headers() {
        let _ = writeln!(text, "  add_header {name} \"{value}\" always;");
    }
    text.push_str("  add_header Cache-Control $shudu_cache always;\n}\n");
    text
}

/// For a site block of Caddy 2.
pub(super) fn caddy(policy: &Policy, moved: &[Moved], below: &str) -> String {
    let mut text =
        String::from("# example.org { import …/Caddyfile }，/var/www/site 换成网站的文件夹\n");
    for Moved { from, to } in moved {
        let _ = writeln!(text, "redir {below}{from} {below}{to} 301");
    }
    let _ = write!(
        text,
        "handle_path {below}* {{\n  root * /var/www/site\n  @hashed path /{HASHED}*\n  @other not path /{HASHED}*\n  header {{\n"
    );
    for (name, value) in policy.headers() {
        let _ = writeln!(text, "    {name} \"{value}\"");
    }
    let _ = write!(
        text,
        "  }}\n\
         \x20 header @other Cache-Control \"{ASK}\"\n\
         \x20 header @hashed Cache-Control \"{FOREVER}\"\n\
         \x20 # shudu build --precompress\n\
         \x20 file_server {{\n    precompressed zstd br gzip\n  }}\n}}\n\
         handle_errors {{\n  @missing expression `{{err.status_code}} == 404`\n  handle @missing {{\n\
         \x20   root * /var/www/site\n    rewrite * /404.html\n    file_server\n  }}\n}}\n"
    );
    text
}
