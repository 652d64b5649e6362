//! An answer's text, run on a state.

use std::sync::Arc;

use crate::{
    exercise::{Exercise, Wanted},
    pass::{Given, Scene, Tensor},
    python::{Expr, Fault, Node, Problem, Refusal, Statement, parse, with_blocks},
    run::{Machine, Names, Ran, STEPS_OF_A_RUN, Value},
};

/// An answer that can be read.
pub(super) struct Answer<'e> {
    pub(super) exercise: &'e Exercise,
    statements: Vec<Statement>,
    text: &'e str,
}

/// What a run gave.
pub(super) struct Outcome {
    pub(super) value: Result<Value, Problem>,
    /// The byte at which a number first became infinite or none.
    pub(super) not_finite: Option<usize>,
}

/// One result of an answer: numbers, or something else, described.
pub(super) type Part = Result<Tensor, String>;

/// Why an answer has no results.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shortfall {
    /// It stops.
    Stopped(Problem),
    /// Its value is not as many results as are wanted.
    Structure(String),
}

impl<'e> Answer<'e> {
    pub(super) fn read(exercise: &'e Exercise, text: &'e str) -> Result<Self, Problem> {
        let statements = parse(text).and_then(|statements| {
            if statements.is_empty() {
                let instead = format!("a line such as {}", asked(exercise));
                return Err(Fault::unread("no answer yet", "an expression, or lines that compute")
                    .instead(instead)
                    .at(0));
            }
            let mut targets = with_blocks(&statements).into_iter().flat_map(Statement::targets);
            targets.try_for_each(|target| stays(exercise, target))?;
            Ok(statements)
        });
        Ok(Self { exercise, statements: statements.map_err(|refusal| refusal.place(text))?, text })
    }

    /// Runs the answer on a state, within what is left of `steps`.
    pub(super) fn run(&self, scene: &Scene, steps: &mut u64) -> Outcome {
        let allowed = STEPS_OF_A_RUN.min(*steps);
        let mut machine = Machine::new(self.names(scene), allowed);
        let value = self.value(&mut machine, scene);
        *steps = steps.saturating_sub(allowed - machine.steps_left());
        Outcome { value: value.map_err(|refusal| refusal.place(self.text)), not_finite: machine.first_not_finite() }
    }

    fn names(&self, scene: &Scene) -> Names {
        let given =
            self.exercise.given.iter().filter_map(|name| Some((name.as_str().into(), scene.given(name)?.into())));
        let helpers = self.exercise.helpers.iter().map(|(name, helper)| (Arc::from(*name), Value::Helper(*helper)));
        given.chain(helpers).collect()
    }

    fn value(&self, machine: &mut Machine, scene: &Scene) -> Ran<Value> {
        let last = machine.execute(&self.statements)?;
        let id = self.exercise.id.as_str();
        let value = machine.get(id).cloned();
        let at = self.statements.last().map_or(0, |statement| statement.at);
        match (value, last) {
            (Some(Value::Function(definition)), _) => {
                let arguments =
                    self.exercise.arguments.iter().filter_map(|name| scene.given(name)).map(Value::from).collect();
                machine.call(&Value::Function(definition), arguments, at)
            }
            (Some(value), _) if !self.exercise.is_function => Ok(value),
            (None, Some(value)) if !self.exercise.is_function => Ok(value),
            _ => {
                let fault = Fault::unread(format!("no {id}"), "an answer of this name");
                Err(fault.instead(asked(self.exercise)).at(at))
            }
        }
    }

    /// What there is to say of a right answer.
    pub(super) fn note(&self, scenes: &[&Scene], steps: &mut u64) -> Option<&'static str> {
        let uses = |name: &str, steps: &mut u64| {
            scenes.iter().filter(|scene| scene.given(name).is_some()).take(5).any(|scene| {
                let mut changed = (*scene).clone();
                for (own, given) in &mut changed.given {
                    if let (true, Given::One(tensor)) = (own == name, given) {
                        *tensor = tensor.map(|value| -1.0 - value);
                    }
                }
                let [before, after] =
                    [*scene, &changed].map(|scene| self.run(scene, steps).value.ok().and_then(|v| v.to_tensor()));
                before != after
            })
        };
        let has = |name: &str| self.exercise.given.iter().any(|own| own == name);
        let masks = has("Z") && has("H") && matches!(self.exercise.id.as_str(), "grad_s_Z" | "grad_s_bi" | "grad_s_Wi");
        (masks && uses("H", steps) && !uses("Z", steps)).then_some(super::words::MASK_OF_H)
    }
}

/// How the last line of an answer begins.
fn asked(exercise: &Exercise) -> String {
    let Exercise { id, arguments, is_function, .. } = exercise;
    if *is_function { format!("def {id}({}):", arguments.join(", ")) } else { format!("{id} = …") }
}

/// What is given stays as it is: an answer that changes it would answer another question.
fn stays(exercise: &Exercise, target: &Expr) -> Result<(), Refusal> {
    match &target.node {
        Node::Name(name) if exercise.given.iter().any(|given| **given == **name) => {
            let fault = Fault::unread(format!("`{name}`, which is given, before `=`"), "a name of your own");
            Err(fault.instead(format!("{} = …, or any other name", exercise.id)).at(target.at))
        }
        Node::Index(container, _) | Node::Attribute(container, _) => stays(exercise, container),
        Node::Tuple(items) | Node::List(items) => items.iter().try_for_each(|item| stays(exercise, item)),
        _ => Ok(()),
    }
}

/// The results of a value, by the names of the right ones.
pub(super) fn parts(wanted: &Wanted, value: &Value, scene: &Scene) -> Result<Vec<(String, Part)>, Shortfall> {
    let several = |wanted: &[Wanted]| -> Result<Vec<(String, Part)>, Shortfall> {
        let items = match value {
            Value::Tuple(list) | Value::List(list) if list.len() == wanted.len() => list.items.borrow().clone(),
            _ => {
                let names: Vec<String> = wanted.iter().map(name).collect();
                return Err(Shortfall::Structure(super::words::structure(&value.describe(), &names)));
            }
        };
        let each = wanted.iter().zip(&items).map(|(wanted, item)| parts(wanted, item, scene));
        Ok(each.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    };
    match wanted {
        Wanted::One(name) => Ok(vec![(name.clone(), value.to_tensor().ok_or_else(|| value.describe()))]),
        Wanted::Tuple(wanted) => several(wanted),
        Wanted::List(_) => several(&results(wanted, scene).into_iter().map(Wanted::One).collect::<Vec<_>>()),
    }
}

/// The names of the right results.
pub(super) fn results(wanted: &Wanted, scene: &Scene) -> Vec<String> {
    match wanted {
        Wanted::One(name) => vec![name.clone()],
        Wanted::Tuple(all) => all.iter().flat_map(|wanted| results(wanted, scene)).collect(),
        Wanted::List(name) => {
            let begins = format!("{name}[");
            scene.right.iter().map(|(own, _)| own).filter(|own| own.starts_with(&begins)).cloned().collect()
        }
    }
}

fn name(wanted: &Wanted) -> String {
    match wanted {
        Wanted::One(name) | Wanted::List(name) => name.clone(),
        Wanted::Tuple(all) => all.iter().map(name).collect::<Vec<_>>().join(", "),
    }
}
