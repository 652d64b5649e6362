//! What is taken and what is refused, and that everything printed is read back.

use proptest::prelude::*;

use super::*;
use crate::{
    Named,
    lab::{
        Shape,
        print::{Format, print},
    },
};

/// What `text` is read as: its shape and numbers, or where and why it is refused.
#[track_caller]
fn check(text: &str, shape: Shape, values: &[f64]) {
    let array = parse(text).unwrap_or_else(|problem| panic!("{text:?} is refused: {problem}"));
    assert_eq!((array.shape(), array.values()), (shape, values), "{text:?}");
}

#[track_caller]
fn check_refused(text: &str, place: (usize, usize), expected: Expected) {
    match parse(text) {
        Err(problem) => assert_eq!(((problem.line, problem.column), problem.expected), (place, expected), "{text:?}"),
        Ok(array) => panic!("{text:?} is taken as {array:?}"),
    }
}

use Shape::{Matrix, Scalar, Vector};

const FOUR: [f64; 4] = [1.0, 2.0, 3.0, 4.0];

#[test]
fn a_matrix_in_every_notation() {
    let texts = [
        "[[1. 2.]\n [3. 4.]]",
        "[[ 1.  2.]\r\n [ 3.  4.]]",
        "[[1, 2], [3, 4]]",
        "[[1,2],[3,4],]",
        "[[1, 2,], [3, 4,],]",
        "[[1 2][3 4]]",
        "((1, 2), (3, 4))",
        "{{1, 2}, {3, 4}}",
        "array([[1., 2.],\n       [3., 4.]])",
        "np.array([[1, 2], [3, 4]], dtype=np.float32)",
        "numpy.array([[1, 2], [3, 4]], dtype='float64')",
        "array([[1, 2], [3, 4]], shape=(2, 2), dtype=int64)",
        "np.array(\n  [\n    [1, 2],  # first\n    [3, 4],\n  ],\n  np.float32,\n)",
        "tensor([[1., 2.], [3., 4.]], grad_fn=<MmBackward0>)",
        "tensor([[1., 2.], [3., 4.]], device='cuda:0', requires_grad=True)",
        "[array([1., 2.]), array([3., 4.])]",
        "[[np.float64(1.0), np.float64(2.0)], [np.float64(3.0), np.float64(4.0)]]",
        "[1 2; 3 4]",
        "[1, 2; 3, 4];",
        "[1 2\n 3 4;]",
        "[1 2 ;\n 3 4 ;\n]",
        "W = [1 2; 3 4]; % weights",
        "1,2\n3,4\n",
        "1, 2\r\n3, 4\r\n",
        "1\t2\r3\t4",
        "1 2\n\n3 4",
        "  1   2\n  3   4\n",
        "1;2\n3;4",
        "1 2; 3 4",
        "1, 2; 3, 4",
        "1,2,\n3,4,",
        "# a header of several words\n1 2\n3 4",
        "#W\n[[1 2]\n[3 4]]",
        "W =\n\n   1   2\n   3   4\n\n",
        "W: [[1, 2], [3, 4]]",
        "\u{feff}[[1\u{a0}2]\u{2009}[3\u{200b} 4]]",
        "[[1，2]，[3，4]]",
        "[[1e0 .2e1][+3 4.]]",
        "\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}",
        "\\begin{pmatrix}1&2\\\\[2pt]3&4\\\\\\end{pmatrix}",
        "$W = \\left[\\begin{array}{cc}\n1 & 2 \\\\\n3 & 4\n\\end{array}\\right]$",
        "\\[ \\begin{bmatrix} 0.1 \\times 10^{1} & 20 \\cdot 10^{-1} \\\\ \\hline 3 & 4 \\end{bmatrix} \\]",
    ];
    for text in texts {
        check(text, Matrix(2, 2), &FOUR);
    }
}

#[test]
fn ranks_are_remembered() {
    check("[1 2 3 4]", Vector(4), &FOUR);
    check("[1 2\n 3 4]", Vector(4), &FOUR);
    check("[1, 2,\n 3, 4]", Vector(4), &FOUR);
    check("1,2,3,4", Vector(4), &FOUR);
    check("1;2;3;4", Vector(4), &FOUR);
    check("[[1 2 3 4]]", Matrix(1, 4), &FOUR);
    check("[1 2 3 4;]", Matrix(1, 4), &FOUR);
    check("[1; 2; 3; 4]", Matrix(4, 1), &FOUR);
    check("1\n2\n3\n4", Matrix(4, 1), &FOUR);
    check("[[1] [2] [3] [4]]", Matrix(4, 1), &FOUR);
    check("5", Scalar, &[5.0]);
    check("(5)", Scalar, &[5.0]);
    check("(5,)", Vector(1), &[5.0]);
    check("[5]", Vector(1), &[5.0]);
    check("[[5]]", Matrix(1, 1), &[5.0]);
    check("np.float64(5.0)", Scalar, &[5.0]);
}

