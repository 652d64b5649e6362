//! What a text says: statements and expressions, each with the byte at which it stands.

use std::sync::Arc;

use strum::VariantArray;

/// A statement and the byte at which it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The byte.
    pub at: usize,
    /// What it says.
    pub kind: StatementKind,
}

/// What a statement says.
#[derive(Clone, Debug, PartialEq)]
pub enum StatementKind {
    /// An expression for itself; a docstring is one.
    Expression(Expr),
    /// `a = b = value`: every target, from left to right, gets the value.
    Assign(Vec<Expr>, Expr),
    /// `target op= value`.
    Augmented(Expr, Binary, Expr),
    /// `for target in items: body`.
    For(Expr, Expr, Vec<Statement>),
    /// `if`, its `elif`s, and what `else` says.
    If(Vec<(Expr, Vec<Statement>)>, Vec<Statement>),
    /// `def name(parameters): body`.
    Def(Arc<Definition>),
    /// `return value`.
    Return(Option<Expr>),
    /// `pass`, and imports, which have nothing to do.
    Nothing,
}

/// A function as it is defined.
#[derive(Debug, PartialEq)]
pub struct Definition {
    /// Its name.
    pub name: Arc<str>,
    /// Its parameters' names.
    pub parameters: Vec<Arc<str>>,
    /// Names that its body assigns, which are its own and nobody else's.
    pub assigned: Vec<Arc<str>>,
    /// Its body.
    pub body: Vec<Statement>,
}

/// An expression and the byte at which its operator, or the whole of it, stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// The byte.
    pub at: usize,
    /// Levels of expressions from here down, at least 1.
    pub height: usize,
    /// What it says.
    pub node: Node,
}

/// What an expression says.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// A whole number.
    Int(i64),
    /// A number with a point or an exponent.
    Float(f64),
    /// A text in quotation marks.
    Text(Arc<str>),
    /// `True` or `False`.
    Bool(bool),
    /// `None`.
    None,
    /// A name.
    Name(Arc<str>),
    /// `[…]`.
    List(Vec<Expr>),
    /// `…, …`.
    Tuple(Vec<Expr>),
    /// An operator before its operand.
    Unary(Unary, Box<Expr>),
    /// An operator between its operands.
    Binary(Binary, Box<Expr>, Box<Expr>),
    /// `a < b`, and chains `a < b < c`.
    Compare(Box<Expr>, Vec<(Comparison, Expr)>),
    /// `a and b`.
    And(Box<Expr>, Box<Expr>),
    /// `a or b`.
    Or(Box<Expr>, Box<Expr>),
    /// `then if condition else otherwise`: condition, then, otherwise.
    Choice(Box<[Expr; 3]>),
    /// `value.name`.
    Attribute(Box<Expr>, Arc<str>),
    /// `callee(arguments, name=value)`.
    Call(Box<Expr>, Vec<Expr>, Vec<(Arc<str>, Expr)>),
    /// `value[…]`.
    Index(Box<Expr>, Vec<Subscript>),
}

/// One of the entries between the brackets of an index.
#[derive(Clone, Debug, PartialEq)]
pub enum Subscript {
    /// A number, an array, a mask or None.
    Item(Expr),
    /// `start:stop:step`.
    Slice(Option<Expr>, Option<Expr>, Option<Expr>),
    /// `...`.
    Ellipsis,
}

/// Operators before their operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unary {
    /// `-`
    Minus,
    /// `+`
    Plus,
    /// `~`
    Invert,
    /// `not`
    Not,
}

/// Operators between their operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub enum Binary {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `//`
    FloorDivide,
    /// `%`
    Remainder,
    /// `**`
    Power,
    /// `@`
    MatMul,
    /// `&`
    And,
    /// `|`
    Or,
    /// `^`
    Xor,
}

/// Comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
}

impl Binary {
    /// As it is written.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::FloorDivide => "//",
            Self::Remainder => "%",
            Self::Power => "**",
            Self::MatMul => "@",
            Self::And => "&",
            Self::Or => "|",
            Self::Xor => "^",
        }
    }

    /// The operator that is written so.
    pub fn of(sign: &str) -> Option<Self> {
        Self::VARIANTS.iter().copied().find(|operator| operator.sign() == sign)
    }
}

impl Statement {
    /// What it assigns itself: names, entries, and rows of these.
    pub fn targets(&self) -> &[Expr] {
        match &self.kind {
            StatementKind::Assign(targets, _) => targets,
            StatementKind::Augmented(target, ..) | StatementKind::For(target, ..) => std::slice::from_ref(target),
            _ => &[],
        }
    }
}

/// The statements and those in their blocks, in the order of the text. A function's body is its own.
pub fn with_blocks(statements: &[Statement]) -> Vec<&Statement> {
    let mut all = Vec::new();
    for statement in statements {
        all.push(statement);
        match &statement.kind {
            StatementKind::For(.., body) => all.extend(with_blocks(body)),
            StatementKind::If(branches, otherwise) => {
                all.extend(branches.iter().flat_map(|(_, body)| with_blocks(body)));
                all.extend(with_blocks(otherwise));
            }
            _ => {}
        }
    }
    all
}

/// Every name that the statements assign.
pub fn assigned(statements: &[Statement]) -> Vec<Arc<str>> {
    let mut names = Vec::new();
    for statement in with_blocks(statements) {
        if let StatementKind::Def(definition) = &statement.kind {
            names.push(Arc::clone(&definition.name));
        }
        statement.targets().iter().for_each(|target| target_names(target, &mut names));
    }
    names
}

fn target_names(target: &Expr, names: &mut Vec<Arc<str>>) {
    match &target.node {
        Node::Name(name) => names.push(Arc::clone(name)),
        Node::Tuple(items) | Node::List(items) => items.iter().for_each(|item| target_names(item, names)),
        _ => {}
    }
}
