use super::*;
use crate::{
    Named,
    training::{Action, Session},
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
