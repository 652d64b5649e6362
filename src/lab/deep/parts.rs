//! A whole network from one text, as people have it: lists of weights and biases, or an assignment for each.

use super::{DeepGiven, DeepMismatch, MOST_HIDDEN_LAYERS, Sketch};
use crate::{
    lab::{Array, Convention, Named, Shape},
    nn::Activation,
};

/// What a text holds of a network, as it is laid out there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// W\[k\], layer after layer.
    pub weights: Vec<Array>,
    /// b\[k\]; none, or as many as weights.
    pub biases: Vec<Array>,
    /// Input.
    pub x: Option<Array>,
    /// Labels.
    pub y: Option<Array>,
}

/// What one of the arrays is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Weights,
    Biases,
    X,
    Y,
}

impl Parts {
    /// The parts that `arrays` are by their names: `all_weights`, `W0`, `W_1`, `weights[2]`, `b0`, `net_input`, `y`. A list
    /// without a name holds weights; layers count from 0 or from 1. `None` where these are no network's arrays; fails
    /// where there are more layers than fit, or not as many biases as weights.
    pub fn of(arrays: Vec<Named>) -> Option<Result<Self, DeepMismatch>> {
        let (mut weights, mut biases, mut x, mut y) = (Vec::new(), Vec::new(), None, None);
        for Named { name, index, array } in arrays {
            let (part, index) = part(&name, index)?;
            match (part, index) {
                (Part::Weights, index) => weights.push((index.unwrap_or(0), array)),
                // NumPy's arrays of one length in a list are read as a matrix.
                (Part::Biases, None) if array.shape().rows() > 1 && array.shape().columns() > 1 => {
                    biases.extend(array.rows().map(Array::vector).enumerate());
                }
                (Part::Biases, index) => biases.push((index.unwrap_or(0), array)),
                (Part::X, _) => x = Some(array),
                (Part::Y, _) => y = Some(array),
            }
        }
        let (weights, biases) = (in_order(weights)?, in_order(biases)?);
        let layers = weights.len();
        Some(match () {
            () if layers == 0 => return None,
            () if layers > MOST_HIDDEN_LAYERS + 1 => Err(DeepMismatch::Layers { found: layers }),
            () if ![0, layers].contains(&biases.len()) => Err(DeepMismatch::BiasCount { found: biases.len(), layers }),
            () => Ok(Self { weights, biases, x, y }),
        })
    }

    /// How the weights are laid out: as `supposed` unless they only fit together in the other convention.
    pub fn convention(&self, supposed: Convention) -> Convention {
        let fits = |convention: Convention| {
            let shape = |array: &Array| convention.read(array.clone()).shape();
            let arrays: Vec<Shape> = self.x.iter().chain(&self.weights).map(shape).collect();
            arrays.windows(2).all(|pair| pair[0].columns() == pair[1].rows())
        };
        let other = if supposed == Convention::Rows { Convention::Columns } else { Convention::Rows };
        if !fits(supposed) && fits(other) { other } else { supposed }
    }

    /// The network, with examples as rows. What the text does not hold is as `before` where it fits, else biases are 0
    /// and input and labels are drawn, as `sketch` has its seed and what follows the hidden layers.
    pub fn complete(self, convention: Convention, before: &DeepGiven, sketch: &Sketch) -> DeepGiven {
        let read = |array: Array| convention.read(array);
        let weights: Vec<Array> = self.weights.into_iter().map(read).collect();
        let [inputs, outputs] =
            [weights.first().map_or(1, |w| w.shape().rows()), weights.last().map_or(1, |w| w.shape().columns())];
        let [x, y] = [self.x, self.y].map(|array| array.map(read));
        let x = x.or_else(|| Some(before.x.clone()).filter(|x| x.shape().columns() == inputs));
        let examples = x.as_ref().or(y.as_ref()).unwrap_or(&before.x).shape().rows();
        let fits = |y: &Array| y.shape().columns() == outputs && y.shape().rows() == examples;
        let y = y.or_else(|| Some(before.y.clone()).filter(fits));
        let drawn = Sketch { inputs, hidden: 0, outputs, examples, ..*sketch }.draw(before.loss);
        let bias = |(k, w): (usize, &Array)| {
            let old = before.biases.get(k).filter(|b| b.values().len() == w.shape().columns());
            old.cloned().unwrap_or_else(|| Array::vector(&vec![0.0; w.shape().columns()]))
        };
        let biases = if self.biases.is_empty() {
            weights.iter().enumerate().map(bias).collect()
        } else {
            self.biases.into_iter().map(read).collect()
        };
        let last = before.activations.last().copied().unwrap_or(Activation::Identity);
        let mut activations = vec![sketch.activation; weights.len() - 1];
        activations.push(last);
        let (x, y) = (x.unwrap_or(drawn.x), y.unwrap_or(drawn.y));
        DeepGiven { weights, biases, activations, loss: before.loss, x, y }
    }
}

