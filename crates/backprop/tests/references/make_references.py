"""Writes the reference vectors beside this file; ../gradients.rs, ../sgd.rs and others read them.

Every gradient here comes from JAX's reverse-mode differentiation in float64, so it shares no code
and no formula with the project. Run: pip install numpy "jax[cpu]", then python make_references.py

Conventions, as in the seeds: rows are examples, weights are [in, out], labels are -1 or +1.
"""
import json, pathlib
import numpy as np
import jax, jax.numpy as jnp

jax.config.update("jax_enable_x64", True)
HERE = pathlib.Path(__file__).resolve().parent


def plain(tree):
    return jax.tree_util.tree_map(lambda a: np.asarray(a, dtype=float).tolist(), tree)


def write(folder, name, about, cases):
    path = pathlib.Path(folder) / f"{name}.json"
    path.write_text(json.dumps({"about": about, "cases": cases}, indent=1) + "\n")
    print(path.name, len(cases), "cases")


# --- one hidden ReLU layer, logistic loss (seed 003) -------------------------------------------
def output(p, X):
    return jax.nn.relu(X @ p["Wi"] + p["bi"]) @ p["Wo"] + p["bo"]


def logistic(p, X, Y):
    return jnp.mean(jax.nn.softplus(-Y * output(p, X)))


def random_net(rng, d, h, scale):
    return {"Wi": rng.normal(size=(d, h)) * scale, "bi": rng.normal(size=h) * 0.3 * scale,
            "Wo": rng.normal(size=h) * scale, "bo": np.float64(rng.normal() * 0.1)}


def gradient_cases(seed, shapes):
    rng, cases = np.random.default_rng(seed), []
    for d, h, n, scale in shapes:
        p, X = random_net(rng, d, h, scale), rng.uniform(-3, 3, size=(n, d))
        Y = np.where(rng.uniform(size=n) < 0.5, -1.0, 1.0)
        loss, (g, gX) = jax.value_and_grad(logistic, argnums=(0, 1))(p, X, Y)
        cases.append({"name": f"d={d} h={h} n={n} scale={scale}", "parameters": plain(p), "X": plain(X), "Y": plain(Y),
                      "output": plain(output(p, X)), "mean_loss": float(loss), "gradient_of_mean_loss": plain(g),
                      "gradient_wrt_X_of_mean_loss": plain(gX)})
    return cases


def sgd_cases(seed, specs):
    rng, cases = np.random.default_rng(seed), []
    step = jax.jit(jax.grad(logistic))
    for h, n, batch, rate, marks in specs:
        p, X = random_net(rng, 2, h, 0.8), rng.uniform(-1, 1, size=(n, 2))
        Y = np.where(X[:, 0] * X[:, 1] > 0, 1.0, -1.0)
        start, after = plain(p), {}
        for t in range(1, max(marks) + 1):
            rows = [(batch * (t - 1) + k) % n for k in range(batch)]
            g = step(p, X[rows], Y[rows])
            p = {k: p[k] - rate * np.asarray(g[k]) for k in p}
            if t in marks:
                after[str(t)] = {"parameters": plain(p), "mean_loss_on_all": float(logistic(p, X, Y))}
        cases.append({"name": f"h={h} n={n} batch={batch} rate={rate}", "parameters": start, "X": plain(X), "Y": plain(Y),
                      "batch_size": batch, "learning_rate": rate, "order": "in order, wrapping round, no shuffle",
                      "after_steps": after})
    return cases


# --- a dense layer (seeds 000 and 002) ---------------------------------------------------------
def dense_case(name, x, W, b, dout):
    _, back = jax.vjp(lambda x, W, b: x @ W + b, x, W, b)
    gx, gW, gb = back(dout)
    return {"name": name, "x_input": plain(x), "W": plain(W), "b": plain(b), "grad_output": plain(dout),
            "grad_input": plain(gx), "grad_W": plain(gW), "grad_b": plain(gb)}


def seed_000():
    """The numbers that seed 000's question prints. dense.json's first case carries them, so that they stand in one place."""
    case = json.loads((HERE / "dense.json").read_text())["cases"][0]
    assert case["name"] == "seed 000"
    return tuple(np.array(case[key]) for key in ("x_input", "W", "b", "grad_output"))


# --- K layers, least squares (seed 001) and sigmoid layers, half squared error (seed 002) ------
ACT = {"relu": jax.nn.relu, "sigmoid": jax.nn.sigmoid, "tanh": jnp.tanh, "identity": lambda z: z}
LOSS = {"least_squares": lambda o, y: jnp.sum((o - y) ** 2), "half_squared_error": lambda o, y: 0.5 * jnp.sum((o - y) ** 2)}


