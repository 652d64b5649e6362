//! What would do instead of what is left out of the language.

/// Python's own words, and `print` and `exec`, which were such in Python 2.
const KEYWORDS: [&str; 37] = [
    "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except",
    "exec", "False", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "None", "nonlocal",
    "not", "or", "pass", "print", "raise", "return", "True", "try", "while", "with", "yield",
];

pub(super) fn is_keyword(text: &str) -> bool {
    KEYWORDS.contains(&text)
}

/// For keywords that are not read here, or not at this place; empty where there is no one thing.
pub(super) fn instead_of_keyword(keyword: &str) -> &'static str {
    match keyword {
        "while" => "for … in range(…), which comes to an end",
        "lambda" => "def, on lines of its own",
        "class" => "def: functions are enough here",
        "try" | "except" | "finally" | "raise" | "with" | "async" | "await" | "yield" | "del" => "leave it out",
        "assert" | "print" | "exec" => "leave it out: the answer is checked anyway",
        "global" | "nonlocal" => "return what the function computes",
        "break" | "continue" => "if, around what is to be done",
        "is" => "==",
        "in" => "== with each item",
        _ => "",
    }
}

/// For Python's own functions that are not here.
pub(crate) fn instead_of_builtin(name: &str) -> &'static str {
    match name {
        "sum" => "np.sum(…)",
        "max" => "np.max(…), or np.maximum(a, b) by entries",
        "min" => "np.minimum(a, b)",
        "int" => ".astype(int)",
        "pow" => "a ** b",
        "enumerate" | "zip" | "map" => "for i in range(len(…)), and the items by their index",
        "list" => "[…]",
        "tuple" => "(…)",
        "torch" | "tf" | "jax" | "jnp" => "NumPy: what is asked for is the gradient that it would compute",
        "math" => "np.exp, np.log and their kin, which take numbers too",
        "numpy" => "np",
        "os" | "sys" | "eval" | "open" | "input" => "nothing: leave it out",
        "exp" | "log" | "dot" | "matmul" | "zeros" | "maximum" | "where" | "tanh" | "outer" => "np. before it",
        "relu" => "np.maximum(x, 0)",
        "sigmoid" => "sigm(x) where it is given, or 1/(1 + np.exp(-x))",
        _ => "",
    }
}

/// For `NumPy`'s functions that are not here.
pub(crate) fn instead_of_function(name: &str) -> &'static str {
    match name {
        "einsum" | "tensordot" | "inner" | "vdot" => "@, *, np.outer or np.sum(…, axis=…)",
        "multiply" => "a * b",
        "add" => "a + b",
        "subtract" => "a - b",
        "divide" | "true_divide" => "a / b",
        "power" => "a ** b",
        "negative" => "-a",
        "greater" => "a > b",
        "less" => "a < b",
        "heaviside" => "(a > 0) * 1.0",
        "clip" => "np.maximum and np.minimum",
        "identity" => "np.eye(n)",
        "tile" | "repeat" | "broadcast_to" => "broadcasting: * np.ones(…)",
        "expand_dims" => "a[:, None], or a.reshape(…)",
        "squeeze" | "ravel" => "a.reshape(…)",
        "full" => "np.ones(…) * value",
        "arange" => "range(n)",
        "concatenate" | "stack" | "vstack" | "hstack" | "append" => "np.zeros(…), and slices that are set",
        "array_equal" | "allclose" => "leave it out: the answer is checked anyway",
        "diagonal" => "np.diag(a)",
        "average" => "np.mean(a)",
        "expm1" => "np.exp(a) - 1",
        "asarray" => "np.array(a)",
        "random" => "the given arrays",
        "linalg" => "@ and .T: no gradient here needs an inverse or a norm",
        _ => "",
    }
}

/// For methods and attributes that are not here.
pub(crate) fn instead_of_method(name: &str) -> &'static str {
    match name {
        "t" | "mT" => ".T",
        "mm" | "matmul" | "mv" | "bmm" => "a @ b",
        "detach" | "numpy" | "cpu" | "item" | "clone" | "requires_grad" => "leave it out: these are NumPy's arrays",
        "backward" | "grad" | "autograd" => "the formula: what is asked for is what it would compute",
        "flatten" | "ravel" | "view" | "squeeze" | "unsqueeze" => ".reshape(…)",
        "append" | "insert" | "extend" => "[None] * n, and entries that are set",
        "min" => "np.minimum(a, b)",
        "transpose_" => ".transpose()",
        "exp" | "log" | "abs" | "tanh" | "sign" | "sqrt" | "relu" | "sigmoid" => {
            "np. before it, and the array in brackets"
        }
        "diagonal" => "np.diag(a)",
        "tolist" | "fill" => "nothing: arrays do",
        _ => "",
    }
}
