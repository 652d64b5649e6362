//! Which gradient a pasted array is, by the name that its author's code gives it.

use super::{Named, Shape};

/// A pasted array with the name of the right one, or why it has none.
#[derive(Clone, Debug, PartialEq)]
pub enum Matched {
    /// It is compared with the array of this name.
    To(String),
    /// Nothing has its name.
    Unknown,
    /// It has no name, and every array that could be meant is given.
    LeftOver,
}

/// Finds the right array for each pasted one: by name, and for those without one by shape and order.
///
/// `known` are the right arrays in order: "Wi", "`grad_input`", "`all_dl_dweights[0]`".
pub fn matched(pasted: &[Named], known: &[(String, Shape)]) -> Vec<Matched> {
    let by_name = |own: &Named| {
        let index = own.index.map_or(String::new(), |index| format!("[{index}]"));
        known.iter().map(|(name, _)| name).find(|name| is_called(&own.name, &index, name))
    };
    let named: Vec<Option<&String>> = pasted.iter().map(by_name).collect();
    let mut rest: Vec<&(String, Shape)> = known.iter().filter(|(name, _)| !named.contains(&Some(name))).collect();
    let unnamed = || pasted.iter().filter(|own| own.name.is_empty());
    // The order counts where it fits; where it does not, the shape does.
    let in_order = unnamed().zip(&rest).all(|(own, (_, shape))| own.array.shape() == *shape);
    let mut next = |own: &Named| {
        let fitting = rest.iter().position(|(_, shape)| !in_order && *shape == own.array.shape());
        let place = fitting.or((!rest.is_empty()).then_some(0));
        place.map_or(Matched::LeftOver, |place| Matched::To(rest.remove(place).0.clone()))
    };
    pasted
        .iter()
        .zip(&named)
        .map(|(own, named)| match named {
            Some(name) => Matched::To((*name).clone()),
            None if own.name.is_empty() => next(own),
            None => Matched::Unknown,
        })
        .collect()
}

/// What people put before a parameter's name for its gradient.
const BEFORE: [&str; 16] = [
    "", "d", "g", "dl", "dld", "ds", "dsd", "grad", "grads", "gradl", "gradof", "gradient", "dlossd", "dloss", "alldl",
    "alldld",
];

/// Whether code that calls an array `name`, at `index` of a list, means the right array `known`.
fn is_called(name: &str, index: &str, known: &str) -> bool {
    let (known, own_index) = known.find('[').map_or((known, ""), |at| known.split_at(at));
    if index != own_index {
        return false;
    }
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    if name == known {
        return true;
    }
    let cores: &[&str] = match known {
        "grad_input" => &["input", "xinput", "x"],
        "grad_W" => &["W", "weights"],
        "grad_b" => &["b", "biases", "bias"],
        "all_dl_dweights" => &["weights", "W"],
        "all_dl_dbiases" => &["biases", "b"],
        "all_dl_df" => &["f"],
        "all_dl_dh" => &["h"],
        _ => &[],
    };
    let cores = cores.iter().copied().chain((!known.contains('_')).then_some(known));
    let name = plain(name);
    let name = name.strip_suffix("grad").unwrap_or(&name);
    cores.into_iter().any(|core| {
        let before = name.len().checked_sub(core.len()).filter(|&at| name.is_char_boundary(at));
        before.is_some_and(|at| {
            name[at..].eq_ignore_ascii_case(core) && BEFORE.contains(&&*name[..at].to_ascii_lowercase())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::parse_all;

    fn network() -> Vec<(String, Shape)> {
        [("Wi", Shape::Matrix(2, 3)), ("bi", Shape::Vector(3)), ("Wo", Shape::Vector(3)), ("bo", Shape::Scalar)]
            .map(|(name, shape)| (name.to_owned(), shape))
            .into()
    }

    fn of(text: &str, known: &[(String, Shape)]) -> Vec<Matched> {
        matched(&parse_all(text).unwrap_or_else(|problem| panic!("{text}: {problem}")), known)
    }

    fn to(name: &str) -> Matched {
        Matched::To(name.to_owned())
    }

    #[test]
    fn gradients_are_known_by_the_names_that_code_gives_them() {
        for name in ["Wi", "dWi", "grad_s_Wi", "grad_Wi", "dL_dWi", "dl_dwi", "Wi_grad", "ds_dWi"] {
            assert_eq!(of(&format!("{name} = [[1, 2, 3], [4, 5, 6]]"), &network()), [to("Wi")], "{name}");
        }
        assert_eq!(of("Wx = [[1, 2, 3], [4, 5, 6]]", &network()), [Matched::Unknown], "no such gradient");
        let layers = vec![
            ("all_dl_dweights[0]".to_owned(), Shape::Matrix(1, 2)),
            ("all_dl_dbiases[0]".to_owned(), Shape::Vector(1)),
        ];
        assert_eq!(
            of("dweights[0] = [[1, 2]]\nall_dl_dbiases[0] = [3]", &layers),
            [to(&layers[0].0), to(&layers[1].0)]
        );
        assert_eq!(of("dweights[1] = [[1, 2]]", &layers), [Matched::Unknown], "another layer");
    }

    #[test]
    fn without_names_shape_and_order_count() {
        let all = ["Wi", "bi", "Wo", "bo"].map(to);
        assert_eq!(of("[[1, 2, 3], [4, 5, 6]]\n[1, 2, 3]\n[4, 5, 6]\n[7]", &network())[..3], all[..3], "in order");
        assert_eq!(of("[1, 2, 3]", &network()), [to("bi")], "the first of its shape");
        assert_eq!(of("[[1, 2], [3, 4], [5, 6]]", &network()), [to("Wi")], "none of its shape: the first");
        let five = "[1]\n".repeat(5);
        assert_eq!(of(&five.replace("]\n", "];\n"), &network()).last(), Some(&Matched::LeftOver), "one too many");
    }
}