def deep_case(name, weights, biases, acts, loss, x, y):
    """weights[k] is [in, out]; x is [n, in]; acts[k] follows layer k."""
    def run(weights, biases, x, df, dh):
        h, fs, hs = x, [], []
        for k, (W, b) in enumerate(zip(weights, biases)):
            h = h + dh[k]; hs.append(h)
            f = h @ W + b + df[k]; fs.append(f)
            h = ACT[acts[k]](f)
        return LOSS[loss](h, y), (fs, hs, h)
    n = x.shape[0]
    df = [np.zeros((n, W.shape[1])) for W in weights]
    dh = [np.zeros((n, W.shape[0])) for W in weights]
    (value, (fs, hs, out)), g = jax.value_and_grad(run, argnums=(0, 1, 2, 3, 4), has_aux=True)(weights, biases, x, df, dh)
    return {"name": name, "weights": plain(weights), "biases": plain(biases), "activations": acts, "loss_function": loss,
            "x": plain(x), "y": plain(y), "preactivations_f": plain(fs), "layer_inputs_h": plain(hs), "output": plain(out),
            "loss": float(value), "dl_dweights": plain(g[0]), "dl_dbiases": plain(g[1]), "dl_df": plain(g[3]), "dl_dh": plain(g[4])}


def udl_7_2():
    """The network of the book's notebook 7.2: np.random.seed(0), K = 5 hidden layers of D = 6, in its order of draws.
    The notebook stores weights as [out, in] and values as columns; here they are transposed to rows."""
    np.random.seed(0)
    K, D, Di, Do = 5, 6, 1, 1
    W, b = [None] * (K + 1), [None] * (K + 1)
    W[0] = np.random.normal(size=(D, Di)); W[-1] = np.random.normal(size=(Do, D))
    b[0] = np.random.normal(size=(D, 1)); b[-1] = np.random.normal(size=(Do, 1))
    for k in range(1, K):
        W[k] = np.random.normal(size=(D, D)); b[k] = np.random.normal(size=(D, 1))
    return deep_case("notebook 7.2, K=5 D=6", [w.T for w in W], [v[:, 0] for v in b], ["relu"] * K + ["identity"],
                     "least_squares", np.ones((1, Di)) * 1.2, np.ones((1, Do)) * 20.0)


def random_deep(rng, name, sizes, act, last, loss, n):
    W = [rng.normal(size=(a, b)) * 0.8 for a, b in zip(sizes, sizes[1:])]
    b = [rng.normal(size=s) * 0.3 for s in sizes[1:]]
    return deep_case(name, W, b, [act] * (len(W) - 1) + [last], loss, rng.normal(size=(n, sizes[0])), rng.normal(size=(n, sizes[-1])))


def main(folder, seed, gradient_shapes, sgd_specs, with_seeds):
    write(folder, "gradient_nn", "one hidden ReLU layer, logistic loss: gradients of the mean loss", gradient_cases(seed, gradient_shapes))
    write(folder, "sgd", "parameters along a run of plain SGD", sgd_cases(seed + 1, sgd_specs))
    rng = np.random.default_rng(seed + 2)
    dense = [dense_case("seed 000", *seed_000())] if with_seeds else []
    dense += [dense_case(f"random n={n} in={i} out={o}", rng.normal(size=(n, i)), rng.normal(size=(i, o)), rng.normal(size=o), rng.normal(size=(n, o)))
              for n, i, o in [(1, 1, 1), (4, 3, 2), (7, 2, 9)]]
    write(folder, "dense", "a dense layer's backward pass", dense)
    deep = [udl_7_2()] if with_seeds else []
    deep += [random_deep(rng, "two sigmoid layers, half squared error", [3, 4, 1], "sigmoid", "sigmoid", "half_squared_error", 5),
             random_deep(rng, "relu K=3, least squares, batch of 4", [2, 5, 4, 3, 2], "relu", "identity", "least_squares", 4),
             random_deep(rng, "tanh K=1", [2, 6, 1], "tanh", "identity", "least_squares", 3)]
    write(folder, "deep", "networks of K layers: every intermediate derivative", deep)


if __name__ == "__main__":
    main(HERE, 7, [(2, 1, 1, 1.0), (2, 3, 1, 1.0), (2, 8, 1, 1.0), (2, 8, 16, 1.0), (2, 64, 200, 0.4), (2, 5, 3, 6.0), (4, 6, 7, 0.7)],
         [(3, 12, 1, 0.1, [1, 2, 10, 200]), (8, 30, 5, 0.2, [1, 10, 100])], True)
