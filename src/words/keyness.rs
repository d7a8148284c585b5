//! How telling a word is (关键性): the log-likelihood ratio G² of Dunning, “Accurate Methods for
//! the Statistics of Surprise and Coincidence”, Computational Linguistics 19 (1993), in the form
//! of Rayson and Garside, “Comparing Corpora using Frequency Profiling” (2000).

/// G² beyond which a difference is chance once in ten thousand (Rayson, Berridge and Francis
/// 2004); words that are listed as telling lie above it.
pub const CRITICAL: f64 = 15.13;

/// G² beyond which a difference is chance once in a hundred.
pub(super) const LIKELY: f64 = 6.63;

/// G² of a word that stands `count` times in `running` words, against a reference in which it
/// stands `count` times in `running` words: negative when it is rarer here than there.
///
/// `2 (a ln(a / E₁) + b ln(b / E₂))` with `E₁ = c (a + b) / (c + d)`, `E₂ = d (a + b) / (c + d)`.
pub fn log_likelihood((a, c): (f64, f64), (b, d): (f64, f64)) -> f64 {
    if c <= 0.0 || d <= 0.0 || a + b <= 0.0 {
        return 0.0;
    }
    let part = |seen: f64, running: f64| match seen > 0.0 {
        true => seen * (seen * (c + d) / (running * (a + b))).ln(),
        false => 0.0,
    };
    let ratio = 2.0 * (part(a, c) + part(b, d));
    if a * d >= b * c { ratio } else { -ratio }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 0.01, "{a} is not {b}");
    }

    #[test]
    fn values_are_those_of_the_formula() {
        // E₁ = 50000 × 180 / 150000 = 60, E₂ = 120:
        // 2 (100 ln(100/60) + 80 ln(80/120)) = 2 (51.08 − 32.44) = 37.29.
        close(log_likelihood((100.0, 50_000.0), (80.0, 100_000.0)), 37.29);
        close(log_likelihood((80.0, 100_000.0), (100.0, 50_000.0)), -37.29);
        // 2 × 10 ln 2.
        close(log_likelihood((10.0, 1_000.0), (0.0, 1_000.0)), 13.86);
    }

    #[test]
    fn equal_rates_and_empty_corpora_say_nothing() {
        close(log_likelihood((5.0, 100.0), (50.0, 1_000.0)), 0.0);
        close(log_likelihood((0.0, 0.0), (50.0, 1_000.0)), 0.0);
        close(log_likelihood((0.0, 10.0), (0.0, 10.0)), 0.0);
    }
}