#[test]
fn numbers_as_people_have_them() {
    let table = [
        ("1.", 1.0),
        (".5", 0.5),
        ("+.5", 0.5),
        ("-1e-3", -1e-3),
        ("−1E−3", -1e-3),
        ("–1.5e+2", -150.0),
        ("﹣2", -2.0),
        ("－2", -2.0),
        ("‑2", -2.0),
        ("—2", -2.0),
        ("＋2", 2.0),
        ("-0", -0.0),
        ("007", 7.0),
        ("1e-999", 0.0),
        ("0.1000000000000000055511151231257827", 0.1),
        ("1.7976931348623157e308", f64::MAX),
        ("5e-324", 5e-324),
    ];
    for (text, value) in table {
        check(text, Scalar, &[value]);
        let found = parse(text).expect("a number").values()[0];
        assert_eq!(found.to_bits(), value.to_bits(), "{text} to the bit");
    }
}

#[test]
fn what_is_no_array_is_refused_at_its_place() {
    use Expected as E;
    let table = [
        ("", (1, 1), E::Array),
        ("\n\n", (3, 1), E::Array),
        ("hello", (1, 1), E::ValueOfName),
        ("[]", (1, 2), E::Number),
        ("[[], []]", (1, 3), E::Number),
        ("[1, 2", (1, 6), E::NumberOr(']')),
        ("[[1, 2]", (1, 8), E::RowOr(']')),
        ("[1, 2)", (1, 6), E::NumberOr(']')),
        ("]", (1, 1), E::Array),
        ("[1 2]]", (1, 6), E::OneArray),
        ("[1 2]\n[3 4]", (2, 1), E::OneArray),
        ("[1, x]", (1, 5), E::ValueOfName),
        ("1 x", (1, 3), E::ValueOfName),
        ("x1,x2\n1,2", (1, 1), E::ValueOfName),
        ("[1,, 2]", (1, 4), E::MissingNumber),
        ("[, 2]", (1, 2), E::MissingNumber),
        ("[1; , 2]", (1, 5), E::MissingNumber),
        ("1,,2", (1, 3), E::MissingNumber),
        (",1", (1, 1), E::MissingNumber),
        ("1\t\t2", (1, 4), E::MissingNumber),
        ("1;;2", (1, 3), E::MissingNumber),
        ("[1, None]", (1, 5), E::MissingNumber),
        ("[[1. nan]]", (1, 6), E::FiniteNumber),
        ("[1, -inf]", (1, 5), E::FiniteNumber),
        ("1 −Infinity", (1, 3), E::FiniteNumber),
        ("1,NaN", (1, 3), E::FiniteNumber),
        ("[np.nan]", (1, 2), E::FiniteNumber),
        ("[∞]", (1, 2), E::FiniteNumber),
        ("1e999", (1, 1), E::SmallerNumber),
        ("[1 -1e309]", (1, 4), E::SmallerNumber),
        ("[[1 2 ... 3 4]]", (1, 7), E::EveryNumber),
        ("[[1 2]\n ...\n [3 4]]", (2, 2), E::EveryNumber),
        ("1 … 3", (1, 3), E::EveryNumber),
        ("[[[1]]]", (1, 2), E::Matrix),
        ("[[1; 2]]", (1, 2), E::Matrix),
        ("[[1, 2], 3]", (1, 10), E::OneKind),
        ("[1, [2, 3]]", (1, 5), E::OneKind),
        ("[[1, 2],\n [3]]", (2, 2), E::RowLength { row: 2, length: 2 }),
        ("[1 2; 3 4 5]", (1, 7), E::RowLength { row: 2, length: 2 }),
        ("1 2\n3 4\n5", (3, 1), E::RowLength { row: 3, length: 2 }),
        ("1.2.3", (1, 4), E::Separator),
        ("[1-2]", (1, 3), E::Separator),
        ("1/3", (1, 2), E::Separator),
        ("2x", (1, 2), E::Separator),
        ("1_000", (1, 2), E::Separator),
        ("50 %", (1, 4), E::Separator),
        ("[1 - 2]", (1, 4), E::DigitAfterSign),
        ("--1", (1, 1), E::DigitAfterSign),
        ("[--]", (1, 2), E::DigitAfterSign),
        (".", (1, 1), E::Number),
        ("1e", (1, 1), E::ExponentDigit),
        ("[1e+]", (1, 2), E::ExponentDigit),
        ("1,5;2,5", (1, 2), E::DecimalPoint),
        ("1,5\t2,5", (1, 2), E::DecimalPoint),
        ("1,5 2,5", (1, 2), E::DecimalPoint),
        ("np.array([1, 2]", (1, 16), E::Argument(')')),
        ("np.array([1, 2], dtype=)", (1, 24), E::Argument(')')),
        ("np.array([1], dtype='f", (1, 21), E::Quote),
        ("eval([1])", (1, 1), E::ValueOfName),
        ("$", (1, 2), E::Array),
        ("[1,\n 日本]", (2, 2), E::ValueOfName),
        ("# 日本\n[1, 日", (2, 5), E::ValueOfName),
        ("[[1, abc]]", (1, 6), E::ValueOfName),
        ("[True, 2]", (1, 2), E::NumberNotTruth),
        ("1 False", (1, 3), E::NumberNotTruth),
        ("np.array([[1, 2], [3, 4]]).T", (1, 27), E::Computed),
        ("[1, 2, 3, 4].reshape(2, 2)", (1, 13), E::Computed),
        ("np.array([1, 2]).reshape(2, 1)", (1, 17), E::Computed),
        ("np.array([np.array([1]).T])", (1, 24), E::Computed),
        ("<tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 2.], dtype=float32)>", (1, 1), E::PrintedTensor),
        ("<tf.Tensor: shape=(2, 1), dtype=float32, numpy=\narray([[1.],\n       [2.]])>", (1, 1), E::PrintedTensor),
        ("<tf.Variable 'w:0' shape=(1,) dtype=float32>", (1, 1), E::PrintedTensor),
        ("\\frac{1}{2}", (1, 1), E::LatexMatrix),
        ("\\begin{bmatrix} 1 & \\infty \\end{bmatrix}", (1, 21), E::FiniteNumber),
        ("\\begin{bmatrix} 1 & & 2 \\end{bmatrix}", (1, 21), E::MissingNumber),
    ];
    for (text, place, expected) in table {
        check_refused(text, place, expected);
    }
}

