//! What the dialog for points of one's own says.

use super::{
    super::format::{cell_value, fixed, integer, plain},
    count,
};
use crate::{
    browser::file::FileProblem,
    data::{
        COORDINATE, Names,
        table::{Axis, Column, Delimiter, Expected, Header, LeftOut, Mark, TableProblem, shortened},
    },
};

pub(in crate::ui) const OPEN: &str = "Paste or open points…";
pub(in crate::ui) const TITLE: &str = "Your own points";
pub(in crate::ui) const INTRODUCTION: &str =
    "One point a row: two columns of numbers and one of labels, as CSV or TSV. Nothing leaves this device.";
pub(in crate::ui) const TABLE: &str = "Table";
pub(in crate::ui) const PLACEHOLDER: &str = "x1,x2,label\n0.5,-1.2,no\n-0.3,0.8,yes\n0.9,0.1,yes";
pub(in crate::ui) const OPEN_FILE: &str = "Open a file…";
pub(in crate::ui) const DROP: &str = "or drop one here";
pub(in crate::ui) const COLUMNS: &str = "Columns";
pub(in crate::ui) const LABEL: &str = "Label";
pub(in crate::ui) const HEADER: &str = "The first row names the columns";
pub(in crate::ui) const CLASSES: &str = "Classes";
pub(in crate::ui) const CHOOSE: &str = "choose a label";
pub(in crate::ui) const SEPARATOR: &str = "Between the fields";
pub(in crate::ui) const GUESSED: &str = "as it seems";
pub(in crate::ui) const SWAP: &str = "Swap";
pub(in crate::ui) const SWAP_LABEL: &str = "Swap the classes";
pub(in crate::ui) const SCALE: &str = "Scale";
pub(in crate::ui) const STANDARDISE: &str = "Standardise: (x − mean) / standard deviation";
pub(in crate::ui) const MEAN: &str = "Mean";
pub(in crate::ui) const DEVIATION: &str = "Std. dev.";
pub(in crate::ui) const AXIS: &str = "Axis";
pub(in crate::ui) const RECOMMENDED: &str =
    "Recommended: these numbers lie far from 0 or spread far from 1, where the usual learning rates fit badly.";
pub(in crate::ui) const AS_GIVEN: &str = "The points are used as they are.";
pub(in crate::ui) const STANDARDISED: &str = "Each axis is standardised by itself, over all points.";
pub(in crate::ui) const CONSTANT: &str = "An axis whose numbers are all equal is only centred.";
pub(in crate::ui) const PREVIEW: &str = "Preview";
pub(in crate::ui) const ROW: &str = "Row";
pub(in crate::ui) const ROWS_COUNT: &str = "Rows count as in the text, from 1, blank lines and header included.";
pub(in crate::ui) const NOTHING_YET: &str = "Paste a table or open a file first.";
pub(in crate::ui) const CANCEL: &str = "Cancel";

/// What a text was taken for.
pub(in crate::ui) fn understood(
    columns: usize,
    rows: usize,
    delimiter: Delimiter,
    mark: Mark,
    header: Header,
) -> String {
    let delimiter = if columns > 1 { format!(", {} between them", self::delimiter(delimiter)) } else { String::new() };
    let mark = if mark == Mark::Comma { ", decimal commas" } else { "" };
    let header = match header {
        Header::Present => "with a header",
        Header::Absent => "no header",
    };
    format!("{}{delimiter}{mark}; {}, {header}", count(columns, "column"), count(rows, "row"))
}

/// What is chosen for −1, or for +1.
pub(in crate::ui) fn label_of(class: usize) -> &'static str {
    ["Label of −1", "Label of +1"][class]
}

/// What stands between fields, as an option and in a sentence.
pub(in crate::ui) fn delimiter(delimiter: Delimiter) -> &'static str {
    match delimiter {
        Delimiter::Comma => "commas",
        Delimiter::Semicolon => "semicolons",
        Delimiter::Tab => "tabs",
        Delimiter::Spaces => "spaces",
    }
}

/// The offer to leave out rows that lack something.
pub(in crate::ui) fn leave_out(incomplete: usize) -> String {
    format!("Leave out {}", count(incomplete, "incomplete row"))
}

