use std::sync::Arc;

use super::*;
use crate::{
    Named,
    check::Precision,
    nn::Parameters,
    training::{Action, Config, NetworkSpec, Session},
};

#[test]
fn names_are_inverse() {
    for &kind in Kind::ALL {
        assert_eq!(Kind::from_name(kind.name()), Some(kind), "{}", kind.name());
    }
    assert_eq!(Kind::from_name("pdf"), None, "unknown names are refused");
}

#[test]
fn files_are_named_by_their_step() {
    let mut session = Session::default();
    session.apply(Action::Step(340));
    let names: Vec<_> = Kind::ALL.iter().map(|kind| kind.file_name(&session.snapshot())).collect();
    let expected = [
        "backprop-step-340.py",
        "backprop-step-340-torch.py",
        "backprop-step-340-vectors.json",
        "backprop-step-340-literals.py",
        "backprop-step-340-boundary.svg",
        "backprop-step-340-boundary.png",
        "backprop-step-340-heatmaps.svg",
        "backprop-step-340-heatmaps.png",
        "loss-history.csv",
    ];
    assert_eq!(names, expected, "each its own");
}

#[test]
fn no_picture_says_nan_however_large_the_numbers_are() {
    for size in [1e30, 1e150, 1e200] {
        let values = NetworkSpec::default().drawn().as_slice().iter().map(|value| value * size).collect();
        let start = Parameters::from_flat(8, values).map(Arc::new);
        let network = NetworkSpec { start, ..NetworkSpec::default() };
        let now = Session::new(Config { network, ..Config::default() }).snapshot();
        for &precision in Precision::ALL {
            let check = CheckSpec { precision, ..CheckSpec::default() };
            for kind in [Kind::BoundarySvg, Kind::HeatmapsSvg] {
                let Content::Text(svg) = make(kind, &now, Scope::Train, &check).content else {
                    panic!("{kind:?} is text")
                };
                assert!(!svg.contains("NaN") && !svg.contains("inf"), "{kind:?} of {size} in {precision:?}");
            }
        }
    }
}
