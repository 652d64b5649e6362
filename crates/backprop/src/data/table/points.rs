//! From a table and what a person chose to points, or to everything that is in the way.

use std::sync::Arc;

use super::{
    Column, Columns, Expected, Header, LabelClass, Table, TableProblem, TableProblems, cell::Cell, labels::Key,
    rows::Row, shortened,
};
use crate::data::{COORDINATE, CUSTOM_POINTS, Example};

/// What a person chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Whether the first row names the columns.
    pub header: Header,
    /// Which columns are used.
    pub columns: Columns,
    /// What is done to the coordinates.
    pub scaling: Scaling,
    /// What becomes of rows that lack something.
    pub incomplete: Incomplete,
    /// The label that becomes −1, then the one that becomes +1; rows with any other are left out. `None` for the only two
    /// that there are, in the order of [`Table::labels`]: 1 after 0 or −1, true after false, yes after no.
    pub classes: Option<[String; 2]>,
}

/// What is done to the coordinates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scaling {
    /// Nothing.
    #[default]
    AsGiven,
    /// x becomes (x − mean) / standard deviation, on each axis by itself, over all points.
    Standardised,
}

/// What becomes of rows that lack a coordinate or the label, or that are shorter than the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Incomplete {
    /// They are in the way.
    #[default]
    Refused,
    /// They become no points.
    LeftOut,
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
    /// Rows that became no points.
    pub left_out: LeftOut,
}

/// How many rows became no points, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// They lack something.
    pub incomplete: usize,
    /// They are of other classes than the two that were chosen.
    pub others: usize,
}

/// How the numbers of a column lie, over all points.
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
    /// The rows of data as points, or what is in the way.
    pub fn points(&self, choice: &Choice) -> Result<Imported, TableProblems> {
        let Choice { header, columns, scaling, .. } = *choice;
        let places = columns.places();
        let most = *CUSTOM_POINTS.end();
        if self.columns < places.len() || places.iter().any(|&place| place >= self.columns) {
            return Err(TableProblem::TooFewColumns { found: self.columns }.into());
        }
        if let Some(twice) = (1..places.len()).find(|&place| places[..place].contains(&places[place])) {
            return Err(TableProblem::SameColumnTwice { column: self.column(places[twice], header) }.into());
        }
        let rows = self.data(header);
        let mut reading = Reading::new(self, choice);
        if let Some(row) = rows.get(most) {
            reading.problems.push(TableProblem::TooManyRows { row: row.line, found: self.count(header), most });
        }
        let read: Vec<([f64; 2], usize)> = rows.iter().take(most).filter_map(|row| reading.row(row)).collect();
        let left_out = reading.left_out;
        let (classes, order) = reading.finish(&read)?;
        let axes = [0, 1].map(|axis| Axis::of(&read.iter().map(|(x, _)| x[axis]).collect::<Vec<f64>>()));
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
        Ok(Imported {
            examples: read.iter().map(example).collect(),
            classes: order.map(class),
            axes,
            scaling,
            left_out,
        })
    }
}

/// What was found in the rows so far.
struct Reading<'t> {
    table: &'t Table,
    choice: &'t Choice,
    problems: TableProblems,
    left_out: LeftOut,
    /// Those that were chosen, or else in the order in which they appear; a third one is a problem then.
    classes: Vec<Class>,
}

/// A label that was found.
struct Class {
    key: Key,
    written: String,
}

impl<'t> Reading<'t> {
    fn new(table: &'t Table, choice: &'t Choice) -> Self {
        let class = |written: &String| Some(Class { key: table.key(written)?, written: written.clone() });
        let classes = choice.classes.iter().flatten().filter_map(class).collect();
        Self { table, choice, problems: TableProblems::default(), left_out: LeftOut::default(), classes }
    }

    /// The coordinates of a row and the place of its class. `None` where something is wrong, or the row is left out.
    fn row(&mut self, row: &Row) -> Option<([f64; 2], usize)> {
        let Columns { x1, x2, label } = self.choice.columns;
        if self.is_of_another_class(row.field(label)) {
            self.left_out.others += 1;
            return None;
        }
        if self.lacks_something(row) {
            self.problems.incomplete += 1;
            if self.choice.incomplete == Incomplete::LeftOut {
                self.left_out.incomplete += 1;
                return None;
            }
        }
        let expected = self.table.columns;
        let is_longer = (expected..row.len()).any(|place| !row.field(place).is_empty());
        if row.len() < expected || is_longer {
            self.problems.push(TableProblem::Ragged { row: row.line, found: row.len(), expected });
            return None;
        }
        // All three, so that everything wrong with a row is told at once.
        let (x1, x2, class) = (self.coordinate(row, x1), self.coordinate(row, x2), self.class(row, label));
        Some(([x1?, x2?], class?))
    }