/// Which rows became no points.
pub(in crate::ui) fn left_out(LeftOut { incomplete, others }: LeftOut) -> String {
    let parts =
        [(incomplete, "incomplete row"), (others, "row")].map(|(rows, name)| (rows > 0).then(|| count(rows, name)));
    match parts {
        [None, None] => String::new(),
        [Some(incomplete), None] => format!("{incomplete} left out"),
        [None, Some(others)] => format!("{others} of other classes left out"),
        [Some(incomplete), Some(others)] => format!("{incomplete} and {others} of other classes left out"),
    }
}

/// A column as an option and as a head.
pub(in crate::ui) fn column(column: &Column) -> String {
    column.name.clone().unwrap_or_else(|| format!("column {}", column.place + 1))
}

/// A column in a sentence.
fn the_column(column: &Column) -> String {
    column.name.as_ref().map_or_else(|| format!("column {}", column.place + 1), |name| format!("column “{name}”"))
}

/// What is wrong, where, and what would not be.
pub(in crate::ui) fn problem(problem: &TableProblem) -> String {
    match problem {
        TableProblem::TooLong { found, most } => {
            format!("The text has {}, expected at most {}.", megabytes(*found as u64), megabytes(*most as u64))
        }
        TableProblem::TooManyColumns { found, most } => {
            format!("The first row: found {}, expected at most {}.", count(*found, "field"), grouped(*most))
        }
        TableProblem::NoRows => "Found no row of data, expected one point a row.".to_owned(),
        TableProblem::TooFewColumns { found } => {
            format!("Found {}, expected at least 3: x₁, x₂ and a label.", count(*found, "column"))
        }
        TableProblem::SameColumnTwice { column } => {
            format!("Found {} twice, expected three different columns.", the_column(column))
        }
        TableProblem::TooManyRows { row, found, most } => format!(
            "Row {} is the first too many: found {} of data, expected at most {}.",
            grouped(*row),
            count(*found, "row"),
            grouped(*most)
        ),
        TableProblem::Ragged { row, found, expected } => {
            format!("Row {}: found {}, expected {expected} as in the first row.", grouped(*row), count(*found, "field"))
        }
        TableProblem::Unfit { row, column, found, expected } => {
            let found = if found.is_empty() { "nothing".to_owned() } else { format!("“{found}”") };
            let expected = match expected {
                Expected::Value => "a value".to_owned(),
                Expected::Number => "a number".to_owned(),
                Expected::Finite => "a finite value".to_owned(),
                Expected::Within(most) => range(*most),
                Expected::OneOf([first, second]) => {
                    format!("“{first}” or “{second}”, the two classes before, or two chosen below")
                }
            };
            format!("Row {}, {}: found {found}, expected {expected}.", grouped(*row), the_column(column))
        }
        TableProblem::OneClass { column, class } => {
            format!("In {}: found “{class}” in every row, expected two classes.", the_column(column))
        }
    }
}

/// The coordinates that are accepted. The smaller limit is that of points as given.
fn range(most: f64) -> String {
    if most > COORDINATE {
        return format!("a number from {} to {}", plain(-most), plain(most));
    }
    let most = grouped(most as usize);
    format!("a number from −{most} to {most}, or standardising")
}

/// Why a file was not opened.
pub(in crate::ui) fn file_problem(problem: &FileProblem, most: usize) -> String {
    match problem {
        FileProblem::TooLarge { name, bytes } => {
            format!("{name} has {}, expected at most {}. It was not opened.", megabytes(*bytes), megabytes(most as u64))
        }
        FileProblem::NotText { name } => {
            format!("{name} is no text in UTF-8. Save it as “CSV UTF-8”, or copy its cells and paste them here.")
        }
        FileProblem::Unreadable { name } => format!("{name} could not be read. Try again, or paste its text here."),
    }
}

/// How many problems are not listed.
pub(in crate::ui) fn more(more: usize) -> String {
    format!("And {} more.", grouped(more))
}

/// Why the points cannot be used yet.
pub(in crate::ui) fn blocked(problems: usize) -> String {
    format!("{} to solve first", count(problems, "problem"))
}

/// How many points of which class, and how many rows are none.
pub(in crate::ui) fn points([minus, plus]: [usize; 2], without: LeftOut) -> String {
    let points = format!("{}: {} of −1, {} of +1", count(minus + plus, "point"), grouped(minus), grouped(plus));
    let without = left_out(without);
    if without.is_empty() { points } else { format!("{points}; {without}") }
}

