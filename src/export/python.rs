//! Numbers and arrays as Python reads them.
//!
//! Every number is written with the fewest digits that Python reads back as the same float64, at most 17.

use std::fmt::Write;

use crate::{
    data::Example,
    nn::{Group, Parameters},
};

/// Lines are broken before they grow longer than this.
const WIDTH: usize = 100;
/// What a line inside of brackets begins with.
const INDENT: &str = "    ";

/// The library whose arrays are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Library {
    Numpy,
    Torch,
}

impl Library {
    fn array(self) -> &'static str {
        match self {
            Self::Numpy => "np.array",
            Self::Torch => "torch.tensor",
        }
    }
}

/// A number.
pub(super) fn number(value: f64) -> String {
    if value.is_nan() {
        "float(\"nan\")".to_owned()
    } else if value.is_infinite() {
        format!("float(\"{}inf\")", if value < 0.0 { "-" } else { "" })
    } else {
        format!("{value:?}")
    }
}

/// A list on one line, or on as many as it needs.
pub(super) fn list(items: impl IntoIterator<Item = String>, indent: &str) -> String {
    let items: Vec<String> = items.into_iter().collect();
    let length: usize = indent.len() + items.iter().map(|item| item.len() + 2).sum::<usize>();
    if length <= WIDTH {
        return format!("[{}]", items.join(", "));
    }
    let mut text = "[".to_owned();
    let mut column = usize::MAX;
    for item in items {
        if column.saturating_add(item.len() + 2) > WIDTH {
            let _ = write!(text, "\n{indent}{INDENT}");
            column = indent.len() + INDENT.len();
        } else {
            text.push(' ');
            column += 1;
        }
        let _ = write!(text, "{item},");
        column += item.len() + 1;
    }
    let _ = write!(text, "\n{indent}]");
    text
}

/// A list of numbers.
pub(super) fn numbers(values: &[f64]) -> String {
    list(values.iter().map(|&value| number(value)), "")
}

/// `Wi = np.array([[…], […]])  # [2, h]` and so on, each name between `prefix` and `suffix`, bo as a plain number.
pub(super) fn groups(library: Library, [prefix, suffix]: [&str; 2], values: &Parameters) -> String {
    let mut text = String::new();
    for group in Group::ALL {
        let (array, name) = (library.array(), group.name());
        let (hidden, own) = (values.hidden(), &values.as_slice()[group.range(values.hidden())]);
        let _ = match group {
            Group::Wi => {
                let row = |row: &[f64]| format!("{INDENT}{},", list(row.iter().map(|&value| number(value)), INDENT));
                let rows: Vec<String> = own.chunks(hidden).map(row).collect();
                writeln!(text, "{prefix}{name}{suffix} = {array}([  # [2, {hidden}]\n{}\n])", rows.join("\n"))
            }
            Group::Bi | Group::Wo => {
                let note = if hidden == 1 { "  # [1]".to_owned() } else { format!("  # [{hidden}]") };
                writeln!(text, "{prefix}{name}{suffix} = {array}({}){note}", numbers(own))
            }
            // PyTorch needs a tensor to differentiate by; NumPy does with a number.
            Group::Bo => match library {
                Library::Numpy => writeln!(text, "{prefix}{name}{suffix} = {}  # a number", number(own[0])),
                Library::Torch => writeln!(text, "{prefix}{name}{suffix} = {array}({})  # []", number(own[0])),
            },
        };
    }
    text
}

/// Examples as the rows x1, x2, label of one array, one a line.
pub(super) fn points(library: Library, examples: &[Example]) -> String {
    if examples.is_empty() {
        return match library {
            Library::Numpy => "np.empty((0, 3))".to_owned(),
            Library::Torch => "torch.empty((0, 3))".to_owned(),
        };
    }
    let mut text = format!("{}([\n", library.array());
    for Example { x, y } in examples {
        let _ = writeln!(text, "{INDENT}[{}, {}, {}],", number(x[0]), number(x[1]), number(*y));
    }
    text + "])"
}

/// An array of numbers.
pub(super) fn array(library: Library, values: &[f64]) -> String {
    format!("{}({})", library.array(), numbers(values))
}

/// A template with every `{{name}}` replaced by its text. Panics where a name stays unknown.
pub(super) fn filled(template: &str, texts: &[(&str, String)]) -> String {
    let filled = texts.iter().fold(template.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{{{name}}}}}"), value.trim_end_matches('\n'))
    });
    assert!(!filled.contains("{{"), "a template names what nobody gives");
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_back_as_they_are() {
        for value in [0.1, -0.0, 1.0 / 3.0, 5e-324, f64::MAX, 1e16, -1.5e-7, 1e22] {
            let text = number(value);
            assert_eq!(text.parse::<f64>().map(f64::to_bits), Ok(value.to_bits()), "{text}");
            assert!(text.contains(['.', 'e']), "{text} is no integer in Python");
        }
        assert_eq!(number(f64::NEG_INFINITY), "float(\"-inf\")", "Python has no literal for it");
        assert_eq!(number(f64::NAN), "float(\"nan\")", "nor for this");
    }

    #[test]
    fn long_lists_are_broken_and_short_ones_are_not() {
        assert_eq!(numbers(&[1.0, -2.5]), "[1.0, -2.5]", "short");
        assert_eq!(numbers(&[]), "[]", "none");
        let long = numbers(&[1.0 / 3.0; 64]);
        assert!(long.lines().all(|line| line.len() <= WIDTH), "{long}");
        assert_eq!(long.matches("0.333").count(), 64, "every number");
    }

    #[test]
    #[should_panic(expected = "nobody gives")]
    fn a_forgotten_name_is_noticed() {
        let _ = filled("{{a}} {{b}}", &[("a", "1".to_owned())]);
    }
}
