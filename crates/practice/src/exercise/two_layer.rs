//! Seed 003's network, step by step and whole.

use super::{Exercise, Wanted, Words};
use crate::{pass::Family, run::Helper};

const ARGUMENTS: [&str; 6] = ["X", "Y", "Wi", "bi", "Wo", "bo"];
const PASSED: [&str; 4] = ["Z", "H", "Yo", "s"];
const HELPERS: [(&str, Helper); 1] = [("sigm", Helper::Sigm)];

/// In the order of the backward pass: what one step gives, the next is given.
const STEPS: [Words; 7] = [
    Words {
        id: "grad_s_Yo",
        title: "∂s/∂Ȳ, where the backward pass begins",
        text: "The loss of one example is s = log(1 + exp(−Y·Ȳ)) with Y = −1 or +1. Write ∂s/∂Ȳ. Yo is Ȳ, a number.",
        hints: [
            "Y and Yo are numbers, so is the answer.",
            "The chain rule: the derivative of log(1 + exp(u)) is σ(u), and u = −Y·Yo brings a factor of its own.",
            "∂s/∂Ȳ = −Y·σ(−Y·Ȳ); sigm(x) is σ.",
        ],
        solution: "-Y * sigm(-Y * Yo)",
        others: ["-Y / (1 + np.exp(Y * Yo))", "-Y * np.exp(-Y * Yo) / (1 + np.exp(-Y * Yo))"],
    },
    Words {
        id: "grad_s_Wo",
        title: "∂s/∂Wo, the output's weights",
        text: "Ȳ = H·Wo + bo. Write ∂s/∂Wo, shape [h], from ∂s/∂Ȳ, which is given as grad_s_Yo.",
        hints: [
            "Each weight has a derivative: the answer has the shape of Wo, [h].",
            "Ȳ is a sum over the hidden units. What does one weight of Wo multiply?",
            "∂Ȳ/∂Wo is H, and ∂s/∂Ȳ multiplies it.",
        ],
        solution: "grad_s_Yo * H",
        others: ["-Y * sigm(-Y * Yo) * np.maximum(Z, 0)", "np.dot(H, grad_s_Yo)"],
    },
    Words {
        id: "grad_s_bo",
        title: "∂s/∂bo, the output's bias",
        text: "Ȳ = H·Wo + bo. Write ∂s/∂bo, a number.",
        hints: [
            "bo is one number, so is its derivative.",
            "If bo grows by a little, by how much does Ȳ grow?",
            "∂Ȳ/∂bo is 1, so ∂s/∂bo is ∂s/∂Ȳ.",
        ],
        solution: "grad_s_Yo",
        others: ["-Y * sigm(-Y * Yo)", "grad_s_Yo * 1.0"],
    },
    Words {
        id: "grad_s_H",
        title: "∂s/∂H, back through the output layer",
        text: "Ȳ = H·Wo + bo. Write ∂s/∂H, shape [h].",
        hints: [
            "Each hidden unit has a derivative: the answer has the shape of H, [h].",
            "One unit's H reaches the loss through Ȳ alone, by its own weight.",
            "∂Ȳ/∂H is Wo, and ∂s/∂Ȳ multiplies it.",
        ],
        solution: "grad_s_Yo * Wo",
        others: ["grad_s_bo * Wo", "np.dot(Wo, grad_s_Yo)"],
    },
    Words {
        id: "grad_s_Z",
        title: "∂s/∂Z, the mask",
        text: "H = ReLU(Z). Write ∂s/∂Z, shape [h], from ∂s/∂H. ReLU′ is 1 where Z > 0, else 0.",
        hints: [
            "The shape of Z, [h]: ReLU works on each unit by itself.",
            "A unit that rests passes nothing on: its H stays 0 whatever Z does.",
            "Multiply ∂s/∂H, entry by entry, by 1 where Z > 0 and by 0 elsewhere.",
        ],
        solution: "grad_s_H * (Z > 0)",
        others: ["np.where(Z > 0, grad_s_H, 0)", "grad_s_H @ np.diag((Z > 0) * 1.0)"],
    },
    Words {
        id: "grad_s_Wi",
        title: "∂s/∂Wi, the hidden layer's weights",
        text: "Z = X·Wi + bi with X of shape [d] and Wi of shape [d, h]. Write ∂s/∂Wi, shape [d, h], from ∂s/∂Z.",
        hints: [
            "One derivative for each input and each unit: the shape of Wi, [d, h].",
            "Wi[i, j] multiplies X[i] and goes into Z[j] alone: its derivative is X[i]·∂s/∂Z[j].",
            "All these products at once are the outer product of X and ∂s/∂Z.",
        ],
        solution: "np.outer(X, grad_s_Z)",
        others: ["X[:, None] * grad_s_Z", "(grad_s_Z @ np.kron(X, np.eye(len(Z)))).reshape(len(X), len(Z))"],
    },
    Words {
        id: "grad_s_bi",
        title: "∂s/∂bi, the hidden layer's biases",
        text: "Z = X·Wi + bi. Write ∂s/∂bi, shape [h].",
        hints: [
            "Each hidden unit has a bias: the answer has the shape [h].",
            "If bi[j] grows by a little, by how much does Z[j] grow?",
            "∂Z/∂bi is 1 for each unit, so ∂s/∂bi is ∂s/∂Z.",
        ],
        solution: "grad_s_Z",
        others: ["grad_s_H * (Z > 0)", "grad_s_Yo * Wo * (H > 0)"],
    },
];

