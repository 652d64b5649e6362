//! A gradient's derivation as data: terms, factors, sums.
