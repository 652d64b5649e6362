//! Several modules of one program as one module: what each fetch costs counts, not only its bytes.

use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, DataCountSection, DataSection, ElementSection, ExportSection, FunctionSection, GlobalSection,
    ImportSection, Module, TypeSection,
};
use wasmparser::{Import, Parser, Payload, TypeRef};

use crate::Outcome;

/// The functions, globals, exports and segments of all `modules` in one. What two of them import under one name is one
/// import. Modules that bring a memory or a table of their own, or begin by running something, cannot be merged.
pub(crate) fn merge(modules: &[Vec<u8>]) -> Outcome<Vec<u8>> {
    let parsed = modules.iter().map(|module| Counts::of(module)).collect::<Outcome<Vec<_>>>()?;
    let mut imports = Imports::default();
    let maps: Vec<Map> = place(&parsed, &mut imports)?;
    let mut merged = Sections::default();
    for (module, mut map) in modules.iter().zip(maps) {
        merged.add(module, &mut map)?;
    }
    Ok(merged.finish(&imports.section))
}

/// What of a module decides where the next one's begins.
#[derive(Default)]
struct Counts<'m> {
    types: u32,
    imports: Vec<Import<'m>>,
    functions: u32,
    globals: u32,
    elements: u32,
    data: u32,
}

impl<'m> Counts<'m> {
    fn of(module: &'m [u8]) -> Outcome<Self> {
        let mut counts = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::TypeSection(section) => {
                    for group in section {
                        counts.types += group?.types().len() as u32;
                    }
                }
                Payload::ImportSection(section) => {
                    counts.imports = section.into_imports().collect::<Result<_, _>>()?;
                }
                Payload::FunctionSection(section) => counts.functions = section.count(),
                Payload::GlobalSection(section) => counts.globals = section.count(),
                Payload::ElementSection(section) => counts.elements = section.count(),
                Payload::DataSection(section) => counts.data = section.count(),
                Payload::TableSection(section) if section.count() > 0 => return Err("a part has a table".into()),
                Payload::MemorySection(section) if section.count() > 0 => return Err("a part has a memory".into()),
                Payload::StartSection { .. } => return Err("a part begins by running something".into()),
                _ => {}
            }
        }
        Ok(counts)
    }
}

/// The imports of all modules, each once.
#[derive(Default)]
struct Imports {
    section: ImportSection,
    /// Kind, module and name of each, in order.
    known: Vec<(Kind, String, String)>,
}

/// What has an index space of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Function,
    Table,
    Memory,
    Global,
    Tag,
}

impl Kind {
    const fn of(import: &Import<'_>) -> Self {
        match import.ty {
            TypeRef::Func(_) | TypeRef::FuncExact(_) => Self::Function,
            TypeRef::Table(_) => Self::Table,
            TypeRef::Memory(_) => Self::Memory,
            TypeRef::Global(_) => Self::Global,
            TypeRef::Tag(_) => Self::Tag,
        }
    }
}

impl Imports {
    /// The index of an import among those of its kind; it is added where it is new.
    fn index(&mut self, import: &Import<'_>, map: &mut Map) -> Outcome<u32> {
        let key = (Kind::of(import), import.module.to_owned(), import.name.to_owned());
        if !self.known.contains(&key) {
            self.section.import(import.module, import.name, map.entity_type(import.ty)?);
            self.known.push(key.clone());
        }
        let of_its_kind = self.known.iter().filter(|known| known.0 == key.0);
        Ok(of_its_kind.take_while(|known| **known != key).count() as u32)
    }

    fn count(&self, kind: Kind) -> u32 {
        self.known.iter().filter(|known| known.0 == kind).count() as u32
    }
}

/// Where everything of a module stands in the merged one, by its index in the module.
#[derive(Default)]
struct Map {
    first_type: u32,
    functions: Vec<u32>,
    tables: Vec<u32>,
    memories: Vec<u32>,
    globals: Vec<u32>,
    tags: Vec<u32>,
    first_element: u32,
    first_data: u32,
}