/// The points that are in force.
pub(in crate::ui) fn in_force([minus, plus]: [usize; 2]) -> String {
    format!("Your points: {} ({} of −1, {} of +1)", grouped(minus + plus), grouped(minus), grouped(plus))
}

/// What the coordinates and the classes in force are called.
pub(in crate::ui) fn names(names: &Names) -> String {
    let [x1, x2] = &names.axes;
    let [minus, plus] = &names.classes;
    let all = [("x₁", x1), ("x₂", x2), ("−1", minus), ("+1", plus)];
    let parts: Vec<String> = all
        .into_iter()
        .filter(|(_, name)| !name.is_empty())
        .map(|(what, name)| format!("{what} is “{name}”"))
        .collect();
    parts.join(", ")
}

/// The button that takes the points.
pub(in crate::ui) fn take(points: Option<usize>) -> String {
    points.map_or_else(|| "Use these points".to_owned(), |points| format!("Use these {}", count(points, "point")))
}

/// How many rows of a preview are not shown.
pub(in crate::ui) fn rest(rest: usize) -> String {
    format!("and {} more", count(rest, "row"))
}

/// Which words a class stands for.
pub(in crate::ui) fn class(written: &str, count_of: usize) -> String {
    format!("“{}”, {}", shortened(written), count(count_of, "row"))
}

/// The mean and the standard deviation of an axis.
pub(in crate::ui) fn axis(axis: Axis) -> [String; 2] {
    [cell_value(axis.mean), cell_value(axis.deviation)]
}

/// What the picture shows, in words.
pub(in crate::ui) fn extent([x1, x2]: [[f64; 2]; 2]) -> String {
    let range = |[low, high]: [f64; 2]| format!("{} to {}", cell_value(low), cell_value(high));
    format!("x₁ from {}, x₂ from {}", range(x1), range(x2))
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", fixed(bytes as f64 / f64::from(1 << 20), 1))
}

fn grouped(quantity: usize) -> String {
    integer(quantity as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::table::{Choice, Incomplete, Scaling, Table};

    /// The sentence of the only problem of a text.
    fn sentence(text: &str) -> String {
        let table = Table::read(text).expect("a table");
        let header = table.header();
        let (scaling, incomplete) = (Scaling::AsGiven, Incomplete::Refused);
        let choice = Choice { header, columns: table.guess(header), scaling, incomplete, classes: None };
        let problems = table.points(&choice).expect_err("a problem").first;
        assert_eq!(problems.len(), 1, "{problems:?}");
        problem(&problems[0])
    }

    #[test]
    fn problems_say_where_what_and_what_instead() {
        let rows = "3,4,a\n5,6,b\n";
        for (row, expected) in [
            ("NaN,2,a", "Row 2, column “x”: found “NaN”, expected a finite value."),
            ("1,two,a", "Row 2, column “y”: found “two”, expected a number."),
            ("1,,a", "Row 2, column “y”: found nothing, expected a value."),
            ("1,2", "Row 2: found 2 fields, expected 3 as in the first row."),
            (
                "2e6,2,a",
                "Row 2, column “x”: found “2e6”, expected a number from −1,000,000 to 1,000,000, or standardising.",
            ),
            (
                "1,2,c",
                "Row 4, column “label”: found “b”, expected “c” or “a”, the two classes before, or two chosen below.",
            ),
        ] {
            assert_eq!(sentence(&format!("x,y,label\n{row}\n{rows}")), expected, "{row}");
        }
        assert_eq!(sentence("1,2,oh\n3,4,oh"), "In column 3: found “oh” in every row, expected two classes.");
        assert_eq!(sentence("1,2\n3,4"), "Found 2 columns, expected at least 3: x₁, x₂ and a label.");
        let long = "1,2,0\n3,4,1\n".repeat(2501);
        assert_eq!(
            sentence(&long),
            "Row 5,001 is the first too many: found 5,002 rows of data, expected at most 5,000."
        );
    }

    #[test]
    fn what_was_understood_is_said() {
        assert_eq!(
            understood(3, 120, Delimiter::Comma, Mark::Point, Header::Present),
            "3 columns, commas between them; 120 rows, with a header"
        );
        assert_eq!(
            understood(4, 1, Delimiter::Semicolon, Mark::Comma, Header::Absent),
            "4 columns, semicolons between them, decimal commas; 1 row, no header"
        );
    }
}
