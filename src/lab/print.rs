//! Arrays as text to copy. Every number is the shortest that reads back as the same float64.

use strum::{IntoStaticStr, VariantArray};

use super::{Array, Shape};

/// A form in which an array is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Format {
    /// `np.array([[1.0, 2.0], [3.0, 4.0]])`, a row a line.
    NumPy,
    /// `[[1.0, 2.0], [3.0, 4.0]]`.
    Python,
    /// `\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}`; a vector is one row. Above ten columns, which is all that
    /// `bmatrix` takes, an `array` in brackets.
    Latex,
    /// `1.0,2.0` and a line's end for each row; a vector is one row.
    Csv,
}

/// The array in `format`. Numbers that are not finite are written as the format's readers take them: `np.nan`,
/// `float('inf')`, `-\infty`, `nan`.
pub fn print(array: &Array, format: Format) -> String {
    match format {
        Format::NumPy => format!("np.array({})", list(array, ",\n          ", format)),
        Format::Python => list(array, ", ", format),
        Format::Latex => latex(array),
        Format::Csv => csv(array),
    }
}

/// Nested brackets as deep as the rank, rows separated by `between`.
fn list(array: &Array, between: &str, format: Format) -> String {
    let rows = array.rows().map(|row| joined(row, ", ", format));
    match array.shape() {
        Shape::Scalar => rows.collect(),
        Shape::Vector(_) => format!("[{}]", rows.collect::<String>()),
        Shape::Matrix(..) => format!("[{}]", rows.map(|row| format!("[{row}]")).collect::<Vec<_>>().join(between)),
    }
}

/// `amsmath` stops at so many columns, unless the document's `MaxMatrixCols` says otherwise.
const MOST_BMATRIX_COLUMNS: usize = 10;

fn latex(array: &Array) -> String {
    if array.shape() == Shape::Scalar {
        return joined(array.values(), "", Format::Latex);
    }
    let rows: Vec<String> = array.rows().map(|row| joined(row, " & ", Format::Latex)).collect();
    let (columns, body) = (array.shape().columns(), rows.join(" \\\\\n"));
    if columns <= MOST_BMATRIX_COLUMNS {
        return format!("\\begin{{bmatrix}}\n{body}\n\\end{{bmatrix}}");
    }
    format!("\\left[\\begin{{array}}{{{}}}\n{body}\n\\end{{array}}\\right]", "r".repeat(columns))
}

fn csv(array: &Array) -> String {
    array.rows().map(|row| joined(row, ",", Format::Csv) + "\n").collect()
}

fn joined(row: &[f64], between: &str, format: Format) -> String {
    row.iter().map(|&value| format.number(value)).collect::<Vec<_>>().join(between)
}

impl Format {
    fn number(self, value: f64) -> String {
        match (self, value.is_finite()) {
            (Self::Latex, true) => latex_number(value),
            (_, true) => format!("{value:?}"),
            (Self::NumPy, false) => format!("{}np.{}", minus(value), name(value)),
            (Self::Python, false) => format!("float('{}{}')", minus(value), name(value)),
            (Self::Latex, false) if value.is_nan() => "\\text{nan}".to_owned(),
            (Self::Latex, false) => format!("{}\\infty", minus(value)),
            (Self::Csv, false) => format!("{}{}", minus(value), name(value)),
        }
    }
}

fn minus(value: f64) -> &'static str {
    if value == f64::NEG_INFINITY { "-" } else { "" }
}

fn name(value: f64) -> &'static str {
    if value.is_nan() { "nan" } else { "inf" }
}

/// `1.5 \times 10^{-7}`, `0.25`, `3`.
fn latex_number(value: f64) -> String {
    let text = format!("{value:?}");
    match text.split_once('e') {
        Some((mantissa, exponent)) => format!("{} \\times 10^{{{exponent}}}", whole(mantissa)),
        None => whole(&text).to_owned(),
    }
}

fn whole(number: &str) -> &str {
    number.strip_suffix(".0").unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Named;

    fn matrix() -> Array {
        Array::new(Shape::Matrix(2, 2), vec![1.0, -0.25, 1.5e-7, 1e300]).expect("four numbers")
    }

    #[test]
    fn a_matrix_in_each_format() {
        let table = [
            (Format::NumPy, "np.array([[1.0, -0.25],\n          [1.5e-7, 1e300]])"),
            (Format::Python, "[[1.0, -0.25], [1.5e-7, 1e300]]"),
            (
                Format::Latex,
                "\\begin{bmatrix}\n1 & -0.25 \\\\\n1.5 \\times 10^{-7} & 1 \\times 10^{300}\n\\end{bmatrix}",
            ),
            (Format::Csv, "1.0,-0.25\n1.5e-7,1e300\n"),
        ];
        for (format, text) in table {
            assert_eq!(print(&matrix(), format), text, "{}", format.name());
            assert_eq!(Format::from_name(format.name()), Some(format), "{}", format.name());
        }
    }

    #[test]
    fn the_rank_is_seen() {
        let vector = Array::new(Shape::Vector(2), vec![1.0, 2.0]).expect("two numbers");
        assert_eq!(print(&vector, Format::NumPy), "np.array([1.0, 2.0])", "rank 1");
        assert_eq!(print(&vector.transposed().transposed(), Format::Python), "[[1.0, 2.0]]", "rank 2");
        assert_eq!(print(&Array::from(-0.0), Format::Python), "-0.0", "rank 0, with the zero's sign");
        assert_eq!(print(&Array::from(3.0), Format::Latex), "3", "no brackets around a number");
    }

    #[test]
    fn numbers_that_are_not_finite_are_what_readers_take() {
        let array = Array::new(Shape::Vector(2), vec![f64::NAN, f64::NEG_INFINITY]).expect("two numbers");
        assert_eq!(print(&array, Format::NumPy), "np.array([np.nan, -np.inf])", "NumPy's constants");
        assert_eq!(print(&array, Format::Python), "[float('nan'), float('-inf')]", "Python has none");
        assert_eq!(print(&array, Format::Csv), "nan,-inf\n", "as numpy.loadtxt reads");
    }
}
