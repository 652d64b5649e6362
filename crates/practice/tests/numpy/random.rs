//! Random expressions and short programs over a few arrays, the same from the same seed for ever.

use backprop::data::{Portable, Purpose};

/// Names that every text begins with. Multiples of 1/4: sums and products of them are exact.
pub(crate) const SETUP: &str = "\
import numpy as np
x = np.array([0.5, -1.25, 2.0])
y = np.array([1.0, 0.25, -0.75, 3.0])
M = np.array([[0.5, -1.0, 2.0, 0.25], [1.5, 0.0, -0.5, 1.0], [-2.0, 0.75, 1.25, -1.5]])
N = np.array([[1.0, 0.5, -0.25], [-1.0, 2.0, 0.75], [0.0, -0.5, 1.5], [2.5, 1.0, -1.75]])
S = np.array([[2.0, -0.5, 1.0], [0.25, 1.5, -1.0], [-0.75, 0.0, 3.0]])
r = np.array([[1.0, -2.0, 0.5, 0.25]])
c = np.array([[0.5], [-1.0], [2.0]])
T = np.array([[[1.0, -0.5], [0.25, 2.0], [-1.5, 0.0]], [[0.5, 1.0], [-2.0, 0.75], [3.0, -0.25]]])
i = np.array([2, -1, 3])
K = np.array([[1, -2, 0, 4], [3, 1, -1, 2], [0, 5, 2, -3]])
m = np.array([True, False, True])
Q = np.array([[True, False, True, True], [False, False, True, False], [True, True, False, False]])
f = np.array([0.5, 1.5]).sum()
one = np.array([[[2.5]]])
empty = np.zeros((0, 3))
L = [1, 2.5, -3]
t = (2, 0, 1)
";

/// Those that go together come up more often.
const NAMES: [&str; 32] = [
    "x", "x", "x", "x", "x", "S", "S", "S", "S", "S", "S", "c", "c", "f", "f", "f", "i", "i", "m", "m", "M", "M", "M",
    "N", "y", "r", "T", "K", "Q", "one", "empty", "S",
];
const NUMBERS: [&str; 8] = ["2", "-1", "0", "3", "0.5", "-0.25", "1.0", "True"];

