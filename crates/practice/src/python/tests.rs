//! What is read, and the sentences that all else gets.

use super::{MOST_BYTES, Place, Sort, StatementKind, parse};

fn problem(text: &str) -> super::Problem {
    match parse(text) {
        Ok(statements) => panic!("{text:?} is read as {statements:?}"),
        Err(refusal) => refusal.place(text),
    }
}

#[test]
fn what_assignments_need_is_read() {
    for text in [
        "",
        "\n\n# only a comment",
        "a = 1",
        "  a = 1\n  b = 2\n",
        "a = b = (1, 2)\nc, d = a",
        "def f(x, y):\n\t'''what it does'''\n\tif x > 0: return y\n\telif x == 0:\n\t\treturn x\n\telse:\n\t\tpass\n\treturn -y ** 2",
        "for layer in reversed(range(K + 1)):\r\n    a[layer] = b[layer] @ c.T\r\n",
        "a = (1 +\n     2)",
        "a = 1 + \\\n    2",
        "a[1:, None, ..., ::2] += 3; b = 4;",
        "x = a if b else c",
        "0 < x <= 1 and not y or z",
        "import numpy as np\nimport numpy",
        "a = [None] * (K+1)",
        "a = f(1, axis=0, keepdims=True,)",
        "r'raw' \"joined\"",
        "def f(): return 1_000.5e-3 + .5",
    ] {
        assert!(parse(text).is_ok(), "{text:?}: {:?}", parse(text));
    }
}

#[test]
fn operators_bind_as_in_python() {
    for (text, same) in [
        ("-x ** 2", "-(x ** 2)"),
        ("2 ** -x ** y", "2 ** (-(x ** y))"),
        ("a @ b * c", "(a @ b) * c"),
        ("a - b - c", "(a - b) - c"),
        ("not a == b", "not (a == b)"),
        ("a or b and c", "a or (b and c)"),
        ("a & b == c", "(a & b) == c"),
        ("a + b.T[0]", "a + ((b.T)[0])"),
    ] {
        let shape = |text: &str| {
            let statements = parse(text).expect("an expression");
            let StatementKind::Expression(expr) = &statements[0].kind else { panic!("{text} is an expression") };
            // Places differ by the brackets.
            let written = format!("{expr:?}");
            written.split("at: ").map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit())).collect::<String>()
        };
        assert_eq!(shape(text), shape(same), "{text}");
    }
}

