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
    fs::write(&link, with_shared_modules(&fs::read_to_string(&link)?)?)?;
    Ok(())
}

/// The script with modules that `public/boot.js` has: it says which file a host refuses, takes files from hosts that know no
/// type for wasm, and shares what is compiled with the frames of the same origin.
fn with_shared_modules(script: &str) -> Result<String, String> {
    const STREAMED: &str = "WebAssembly.instantiateStreaming(src, imports)";
    const READ: &str = "instantiate(src, imports)";
    const BEGIN: &str = "fetch(new URL(";
    const END: &str = ", import.meta.url))";
    if !script.contains(STREAMED) {
        return Err(format!("the splitter's script has no {STREAMED}"));
    }
    let mut changed = String::new();
    let mut rest = script;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        let (name, behind) = after.split_once(END).ok_or_else(|| format!("after {BEGIN} comes no {END}"))?;
        changed.extend([before, "playgroundModule(", name, ", () => ", BEGIN, name, END, ")"]);
        rest = behind;
    }
    let function = "async function instantiate(src, imports) {
    return WebAssembly.instantiate(await src, imports);
}
";
    Ok(format!("{}{function}", (changed + rest).replace(STREAMED, READ)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_those_of_the_loader() {
        let script = "const src = fetch(new URL(\"./a.wasm\", import.meta.url));\n\
                      return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n";
        let changed = with_shared_modules(script).expect("it streams");
        let expected = "const src = playgroundModule(\"./a.wasm\", () => fetch(new URL(\"./a.wasm\", import.meta.url)));\n\
                        return async (imports) => (instantiate(src, imports));\n";
        assert!(changed.starts_with(expected), "{changed}");
        assert!(with_shared_modules("").is_err(), "another splitter writes another script");
    }
}