    /// Whether a row has a label, but neither of those that were chosen.
    fn is_of_another_class(&self, label: &str) -> bool {
        let is_chosen = |key: &Key| self.classes.iter().any(|class| class.key == *key);
        self.choice.classes.is_some() && self.table.key(label).is_some_and(|key| !is_chosen(&key))
    }

    fn lacks_something(&self, row: &Row) -> bool {
        let is_missing = |place: usize| matches!(self.cell(row, place).1, Cell::Missing | Cell::NotANumber);
        row.len() < self.table.columns || self.choice.columns.places().into_iter().any(is_missing)
    }

    fn coordinate(&mut self, row: &Row, place: usize) -> Option<f64> {
        // Standardising brings any number near, so only its square must be finite then.
        let most = match self.choice.scaling {
            Scaling::AsGiven => COORDINATE,
            Scaling::Standardised => 1e100,
        };
        let expected = match self.cell(row, place).1 {
            Cell::Number(value) if value.abs() <= most => return Some(value),
            Cell::Number(_) => Expected::Within(most),
            Cell::NotANumber | Cell::Infinite => Expected::Finite,
            Cell::Missing => Expected::Value,
            Cell::Word => Expected::Number,
        };
        self.refuse(row, place, expected);
        None
    }

    /// The place of a row's class among the classes. From the third on there is none, which is told once.
    fn class(&mut self, row: &Row, place: usize) -> Option<usize> {
        let (written, cell) = self.cell(row, place);
        let Some(key) = Key::of(written, cell) else {
            self.refuse(row, place, if cell == Cell::Missing { Expected::Value } else { Expected::Finite });
            return None;
        };
        if let Some(place) = self.classes.iter().position(|class| class.key == key) {
            return Some(place).filter(|&place| place < 2);
        }
        if let [first, second] = &self.classes[..] {
            let known = [first, second].map(|class| shortened(&class.written));
            self.refuse(row, place, Expected::OneOf(known));
        }
        let place = self.classes.len();
        if place <= 2 {
            self.classes.push(Class { key, written: written.to_owned() });
        }
        Some(place).filter(|&place| place < 2)
    }

    fn refuse(&mut self, row: &Row, place: usize, expected: Expected) {
        let (column, found) = (self.column(place), shortened(row.field(place)));
        self.problems.push(TableProblem::Unfit { row: row.line, column, found, expected });
    }

    fn cell<'r>(&self, row: &'r Row, place: usize) -> (&'r str, Cell) {
        let written = row.field(place);
        (written, Cell::read(written, self.table.mark))
    }

    fn column(&self, place: usize) -> Column {
        self.table.column(place, self.choice.header)
    }

    /// The two classes and which of them becomes −1, then +1, if there is no problem.
    fn finish(mut self, read: &[([f64; 2], usize)]) -> Result<(Vec<Class>, [usize; 2]), TableProblems> {
        let has_points = |place: &usize| read.iter().any(|(_, class)| class == place);
        let with_points: Vec<usize> = (0..self.classes.len()).filter(has_points).collect();
        match (&self.classes[..], &with_points[..]) {
            ([only], _) => self.push_one_class(only.written.clone()),
            (_, &[only]) if self.problems.first.is_empty() => self.push_one_class(self.classes[only].written.clone()),
            (_, []) if self.problems.first.is_empty() => self.problems.push(TableProblem::NoRows),
            _ => {}
        }
        if !self.problems.first.is_empty() {
            return Err(self.problems);
        }
        let is_natural = self.choice.classes.is_some() || self.classes[0].key.compare(&self.classes[1].key).is_lt();
        Ok((self.classes, if is_natural { [0, 1] } else { [1, 0] }))
    }

    fn push_one_class(&mut self, written: String) {
        let column = self.column(self.choice.columns.label);
        self.problems.push(TableProblem::OneClass { column, class: shortened(&written) });
    }
}
