//! Programs, their results, and where they stop.

use super::{Machine, Names, Ran, STEPS_OF_A_RUN, Value};
use crate::{
    numpy::{Array, shape_text},
    python::{Problem, Sort, parse},
};

fn names() -> Names {
    let array = |shape: &[usize], values: &[f64]| Value::Array(Array::floats(shape, values.to_vec()));
    let given = [
        ("x", array(&[3], &[1.0, -2.0, 3.0])),
        ("M", array(&[2, 3], &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0])),
        ("s", array(&[], &[0.0])),
    ];
    given.into_iter().map(|(name, value)| (name.into(), value)).collect()
}

fn run(text: &str) -> Ran<Option<Value>> {
    Machine::new(names(), STEPS_OF_A_RUN).execute(&parse(text)?)
}

fn written(text: &str) -> String {
    let value = run(text).unwrap_or_else(|refusal| panic!("{text}: {}", refusal.place(text)));
    match value.map(|value| value.to_array()) {
        Some(Ok(array)) => format!("{}{:?}", shape_text(array.shape()), array.to_floats()),
        other => format!("{other:?}"),
    }
}

fn stops(text: &str) -> Problem {
    match run(text) {
        Ok(value) => panic!("{text} gives {value:?}"),
        Err(refusal) => refusal.place(text),
    }
}

#[test]
fn programs_do_what_python_does() {
    for (text, expected) in [
        ("def f(a, b):\n    'doc'\n    return a - b\nf(b=1, a=5)", "[][4.0]"),
        ("total = 0\nfor k in range(4): total += k\ntotal", "[][6.0]"),
        ("out = [None] * 3\nfor k in reversed(range(3)):\n    out[k] = k * x\nout[2]", "[3][2.0, -4.0, 6.0]"),
        ("a, (b, c) = 1, (2, 3)\n[c, b, a]", "[3][3.0, 2.0, 1.0]"),
        ("a = x\na += 1\nx", "[3][2.0, -1.0, 4.0]"),
        ("a = x\na = a + 1\nx", "[3][1.0, -2.0, 3.0]"),
        ("a = np.array(x)\na[a <= 0] = 0\na + x", "[3][2.0, -2.0, 6.0]"),
        ("row = M[0]\nrow *= 2\nM", "[2, 3][2.0, 4.0, 6.0, 4.0, 5.0, 6.0]"),
        ("n, m = M.shape\nn * 10 + m", "[][23.0]"),
        ("def f(n):\n    if n <= 1: return 1\n    return n * f(n - 1)\nf(5)", "[][120.0]"),
        ("(x > 0) * 1.0", "[3][1.0, 0.0, 1.0]"),
        ("np.kron(x[:2], np.eye(2))", "[2, 4][1.0, 0.0, -2.0, -0.0, 0.0, 1.0, -0.0, -2.0]"),
        ("z = np.zeros_like([1, 2])\nz[0] = 1.9\nz", "[2][1.0, 0.0]"),
        // From −9·10¹⁸ on: what is added on the way is more than 64 bits.
        ("np.array(range(-9 * 10**18, 9 * 10**18, 6 * 10**18))", "[3][-9e18, -3e18, 3e18]"),
        ("z = np.zeros_like([1])\nz[0] = 2.0**63\nz", "[1][-9.223372036854776e18]"),
        ("1 if x.ndim == 1 and M.shape == (2, 3) else 0", "[][1.0]"),
        ("for a, b in [(1, 2), (3, 4)]: c = a * b\nc", "[][12.0]"),
        ("k = 5\nif k > 9:\n    k = 1\nelif k > 4:\n    k = 2\nelse:\n    k = 3\nk", "[][2.0]"),
    ] {
        assert_eq!(written(text), expected, "{text}");
    }
}

