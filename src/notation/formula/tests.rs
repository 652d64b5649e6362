use super::*;
use crate::{nn::Activation, notation::Spelling};

fn symbol(name: &str) -> Formula<&str> {
    Formula::Symbol(name)
}

#[test]
fn products_turn_round_and_the_rest_stays() {
    let table = [
        (symbol("dx").equals(symbol("dout").times(symbol("W").transpose())), "dx = Wᵀ·dout"),
        (symbol("f").equals(symbol("x").times("W").plus(symbol("1").times("b"))), "f = W·x + b·1"),
        (symbol("df").equals(symbol("dh").hadamard("s")), "df = dh ⊙ s"),
        (symbol("a").kronecker(symbol("b").times("c")), "a ⊗ c·b"),
    ];
    for (formula, text) in table {
        assert_eq!(formula.clone().of_transposed_arrays().to_string(), text, "{formula}");
        assert_eq!(formula.clone().of_transposed_arrays().of_transposed_arrays(), formula, "twice is none");
    }
}

#[test]
fn brackets_stand_where_they_are_needed() {
    let difference = || symbol("o").minus("y");
    let slope = || symbol("s").partial("Z");
    let table = [
        (difference().scaled(2.0), "2·(o − y)"),
        (difference().apply(Function::Square).total().scaled(0.5), "½·Σ (o − y)²"),
        (difference().hadamard("o").hadamard(Formula::Number(1.0).minus("o")), "(o − y) ⊙ o ⊙ (1 − o)"),
        (symbol("f").apply(Function::Derivative(Activation::Relu, Spelling::Paper)), "ReLU′(f)"),
        (symbol("f").apply(Function::Derivative(Activation::Relu, Spelling::Notebook)), "relu′(f)"),
        (symbol("a").times("b").transpose(), "(a·b)ᵀ"),
        (symbol("a").equals("b").equals("c"), "a = b = c"),
        (symbol("X").transpose().times(slope()), "Xᵀ·∂s/∂Z"),
        (slope().transpose(), "(∂s/∂Z)ᵀ"),
        (symbol("Y").times(symbol("Y").negative()).negative(), "−Y·(−Y)"),
        (symbol("a").times(symbol("X").kronecker("I")), "a·(X ⊗ I)"),
        (symbol("Z").apply(Function::IsPositive(Spelling::Paper)).diagonal(), "diag(1[Z > 0])"),
        (symbol("a").times("b").reshaped(Shape::Matrix(2, 8)), "reshape(a·b, [2, 8])"),
        (symbol("θ").becomes(symbol("θ").minus(symbol("η").times("g"))), "θ ← θ − η·g"),
        (symbol("a").norm().over(symbol("b").norm()), "‖a‖/‖b‖"),
        (Formula::Number(1.0).over("n").times("a"), "1/n·a"),
    ];
    for (formula, text) in table {
        assert_eq!(formula.to_string(), text, "{formula:?}");
    }
}

#[test]
fn a_certain_entry_takes_the_place_of_any_but_not_of_one_that_is_summed() {
    let [i, j] = ['i', 'j'].map(Index::Letter);
    let entry = symbol("Wi").entry(&[i, j]);
    assert_eq!(entry.clone().at('i', 1).at('j', 4).to_string(), "Wi[1][4]", "both indices");
    assert_eq!(symbol("s").partial(entry.clone()).at('j', 4).to_string(), "∂s/∂Wi[i][4]", "inside a derivative");
    let sum = symbol("X").entry(&[i]).times(entry).sum_over('i');
    assert_eq!(sum.clone().at('i', 1), sum, "Σ binds i");
    assert_eq!(sum.at('j', 4).to_string(), "Σ_i X[i]·Wi[i][4]", "j is free");
}