/// The map of every module: imports come first, then what the modules define, one after the other.
fn place(modules: &[Counts<'_>], imports: &mut Imports) -> Outcome<Vec<Map>> {
    let mut maps = Vec::new();
    let (mut types, mut elements, mut data) = (0, 0, 0);
    for module in modules {
        let mut map = Map { first_type: types, first_element: elements, first_data: data, ..Map::default() };
        for import in &module.imports {
            let index = imports.index(import, &mut map)?;
            map.of(Kind::of(import)).push(index);
        }
        (types, elements, data) = (types + module.types, elements + module.elements, data + module.data);
        maps.push(map);
    }
    let (mut functions, mut globals) = (imports.count(Kind::Function), imports.count(Kind::Global));
    for (module, map) in modules.iter().zip(&mut maps) {
        map.functions.extend(functions..functions + module.functions);
        map.globals.extend(globals..globals + module.globals);
        (functions, globals) = (functions + module.functions, globals + module.globals);
    }
    Ok(maps)
}

impl Map {
    const fn of(&mut self, kind: Kind) -> &mut Vec<u32> {
        match kind {
            Kind::Function => &mut self.functions,
            Kind::Table => &mut self.tables,
            Kind::Memory => &mut self.memories,
            Kind::Global => &mut self.globals,
            Kind::Tag => &mut self.tags,
        }
    }
}

impl Reencode for Map {
    type Error = Infallible;

    fn type_index(&mut self, index: u32) -> Result<u32, Error> {
        Ok(self.first_type + index)
    }

    fn function_index(&mut self, index: u32) -> Result<u32, Error> {
        Ok(self.functions[index as usize])
    }

    fn table_index(&mut self, index: u32) -> Result<u32, Error> {
        Ok(self.tables[index as usize])
    }

    fn memory_index(&mut self, index: u32) -> Result<u32, Error> {
        Ok(self.memories[index as usize])
    }

    fn global_index(&mut self, index: u32) -> Result<u32, Error> {
        Ok(self.globals[index as usize])
    }

    fn tag_index(&mut self, index: u32) -> Result<u32, Error> {
        Ok(self.tags[index as usize])
    }

    fn element_index(&mut self, index: u32) -> Result<u32, Error> {
        Ok(self.first_element + index)
    }

    fn data_index(&mut self, index: u32) -> Result<u32, Error> {
        Ok(self.first_data + index)
    }
}

/// The sections of the merged module. Custom sections, such as names, are left out.
#[derive(Default)]
struct Sections {
    types: TypeSection,
    functions: FunctionSection,
    globals: GlobalSection,
    exports: ExportSection,
    elements: ElementSection,
    code: CodeSection,
    data: DataSection,
}

impl Sections {
    fn add(&mut self, module: &[u8], map: &mut Map) -> Outcome {
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::TypeSection(section) => map.parse_type_section(&mut self.types, section)?,
                Payload::FunctionSection(section) => map.parse_function_section(&mut self.functions, section)?,
                Payload::GlobalSection(section) => map.parse_global_section(&mut self.globals, section)?,
                Payload::ExportSection(section) => map.parse_export_section(&mut self.exports, section)?,
                Payload::ElementSection(section) => map.parse_element_section(&mut self.elements, section)?,
                Payload::CodeSectionEntry(body) => map.parse_function_body(&mut self.code, body)?,
                Payload::DataSection(section) => map.parse_data_section(&mut self.data, section)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn finish(self, imports: &ImportSection) -> Vec<u8> {
        let mut module = Module::new();
        module.section(&self.types).section(imports).section(&self.functions).section(&self.globals);
        module.section(&self.exports).section(&self.elements);
        module.section(&DataCountSection { count: self.data.len() });
        module.section(&self.code).section(&self.data);
        module.finish()
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        ConstExpr, Elements, EntityType, Function, GlobalType, MemoryType, RefType, TableType, ValType,
    };
    use wasmparser::Validator;

    use super::*;

    const MEMORY: MemoryType =
        MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None };
    const TABLE: TableType =
        TableType { element_type: RefType::FUNCREF, table64: false, minimum: 8, maximum: None, shared: false };
    const GLOBAL: GlobalType = GlobalType { val_type: ValType::I32, mutable: true, shared: false };

    /// A part that imports a function of its own after what all share, has one function that calls it and reads the shared
    /// global, puts it into the table at `slot`, and has a byte of data there.
    fn part(own: &str, slot: i32) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([], [ValType::I32]);
        let mut imports = ImportSection::new();
        imports.import("program", "memory", EntityType::Memory(MEMORY));
        imports.import("program", "table", EntityType::Table(TABLE));
        imports.import("program", "stack", EntityType::Global(GLOBAL));
        imports.import("program", own, EntityType::Function(0));
        let mut functions = FunctionSection::new();
        functions.function(1);
        let mut elements = ElementSection::new();
        elements.active(Some(0), &ConstExpr::i32_const(slot), Elements::Functions((&[1][..]).into()));
        let mut code = CodeSection::new();
        let mut body = Function::new([]);
        body.instructions().call(0).global_get(0).i32_const(slot).i32_add().end();
        code.function(&body);
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(slot), [slot as u8]);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&elements);
        module.section(&DataCountSection { count: 1 }).section(&code).section(&data);
        module.finish()
    }

    /// What each function calls, and which function each slot of the table has.
    fn calls_and_slots(module: &[u8]) -> (Vec<u32>, Vec<(i32, u32)>) {
        let (mut calls, mut slots) = (vec![], vec![]);
        for payload in Parser::new(0).parse_all(module) {
            match payload.expect("a module") {
                Payload::CodeSectionEntry(body) => {
                    let operators = body.get_operators_reader().expect("a body").into_iter();
                    calls.extend(operators.filter_map(|operator| match operator.expect("an instruction") {
                        wasmparser::Operator::Call { function_index } => Some(function_index),
                        _ => None,
                    }));
                }
                Payload::ElementSection(section) => {
                    for element in section {
                        let element = element.expect("a segment");
                        let wasmparser::ElementKind::Active { offset_expr, .. } = element.kind else { continue };
                        let first = offset_expr.get_operators_reader().read().expect("a constant");
                        let wasmparser::Operator::I32Const { value } = first else { panic!("{first:?}") };
                        let wasmparser::ElementItems::Functions(items) = element.items else { continue };
                        slots.extend(items.into_iter().map(|item| (value, item.expect("a function"))));
                    }
                }
                _ => {}
            }
        }
        (calls, slots)
    }

    #[test]
    fn every_part_keeps_what_it_calls_and_its_place_in_the_table() {
        let merged = merge(&[part("a", 3), part("b", 5), part("a", 6)]).expect("three parts");
        Validator::new().validate_all(&merged).expect("a valid module");
        let (calls, slots) = calls_and_slots(&merged);
        assert_eq!(calls, [0, 1, 0], "a, b, and a again: two imports of a name are one");
        assert_eq!(slots, [(3, 2), (5, 3), (6, 4)], "the functions come after the two that are imported");
        let counts = Counts::of(&merged).expect("a module");
        assert_eq!((counts.imports.len(), counts.functions, counts.data), (5, 3, 3), "memory, table, stack, a and b");
    }

    #[test]
    fn what_cannot_be_merged_is_refused() {
        assert!(merge(&[b"no module".to_vec()]).is_err(), "no module");
        let mut tables = wasm_encoder::TableSection::new();
        tables.table(TABLE);
        let mut own = Module::new();
        own.section(&tables);
        assert!(merge(&[own.finish()]).expect_err("refused").to_string().contains("table"), "a table of its own");
    }
}
