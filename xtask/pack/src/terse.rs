//! Takes from a program what only a reader of its module would want: names with a hash for every function of the browser,
//! and what libraries offer to scripts that nobody here runs. Neither gets smaller when it is packed.

use std::fs;
use std::path::Path;

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ExportSection, ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

use crate::Outcome;

/// How the classes begin that wasm-streams exports, which Leptos has in for servers.
const CLASS: &str = "IntoUnderlying";

/// Rewrites `<name>.js` and `<name>_bg.wasm` in `folder`, as wasm-bindgen wrote them.
pub(crate) fn shorten(folder: &Path, name: &str) -> Outcome {
    let (script, module) = (folder.join(format!("{name}.js")), folder.join(format!("{name}_bg.wasm")));
    let (short, renamed) = without_names(&fs::read(&module)?, &format!("./{name}_bg.js"))?;
    let glue = renamed.iter().try_fold(without_classes(&fs::read_to_string(&script)?), |glue, (old, new)| {
        let (old, new) = (format!("\n        {old}: "), format!("\n        {new}: "));
        if glue.matches(&old).count() == 1 { Ok(glue.replace(&old, &new)) } else { Err(format!("{old} is not one")) }
    })?;
    fs::write(module, short)?;
    Ok(fs::write(script, glue)?)
}

/// Names of imports: each as it was, and as it is now.
type Renamed = Vec<(String, String)>;

/// The module without exports of the classes, and with a short name for each import from `glue`.
fn without_names(module: &[u8], glue: &str) -> Outcome<(Vec<u8>, Renamed)> {
    let mut short = Module::new();
    let mut renamed = Renamed::new();
    let mut same = RoundtripReencoder;
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        match &payload {
            Payload::ImportSection(section) => {
                let mut imports = ImportSection::new();
                for import in section.clone().into_imports() {
                    let mut import = import?;
                    let name = letters(renamed.len());
                    if import.module == glue {
                        renamed.push((import.name.to_owned(), name.clone()));
                        import.name = &name;
                    }
                    imports.import(import.module, import.name, same.entity_type(import.ty)?);
                }
                short.section(&imports);
            }
            Payload::ExportSection(section) => {
                let mut exports = ExportSection::new();
                for export in section.clone() {
                    let export = export?;
                    if !export.name.trim_start_matches("__wbg_").starts_with(&CLASS.to_lowercase()) {
                        same.parse_export(&mut exports, export)?;
                    }
                }
                short.section(&exports);
            }
            other => {
                if let Some((id, range)) = other.as_section() {
                    short.section(&RawSection { id, data: &module[range.start as usize..range.end as usize] });
                }
            }
        }
    }
    Ok((short.finish(), renamed))
}

/// The script without the classes: from `export class` to the line that says how one is disposed.
fn without_classes(glue: &str) -> String {
    let begins = |line: &str| line.starts_with(&format!("export class {CLASS}"));
    let ends = |line: &str| line.starts_with(&format!("if (Symbol.dispose) {CLASS}"));
    let mut inside = false;
    let mut kept = String::new();
    for line in glue.lines() {
        inside |= begins(line);
        if !inside {
            kept.extend([line, "\n"]);
        }
        inside &= !ends(line);
    }
    kept
}

/// a to z, then aa: one name for each number.
fn letters(number: usize) -> String {
    let last = char::from(b'a' + (number % 26) as u8);
    if number < 26 { last.to_string() } else { letters(number / 26 - 1) + &last.to_string() }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{CodeSection, EntityType, ExportKind, Function, FunctionSection, TypeSection};
    use wasmparser::Validator;

    use super::*;

    /// Imports two functions of the glue and one of the parts' script, and exports a class' function and its own.
    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        for (module, name) in
            [("./page_bg.js", "__wbg_get_1f"), ("./parts.js", "load"), ("./page_bg.js", "__wbindgen_cast_1")]
        {
            imports.import(module, name, EntityType::Function(0));
        }
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut exports = ExportSection::new();
        for name in ["main", "intounderlyingsink_close", "__wbg_intounderlyingsink_free"] {
            exports.export(name, ExportKind::Func, 3);
        }
        let mut code = CodeSection::new();
        let mut body = Function::new([]);
        body.instructions().call(0).call(2).end();
        code.function(&body);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&exports).section(&code);
        module.finish()
    }

    const GLUE: &str = "\
export class IntoUnderlyingSink {
    free() {
    }
}
if (Symbol.dispose) IntoUnderlyingSink.prototype[Symbol.dispose] = IntoUnderlyingSink.prototype.free;
const import0 = {
        __wbg_get_1f: function() { return __wbg_get_1f; },
        __wbindgen_cast_1: function() {},
};
";

    #[test]
    fn module_and_script_go_on_meaning_the_same() {
        let folder = std::env::temp_dir().join(format!("pack-terse-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let (script, program) = (folder.join("page.js"), folder.join("page_bg.wasm"));
        fs::write(&script, GLUE).expect("a script");
        fs::write(&program, module()).expect("a module");
        shorten(&folder, "page").expect("they fit");
        let short = fs::read(&program).expect("a module");
        Validator::new().validate_all(&short).expect("valid");
        let (mut imports, mut exports) = (vec![], vec![]);
        for payload in Parser::new(0).parse_all(&short) {
            match payload.expect("a module") {
                Payload::ImportSection(section) => {
                    imports.extend(section.into_imports().map(|import| import.expect("an import").name.to_owned()));
                }
                Payload::ExportSection(section) => {
                    exports.extend(section.into_iter().map(|export| export.expect("an export").name.to_owned()));
                }
                _ => {}
            }
        }
        assert_eq!((imports, exports), (["a", "load", "b"].map(str::to_owned).to_vec(), vec!["main".to_owned()]));
        let glue = fs::read_to_string(&script).expect("a script");
        let expected =
            "const import0 = {\n        a: function() { return __wbg_get_1f; },\n        b: function() {},\n};\n";
        assert_eq!(glue, expected, "keys only, and no class");
        fs::write(&program, module()).expect("a module");
        assert!(shorten(&folder, "page").is_err(), "a script that is another program's");
        fs::remove_dir_all(&folder).expect("removed");
    }

    #[test]
    fn every_number_has_a_name_of_its_own() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["a", "z", "aa", "zz", "aaa"]);
    }
}
