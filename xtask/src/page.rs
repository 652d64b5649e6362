//! The release page: Trunk's build, stamped, measured.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::notices;
use crate::proc;
use crate::report::{Outcome, note, step};
use crate::stamp;
use crate::tools::{Tools, WasmOpt};

/// What the page may weigh before compression, in bytes. A first visit on a slow line waits for a third of it.
const WASM_BUDGET: u64 = 2_600_000;

/// The page's HTML without wasm-opt, beside index.html because its paths are relative. While serving it stays there.
const WITHOUT_WASM_OPT: &str = ".index-without-wasm-opt.html";

/// Where the page is built.
pub(crate) fn dist() -> PathBuf {
    proc::root().join("dist")
}

/// Builds the release page into dist/.
pub(crate) fn build(tools: &Tools) -> Outcome {
    let dist = dist();
    let built = step("building the release page", || trunk_build(tools, &dist));
    drop(fs::remove_file(proc::root().join(WITHOUT_WASM_OPT)));
    built?;
    notices::write(&dist)?;
    let files = stamp::stamp(&dist)?;
    sizes(&dist, &files)?;
    note(&format!("the page is in {}: any static host serves it, at any path", dist.display()));
    Ok(())
}

/// Trunk with the tools that it shall use. Its profile and flags are the page's own, whatever the environment says.
pub(crate) fn trunk(tools: &Tools) -> Outcome<Command> {
    let mut trunk = proc::command(&tools.trunk);
    trunk.env("PATH", proc::path_with(&tools.folders)?);
    // RUSTFLAGS would replace .cargo/config.toml's and with them simd128, and training would be slow without a word.
    for variable in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET"] {
        trunk.env_remove(variable);
    }
    // Trunk takes NO_COLOR=1 for a value it cannot read.
    trunk.env_remove("NO_COLOR").env("TRUNK_SKIP_VERSION_CHECK", "true");
    Ok(trunk)
}

/// Builds into `dist`, without wasm-opt where it cannot be had. Returns the HTML file that worked.
pub(crate) fn trunk_build(tools: &Tools, dist: &Path) -> Outcome<&'static str> {
    let attempt = |html: &str| {
        let mut trunk = trunk(tools)?;
        trunk.args(["build", "--release", "--locked", "--html-output", "index.html", "--dist"]).arg(dist).arg(html);
        proc::run(&mut trunk)
    };
    let Err(error) = attempt("index.html") else { return Ok("index.html") };
    if tools.wasm_opt == WasmOpt::OnPath {
        return Err(error);
    }
    note("once more without wasm-opt: the page will be about twice as large");
    let html = proc::root().join(WITHOUT_WASM_OPT);
    write_without_wasm_opt(&html)?;
    attempt(WITHOUT_WASM_OPT)?;
    Ok(WITHOUT_WASM_OPT)
}

fn write_without_wasm_opt(html: &Path) -> Outcome {
    let source = fs::read_to_string(proc::root().join("index.html")).map_err(|error| format!("index.html: {error}"))?;
    let changed = without_wasm_opt(&source).ok_or("index.html has no data-wasm-opt")?;
    fs::write(html, changed).map_err(|error| format!("{} cannot be written: {error}", html.display()))
}

/// The same page with `data-wasm-opt="0"`, which is how Trunk is told to leave wasm-opt out.
fn without_wasm_opt(html: &str) -> Option<String> {
    const ATTRIBUTE: &str = "data-wasm-opt=\"";
    let start = html.find(ATTRIBUTE)? + ATTRIBUTE.len();
    let end = start + html[start..].find('"')?;
    Some(format!("{}0{}", &html[..start], &html[end..]))
}

/// Prints what a first visit loads, and fails over the budget.
fn sizes(dist: &Path, files: &[String]) -> Outcome {
    let mut wasm = 0;
    for name in files {
        let path = dist.join(name);
        let size = fs::metadata(&path).map_err(|error| format!("{}: {error}", path.display()))?.len();
        if path.extension().is_some_and(|extension| extension == "wasm") {
            wasm += size;
        }
        println!("   {:>9}  {name}{}", kilobytes(size), compressed(&path));
    }
    if wasm > WASM_BUDGET {
        return Err(format!(
            "the wasm weighs {}, over its budget of {} (WASM_BUDGET in xtask/src/page.rs)",
            kilobytes(wasm),
            kilobytes(WASM_BUDGET)
        ));
    }
    Ok(())
}

/// What a host that compresses sends, where gzip is at hand.
fn compressed(path: &Path) -> String {
    let Some(gzip) = proc::find(&["gzip"]) else { return String::new() };
    let output = proc::command(gzip).args(["-9", "-c"]).arg(path).output();
    output.map_or_else(|_| String::new(), |output| format!(" ({} gzipped)", kilobytes(output.stdout.len() as u64)))
}

fn kilobytes(bytes: u64) -> String {
    format!("{:.1} kB", bytes as f64 / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wasm_opt_can_be_left_out() {
        let html = r#"<link data-trunk rel="rust" data-wasm-opt="z"><p>"#;
        let changed = without_wasm_opt(html);
        assert_eq!(changed.as_deref(), Some(r#"<link data-trunk rel="rust" data-wasm-opt="0"><p>"#), "only the level");
        assert_eq!(without_wasm_opt("<p>"), None, "nothing to change is said");
    }
}