/// What a name says, and of which layer.
fn part(name: &str, index: Option<usize>) -> Option<(Part, Option<usize>)> {
    let word = name.to_ascii_lowercase();
    let base = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let index = index.or_else(|| word[base.len()..].parse().ok());
    let part = match base.trim_end_matches('_') {
        // A list that nobody named.
        "" if index.is_some() => Part::Weights,
        "w" | "ws" | "weight" | "weights" | "all_weights" | "omega" | "omegas" | "coefs" => Part::Weights,
        "b" | "bs" | "bias" | "biases" | "all_biases" | "beta" | "betas" | "intercepts" => Part::Biases,
        "x" | "input" | "inputs" | "net_input" | "x_input" => Part::X,
        "y" | "label" | "labels" | "target" | "targets" => Part::Y,
        _ => return None,
    };
    Some((part, index))
}

/// The arrays in the order of their layers, which count from 0 or from 1; `None` where one is missing or there twice.
fn in_order(mut arrays: Vec<(usize, Array)>) -> Option<Vec<Array>> {
    arrays.sort_by_key(|(index, _)| *index);
    let first = arrays.first().map_or(0, |(index, _)| *index);
    let counts = first <= 1 && arrays.iter().enumerate().all(|(at, (index, _))| *index == first + at);
    counts.then(|| arrays.into_iter().map(|(_, array)| array).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{
        System,
        deep::{DeepArray, DeepProblem},
        examples, parse_all,
    };

    const W: [&str; 2] = ["[[1., 2., 3.],\n       [4., 5., 6.]]", "[[1.], [2.], [3.]]"];

    fn parts(text: &str) -> Parts {
        let arrays = parse_all(text).unwrap_or_else(|problem| panic!("{text}: {problem}"));
        Parts::of(arrays).unwrap_or_else(|| panic!("{text} is a network")).expect("that fits")
    }

    #[test]
    fn a_network_as_people_have_it() {
        let [w0, w1] = W;
        let texts = [
            format!("all_weights = [array({w0}), array({w1})]"),
            format!("[array({w0}), array({w1})]"),
            format!("[{w0}, {w1}]"),
            format!("W0 = np.array({w0})\nW1 = np.array({w1})"),
            format!("W1 = {w0}\nW2 = {w1}"),
            format!("W_0: {w0}\n\nW_1: {w1}"),
            format!("all_weights[0] = {w0}\nall_weights[1] = {w1}"),
            format!("weights[1] = {w1}; weights[0] = {w0}"),
            format!("# W0\n{w0}\n# W1\n{w1}"),
        ];
        for text in texts {
            let found = parts(&text);
            let shapes: Vec<Shape> = found.weights.iter().map(Array::shape).collect();
            assert_eq!(shapes, [Shape::Matrix(2, 3), Shape::Matrix(3, 1)], "{text}");
            assert_eq!(found.biases, [], "{text}");
        }
    }

    #[test]
    fn biases_input_and_labels_come_along() {
        let [w0, w1] = W;
        let text = format!(
            "all_weights = [{w0}, {w1}]\nall_biases = [array([1., 2., 3.]), array([4.])]\nnet_input = [[1, 2]]\ny = 3"
        );
        let found = parts(&text);
        assert_eq!((found.biases.len(), found.x.is_some(), found.y.is_some()), (2, true, true), "all of it");
        let before = examples::notebook_7_2();
        let given = found.complete(Convention::Rows, &before, &Sketch::of(&before));
        let problem = DeepProblem::new(&given).expect("fits");
        assert_eq!(problem.layers(), 2, "K and the widths follow");
        assert_eq!(problem.array(DeepArray::Y).map(|y| y.values().to_vec()), Some(vec![3.0]), "the label");
        let same = parts("W0 = [[1, 2], [3, 4]]\nW1 = [[1, 2], [3, 4]]\nbiases = [array([1., 2.]), array([3., 4.])]");
        assert_eq!(
            same.biases,
            [Array::vector(&[1.0, 2.0]), Array::vector(&[3.0, 4.0])],
            "read as a matrix, and split"
        );
    }

    #[test]
    fn what_the_text_does_not_hold_follows_its_shapes() {
        let [w0, w1] = W;
        let before = examples::notebook_7_2();
        let given = parts(&format!("[{w0}, {w1}]")).complete(Convention::Rows, &before, &Sketch::of(&before));
        assert_eq!(given.x.shape(), Shape::Matrix(1, 2), "one example as before, of two inputs");
        assert_eq!(given.y, before.y, "the label fits");
        assert_eq!(given.biases[0], Array::vector(&[0.0; 3]), "no biases");
        assert!(DeepProblem::new(&given).is_ok(), "and all fits together");
    }

    #[test]
    fn the_notebooks_own_layout_is_noticed() {
        let given = examples::notebook_7_2();
        let weights: Vec<Array> = given.weights.iter().map(Array::transposed).collect();
        let parts = Parts { weights, ..Parts::default() };
        assert_eq!(parts.convention(Convention::Rows), Convention::Columns, "W0 is [6, 1] there");
        let complete = parts.complete(Convention::Columns, &given, &Sketch::of(&given));
        assert_eq!(complete, given, "the same network");
    }

    #[test]
    fn what_is_no_network_is_left_alone() {
        for text in ["W0 = [1]\nW2 = [1]", "W0 = [1]\nW0 = [2]", "b0 = [1]\nb1 = [2]", "a = [1]\nW0 = [2]"] {
            assert_eq!(Parts::of(parse_all(text).expect("arrays")), None, "{text}");
        }
        let count = Parts::of(parse_all("W0 = [1]\nW1 = [1]\nb0 = [1]").expect("arrays"));
        assert_eq!(count, Some(Err(DeepMismatch::BiasCount { found: 1, layers: 2 })), "a bias is missing");
        let many = (0..10).map(|k| format!("W{k} = [[1]]\n")).collect::<Vec<_>>().concat();
        let many = Parts::of(parse_all(&many).expect("arrays"));
        assert_eq!(many, Some(Err(DeepMismatch::Layers { found: 10 })), "K = 9");
    }

    #[test]
    fn a_networks_arrays_are_numbered() {
        let text = "all_weights = [array([[1., 2.]]), array([[3.], [4.]])]\nW[0] = [1]; all_b[10]: 2\n[[[1]], [[2]]]";
        let arrays = parse_all(text).expect("all are arrays");
        let names: Vec<_> =
            arrays.iter().map(|named| (named.name.as_str(), named.index, named.array.shape())).collect();
        let expected = [
            ("all_weights", Some(0), Shape::Matrix(1, 2)),
            ("all_weights", Some(1), Shape::Matrix(2, 1)),
            ("W", Some(0), Shape::Vector(1)),
            ("all_b", Some(10), Shape::Scalar),
            ("", Some(0), Shape::Matrix(1, 1)),
            ("", Some(1), Shape::Matrix(1, 1)),
        ];
        assert_eq!(names, expected, "name, place in the list and shape of each");
        assert_eq!(parse_all("W = [[1, 2], [3, x]]").expect_err("a letter").column, 18, "a list is no excuse");
    }
}
