//! A network of dense layers, each with its activation: forward and backward side by side.

use nalgebra::{DMatrix, DVector};

use super::{Activation, Dense, Parameters};

/// A network of K layers; layer k computes f\[k\] = h\[k\]·W\[k\] + b\[k\] and hands on h\[k+1\] = activation(f\[k\]).
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    layers: Vec<Layer>,
}

/// A dense layer and what is applied to its result.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// The weights and biases.
    pub dense: Dense,
    /// Applied to each pre-activation.
    pub activation: Activation,
}

/// Everything that a forward pass computed, kept for the backward pass.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// What enters layer k; `h[0]` is the input. Shape `[n, in_k]` each.
    pub h: Vec<DMatrix<f64>>,
    /// The pre-activation of layer k. Shape `[n, out_k]` each.
    pub f: Vec<DMatrix<f64>>,
    /// The last activation. Shape `[n, out]`.
    pub output: DMatrix<f64>,
}

/// Derivatives of one loss with respect to everything in a network.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradients {
    /// ∂L/∂f\[k\], the shape of `f[k]`.
    pub dl_df: Vec<DMatrix<f64>>,
    /// ∂L/∂h\[k\], the shape of `h[k]`; `dl_dh[0]` is with respect to the input.
    pub dl_dh: Vec<DMatrix<f64>>,
    /// ∂L/∂W\[k\], summed over the examples. Shape `[in_k, out_k]` each.
    pub dl_dweights: Vec<DMatrix<f64>>,
    /// ∂L/∂b\[k\], summed over the examples. Shape `[out_k]` each.
    pub dl_dbiases: Vec<DVector<f64>>,
}

/// Why layers do not make a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetworkError {
    /// There is no layer at all.
    NoLayers,
    /// A layer has no inputs or no outputs.
    EmptyLayer {
        /// Which layer, from 0.
        layer: usize,
    },
    /// A layer takes another number of inputs than the one before it gives.
    Width {
        /// Which layer, from 0.
        layer: usize,
        /// Outputs of the layer before.
        given: usize,
        /// Inputs of this layer, its weights' rows.
        taken: usize,
    },
    /// A layer has another number of biases than of outputs.
    Biases {
        /// Which layer, from 0.
        layer: usize,
        /// Its biases.
        biases: usize,
        /// Its outputs, its weights' columns.
        outputs: usize,
    },
}

impl Network {
    /// A network of these layers, where their shapes fit together.
    pub fn new(layers: Vec<Layer>) -> Result<Self, NetworkError> {
        let Some(first) = layers.first() else { return Err(NetworkError::NoLayers) };
        let mut given = first.dense.w.nrows();
        for (layer, Layer { dense: Dense { w, b }, .. }) in layers.iter().enumerate() {
            if w.is_empty() {
                return Err(NetworkError::EmptyLayer { layer });
            }
            if w.nrows() != given {
                return Err(NetworkError::Width { layer, given, taken: w.nrows() });
            }
            if w.ncols() != b.len() {
                return Err(NetworkError::Biases { layer, biases: b.len(), outputs: w.ncols() });
            }
            given = w.ncols();
        }
        Ok(Self { layers })
    }

    /// The layers, from the input to the output.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// Runs `x`, shape `[n, in]`, through every layer. Panics where `x` has another number of columns.
    pub fn forward(&self, x: &DMatrix<f64>) -> Trace {
        let (mut h, mut f) = (Vec::with_capacity(self.layers.len()), Vec::with_capacity(self.layers.len()));
        let mut output = x.clone();
        for Layer { dense, activation } in &self.layers {
            let preactivation = dense.forward(&output);
            let activated = preactivation.map(|f| activation.apply(f));
            h.push(std::mem::replace(&mut output, activated));
            f.push(preactivation);
        }
        Trace { h, f, output }
    }

