//! Statements: assignments, loops, branches, functions.

use std::sync::Arc;

use super::{Frame, Machine, Names, Ran, Value, arguments::Arguments, expression::operated, value::range_items};
use crate::{
    numpy::{Array, Kind, store},
    python::{Binary, Definition, Expr, Fault, Node, Statement, StatementKind},
};

/// How a block came to its end.
enum Flow {
    /// By its last statement.
    On,
    /// By `return`.
    Back(Value),
}

impl Machine {
    /// Runs statements one after the other. The value of the last where that is an expression.
    pub fn execute(&mut self, statements: &[Statement]) -> Ran<Option<Value>> {
        let mut last = None;
        for statement in statements {
            last = match &statement.kind {
                StatementKind::Expression(expr) => Some(self.eval(expr)?),
                _ => match self.statement(statement)? {
                    Flow::On => None,
                    // At the top, return gives the answer as well as any other line.
                    Flow::Back(value) => return Ok(Some(value)),
                },
            };
        }
        Ok(last)
    }

    fn block(&mut self, statements: &[Statement]) -> Ran<Flow> {
        for statement in statements {
            if let Flow::Back(value) = self.statement(statement)? {
                return Ok(Flow::Back(value));
            }
        }
        Ok(Flow::On)
    }

    fn statement(&mut self, statement: &Statement) -> Ran<Flow> {
        self.spend(1, statement.at)?;
        match &statement.kind {
            StatementKind::Expression(expr) => drop(self.eval(expr)?),
            StatementKind::Assign(targets, value) => {
                let value = self.eval(value)?;
                for target in targets {
                    self.assign(target, value.clone())?;
                }
            }
            StatementKind::Augmented(target, operator, value) => {
                self.augment(statement.at, target, *operator, value)?;
            }
            StatementKind::For(target, items, body) => return self.for_loop(target, items, body),
            StatementKind::If(branches, otherwise) => {
                for (condition, body) in branches {
                    let value = self.eval(condition)?;
                    if value.truth().map_err(|fault| fault.at(condition.at))? {
                        return self.deeper(statement.at, |machine| machine.block(body));
                    }
                }
                return self.deeper(statement.at, |machine| machine.block(otherwise));
            }
            StatementKind::Def(definition) => {
                if !self.frames.is_empty() {
                    let fault = Fault::unread("a function inside a function", "functions beside each other");
                    return Err(fault.instead("this def before the other, at the line's start").at(statement.at));
                }
                self.globals.insert(Arc::clone(&definition.name), Value::Function(Arc::clone(definition)));
            }
            StatementKind::Return(value) => {
                let value = value.as_ref().map_or(Ok(Value::None), |value| self.eval(value))?;
                return Ok(Flow::Back(value));
            }
            StatementKind::Nothing => {}
        }
        Ok(Flow::On)
    }

    fn for_loop(&mut self, target: &Expr, items: &Expr, body: &[Statement]) -> Ran<Flow> {
        let all: Box<dyn Iterator<Item = Value>> = match self.eval(items)? {
            // Not made into a list: it may be as long as it likes, and the steps come to their end.
            Value::Range(start, stop, step) => Box::new(range_items(start, stop, step).map(Value::from)),
            value => Box::new(value.items().map_err(|fault| fault.at(items.at))?.into_iter()),
        };
        for item in all {
            if let Flow::Back(value) = self.turn(target, item, body)? {
                return Ok(Flow::Back(value));
            }
        }
        Ok(Flow::On)
    }

    fn turn(&mut self, target: &Expr, item: Value, body: &[Statement]) -> Ran<Flow> {
        self.spend(1, target.at)?;
        self.assign(target, item)?;
        self.deeper(target.at, |machine| machine.block(body))
    }

    fn names(&mut self) -> &mut Names {
        match self.frames.last_mut() {
            Some(frame) => &mut frame.names,
            None => &mut self.globals,
        }
    }

    fn assign(&mut self, target: &Expr, value: Value) -> Ran<()> {
        match &target.node {
            Node::Name(name) => drop(self.names().insert(Arc::clone(name), value)),
            Node::Tuple(targets) | Node::List(targets) => {
                let items = value.items().map_err(|fault| fault.at(target.at))?;
                if items.len() != targets.len() {
                    let found = format!("{} values for {} names", items.len(), targets.len());
                    return Err(Fault::stopped(found, "a value for each name").at(target.at));
                }
                for (target, item) in targets.iter().zip(items) {
                    self.assign(target, item)?;
                }
            }
            Node::Index(container, subscripts) => {
                let container = self.eval(container)?;
                match &container {
                    Value::Array(array) => {
                        let selectors = self.selectors(subscripts)?;
                        let value = value.to_array().map_err(|fault| fault.at(target.at))?;
                        self.spend(1 + array.size() as u64 / 16, target.at)?;
                        store(array, &selectors, &value).map_err(|fault| fault.at(target.at))?;
                    }
                    Value::List(list) => {
                        let place = self.list_place(list, subscripts, target.at)?;
                        if value.is_row() {
                            let fault = Fault::stopped("a list as an entry that is set", "a number or an array");
                            return Err(fault.instead("np.array(…) around it").at(target.at));
                        }
                        list.items.borrow_mut()[place] = value;
                    }
                    other => {
                        let fault = Fault::stopped(
                            format!("an entry of {}", other.describe()),
                            "an entry of an array or a list",
                        );
                        return Err(fault.at(target.at));
                    }
                }
            }
            _ => return Err(Fault::unread("an expression before `=`", "a name or an entry").at(target.at)),
        }
        Ok(())
    }

    /// `target op= value`. An array that a name stands for is changed itself, and with it all its views.
    fn augment(&mut self, at: usize, target: &Expr, operator: Binary, value: &Expr) -> Ran<()> {
        let before = self.eval(target)?;
        let value = self.eval(value)?;
        let after = operated(operator, &before, &value).map_err(|fault| fault.at(at))?;
        match (&before, &after) {
            (Value::Array(own), Value::Array(new)) if own.axes() > 0 => {
                in_place(own, new).map_err(|fault| fault.at(at))?;
                if matches!(target.node, Node::Index(..)) { self.assign(target, before) } else { Ok(()) }
            }
            _ => self.assign(target, after),
        }
    }

    pub(super) fn call_function(
        &mut self,
        definition: &Arc<Definition>,
        arguments: Arguments,
        at: usize,
    ) -> Ran<Value> {
        let names = arguments.bound(definition).map_err(|fault| fault.at(at))?;
        self.deeper(at, |machine| {
            machine.frames.push(Frame { definition: Arc::clone(definition), names });
            let flow = machine.block(&definition.body);
            machine.frames.pop();
            Ok(match flow? {
                Flow::On => Value::None,
                Flow::Back(value) => value,
            })
        })
    }
}

/// Puts `new` into the numbers of `own`, as `own += …` does.
fn in_place(own: &Array, new: &Array) -> Result<(), Fault> {
    if own.shape() != new.shape() {
        let found = format!("a result of shape {}", crate::numpy::shape_text(new.shape()));
        let expected = format!("shape {}, as before", crate::numpy::shape_text(own.shape()));
        return Err(crate::numpy::shapes(found, expected).instead("a = a + …, which makes a new array"));
    }
    if new.kind() > own.kind() {
        let found = format!("{} into an array of {}", new.kind().name(), own.kind().name());
        let instead = if own.kind() == Kind::Bool { "a = a * …" } else { "a = a + …, or zeros with a point" };
        return Err(Fault::stopped(found, "numbers of the array's own kind").instead(instead));
    }
    own.assign(new);
    Ok(())
}