#[test]
fn each_stop_has_its_sentence_at_its_place() {
    for (text, line, column, sort, found, instead) in [
        ("a = 1\nb = a / 0", 2, 7, Sort::Stopped, "a division by 0", ""),
        ("1 % 0.0", 1, 3, Sort::Stopped, "a division by 0.0", ""),
        ("Wi + 1", 1, 1, Sort::Stopped, "`Wi`, which is no name here", ""),
        ("torch.relu(x)", 1, 1, Sort::Stopped, "`torch`", "NumPy"),
        ("x.detach()", 1, 2, Sort::Stopped, "`.detach`", "leave it out"),
        ("x.mm(M)", 1, 2, Sort::Stopped, "`.mm`", "a @ b"),
        ("np.einsum('ij->ji', M)", 1, 3, Sort::Stopped, "`np.einsum`", "@"),
        ("sum(x)", 1, 1, Sort::Stopped, "`sum`", "np.sum"),
        ("M @ M", 1, 3, Sort::Shapes, "shapes [2, 3] and [2, 3]", "transposed"),
        ("x @ M", 1, 3, Sort::Shapes, "shapes [3] and [2, 3]", "the right one transposed"),
        ("M + x[:2]", 1, 3, Sort::Shapes, "shapes [2, 3] and [2]", ""),
        ("x[3]", 1, 2, Sort::Shapes, "index 3", ""),
        ("M.sum(axis=2)", 1, 2, Sort::Shapes, "axis 2", ""),
        ("if x > 0: a = 1", 1, 6, Sort::Stopped, "neither true nor false", "np.where"),
        ("[1, 2] - [3, 4]", 1, 8, Sort::Stopped, "a list of 2", "np.array"),
        ("a, b = 1, 2, 3", 1, 1, Sort::Stopped, "3 values for 2 names", ""),
        ("def f(a): return a\nf(1, 2)", 2, 1, Sort::Stopped, "2 arguments for f(a)", ""),
        ("def f():\n    y = x + 1\n    x = 2\nf()", 2, 9, Sort::Stopped, "`x`, which gets its value only later", ""),
        ("np.zeros(10**9)", 1, 3, Sort::Limit, "[1000000000]", ""),
        ("np.zeros((10**6, 10**6, 10**6))", 1, 3, Sort::Limit, "an array of shape", ""),
        ("np.outer(np.ones(6000), np.ones(6000))", 1, 3, Sort::Limit, "an array", ""),
        ("[0] * 10**9", 1, 5, Sort::Limit, "a list of 1000000000 items", ""),
        ("for k in range(10**18): a = k", 1, 25, Sort::Limit, "more steps", "shorter loops"),
        ("def f(n): return f(n + 1)\nf(0)", 1, 20, Sort::Limit, "calls inside calls", "a for loop"),
        ("a = [1]\nfor k in range(99): a = [a]", 2, 25, Sort::Limit, "lists inside lists", ""),
        ("a = [1]\na[0] = a", 2, 2, Sort::Stopped, "a list as an entry", ""),
        ("np.kron(np.ones((99, 99)), np.ones((99, 99)))", 1, 3, Sort::Limit, "an array of shape", ""),
        ("2 ** 10000", 1, 3, Sort::Stopped, "too large", ""),
        (
            "def f():\n    def g(): return 1\n    return g()\nf()",
            2,
            5,
            Sort::Unread,
            "a function inside a function",
            "",
        ),
        ("2(3)", 1, 1, Sort::Stopped, "a call of a whole number", "*"),
    ] {
        let problem = stops(text);
        assert_eq!(problem.fault.sort, sort, "{text:?}: {problem}");
        assert!(problem.fault.found.contains(found), "{text:?}: {problem}");
        assert!(problem.fault.instead.contains(instead), "{text:?}: {problem}");
        assert_eq!((problem.place.line, problem.place.column), (line, column), "{text:?}: {problem}");
    }
}

#[test]
fn where_numbers_first_break_is_known() {
    let text = "a = x * 2\nb = np.log(s)\nc = b + a";
    let mut machine = Machine::new(names(), STEPS_OF_A_RUN);
    machine.execute(&parse(text).expect("readable")).expect("runs");
    assert_eq!(machine.first_not_finite(), text.find(".log"), "the logarithm of 0");
}

/// The deepest that an answer can get, on a stack as small as a browser's.
#[test]
fn a_small_stack_is_enough() {
    let deep = format!("def f(n): return {}f(n + 1){}\nf(0)", "-(".repeat(28), ")".repeat(28));
    let nested = format!("{}1{}", "[".repeat(60), "]".repeat(60));
    let blocks: String = (0..60).map(|depth| " ".repeat(depth) + "if 1:\n").collect();
    let blocks = format!("{blocks}{}1", " ".repeat(60));
    for (text, refused) in [(deep, Some(Sort::Limit)), (nested, Some(Sort::Limit)), (blocks, None)] {
        let run = move || run(&text).err().map(|refusal| refusal.fault.sort);
        let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(run).expect("a thread");
        assert_eq!(thread.join().expect("no overflow"), refused, "refused, not broken");
    }
}
