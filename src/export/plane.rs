//! The plane as pictures know it: numbers of a network and its data, handed to `plot`, which knows neither.

use crate::{
    data::Dataset,
    nn::{Parameters, two_layer},
    plot::{
        field::{Field, Unit},
        projection::Bounds,
        scatter::{Class, Part, Point},
    },
    training::Snapshot,
};

/// Ȳ as a function of the plane.
pub fn field_of(parameters: &Parameters) -> Field {
    let units = (0..parameters.hidden())
        .map(|unit| Unit {
            w: [parameters.wi(0)[unit], parameters.wi(1)[unit]],
            b: parameters.bi()[unit],
            out: parameters.wo()[unit],
        })
        .collect();
    Field { units, offset: parameters.bo() }
}

/// The part of the plane that holds every example.
pub fn bounds_of(snapshot: &Snapshot) -> Bounds {
    Bounds::around(snapshot.dataset.examples.iter().map(|example| example.x))
}

/// Every example with what the network makes of it, in the dataset's order.
pub fn points_of(parameters: &Parameters, dataset: &Dataset) -> Vec<Point> {
    let point = |(place, example): (usize, &crate::data::Example)| Point {
        x: example.x,
        class: if example.y > 0.0 { Class::Positive } else { Class::Negative },
        part: if place < dataset.train { Part::Train } else { Part::Test },
        output: two_layer::output(parameters, example.x),
    };
    dataset.examples.iter().enumerate().map(point).collect()
}
