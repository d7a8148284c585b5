//! Downloads (数据下载): everything in `data/` as bytes.
