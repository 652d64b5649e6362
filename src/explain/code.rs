//! The same walk as program text: seed 003's `gradient_nn`, and `PyTorch`.

use super::StepId;

/// A language or library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Seed 003's function, and the lines that it leaves to its caller.
    #[default]
    NumPy,
    /// The forward pass and autograd.
    PyTorch,
}

/// One line of a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line, without indentation.
    pub code: &'static str,
    /// What it says of shapes after a `#`; may be empty.
    pub comment: &'static str,
    /// The steps that it computes, wholly or in part; a step may need several lines.
    pub steps: &'static [StepId],
    /// Whose it is.
    pub origin: Origin,
}

/// Where a line is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// Word for word in seed 003.
    Seed,
    /// Ours, in the seed's names.
    Added,
}

use StepId::{DsDbi, DsDbo, DsDh, DsDwi, DsDwo, DsDx, DsDybar, DsDz, H, S, Update, Ybar, Z};

const fn seed(code: &'static str, comment: &'static str, steps: &'static [StepId]) -> Line {
    Line { code, comment, steps, origin: Origin::Seed }
}

const fn added(code: &'static str, comment: &'static str, steps: &'static [StepId]) -> Line {
    Line { code, comment, steps, origin: Origin::Added }
}

/// The seed has no line for s, ∂s/∂X and the update, and goes from ∂s/∂Ȳ to ∂s/∂Wi in one product.
const NUMPY: &[Line] = &[
    seed("H = np.maximum(np.matmul(X,Wi) + bi, 0)", "(h,)", &[Z, H]),
    seed("Yo = np.dot(Wo, H) + bo", "scalar", &[Ybar]),
    added("s = np.logaddexp(0, -Y*Yo)", "scalar", &[S]),
    seed("h,d = len(Wo), len(X)", "", &[]),
    seed("grad_s_bo = -Y*sigm(-Y*Yo)", "scalar", &[DsDybar, DsDbo]),
    seed("grad_s_Wo = grad_s_bo*H", "(h,)", &[DsDwo]),
    added("grad_s_H = grad_s_bo*Wo", "(h,)", &[DsDh]),
    added("grad_s_Z = grad_s_H*ind(H)", "(h,)", &[DsDz]),
    seed("grad_h_Wi = (np.diag(ind(H)) @ np.kron(X,np.eye(h)))", "(h, d*h)", &[DsDwi]),
    seed("grad_s_Wi = grad_s_bo * ( Wo @ grad_h_Wi).reshape(d,h)", "(d, h)", &[DsDwi]),
    seed("grad_s_bi = grad_s_bo*Wo@np.diag(ind(H))", "(h,)", &[DsDbi]),
    added("grad_s_X = Wi @ grad_s_Z", "(d,)", &[DsDx]),
    added("Wi, bi = Wi - eta*(grad_s_Wi + l2*Wi), bi - eta*grad_s_bi", "(d, h), (h,)", &[Update]),
    added("Wo, bo = Wo - eta*(grad_s_Wo + l2*Wo), bo - eta*grad_s_bo", "(h,), scalar", &[Update]),
];

/// Autograd computes every gradient in `backward()`; the lines after it say where each is found.
const PYTORCH: &[Line] = &[
    added("for t in (X, Wi, bi, Wo, bo): t.requires_grad_()", "", &[]),
    added("Z = X @ Wi + bi; Z.retain_grad()", "(1, h)", &[Z]),
    added("H = torch.relu(Z); H.retain_grad()", "(1, h)", &[H]),
    added("Ybar = H @ Wo + bo; Ybar.retain_grad()", "(1,)", &[Ybar]),
    added("s = -torch.nn.functional.logsigmoid(Y * Ybar).sum()", "scalar", &[S]),
    added("s.backward()", "", &[DsDybar, DsDwo, DsDbo, DsDh, DsDz, DsDwi, DsDbi, DsDx]),
    added("Ybar.grad", "(1,)", &[DsDybar]),
    added("Wo.grad", "(h,)", &[DsDwo]),
    added("bo.grad", "scalar", &[DsDbo]),
    added("H.grad", "(1, h)", &[DsDh]),
    added("Z.grad", "(1, h)", &[DsDz]),
    added("Wi.grad", "(d, h)", &[DsDwi]),
    added("bi.grad", "(h,)", &[DsDbi]),
    added("X.grad", "(1, d)", &[DsDx]),
    added("with torch.no_grad():", "", &[Update]),
    added("    for w in (Wi, Wo): w -= eta * (w.grad + l2 * w)", "", &[Update]),
    added("    for b in (bi, bo): b -= eta * b.grad", "", &[Update]),
];

/// The whole listing, in order.
pub const fn listing(language: Language) -> &'static [Line] {
    match language {
        Language::NumPy => NUMPY,
        Language::PyTorch => PYTORCH,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Named;

    #[test]
    fn every_step_has_a_line() {
        for language in [Language::NumPy, Language::PyTorch] {
            for &step in StepId::ALL {
                let found = listing(language).iter().any(|line| line.steps.contains(&step));
                assert!(found, "{language:?} lacks a line for {}", step.name());
            }
        }
    }
}