#[test]
fn a_message_says_the_place_and_the_reason() {
    let problem = parse("[[1, 2],\n [3]]").expect_err("ragged");
    assert_eq!(
        problem.to_string(),
        "line 2, column 2: found 1 number, expected 2 numbers in row 2, as in row 1",
        "ragged"
    );
    let problem = parse("[[1, 2],\n [3, x]]").expect_err("a letter");
    assert!(problem.to_string().starts_with("line 2, column 6: found “x”, expected"), "{problem}");
    for (text, cure) in [
        ("[[1, abc]]", "paste what print shows of it"),
        ("True", "1 for True, 0 for False"),
        ("np.array([1]).T", "paste what print shows of the whole"),
        ("<tf.Tensor: shape=()>", "print(tensor.numpy())"),
        (
            &format!("[{}]", "1 ".repeat(201)),
            "at most 200 rows and 200 columns: paste a part of it, such as W[:200, :200]",
        ),
    ] {
        let problem = parse(text).expect_err("no numbers").to_string();
        assert!(problem.contains(cure), "{problem}");
    }
}

#[test]
fn sizes_are_limited() {
    let matrix = |rows: usize, columns: usize| format!("[{}]", format!("[{}]", "1 ".repeat(columns)).repeat(rows));
    assert!(parse(&matrix(200, 200)).is_ok(), "the largest");
    for (rows, columns) in [(201, 1), (201, 201), (300, 1000)] {
        let problem = parse(&matrix(rows, columns)).expect_err("too large");
        assert_eq!(problem.expected, Expected::AtMost(200), "{rows} rows of {columns}");
        assert_eq!(problem.found, Found::Shape(Matrix(rows, columns)), "all are counted");
        let lines = format!("{}\n", "1 ".repeat(columns)).repeat(rows);
        assert_eq!(
            parse(&lines).expect_err("too large").found,
            Found::Shape(Matrix(rows, columns)),
            "without brackets"
        );
    }
    let problem = parse(&" ".repeat(MOST_BYTES + 1)).expect_err("too long");
    assert_eq!(problem.expected, Expected::AtMostBytes(MOST_BYTES), "a text may be so long");
}

#[test]
fn several_arrays_with_their_names() {
    let text = "#x_input\n[[1 2]\n [3 4]] # not_a_name\n\n#b\n[ 5. ]\n# W:\n1,2\n3,4\ny = np.array([1]); z: [2;\n3]\n[7]\na = 1 2; b = 3";
    let arrays = parse_all(text).expect("all are arrays");
    let names: Vec<(&str, Shape)> = arrays.iter().map(|named| (named.name.as_str(), named.array.shape())).collect();
    let expected = [
        ("x_input", Matrix(2, 2)),
        ("b", Vector(1)),
        ("W", Matrix(2, 2)),
        ("y", Vector(1)),
        ("z", Matrix(2, 1)),
        ("", Vector(1)),
        ("a", Vector(2)),
        ("b", Scalar),
    ];
    assert_eq!(names, expected, "name and shape of each");
}