/// A generator of texts.
pub(crate) struct Random(Portable);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Portable::new(seed, Purpose::Points))
    }

    fn below(&mut self, bound: u32) -> u32 {
        self.0.below(bound)
    }

    fn one_of(&mut self, texts: &[&'static str]) -> &'static str {
        texts[self.below(texts.len() as u32) as usize]
    }

    /// An expression, or a program whose last line is one.
    pub(crate) fn text(&mut self) -> String {
        match self.below(10) {
            0..=7 => self.value(3),
            8 => self.stored(),
            _ => self.in_place(),
        }
    }

    /// Arrays that are set by an index, and a view that sees it.
    fn stored(&mut self) -> String {
        let (name, index, value) = (self.one_of(&["M", "S", "K", "T", "x", "Q", "i"]), self.index(), self.value(1));
        let view = self.one_of(&["A.T", "A[::-1]", "A.reshape(-1)", "A", "A[0]", "A.copy()"]);
        format!("A = {name}\nB = {view}\nA[{index}] = {value}\n(A, B)")
    }

    fn in_place(&mut self) -> String {
        let (name, value) = (self.one_of(&["M", "S", "K", "T", "x", "Q", "i", "c", "f", "L"]), self.value(1));
        let operator = self.one_of(&["+=", "-=", "*=", "/=", "+="]);
        let target = match self.below(3) {
            // Entries of lists cannot be set to lists: nothing here nests without end.
            0 if name != "L" => format!("A[{}]", self.index()),
            _ => "A".to_owned(),
        };
        format!("A = {name}\nB = A\n{target} {operator} {value}\n(A, B)")
    }

    fn leaf(&mut self) -> String {
        match self.below(8) {
            0 | 1 => self.one_of(&NUMBERS).to_owned(),
            2 if self.below(4) == 0 => {
                self.one_of(&["L", "t", "[[1, 2], [3, 4]]", "[True, False]", "range(3)"]).to_owned()
            }
            _ => self.one_of(&NAMES).to_owned(),
        }
    }

    fn value(&mut self, depth: u32) -> String {
        if depth == 0 {
            return self.leaf();
        }
        let deeper = depth - 1;
        match self.below(26) {
            0..=10 => self.product_or_sum(deeper),
            11 => format!("np.where({}, {}, {})", self.value(deeper), self.value(deeper), self.value(deeper)),
            12 | 13 => self.function(deeper),
            14..=16 => self.reduced(deeper),
            17..=19 => format!("{}[{}]", self.operand(deeper), self.index()),
            20..=22 => self.reshaped(deeper),
            23 => {
                let made = ["np.eye(3)", "np.zeros((2, 3))", "np.ones(4)", "np.eye(2, 3)", "np.zeros(3, dtype=int)"];
                let like = ["np.ones((3, 1))", "np.eye(len(x))", "np.zeros(M.shape)", "np.ones(x.shape)"];
                let some: &[&'static str] = if self.below(2) == 0 { &made } else { &like };
                self.one_of(some).to_owned()
            }
            24 => {
                let operator = self.one_of(&["//", "%", "&", "|", "^"]);
                format!("({} {operator} {})", self.leaf(), self.leaf())
            }
            _ => match self.below(4) {
                0 => format!("({} if {} else {})", self.value(deeper), self.leaf(), self.value(deeper)),
                1 => format!("({} and {})", self.leaf(), self.value(deeper)),
                2 => format!("[{}, {}]", self.value(deeper), self.value(deeper)),
                _ => format!("np.array([{}, {}])", self.value(deeper), self.value(deeper)),
            },
        }
    }

    fn product_or_sum(&mut self, deeper: u32) -> String {
        match self.below(11) {
            0..=4 => {
                let operator = self.one_of(&["+", "-", "*", "/", "+", "*"]);
                format!("({} {operator} {})", self.value(deeper), self.value(deeper))
            }
            5 => format!("({} ** {})", self.value(deeper), self.one_of(&["2", "3", "0", "2.0", "K", "-1"])),
            6..=8 => format!("({} @ {})", self.value(deeper), self.value(deeper)),
            9 => {
                let function = self.one_of(&["np.dot", "np.outer", "np.kron", "np.matmul", "np.maximum", "np.minimum"]);
                format!("{function}({}, {})", self.value(deeper), self.value(deeper))
            }
            _ => {
                // Of exact numbers only: rounding may not turn a comparison.
                let comparison = self.one_of(&["<", "<=", ">", ">=", "==", "!="]);
                format!("({} {comparison} {})", self.leaf(), self.leaf())
            }
        }
    }

    fn function(&mut self, deeper: u32) -> String {
        let by_entry = ["np.exp", "np.tanh", "np.sign", "np.abs", "np.log1p", "np.log", "np.sqrt", "np.square"];
        let whole = ["np.diag", "np.zeros_like", "np.ones_like", "np.array", "np.transpose", "abs", "len", "float"];
        let signs = ["-", "~", "not ", "+"];
        let function = match self.below(3) {
            0 => self.one_of(&by_entry),
            1 => self.one_of(&whole),
            _ => self.one_of(&signs),
        };
        // What rounding left over has any sign.
        let is_exact = matches!(function, "np.sign" | "np.sqrt" | "np.log");
        let inner = if is_exact { self.leaf() } else { self.value(deeper) };
        format!("({function}({inner}))")
    }

    fn reduced(&mut self, deeper: u32) -> String {
        let function = self.one_of(&["sum", "mean", "max"]);
        let named = ["axis=0", "axis=0", "axis=1", "axis=-1", "axis=None", "axis=(0, 1)", "axis=2"];
        let axis = match self.below(4) {
            0 => "",
            1 => self.one_of(&["0", "-2"]),
            _ => self.one_of(&named),
        };
        let keep = if axis.contains('=') { self.one_of(&["", ", keepdims=True"]) } else { "" };
        let value = self.value(deeper);
        match (self.below(2), axis) {
            (0, "") => format!("np.{function}({value})"),
            (0, axis) => format!("np.{function}({value}, {axis}{keep})"),
            _ => format!("({value}).{function}({axis}{keep})"),
        }
    }

    fn reshaped(&mut self, deeper: u32) -> String {
        let shapes = ["-1", "(3, -1)", "(-1, 1)", "(1, -1)", "(4, 3)", "(2, 2, 3)", "12", "(3, 1)", "[3]", "(-1, 2)"];
        let views = [".T", ".T", ".shape", ".size", ".ndim", ".copy()", ".transpose()", ".transpose(1, 0)"];
        match self.below(4) {
            0 => format!("np.reshape({}, {})", self.operand(deeper), self.one_of(&shapes)),
            1 => format!("{}.reshape({})", self.operand(deeper), self.one_of(&shapes)),
            2 => format!("{}{}", self.operand(deeper), self.one_of(&views)),
            // Cut off where rounding may not turn it.
            _ => {
                format!("{}{}", self.one_of(&NAMES), self.one_of(&[".astype(int)", ".astype(float)", ".astype(bool)"]))
            }
        }
    }

    /// A name, or an expression in brackets.
    fn operand(&mut self, depth: u32) -> String {
        if self.below(3) == 0 { format!("({})", self.value(depth)) } else { self.one_of(&NAMES).to_owned() }
    }

    fn index(&mut self) -> String {
        let count = 1 + self.below(3).min(self.below(3)).min(self.below(3));
        let parts: Vec<&str> = (0..count).map(|_| self.part()).collect();
        parts.join(", ")
    }

    fn part(&mut self) -> &'static str {
        self.one_of(&[
            "0",
            "1",
            "-1",
            "2",
            "-3",
            "3",
            ":",
            ":",
            ":2",
            "1:",
            "::-1",
            "::2",
            "-1:0:-1",
            "5:",
            ":-1",
            "None",
            "...",
            "m",
            "Q",
            "[0, 2]",
            "[0, -1]",
            "[[0, 1], [2, 0]]",
            "i - 1",
            "x > 0",
            "M > 0",
            "~m",
            "np.newaxis",
            "0:0",
            "t",
        ])
    }
}
