//! A subset of Python: what people write in a backprop assignment.
//!
//! The text becomes tokens, tokens become statements. Both walk forward only, in time proportional to the text's length,
//! and nothing nests deeper than [`MOST_LEVELS`]. What is left out of the language is refused at its place, with what
//! would do instead.

mod expression;
mod instead;
mod operand;
mod problem;
mod statement;
mod token;
mod tree;

#[cfg(test)]
mod tests;

pub(crate) use instead::{instead_of_builtin, instead_of_function, instead_of_method};
pub use problem::{Fault, Place, Problem, Refusal, Sort};
pub use statement::parse;
pub use tree::{
    Binary, Comparison, Definition, Expr, Node, Statement, StatementKind, Subscript, Unary, assigned, with_blocks,
};

/// The longest text that is read, in bytes.
pub const MOST_BYTES: usize = 16 << 10;

/// The most levels of brackets, of blocks, and of an expression's operators.
pub const MOST_LEVELS: usize = 64;
