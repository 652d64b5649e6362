//! From a table and what a person chose to points, or to everything that is in the way.

use std::{cmp::Ordering, sync::Arc};

use super::{
    Column, Columns, Header, Table, TableProblem, TableProblems,
    cell::{Cell, is_minus},
    rows::Row,
    shortened,
};
use crate::data::{COORDINATE, CUSTOM_POINTS, Example};

/// What a person chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Whether the first row names the columns.
    pub header: Header,
    /// Which columns are used.
    pub columns: Columns,
    /// What is done to the coordinates.
    pub scaling: Scaling,
    /// Which class becomes +1.
    pub positive: Positive,
}

/// What is done to the coordinates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scaling {
    /// Nothing.
    AsGiven,
    /// x becomes (x − mean) / standard deviation, on each axis by itself, over all rows.
    Standardised,
}

/// Which of the two labels, in their order, becomes +1. Numbers are in order of size and before words, words in
/// alphabetical order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Positive {
    /// The first.
    First,
    /// The second: 1 rather than 0 or −1, true rather than false, yes rather than no.
    Second,
}

/// Points made of a table, with what was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// In the order of the rows. Coordinates within ±[`COORDINATE`], of both classes.
    pub examples: Arc<[Example]>,
    /// The label that became −1, then the one that became +1.
    pub classes: [LabelClass; 2],
    /// How the coordinates lie as given, x₁ then x₂.
    pub axes: [Axis; 2],
    /// What was done to the coordinates.
    pub scaling: Scaling,
}

/// A label as written in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelClass {
    /// As it is written where it first appears.
    pub written: String,
    /// How many rows have it.
    pub count: usize,
}

/// How the numbers of a column lie, over all rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// Mean.
    pub mean: f64,
    /// Standard deviation: the root of the mean squared distance from the mean, which divides by n.
    pub deviation: f64,
}

impl Axis {
    fn of(values: &[f64]) -> Self {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        // Rounding must not make a deviation of equal numbers.
        if values.iter().all(|value| *value == values[0]) {
            return Self { mean: values[0], deviation: 0.0 };
        }
        Self { mean, deviation: (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / n).sqrt() }
    }

    /// A coordinate with mean 0 and standard deviation 1; with mean 0 alone where all are equal.
    fn standardised(self, value: f64) -> f64 {
        (value - self.mean) / if self.deviation > 0.0 { self.deviation } else { 1.0 }
    }
}

impl Imported {
    /// Whether the coordinates as given lie or spread far from 1, where starting weights and the usual learning rates
    /// fit.
    pub fn should_be_standardised(&self) -> bool {
        self.axes
            .iter()
            .any(|&Axis { mean, deviation }| mean.abs() > 2.0 || deviation > 2.0 || deviation < 0.1 && deviation > 0.0)
    }
}

impl Table {
    /// Every row of data as a point, or what is in the way.
    pub fn points(&self, choice: &Choice) -> Result<Imported, TableProblems> {
        let Choice { header, columns, scaling, positive } = *choice;
        let places = [columns.x1, columns.x2, columns.label];
        let most = *CUSTOM_POINTS.end();
        if self.columns < places.len() || places.iter().any(|&place| place >= self.columns) {
            return Err(TableProblem::TooFewColumns { found: self.columns }.into());
        }
        if let Some(twice) = (1..places.len()).find(|&place| places[..place].contains(&places[place])) {
            return Err(TableProblem::SameColumnTwice { column: self.column(places[twice], header) }.into());
        }
        let rows = self.data(header);
        if rows.is_empty() {
            return Err(TableProblem::NoRows.into());
        }
        let mut reading = Reading { table: self, choice, problems: TableProblems::default(), classes: Vec::new() };
        if let Some(row) = rows.get(most) {
            reading.problems.push(TableProblem::TooManyRows { row: row.line, found: self.count(header), most });
        }
        let read: Vec<([f64; 2], usize)> = rows.iter().take(most).filter_map(|row| reading.row(row)).collect();
        let classes = reading.finish()?;
        let axes = [0, 1].map(|axis| Axis::of(&read.iter().map(|(x, _)| x[axis]).collect::<Vec<f64>>()));
        let order = in_order(&classes, positive);
        let example = |&(x, class): &([f64; 2], usize)| Example {
            x: match scaling {
                Scaling::AsGiven => x,
                Scaling::Standardised => [0, 1].map(|axis| axes[axis].standardised(x[axis])),
            },
            y: if class == order[1] { 1.0 } else { -1.0 },
        };
        let class = |place: usize| LabelClass {
            written: classes[place].written.clone(),
            count: read.iter().filter(|(_, class)| *class == place).count(),
        };
        Ok(Imported { examples: read.iter().map(example).collect(), classes: order.map(class), axes, scaling })
    }
}

/// What was found in the rows so far.
struct Reading<'t> {
    table: &'t Table,
    choice: &'t Choice,
    problems: TableProblems,
    /// In the order in which they appear; a third one is a problem.
    classes: Vec<Class>,
}

