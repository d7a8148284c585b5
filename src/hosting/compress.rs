//! Compressed copies beside each file, for servers that hand them out as they are.
//!
//! The same bytes every time: no dates in gzip (RFC 1952), fixed levels. A copy that saves less
//! than a tenth is left out.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use flate2::{Compression, GzBuilder};
use rayon::prelude::*;

use crate::site::Site;

/// Extensions of files that compress.
const TEXT: [&str; 11] = [
    "html", "css", "js", "svg", "json", "jsonl", "jsonld", "csv", "txt", "xml", "geojson",
];
/// Smaller files fit into a packet anyway.
const SMALLEST: usize = 1024;
/// Levels that cost a second or two for a site: of 9, 11 and 22.
const GZIP: u32 = 9;
const BROTLI: u32 = 9;
const ZSTD: i32 = 19;

/// The copies of one file.
type Copies = Vec<(String, Vec<u8>)>;

/// The copies: `index.html.gz`, `index.html.br`, `index.html.zst`.
///
/// # Errors
/// None but those of the compressors, which do not fail in memory.
pub fn compressed(site: &Site) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let worth = |path: &str, bytes: &[u8]| {
        let extension = path.rsplit('.').next().unwrap_or("");
        bytes.len() >= SMALLEST && TEXT.contains(&extension)
    };
    let copies: io::Result<Vec<Copies>> = site
        .0
        .par_iter()
        .filter(|(path, bytes)| worth(path, bytes))
        .map(|(path, bytes)| {
            let made = [
                (format!("{path}.gz"), gzip(bytes)?),
                (format!("{path}.br"), brotli(bytes)?),
                (format!("{path}.zst"), zstd::bulk::compress(bytes, ZSTD)?),
            ];
            let is_small = |copy: &[u8]| copy.len() * 10 < bytes.len() * 9;
            Ok(made
                .into_iter()
                .filter(|(_, copy)| is_small(copy))
                .collect())
        })
        .collect();
    Ok(copies?.into_iter().flatten().collect())
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzBuilder::new()
        .mtime(0)
        .write(Vec::new(), Compression::new(GZIP));
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut copy = Vec::new();
    {
        let mut encoder = brotli::CompressorWriter::new(&mut copy, 1 << 16, BROTLI, 22);
        encoder.write_all(bytes)?;
        encoder.flush()?;
    }
    Ok(copy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn copies_unpack_to_what_they_were_made_of() {
        let text = "工业总产值".repeat(400).into_bytes();
        let site = Site(BTreeMap::from([
            ("a.html".to_string(), text.clone()),
            ("small.html".to_string(), b"<p>".to_vec()),
            ("picture.png".to_string(), vec![0; 4096]),
        ]));
        let copies = compressed(&site).expect("in memory");
        let names: Vec<&str> = copies.keys().map(String::as_str).collect();
        assert_eq!(names, ["a.html.br", "a.html.gz", "a.html.zst"]);
        let mut back = Vec::new();
        flate2::read::GzDecoder::new(&copies["a.html.gz"][..])
            .read_to_end(&mut back)
            .expect("gzip");
        assert_eq!(back, text);
        let mut back = Vec::new();
        brotli::Decompressor::new(&copies["a.html.br"][..], 4096)
            .read_to_end(&mut back)
            .expect("brotli");
        assert_eq!(back, text);
        let back = zstd::bulk::decompress(&copies["a.html.zst"], text.len()).expect("zstd");
        assert_eq!(back, text);
    }
}
