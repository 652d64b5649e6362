"""Backprop Playground, step {{step}}: {{subject}}.

A network of 2 inputs, {{units}} and logistic loss, trained by SGD: forward, loss, the gradient by
PyTorch's autograd, and one update. At the end every number is compared with the page's.

    python {{file}}

Rows are examples, weights are [in, out].{{bug}}
"""

import torch

torch.set_default_dtype(torch.float64)

# ---- Parameters at step {{step}} ----

{{parameters}}
theta = [Wi, bi, Wo, bo]
for group in theta:
    group.requires_grad_()

# ---- Data: x1, x2 and the label, -1 or +1, a point a line ----

points = {{points}}
train = points[{{train}}]  # {{held_back}}

# What the gradient is about: {{subject}}.
rows = torch.tensor({{rows}}, dtype=torch.int64)
X, Y = points[rows, :2], points[rows, 2]  # [n, 2], [n]

# ---- Settings ----

learning_rate = {{learning_rate}}
l2 = {{l2}}  # lambda: the update adds lambda * W to the gradients of weights, not of biases

# ---- Forward and loss ----


def forward(X):
    # X @ Wi + bi, term by term in the page's order: a Z of exactly 0 there is exactly 0 here.
    Z = X[:, :1] * Wi[0] + X[:, 1:] * Wi[1] + bi  # [n, h]
    H = torch.relu(Z)  # [n, h], its derivative at 0 is 0
    return Z, H, H @ Wo + bo  # the last is Ybar, [n], log-odds of +1


def losses(X, Y):
    # s = log(1 + exp(-Y * Ybar)); torch.nn.functional.softplus is a straight line from 20 on, and this is not.
    Ybar = forward(X)[2]
    return torch.logaddexp(torch.zeros_like(Ybar), -Y * Ybar)


L = losses(X, Y).{{reduce}}()

# ---- Backward: autograd ----

L.backward()
gradient = [group.grad.clone() for group in theta]
before = [group.detach().clone() for group in theta]
with torch.no_grad():
    Z, H, Ybar = forward(X)
    train_loss = losses(train[:, :2], train[:, 2]).mean()

    # How large the terms of each sum are: rounding is a share of that.
    size = H.abs() @ Wo.abs() + bo.abs()
    train_size = forward(train[:, :2])[1] @ Wo.abs() + bo.abs()
    off = (torch.sigmoid(-Y * Ybar){{per_example}}).abs() * (1 + size)
    off_dZ = torch.outer(off, Wo.abs()) * (Z > 0)
    terms = [X.abs().T @ off_dZ, off_dZ.sum(dim=0), H.T @ off, off.sum()]

# ---- One update of SGD ----

# {{update}}
optimizer = torch.optim.SGD(
    [{"params": [Wi, Wo], "weight_decay": l2}, {"params": [bi, bo], "weight_decay": 0.0}], lr=learning_rate
)
optimizer.step()
updated = [group.detach() for group in theta]

# ---- The page's numbers ----

page_train_loss = torch.tensor({{train_loss}})  # the mean over the training set, whatever the gradient is about
page_L = torch.tensor({{loss}})
page_Ybar = {{outputs}}

{{gradient}}

{{updated}}

# ---- Are they equal? ----


def same(name, here, page, terms):
    """Equal but for rounding, which is a share of the terms that a sum has."""
    atol = 1e-12 * max(terms.flatten().tolist(), default=0)
    torch.testing.assert_close(
        here, page, rtol=1e-9, atol=atol, equal_nan=True, msg=lambda message: f"{name}: {message}"
    )


same("train loss", train_loss, page_train_loss, train_size)
same("Ybar", Ybar, page_Ybar, size)
same("L", L.detach(), page_L, size.sum())
for name, here, page, size in zip(
    ["dWi", "dbi", "dWo", "dbo"], gradient, [page_dWi, page_dbi, page_dWo, page_dbo], terms
):
    same(name, here, page, size)
for name, old, here, page, size in zip(
    ["Wi_new", "bi_new", "Wo_new", "bo_new"],
    before,
    updated,
    [page_Wi_new, page_bi_new, page_Wo_new, page_bo_new],
    terms,
):
    same(name, here, page, (1 + learning_rate * l2) * old.abs() + learning_rate * size)

print(f"Step {{step}}: loss {L.item():.6f}. All numbers equal the page's.")
