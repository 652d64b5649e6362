//! From the linker's module to the main module, the parts that are fetched when first seen, and their scripts.

use std::fs;
use std::path::Path;

use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::{Options, transform};

use crate::Outcome;

/// The script that fetches the parts.
const LINK: &str = "parts.js";

/// Writes `<name>.js`, `<name>_bg.wasm`, `parts.js` and a `.wasm` a part into `folder`.
///
/// The module must have been linked with `--emit-relocs`, which is how the parts are told from one another.
pub(crate) fn split(module: &Path, folder: &Path, name: &str) -> Outcome {
    fs::create_dir_all(folder)?;
    let input = fs::read(module)?;
    let main = folder.join("main.wasm");
    let (script, link) = (format!("./{name}.js"), format!("./{LINK}"));
    let mut options = Options::new(&input);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = &script;
    options.link_name = &link;
    options.target.web();
    transform(options)?;
    // Parts call what the main module exports: wasm-bindgen must leave it there.
    let mut bindgen = Bindgen::new();
    bindgen.input_path(&main).out_name(name).web(true)?.keep_lld_exports(true).typescript(false);
    bindgen.generate(folder).map_err(|error| format!("wasm-bindgen: {error:?}"))?;
    fs::remove_file(&main)?;
    let link = folder.join(LINK);
    fs::write(&link, fetched_by_any_host(&fs::read_to_string(&link)?)?)?;
    Ok(())
}

/// The script with a fetch that says which file a host refuses, and takes it from hosts that know no type for wasm.
fn fetched_by_any_host(script: &str) -> Result<String, String> {
    const STREAMED: &str = "WebAssembly.instantiateStreaming(src, imports)";
    const READ: &str = "instantiate(src, imports)";
    if !script.contains(STREAMED) {
        return Err(format!("the splitter's script has no {STREAMED}"));
    }
    let function = "async function instantiate(src, imports) {
    const response = await src;
    if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
    return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
";
    Ok(format!("{}{function}", script.replace(STREAMED, READ)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fetch_asks_no_type_of_a_host() {
        let script = "return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n";
        let changed = fetched_by_any_host(script).expect("it streams");
        assert!(changed.starts_with("return async (imports) => (instantiate(src, imports));\n"), "{changed}");
        assert!(fetched_by_any_host("").is_err(), "another splitter writes another script");
    }
}