/// A label that was found.
struct Class {
    key: Key,
    written: String,
}

/// What makes two labels the same: 1, +1 and 1.0 are.
#[derive(PartialEq, PartialOrd)]
enum Key {
    Number(f64),
    Word(String),
}

impl Reading<'_> {
    /// The coordinates of a row and the place of its class. `None` where something is wrong.
    fn row(&mut self, row: &Row) -> Option<([f64; 2], usize)> {
        let expected = self.table.columns;
        let is_longer = (expected..row.len()).any(|place| !row.field(place).is_empty());
        if row.len() < expected || is_longer {
            self.problems.push(TableProblem::Ragged { row: row.line, found: row.len(), expected });
            return None;
        }
        let Columns { x1, x2, label } = self.choice.columns;
        // All three, so that everything wrong with a row is told at once.
        let (x1, x2, class) = (self.coordinate(row, x1), self.coordinate(row, x2), self.class(row, label));
        Some(([x1?, x2?], class?))
    }

    fn coordinate(&mut self, row: &Row, place: usize) -> Option<f64> {
        // Standardising brings any number near, so only its square must be finite then.
        let most = match self.choice.scaling {
            Scaling::AsGiven => COORDINATE,
            Scaling::Standardised => 1e100,
        };
        let (written, cell) = self.cell(row, place);
        let (row, column, found) = (row.line, self.column(place), shortened(written));
        let problem = match cell {
            Cell::Number(value) if value.abs() <= most => return Some(value),
            Cell::Number(_) => TableProblem::OutOfRange { row, column, found, most },
            Cell::NotFinite => TableProblem::NotFinite { row, column, found },
            Cell::Missing => TableProblem::Missing { row, column, found },
            Cell::Word => TableProblem::NotANumber { row, column, found },
        };
        self.problems.push(problem);
        None
    }

    /// The place of a row's class among the classes. From the third on there is none, which is told once.
    fn class(&mut self, row: &Row, place: usize) -> Option<usize> {
        let (written, cell) = self.cell(row, place);
        let (line, column) = (row.line, self.column(place));
        let key = match cell {
            Cell::Missing => {
                self.problems.push(TableProblem::Missing { row: line, column, found: shortened(written) });
                return None;
            }
            Cell::NotFinite => {
                self.problems.push(TableProblem::NotFinite { row: line, column, found: shortened(written) });
                return None;
            }
            Cell::Number(value) => Key::Number(value),
            // Signs without digits are ordered as what they stand for.
            Cell::Word if written == "+" => Key::Number(1.0),
            Cell::Word if written.chars().all(is_minus) => Key::Number(-1.0),
            Cell::Word => Key::Word(written.to_owned()),
        };
        if let Some(place) = self.classes.iter().position(|class| class.key == key) {
            return Some(place).filter(|&place| place < 2);
        }
        if let [first, second] = &self.classes[..] {
            let known = [first, second].map(|class| class.written.clone());
            self.problems.push(TableProblem::TooManyClasses { row: line, column, found: shortened(written), known });
        }
        let place = self.classes.len();
        if place <= 2 {
            self.classes.push(Class { key, written: shortened(written) });
        }
        Some(place).filter(|&place| place < 2)
    }

    fn cell<'r>(&self, row: &'r Row, place: usize) -> (&'r str, Cell) {
        let written = row.field(place);
        (written, Cell::read(written, self.table.mark))
    }

    fn column(&self, place: usize) -> Column {
        self.table.column(place, self.choice.header)
    }

    /// The two classes, if there is no problem.
    fn finish(mut self) -> Result<Vec<Class>, TableProblems> {
        if let [only] = &self.classes[..] {
            let (column, class) = (self.column(self.choice.columns.label), only.written.clone());
            self.problems.push(TableProblem::OneClass { column, class });
        }
        if self.problems.first.is_empty() { Ok(self.classes) } else { Err(self.problems) }
    }
}

/// The places of the two classes: the one that becomes −1, then the one that becomes +1.
fn in_order(classes: &[Class], positive: Positive) -> [usize; 2] {
    let second_is_smaller = compare(&classes[1].key, &classes[0].key) == Ordering::Less;
    let natural = if second_is_smaller { [1, 0] } else { [0, 1] };
    match positive {
        Positive::Second => natural,
        Positive::First => [natural[1], natural[0]],
    }
}

/// Numbers by size and before words, words by the alphabet.
fn compare(left: &Key, right: &Key) -> Ordering {
    match (left, right) {
        (Key::Number(left), Key::Number(right)) => left.total_cmp(right),
        (Key::Number(_), Key::Word(_)) => Ordering::Less,
        (Key::Word(_), Key::Number(_)) => Ordering::Greater,
        (Key::Word(left), Key::Word(right)) => left.to_lowercase().cmp(&right.to_lowercase()).then(left.cmp(right)),
    }
}
