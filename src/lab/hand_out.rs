//! A state as literals, for code of one's own.

use std::fmt::Write;

use serde_json::{Map, Value};
use strum::{IntoStaticStr, VariantArray};

use super::{Array, Format, Shape, print};

/// The language in which arrays are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Form {
    /// `np.array([…])`.
    NumPy,
    /// `torch.tensor([…], dtype=torch.float64)`.
    PyTorch,
    /// `[1 2; 3 4]`, lists as cells.
    Matlab,
    /// One object.
    Json,
}

/// What stands under one name.
#[derive(Clone, Debug, PartialEq)]
pub enum Handed {
    /// An array.
    One(Array),
    /// A list of arrays: a network's weights, layer after layer.
    Several(Vec<Array>),
}

/// Every name with its arrays, as a text that `form` reads back to the last bit.
pub fn hand_out(arrays: &[(String, Handed)], form: Form) -> String {
    let mut text = match form {
        Form::NumPy => "import numpy as np\n\n".to_owned(),
        Form::PyTorch => "import torch\n\n".to_owned(),
        Form::Matlab => String::new(),
        Form::Json => return json(arrays),
    };
    for (name, handed) in arrays {
        let value = match handed {
            Handed::One(array) => one(array, form),
            Handed::Several(all) => {
                let items: Vec<String> = all.iter().map(|array| one(array, form)).collect();
                match form {
                    Form::Matlab => format!("{{ ...\n  {} }}", items.join(", ...\n  ")),
                    _ => format!("[\n  {},\n]", items.join(",\n  ")),
                }
            }
        };
        let end = if form == Form::Matlab { ";" } else { "" };
        let _ = writeln!(text, "{name} = {value}{end}");
    }
    text
}

fn one(array: &Array, form: Form) -> String {
    match form {
        Form::NumPy | Form::Matlab if array.shape() == Shape::Scalar => print(array, Format::Python),
        Form::NumPy => print(array, Format::NumPy),
        Form::PyTorch => format!("torch.tensor({}, dtype=torch.float64)", print(array, Format::Python)),
        Form::Matlab => {
            let row = |row: &[f64]| row.iter().map(|value| format!("{value:?}")).collect::<Vec<_>>().join(" ");
            format!("[{}]", array.rows().map(row).collect::<Vec<_>>().join("; "))
        }
        Form::Json => nested(array).to_string(),
    }
}

fn json(arrays: &[(String, Handed)]) -> String {
    let all: Map<String, Value> = arrays
        .iter()
        .map(|(name, handed)| {
            let value = match handed {
                Handed::One(array) => nested(array),
                Handed::Several(all) => all.iter().map(nested).collect(),
            };
            (name.clone(), value)
        })
        .collect();
    // A name a line: people look at it.
    let lines: Vec<String> = all.iter().map(|(name, value)| format!("  {name:?}: {value}")).collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

/// Nested lists as deep as the rank.
pub fn nested(array: &Array) -> Value {
    match array.shape() {
        Shape::Scalar => array.values()[0].into(),
        Shape::Vector(_) => array.values().into(),
        Shape::Matrix(..) => array.rows().map(Value::from).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Named, lab::parse_all};

    fn arrays() -> Vec<(String, Handed)> {
        let array = |shape, values: &[f64]| Array::new(shape, values.to_vec()).expect("as many numbers");
        let wi = array(Shape::Matrix(2, 2), &[0.1, -1.0 / 3.0, 1e-9, 4.0]);
        vec![
            ("Wi".to_owned(), Handed::One(wi.clone())),
            ("bi".to_owned(), Handed::One(array(Shape::Vector(2), &[0.5, -0.25]))),
            ("bo".to_owned(), Handed::One(0.75.into())),
            ("all_weights".to_owned(), Handed::Several(vec![wi, array(Shape::Vector(1), &[2.0])])),
        ]
    }

    #[test]
    fn what_is_handed_out_is_read_back_to_the_bit() {
        let arrays = arrays();
        for form in [Form::NumPy, Form::Matlab] {
            let text = hand_out(&arrays[..2], form);
            let back = parse_all(text.trim_start_matches("import numpy as np")).expect("arrays");
            let Handed::One(wi) = &arrays[0].1 else { panic!("an array") };
            assert_eq!((back[0].name.as_str(), &back[0].array), ("Wi", wi), "{}: {text}", form.name());
        }
        let text = hand_out(&arrays, Form::Json);
        let value: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(value["Wi"][0][1], -1.0 / 3.0, "{text}");
        assert_eq!((&value["bo"], &value["all_weights"][1][0]), (&0.75.into(), &2.0.into()), "{text}");
    }

    #[test]
    fn each_form_has_its_lists_and_numbers() {
        let arrays = arrays();
        let torch = hand_out(&arrays, Form::PyTorch);
        assert!(torch.contains("bo = torch.tensor(0.75, dtype=torch.float64)\n"), "{torch}");
        assert!(torch.contains("all_weights = [\n  torch.tensor([[0.1,"), "{torch}");
        let matlab = hand_out(&arrays, Form::Matlab);
        assert!(matlab.contains("bi = [0.5 -0.25];\n") && matlab.contains("all_weights = { ...\n"), "{matlab}");
        assert!(hand_out(&arrays, Form::NumPy).contains("bo = 0.75\n"), "a number is a number");
    }
}
