//! Seed 001's backward pass over K layers.

use super::{Exercise, Wanted, Words};
use crate::{pass::Family, run::Helper};

pub(super) fn exercise() -> Exercise {
    let words = Words {
        id: "backward_pass",
        title: "backward_pass, K layers with their loop",
        text: "Write backward_pass(all_weights, all_biases, all_f, all_h, y) as in the assignment: all_f[k] = \
               all_biases[k] + all_weights[k] @ all_h[k], all_h[k+1] = ReLU(all_f[k]), loss Σ(all_f[K] − y)², every vector a \
               column. It returns the lists all_dl_dweights and all_dl_dbiases. K, indicator_function(x) and \
               d_loss_d_output(net_output, y) are given.",
        hints: [
            "Two lists of K + 1 arrays: each has the shape of its weights or biases, columns included.",
            "all_dl_df[K] is d_loss_d_output(all_f[K], y). Then from the last layer to the first: biases, weights, h, f.",
            "dl_dbiases = dl_df; dl_dweights = dl_df @ h.T; dl_dh = weights.T @ dl_df; the f below: the mask of f times dl_dh.",
        ],
        solution: "\
def backward_pass(all_weights, all_biases, all_f, all_h, y):
    all_dl_dweights = [None] * (K+1)
    all_dl_dbiases = [None] * (K+1)
    all_dl_df = [None] * (K+1)
    all_dl_dh = [None] * (K+1)
    all_dl_df[K] = np.array(d_loss_d_output(all_f[K], y))
    for layer in range(K, -1, -1):
        all_dl_dbiases[layer] = np.array(all_dl_df[layer])
        all_dl_dweights[layer] = np.matmul(all_dl_df[layer], all_h[layer].transpose())
        all_dl_dh[layer] = np.matmul(all_weights[layer].transpose(), all_dl_df[layer])
        if layer > 0:
            all_dl_df[layer-1] = indicator_function(all_f[layer-1]) * all_dl_dh[layer]
    return all_dl_dweights, all_dl_dbiases
",
        others: [
            "\
def backward_pass(all_weights, all_biases, all_f, all_h, y):
    dw, db = [None] * (K + 1), [None] * (K + 1)
    df = 2 * (all_f[K] - y)
    for k in reversed(range(K + 1)):
        db[k] = df
        dw[k] = df * all_h[k].T
        df = (all_weights[k].T @ df) * (all_h[k] > 0)
    return dw, db
",
            "\
def below(weights, df, f):
    return np.where(f > 0, weights.T @ df, 0)

def backward_pass(all_weights, all_biases, all_f, all_h, y):
    df = [None] * K + [d_loss_d_output(all_f[K], y)]
    for i in range(K):
        k = K - 1 - i
        df[k] = below(all_weights[k + 1], df[k + 1], all_f[k])
    dw = [None] * (K + 1)
    for k in range(K + 1):
        dw[k] = np.outer(df[k], all_h[k])
    return dw, df
",
        ],
    };
    let arguments = ["all_weights", "all_biases", "all_f", "all_h", "y"];
    let helpers = [("indicator_function", Helper::Indicator), ("d_loss_d_output", Helper::LossDerivative)];
    let mut exercise = words.exercise(Family::Deep, &["K"], &arguments, &helpers);
    let lists = ["all_dl_dweights", "all_dl_dbiases"];
    exercise.wanted = Wanted::Tuple(lists.map(|name| Wanted::List(name.to_owned())).into());
    exercise.is_function = true;
    exercise
}
