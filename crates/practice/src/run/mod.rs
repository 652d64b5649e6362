//! Runs statements over given values, within a budget of steps.
//!
//! A run takes time and memory in proportion to the steps that it is allowed: each expression is one step, and so are
//! sixteen numbers or four items of what it makes. It can neither hang nor end whoever runs it.

mod arguments;
mod arrays;
mod expression;
mod function;
mod scalar;
mod statement;
mod value;

#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, sync::Arc};

pub use value::{Helper, List, Value};

use crate::python::{Fault, Refusal, Sort};

/// Steps that one run may take.
pub const STEPS_OF_A_RUN: u64 = 20_000;

/// Expressions and calls inside each other. A level takes some kilobytes of a stack, which in a browser has one megabyte.
const MOST_DEPTH: usize = 100;

/// What can be refused at a place.
pub type Ran<T> = Result<T, Refusal>;

/// Names and what they stand for.
pub type Names = BTreeMap<Arc<str>, Value>;

/// Names with their values, and what is left to spend.
#[derive(Debug)]
pub struct Machine {
    globals: Names,
    /// The functions that are being called, innermost last.
    frames: Vec<Frame>,
    steps: u64,
    depth: usize,
    /// Where a number first became infinite or none.
    not_finite: Option<usize>,
}

#[derive(Debug)]
struct Frame {
    definition: Arc<crate::python::Definition>,
    names: Names,
}

impl Machine {
    /// With these names and this many steps to spend.
    pub fn new(globals: Names, steps: u64) -> Self {
        Self { globals, frames: vec![], steps, depth: 0, not_finite: None }
    }

    /// What a name stands for.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.globals.get(name)
    }

    /// Calls a value with arguments; what goes wrong with the call itself stands at the byte `at`.
    pub fn call(&mut self, callee: &Value, arguments: Vec<Value>, at: usize) -> Ran<Value> {
        self.call_value(callee, arguments::Arguments { positional: arguments, ..Default::default() }, at)
    }

    /// Steps that are left.
    pub fn steps_left(&self) -> u64 {
        self.steps
    }

    /// Where a number first became infinite or none.
    pub fn first_not_finite(&self) -> Option<usize> {
        self.not_finite
    }

    /// Spends steps.
    fn spend(&mut self, steps: u64, at: usize) -> Ran<()> {
        let left = self.steps.checked_sub(steps);
        self.steps = left.unwrap_or(0);
        if left.is_some() {
            return Ok(());
        }
        let fault = Fault::new(Sort::Limit, "more steps than one answer may take", "fewer steps");
        Err(fault.instead("arrays where a loop runs over numbers, and shorter loops").at(at))
    }

    /// One level further in, for as long as `run` takes.
    fn deeper<T>(&mut self, at: usize, run: impl FnOnce(&mut Self) -> Ran<T>) -> Ran<T> {
        if self.depth >= MOST_DEPTH {
            let fault =
                Fault::new(Sort::Limit, "calls inside calls without end", format!("at most {MOST_DEPTH} levels"));
            return Err(fault.instead("a for loop").at(at));
        }
        self.depth += 1;
        let result = run(self);
        self.depth -= 1;
        result
    }
}