pub(super) fn exercises() -> Vec<Exercise> {
    let mut given: Vec<&str> = ARGUMENTS.into_iter().chain(PASSED).collect();
    let mut all = Vec::new();
    for words in STEPS {
        let id = words.id;
        all.push(words.exercise(Family::TwoLayer, &given, &ARGUMENTS, &HELPERS));
        given.push(id);
    }
    all.push(whole());
    all
}

fn whole() -> Exercise {
    let words = Words {
        id: "gradient_nn",
        title: "gradient_nn, the whole pass",
        text: "Write gradient_nn(X, Y, Wi, bi, Wo, bo) for one example, as in the assignment: it returns grad_s_Wi, \
               grad_s_bi, grad_s_Wo, grad_s_bo, of shapes [d, h], [h], [h] and a number. sigm(x) is given.",
        hints: [
            "Four results in this order, each of its parameter's shape: Wi [d, h], bi [h], Wo [h], bo a number.",
            "First forward: Z = X @ Wi + bi, H = np.maximum(Z, 0), Yo = H @ Wo + bo. Then back, from Yo to Wi.",
            "g = -Y * sigm(-Y * Yo) is the gradient of bo; g * H of Wo; dZ = g * Wo * (Z > 0) of bi; outer(X, dZ) of Wi.",
        ],
        solution: "\
def gradient_nn(X, Y, Wi, bi, Wo, bo):
    Z = X @ Wi + bi
    H = np.maximum(Z, 0)
    Yo = H @ Wo + bo
    grad_s_bo = -Y * sigm(-Y * Yo)
    grad_s_Wo = grad_s_bo * H
    grad_s_bi = grad_s_bo * Wo * (Z > 0)
    grad_s_Wi = np.outer(X, grad_s_bi)
    return grad_s_Wi, grad_s_bi, grad_s_Wo, grad_s_bo
",
        others: [
            "\
def ind(H):
    return (H > 0) * 1.0

def gradient_nn(X, Y, Wi, bi, Wo, bo):
    H = np.maximum(np.matmul(X, Wi) + bi, 0)
    Yo = np.dot(Wo, H) + bo
    h, d = len(Wo), len(X)
    grad_s_bo = -Y * sigm(-Y * Yo)
    grad_s_Wo = grad_s_bo * H
    grad_h_Wi = np.diag(ind(H)) @ np.kron(X, np.eye(h))
    grad_s_Wi = grad_s_bo * (Wo @ grad_h_Wi).reshape(d, h)
    grad_s_bi = grad_s_bo * Wo @ np.diag(ind(H))
    return grad_s_Wi, grad_s_bi, grad_s_Wo, grad_s_bo
",
            "\
def gradient_nn(X, Y, Wi, bi, Wo, bo):
    d, h = Wi.shape
    Z = X @ Wi + bi
    g = -Y / (1 + np.exp(Y * (np.maximum(Z, 0) @ Wo + bo)))
    dWi, dbi = np.zeros((d, h)), np.zeros(h)
    for j in range(h):
        if Z[j] > 0:
            dbi[j] = g * Wo[j]
            dWi[:, j] = dbi[j] * X
    return dWi, dbi, g * np.maximum(Z, 0), g
",
        ],
    };
    let mut exercise = words.exercise(Family::TwoLayer, &[], &ARGUMENTS, &HELPERS);
    let results = ["grad_s_Wi", "grad_s_bi", "grad_s_Wo", "grad_s_bo"];
    exercise.wanted = Wanted::Tuple(results.map(|name| Wanted::One(name.to_owned())).into());
    exercise.is_function = true;
    exercise
}
