//! What a table is probably meant as. People see each guess and can change it.

use super::{
    Columns, Header, Table,
    cell::{Cell, Mark},
    rows::Row,
};

/// So many rows tell what a column holds.
const SAMPLE: usize = 100;

/// Whether the first row names the columns: more of its fields are words above numbers than numbers.
///
/// Labels that are words make no header, and neither does one coordinate that is wrong.
pub(super) fn header(rows: &[Row], columns: usize, mark: Mark) -> Header {
    let Some((first, below)) = rows.split_first() else { return Header::Absent };
    let below = &below[..below.len().min(SAMPLE)];
    let (mut names, mut numbers) = (0, 0);
    for place in (0..columns).filter(|&place| below.is_empty() || is_numeric(below, place, mark)) {
        match Cell::read(first.field(place), mark) {
            Cell::Word if !first.field(place).starts_with(|c: char| c.is_ascii_digit() || "+-−.".contains(c)) => {
                names += 1;
            }
            // pandas names columns without names by their places.
            Cell::Number(value) if value == place as f64 => {}
            Cell::Number(_) => numbers += 1,
            _ => {}
        }
    }
    if names > numbers { Header::Present } else { Header::Absent }
}

/// Which columns are x₁, x₂ and the label: by their names, else by what they hold.
pub(super) fn columns(table: &Table, header: Header) -> Columns {
    let rows = table.data(header);
    let name = |place| table.name(place, header).unwrap_or_default().to_lowercase();
    let facts: Vec<Facts> = (0..table.columns()).map(|place| Facts::of(rows, place, table.mark, name(place))).collect();
    // Beside x₁ or x₂, a y is the label; beside an x, it is the second coordinate.
    let y_is_label = facts.iter().any(|facts| INPUTS.contains(&facts.name.as_str()));
    // Of equals the last column is the label, and the first ones the coordinates.
    let label = (0..facts.len()).max_by_key(|&place| facts[place].as_label(y_is_label)).unwrap_or(0);
    let mut rest: Vec<usize> = (0..facts.len()).filter(|&place| place != label).collect();
    rest.sort_by_key(|&place| std::cmp::Reverse(facts[place].as_input()));
    rest.resize(rest.len().max(2), label);
    Columns { x1: rest[0].min(rest[1]), x2: rest[0].max(rest[1]), label }
}

const LABELS: &[&str] =
    &["label", "labels", "class", "classes", "target", "targets", "category", "outcome", "group", "species"];
const INPUTS: &[&str] = &["x0", "x1", "x2", "x_0", "x_1", "x_2", "x₁", "x₂", "x[0]", "x[1]"];

/// What a column's name and fields say about its purpose.
struct Facts {
    name: String,
    numeric: bool,
    /// Different fields: 0, 1, 2, or 3 for more.
    distinct: usize,
    rows: usize,
    /// 1, 2, 3, …: the rows' numbers.
    counts: bool,
}

impl Facts {
    fn of(rows: &[Row], place: usize, mark: Mark, name: String) -> Self {
        let mut seen: Vec<&str> = Vec::new();
        for field in rows.iter().map(|row| row.field(place)) {
            if seen.len() < 3 && !field.is_empty() && !seen.contains(&field) {
                seen.push(field);
            }
        }
        let sample = &rows[..rows.len().min(SAMPLE)];
        let number = |row: &Row| match Cell::read(row.field(place), mark) {
            Cell::Number(value) => Some(value),
            _ => None,
        };
        let counts = sample.len() > 2
            && sample
                .windows(2)
                .all(|pair| matches!((number(&pair[0]), number(&pair[1])), (Some(a), Some(b)) if b == a + 1.0));
        Self { name, numeric: is_numeric(sample, place, mark), distinct: seen.len(), rows: rows.len(), counts }
    }

    /// How much speaks for a label.
    fn as_label(&self, y_is_label: bool) -> i32 {
        let by_name = match self.name.as_str() {
            name if LABELS.contains(&name) => 8,
            "y" if y_is_label => 8,
            name if name == "x" || name == "y" || INPUTS.contains(&name) => -8,
            _ => 0,
        };
        let by_content = match (self.numeric, self.distinct) {
            (false, 2) => 5,
            // In two rows, any column has at most two numbers.
            (true, 2) if self.rows > 2 => 4,
            (false, 1 | 3) => 2,
            (true, 2) => 1,
            _ => 0,
        };
        by_name + by_content
    }

    /// How much speaks for a coordinate.
    fn as_input(&self) -> i32 {
        let named = matches!(self.name.as_str(), "x" | "y") || INPUTS.contains(&self.name.as_str());
        match (self.numeric, self.distinct) {
            (false, _) => 0,
            (true, _) if named => 4,
            (true, 0 | 1) => 1,
            (true, _) if self.counts => 2,
            (true, _) => 3,
        }
    }
}

/// Whether most of a column's fields are numbers.
fn is_numeric(rows: &[Row], place: usize, mark: Mark) -> bool {
    let cells = || rows.iter().map(|row| Cell::read(row.field(place), mark)).filter(|cell| *cell != Cell::Missing);
    2 * cells().filter(|cell| cell.is_numeric()).count() > cells().count()
}
