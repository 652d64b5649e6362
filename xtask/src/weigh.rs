//! What the page weighs as hosts send it, and whether that is within the budget.

use std::fs;
use std::path::Path;

use crate::page;
use crate::proc;
use crate::report::Outcome;

/// What each file may weigh.
const BUDGET: &str = "xtask/budget.txt";
/// The line of the budget for all that comes before the first picture.
const FIRST: &str = "first";
/// The line for a file that has none of its own.
const OTHER: &str = "other";

/// A file as hosts send it, in bytes.
struct Weight {
    /// Without the hash: "explain.wasm".
    name: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// A line of the budget: a name, and kilobytes (1,000 bytes) with gzip and with brotli.
#[derive(Debug, PartialEq)]
struct Limit {
    name: String,
    gzip: f64,
    brotli: f64,
}

/// Prints what every file weighs and what comes before the first picture, and fails where that is over the budget.
pub(crate) fn weigh(dist: &Path) -> Outcome {
    let budget = proc::root().join(BUDGET);
    let budget = limits(&fs::read_to_string(&budget).map_err(|error| format!("{}: {error}", budget.display()))?)?;
    let index = fs::read_to_string(dist.join("index.html")).map_err(|error| format!("index.html: {error}"))?;
    let mut weights = Vec::new();
    let mut first = Weight { name: FIRST.into(), raw: 0, gzip: 0, brotli: 0 };
    for path in page::files(dist)? {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() || [".br", ".gz"].iter().any(|suffix| file.ends_with(suffix)) {
            continue;
        }
        let size = |suffix: &str| {
            let path = dist.join(format!("{file}{suffix}"));
            fs::metadata(&path).map(|data| data.len()).map_err(|error| format!("{}: {error}", path.display()))
        };
        let weight = Weight { name: without_hash(&file), raw: size("")?, gzip: size(".gz")?, brotli: size(".br")? };
        // What the page's HTML names is asked for at once, and the module by a script there; the parts are in neither.
        if file == "index.html" || index.contains(&file) || file.contains("_bg-") {
            first.raw += weight.raw;
            first.gzip += weight.gzip;
            first.brotli += weight.brotli;
        }
        weights.push(weight);
    }
    weights.sort_by_key(|weight| std::cmp::Reverse(weight.brotli));
    weights.push(first);
    println!("   {:>9} {:>9} {:>9}", "raw", "gzip", "brotli");
    for weight in &weights {
        let [raw, gzip, brotli] = [weight.raw, weight.gzip, weight.brotli].map(kilobytes);
        let name = if weight.name == FIRST { "before the first picture, in all" } else { &weight.name };
        println!("   {raw:>9.1} {gzip:>9.1} {brotli:>9.1}  {name}");
    }
    let problems = over(&weights, &budget);
    if problems.is_empty() { Ok(()) } else { Err(format!("over the budget in {BUDGET}:\n{}", problems.join("\n"))) }
}

/// Everything that weighs more than it may, or that nobody has given a weight.
fn over(weights: &[Weight], budget: &[Limit]) -> Vec<String> {
    let problem = |weight: &Weight| {
        let [gzip, brotli] = [weight.gzip, weight.brotli].map(kilobytes);
        let named = |name: &str| budget.iter().find(|limit| limit.name == name);
        let Some(limit) = named(&weight.name).or_else(|| named(OTHER)) else {
            return Some(format!("  {} has no line, and there is none for any other file", weight.name));
        };
        (gzip > limit.gzip || brotli > limit.brotli).then(|| {
            format!(
                "  {} weighs {gzip:.1} kB with gzip and {brotli:.1} with brotli; it may weigh {} and {}",
                weight.name, limit.gzip, limit.brotli
            )
        })
    };
    weights.iter().filter_map(problem).collect()
}

/// Reads the budget: `#` begins a comment.
fn limits(text: &str) -> Outcome<Vec<Limit>> {
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    lines
        .filter(|line| !line.is_empty())
        .map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let limit = match words[..] {
                [name, gzip, brotli] => gzip.parse().ok().zip(brotli.parse().ok()).map(|(gzip, brotli)| Limit {
                    name: name.to_string(),
                    gzip,
                    brotli,
                }),
                _ => None,
            };
            limit.ok_or_else(|| format!("{BUDGET} has a line that is no name with two numbers: {line}"))
        })
        .collect()
}

/// "explain-000000000000001f.wasm" is "explain.wasm".
fn without_hash(file: &str) -> String {
    let parts = file.rsplit_once('.').and_then(|(stem, extension)| Some((stem.rsplit_once('-')?, extension)));
    match parts {
        Some(((stem, hash), extension)) if hash.len() == 16 => format!("{stem}.{extension}"),
        _ => file.to_string(),
    }
}

fn kilobytes(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_read() {
        let text = "# name gzip brotli\nexplain.wasm 103 80.5 # the view\n\n";
        let limit = Limit { name: "explain.wasm".into(), gzip: 103.0, brotli: 80.5 };
        assert_eq!(limits(text), Ok(vec![limit]), "without comments");
        assert!(limits("explain.wasm 103").is_err(), "two numbers");
    }

    #[test]
    fn what_is_over_the_budget_is_named() {
        let weight = |name: &str, gzip, brotli| Weight { name: name.into(), raw: 0, gzip, brotli };
        let budget = limits("a.wasm 10 8\nother 2 2").unwrap();
        let weights = [weight("a.wasm", 10_000, 8_000), weight("icon.svg", 200, 200), weight("new.wasm", 4_000, 3_000)];
        let problems = over(&weights, &budget);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].contains("new.wasm"), "what nobody gave a weight: {problems:?}");
        assert_eq!(over(&weights, &[]).len(), 3, "an empty budget allows nothing");
        assert_eq!(over(&[weight("a.wasm", 9_000, 8_001)], &budget).len(), 1, "one of both is enough");
    }

    #[test]
    fn hashes_are_not_names() {
        assert_eq!(without_hash("explain.later-000000000000001f.wasm"), "explain.later.wasm", "a hash");
        assert_eq!(without_hash("index.html"), "index.html", "none");
        assert_eq!(without_hash("backprop-playground.js"), "backprop-playground.js", "a word is no hash");
    }
}