    /// From ∂L/∂output, shape `[n, out]`, at the `trace` of this network's forward pass, from the last layer to the
    /// first: ∂L/∂f = ∂L/∂h ⊙ activation′(f), then the dense layer's own three. Panics on other shapes.
    pub fn backward(&self, trace: &Trace, dl_doutput: &DMatrix<f64>) -> Gradients {
        let mut gradients = Gradients { dl_df: vec![], dl_dh: vec![], dl_dweights: vec![], dl_dbiases: vec![] };
        let mut above = dl_doutput.clone();
        for (k, Layer { dense, activation }) in self.layers.iter().enumerate().rev() {
            let dl_df = above.zip_map(&trace.f[k], |above, f| above * activation.derivative(f));
            let layer = dense.backward(&trace.h[k], &dl_df);
            above.clone_from(&layer.input);
            gradients.dl_df.push(dl_df);
            gradients.dl_dh.push(layer.input);
            gradients.dl_dweights.push(layer.w);
            gradients.dl_dbiases.push(layer.b);
        }
        gradients.in_forward_order()
    }
}

impl Gradients {
    /// The backward pass finds the last layer's derivatives first; everyone else counts from the first layer.
    fn in_forward_order(mut self) -> Self {
        self.dl_df.reverse();
        self.dl_dh.reverse();
        self.dl_dweights.reverse();
        self.dl_dbiases.reverse();
        self
    }
}

impl From<&Parameters> for Network {
    /// The 2-h-1 network: a `ReLU` layer `[2, h]` and an identity layer `[h, 1]`.
    fn from(parameters: &Parameters) -> Self {
        let hidden = parameters.hidden();
        let wi = DMatrix::from_row_slice(2, hidden, &parameters.as_slice()[..2 * hidden]);
        let input = Dense { w: wi, b: DVector::from_column_slice(parameters.bi()) };
        let wo = DMatrix::from_column_slice(hidden, 1, parameters.wo());
        let output = Dense { w: wo, b: DVector::from_element(1, parameters.bo()) };
        Self {
            layers: vec![
                Layer { dense: input, activation: Activation::Relu },
                Layer { dense: output, activation: Activation::Identity },
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(inputs: usize, outputs: usize, biases: usize) -> Layer {
        let dense = Dense { w: DMatrix::from_element(inputs, outputs, 0.5), b: DVector::zeros(biases) };
        Layer { dense, activation: Activation::Tanh }
    }

    #[test]
    fn layers_that_do_not_fit_are_refused() {
        let table = [
            (vec![], NetworkError::NoLayers),
            (vec![layer(0, 2, 2)], NetworkError::EmptyLayer { layer: 0 }),
            (vec![layer(2, 3, 3), layer(4, 1, 1)], NetworkError::Width { layer: 1, given: 3, taken: 4 }),
            (vec![layer(2, 3, 2)], NetworkError::Biases { layer: 0, biases: 2, outputs: 3 }),
        ];
        for (layers, problem) in table {
            assert_eq!(Network::new(layers), Err(problem), "{problem:?}");
        }
        let fits = [layer(2, 3, 3), layer(3, 1, 1)];
        assert_eq!(Network::new(fits.to_vec()).expect("layers that fit").layers(), fits, "they are taken as they are");
    }

    #[test]
    fn a_trace_has_the_shapes_of_its_layers() {
        let network = Network::new(vec![layer(2, 3, 3), layer(3, 1, 1)]).expect("fits");
        let trace = network.forward(&DMatrix::from_element(5, 2, 1.0));
        let shapes = |arrays: &[DMatrix<f64>]| arrays.iter().map(DMatrix::shape).collect::<Vec<_>>();
        assert_eq!(shapes(&trace.h), [(5, 2), (5, 3)], "what enters each layer");
        assert_eq!(shapes(&trace.f), [(5, 3), (5, 1)], "each pre-activation");
        let gradients = network.backward(&trace, &trace.output);
        assert_eq!(shapes(&gradients.dl_dh), shapes(&trace.h), "∂L/∂h");
        assert_eq!(shapes(&gradients.dl_df), shapes(&trace.f), "∂L/∂f");
        assert_eq!(shapes(&gradients.dl_dweights), [(2, 3), (3, 1)], "∂L/∂W");
    }
}