/// Texts of the longest kind that make a careless reader slow or deep.
#[test]
fn hostile_texts_end_soon() {
    let parts = [
        "[",
        "(",
        "np.array(",
        "{[",
        "#x\n",
        "x=",
        "1 ",
        "1,",
        "[1;",
        "1\n",
        "[1]",
        "'",
        "<",
        "…",
        "-",
        "[(1)]\n",
        "\r",
    ];
    for part in parts {
        let text = part.repeat(MOST_BYTES / 16 / part.len());
        let _ = parse_all(&text);
        let _ = parse(&format!("[{text}"));
        let _ = parse(&format!("array([[1]], {text}"));
    }
    let digits = "1".repeat(MOST_BYTES);
    assert_eq!(parse(&digits).expect_err("too large a number").expected, Expected::SmallerNumber, "two million digits");
}

fn any_array() -> impl Strategy<Value = Array> {
    let number = prop_oneof![
        any::<f64>().prop_filter("finite", |value| value.is_finite()),
        -10.0..10.0,
        (-5_i32..5).prop_map(f64::from)
    ];
    let shape = prop_oneof![
        Just(Scalar),
        (1_usize..30).prop_map(Vector),
        (1_usize..9, 1_usize..9).prop_map(|(rows, columns)| Matrix(rows, columns))
    ];
    shape.prop_flat_map(move |shape| {
        let values = prop::collection::vec(number.clone(), shape.count());
        values.prop_map(move |values| Array::new(shape, values).expect("the shape's count"))
    })
}

fn same_bits(left: &Array, right: &Array) -> bool {
    left.values().iter().map(|value| value.to_bits()).eq(right.values().iter().map(|value| value.to_bits()))
}

/// `2.` for two.
fn numpy_number(value: f64) -> String {
    let text = format!("{value:?}");
    text.strip_suffix('0').filter(|short| short.ends_with('.')).unwrap_or(&text).to_owned()
}

/// As `NumPy` prints it: no commas, long rows broken into lines.
fn as_numpy_prints(array: &Array) -> String {
    let row = |row: &[f64]| {
        let numbers: Vec<String> = row.iter().map(|value| numpy_number(*value)).collect();
        format!("[ {}]", numbers.chunks(4).map(|line| line.join("  ")).collect::<Vec<_>>().join("\n  "))
    };
    let rows: Vec<String> = array.rows().map(row).collect();
    match array.shape() {
        Scalar => numpy_number(array.values()[0]),
        Vector(_) => rows.concat(),
        Matrix(..) => format!("[{}]", rows.join("\n ")),
    }
}

fn as_matlab(array: &Array) -> String {
    let rows: Vec<String> =
        array.rows().map(|row| row.iter().map(|value| format!("{value:e}")).collect::<Vec<_>>().join(" ")).collect();
    format!("[{};]", rows.join(";\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_printed_is_read_back(array in any_array()) {
        for (text, format) in [Format::NumPy, Format::Python].map(|format| (print(&array, format), format.name())) {
            let read = parse(&text).expect(&text);
            prop_assert_eq!(read.shape(), array.shape(), "{} keeps the rank: {}", format, text);
            prop_assert!(same_bits(&read, &array), "{}: {}", format, text);
        }
        let read = parse(&as_numpy_prints(&array)).expect("NumPy's printed form");
        prop_assert!(read.shape() == array.shape() && same_bits(&read, &array), "NumPy's printed form: {:?}", read);
        for text in [print(&array, Format::Csv), print(&array, Format::Latex), as_matlab(&array), print(&array, Format::Csv).replace(',', "\t")] {
            let read = parse(&text).expect(&text);
            prop_assert_eq!(read.shape().count(), array.shape().count(), "{}", text);
            prop_assert!(same_bits(&read, &array), "{}", text);
        }
    }

    #[test]
    fn any_minus_is_a_minus(array in any_array(), minus in prop::sample::select(vec!['−', '–', '﹣', '－', '‐', '‒'])) {
        let text = print(&array, Format::NumPy).replace('-', &minus.to_string());
        prop_assert!(same_bits(&parse(&text).expect(&text), &array), "{}", text);
    }

    #[test]
    fn no_text_panics(text in any::<String>()) {
        let _ = parse_all(&text);
    }

    #[test]
    fn no_text_of_an_arrays_characters_panics(text in "[-−.0-9eE+\\[\\](){},; \t\r\n#%='<naray.]{0,40}") {
        if let Ok(array) = parse(&text) {
            prop_assert!(array.shape().is_accepted() && array.is_finite(), "{:?}", array);
        }
    }
}
