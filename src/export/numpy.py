"""Backprop Playground, step {{step}}: {{subject}}.

A network of 2 inputs, {{units}} and logistic loss, trained by SGD: forward, loss, backward, one
update, and finite differences as a check. At the end every number is compared with the page's.

    python {{file}}

needs nothing but NumPy. Rows are examples, weights are [in, out].{{bug}}
"""

import numpy as np

# ---- Parameters at step {{step}} ----

{{parameters}}

# ---- Data: x1, x2 and the label, -1 or +1, a point a line ----

points = {{points}}
train = points[{{train}}]  # {{held_back}}

# What the gradient is about: {{subject}}.
rows = {{rows}}
X, Y = points[rows, :2], points[rows, 2]  # [n, 2], [n]

# ---- Settings ----

learning_rate = {{learning_rate}}
l2 = {{l2}}  # lambda: the update adds lambda * W to the gradients of weights, not of biases
delta = {{delta}}  # of finite differences{{precision}}

# ---- Forward, loss, backward ----


def forward(X, Wi, bi, Wo, bo):
    # X @ Wi + bi, term by term in the page's order: a Z of exactly 0 there is exactly 0 here.
    Z = X[:, :1] * Wi[0] + X[:, 1:] * Wi[1] + bi  # [n, h]
    H = np.maximum(Z, 0)  # [n, h], ReLU
    Ybar = H @ Wo + bo  # [n], log-odds of +1
    return Z, H, Ybar


def losses(X, Y, Wi, bi, Wo, bo):
    Ybar = forward(X, Wi, bi, Wo, bo)[2]
    return np.logaddexp(0, -Y * Ybar)  # s = log(1 + exp(-Y * Ybar)), which never overflows


def loss(X, Y, Wi, bi, Wo, bo):
    return losses(X, Y, Wi, bi, Wo, bo).{{reduce}}()


def sigm(t):
    return np.exp(-np.logaddexp(0, -t))  # 1 / (1 + exp(-t)), which never overflows


def backward(X, Y, Wi, bi, Wo, bo):
    Z, H, Ybar = forward(X, Wi, bi, Wo, bo)
    dYbar = -Y * sigm(-Y * Ybar){{per_example}}  # [n]
    dWo = H.T @ dYbar  # [h]
    dbo = dYbar.sum()
    dH = np.outer(dYbar, Wo)  # [n, h]
    dZ = dH * (Z > 0)  # [n, h], the derivative of ReLU at 0 is 0
    dWi = X.T @ dZ  # [2, h]
    dbi = dZ.sum(axis=0)  # [h]
    return dWi, dbi, dWo, dbo


theta = Wi, bi, Wo, bo
L = loss(X, Y, *theta)
dWi, dbi, dWo, dbo = gradient = backward(X, Y, *theta)

# ---- One update of SGD ----

# {{update}}
Wi_new = Wi - learning_rate * (dWi + l2 * Wi)
bi_new = bi - learning_rate * dbi
Wo_new = Wo - learning_rate * (dWo + l2 * Wo)
bo_new = bo - learning_rate * dbo

# ---- Finite differences: the same gradient from the loss alone ----

shifted = [np.array(group) for group in theta]
differences = [np.zeros_like(group) for group in shifted]
for group, difference in zip(shifted, differences):
    for place in np.ndindex(group.shape):
        kept = group[place]
        group[place] = kept + delta
        above = loss(X, Y, *shifted)
{{below}}
        group[place] = kept
        difference[place] = {{quotient}}

flat = np.concatenate([np.ravel(group) for group in gradient])
flat_differences = np.concatenate([np.ravel(group) for group in differences])
close = np.isclose(flat_differences, flat, rtol={{rtol}}, atol={{atol}})
print(f"{close.sum()} of {close.size} finite differences match the gradient,", end=" ")
print(f"the largest error is {np.abs(flat_differences - flat).max():.1e}.")
if not close.all():
    print("Where one does not, a ReLU may switch within delta, or delta is too small or too large.")

# ---- The page's numbers ----

page_train_loss = {{train_loss}}  # the mean over the training set, whatever the gradient is about
page_L = {{loss}}
page_Ybar = {{outputs}}

{{gradient}}

{{updated}}

# ---- Are they equal? ----


def same(name, here, page, terms):
    """Equal but for rounding, which is a share of the terms that a sum has."""
    atol = 1e-12 * np.max(terms, initial=0)
    np.testing.assert_allclose(here, page, rtol=1e-9, atol=atol, err_msg=name)


def terms_of_Ybar(X):
    return np.abs(forward(X, *theta)[1]) @ np.abs(Wo) + abs(bo)


Z, H, Ybar = forward(X, *theta)
size = terms_of_Ybar(X)
same("train loss", losses(train[:, :2], train[:, 2], *theta).mean(), page_train_loss, terms_of_Ybar(train[:, :2]))
same("Ybar", Ybar, page_Ybar, size)
same("L", L, page_L, size.sum())

off = np.abs(sigm(-Y * Ybar){{per_example}}) * (1 + size)
off_dZ = np.outer(off, np.abs(Wo)) * (Z > 0)
terms = np.abs(X).T @ off_dZ, off_dZ.sum(axis=0), H.T @ off, off.sum()
for name, here, page, size in zip(
    ["dWi", "dbi", "dWo", "dbo"], gradient, [page_dWi, page_dbi, page_dWo, page_dbo], terms
):
    same(name, here, page, size)

for name, before, here, page, size in zip(
    ["Wi_new", "bi_new", "Wo_new", "bo_new"],
    theta,
    [Wi_new, bi_new, Wo_new, bo_new],
    [page_Wi_new, page_bi_new, page_Wo_new, page_bo_new],
    terms,
):
    same(name, here, page, (1 + learning_rate * l2) * np.abs(before) + learning_rate * size)

print(f"Step {{step}}: loss {L:.6f}. All numbers equal the page's.")
