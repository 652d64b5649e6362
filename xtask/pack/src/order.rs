//! Names the functions of a module so that, sorted by them, like stands beside like: what packs a module finds there what it
//! has seen before. wasm-opt does the sorting and drops the names (`--reorder-functions-by-name`).

use std::collections::HashMap;

use wasm_encoder::{Module, NameMap, NameSection, RawSection};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::Outcome;

/// The module with each of its functions named by where its source stands and by its type, without the hash that tells the
/// instances of generic code apart. A module whose functions have no names stays as it is.
pub(crate) fn by_source(module: &[u8]) -> Outcome<Vec<u8>> {
    let mut output = Module::new();
    let (mut names, mut types, mut imported) = (HashMap::new(), Vec::<u32>::new(), 0);
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        match &payload {
            Payload::ImportSection(section) => {
                for import in section.clone().into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)));
                }
            }
            Payload::FunctionSection(section) => types = section.clone().into_iter().collect::<Result<_, _>>()?,
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(subsections) = section.as_known() {
                    for names_of in subsections {
                        let Name::Function(functions) = names_of? else { continue };
                        for function in functions {
                            let function = function?;
                            names.insert(function.index, function.name);
                        }
                    }
                    continue;
                }
            }
            _ => {}
        }
        if let Some((id, range)) = payload.as_section() {
            output.section(&RawSection { id, data: &module[range.start as usize..range.end as usize] });
        }
    }
    if names.is_empty() {
        return Ok(module.to_vec());
    }
    let mut functions = NameMap::new();
    for (index, kind) in (imported..).zip(types) {
        functions.append(index, &format!("{} {kind:05}", names.get(&index).map_or("", |name| without_hash(name))));
    }
    let mut section = NameSection::new();
    section.functions(&functions);
    output.section(&section);
    Ok(output.finish())
}

/// The name of a function's source, of `path::name::h0123456789abcdef` or `_ZN4path4name17h0123456789abcdefE`.
fn without_hash(name: &str) -> &str {
    let (path, hash) = name.rsplit_once("17h").or_else(|| name.rsplit_once("::h")).unwrap_or((name, ""));
    let digits = hash.get(..16).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    if digits { path } else { name }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{CodeSection, EntityType, Function, FunctionSection, ImportSection, TypeSection, ValType};

    use super::*;

    /// Imports one function and has three, with these names.
    fn module(names: &[&str]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([ValType::I32], []);
        let mut imports = ImportSection::new();
        imports.import("page", "get", EntityType::Function(0));
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        for kind in [1, 0, 1] {
            functions.function(kind);
            let mut body = Function::new([]);
            body.instructions().end();
            code.function(&body);
        }
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&code);
        if !names.is_empty() {
            let mut map = NameMap::new();
            (0..).zip(names).for_each(|(index, name)| map.append(index, name));
            let mut section = NameSection::new();
            section.functions(&map);
            module.section(&section);
        }
        module.finish()
    }

    fn names_of(module: &[u8]) -> Vec<String> {
        let sections = Parser::new(0).parse_all(module).filter_map(|payload| match payload.expect("a module") {
            Payload::CustomSection(section) => match section.as_known() {
                KnownCustom::Name(subsections) => Some(subsections),
                _ => None,
            },
            _ => None,
        });
        let functions = sections.flatten().filter_map(|names| match names.expect("names") {
            Name::Function(functions) => Some(functions),
            _ => None,
        });
        functions.flatten().map(|name| name.expect("a name").name.to_owned()).collect()
    }

    #[test]
    fn instances_of_one_source_are_named_alike() {
        let hash = "0123456789abcdef";
        let written = ["get", &format!("a::b::h{hash}"), &format!("_ZN1a1b17h{hash}E"), "a::b::home"];
        let named = by_source(&module(&written)).expect("a module");
        wasmparser::Validator::new().validate_all(&named).expect("valid");
        assert_eq!(
            names_of(&named),
            ["a::b 00001", "_ZN1a1b 00000", "a::b::home 00001"],
            "and what is imported has none"
        );
    }

    #[test]
    fn without_names_nothing_changes() {
        assert_eq!(by_source(&module(&[])).expect("a module"), module(&[]));
        assert!(by_source(b"no module").is_err());
    }
}