#[test]
fn each_mistake_has_its_sentence_at_its_place() {
    for (text, line, column, found, instead) in [
        ("a = ", 1, 5, "the end of the line", ""),
        ("a = (1,", 1, 8, "the end of the text", ""),
        ("b = 1\na = x − y", 2, 7, "`−` (U+2212)", "-"),
        ("a = ‘x’", 1, 5, "`‘` (U+2018)", "'"),
        ("a = \u{201c}x\u{201d}", 1, 5, "U+201C", "\""),
        ("a = Xᵀ @ Y", 1, 6, "U+1D40", ".T"),
        ("a = x²", 1, 6, "U+00B2", "**2"),
        ("a = 2·x", 1, 6, "U+00B7", "*"),
        ("a\u{a0}= 1", 1, 2, "U+00A0", "a plain space"),
        ("print x", 1, 1, "`print` as in Python 2", "leave it out"),
        ("print(x)", 1, 1, "`print(`", "leave it out"),
        ("a <> b", 1, 3, "`<>`", "!="),
        ("import os", 1, 1, "an import", "leave it out"),
        ("import torch", 1, 1, "an import", "NumPy"),
        ("from numpy import *", 1, 1, "an import", "import numpy as np"),
        ("while True:\n    pass", 1, 1, "`while`", "for"),
        ("f = lambda x: x", 1, 5, "`lambda`", "def"),
        ("class A: pass", 1, 1, "`class`", "def"),
        ("a = [x for x in b]", 1, 8, "`for` inside an expression", "[None] * n"),
        ("a = {1: 2}", 1, 5, "`{`", "[…]"),
        ("if x:\nreturn 1", 2, 1, "`return`", ""),
        ("if x:\n        a = 1\n    b = 2", 3, 5, "a line 4 columns in", ""),
        ("if x:\n    a = 1\n\tb = 2", 3, 2, "tabs and spaces mixed", "spaces only"),
        ("a = 1\n  b = 2", 2, 3, "a line further in", ""),
        ("a = 2x", 1, 5, "`2x`", "2*x"),
        ("a = 'x", 1, 5, "a text without its end", ""),
        ("a = f'x'", 1, 5, "a text with `f` before it", "leave it out"),
        ("a = $x", 1, 5, "`$`", ""),
        ("def f(x=1): return x", 1, 8, "`=`", "without values"),
        ("def f(x: int): return x", 1, 8, "`:`", "without types"),
        ("def f(x, x): return x", 1, 10, "`x` twice", ""),
        ("f(x) = 1", 1, 1, "an expression before `=`", "=="),
        ("a = f(*x)", 1, 7, "`*` before an argument", ""),
        ("a = b is c", 1, 7, "`is`", "=="),
        ("a, b += 1, 2", 1, 1, "several targets", ""),
        ("x: int = 1", 1, 2, "`:`", "no types"),
        ("a = x y", 1, 7, "`y`", ""),
        ("a = )", 1, 5, "`)`", ""),
        ("a = 99999999999999999999", 1, 5, "`99999999999999999999`", ""),
        ("a = 007", 1, 5, "`007`", ""),
        ("a = 1 \\ 2", 1, 7, "`\\`", ""),
    ] {
        let problem = problem(text);
        assert_eq!(problem.place, Place { line, column }, "{text:?}: {problem}");
        assert!(problem.fault.found.contains(found), "{text:?}: {problem}");
        assert!(problem.fault.instead.contains(instead), "{text:?}: {problem}");
        assert!(!problem.fault.expected.is_empty(), "{text:?}: {problem}");
    }
}

#[test]
fn nothing_is_too_long_or_too_deep_to_be_refused() {
    let deep = [
        "(".repeat(15_000),
        "[".repeat(15_000),
        "-".repeat(15_000),
        "not ".repeat(4_000),
        format!("a = x{}", " + x".repeat(4_000)),
        format!("a = x{}", " ** x".repeat(3_000)),
        format!("a = x{}", "[0]".repeat(5_000)),
        format!("a = x{}", ".T".repeat(8_000)),
        format!("a = {}", "f(".repeat(8_000)),
        format!("a = x{}", " if y else x".repeat(1_300)),
        (0..150).map(|depth| " ".repeat(depth) + "if x:\n").collect(),
    ];
    for text in deep {
        let problem = problem(&text);
        assert!(
            problem.fault.sort == Sort::Limit && problem.fault.found.contains("nested"),
            "{}: {problem}",
            &text[..40]
        );
    }
    let problem = problem(&"a = 1\n".repeat(2_000_000));
    assert_eq!(
        (problem.fault.sort, problem.fault.found.as_str()),
        (Sort::Limit, "more than 16384 bytes"),
        "12 MB of text"
    );
    assert!(parse(&"a = 1\n".repeat(MOST_BYTES / 6)).is_ok(), "as long as it may be");
}

#[test]
fn any_text_is_read_or_refused() {
    // Every prefix of a whole answer, and every text with one character changed, ends in a result.
    let whole =
        "def f(a, b):\n    '''doc'''\n    for i in range(3):\n        a[i, :] += b.T @ [1, 2.5e-3]\n    return a, -b\n";
    for end in 0..whole.len() {
        let _ = parse(&whole[..end]);
        for strange in ["(", "]", "\t", "\r", "\\", "'", "−", "\u{0}", "🙂", "=", ":"] {
            let text = format!("{}{strange}{}", &whole[..end], &whole[end + 1..]);
            if let Err(refusal) = parse(&text) {
                let problem = refusal.place(&text);
                assert!(problem.place.line <= 7 && !problem.fault.found.is_empty(), "{text}: {problem}");
            }
        }
    }
}
