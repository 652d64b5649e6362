//! What several panels need: the theme's colours, a canvas that follows its scene, how many points each unit is active
//! on, and titles with keys.

use std::sync::{Arc, OnceLock};

use leptos::{html, prelude::*};

use super::text::keys::Shortcut;
pub(in crate::ui) use crate::export::plane::{bounds_of, field_of};
use crate::{
    browser::{canvas, size},
    options::Options,
    plot::{
        color::{Ramp, Theme, activation_ramp, class_ramp, sign_ramp},
        raster::ProbabilityTable,
        scene::Scene,
    },
    state::Store,
    training::Snapshot,
};

/// The theme's ramps, each built once a theme.
#[derive(Clone)]
pub(in crate::ui) struct Palette {
    /// Which theme.
    pub(super) theme: Theme,
    /// −1 orange, +1 blue.
    pub(super) class: Arc<Ramp>,
    /// The class ramp by Ȳ.
    pub(super) probability: Arc<ProbabilityTable>,
    /// Made when they are first asked for: a figure of the boundary shows neither.
    sign: Arc<OnceLock<Arc<Ramp>>>,
    activation: Arc<OnceLock<Arc<Ramp>>>,
}

impl Palette {
    /// The ramps of a theme.
    pub(super) fn new(theme: Theme) -> Self {
        let class = class_ramp(theme);
        let probability = Arc::new(ProbabilityTable::new(&class));
        Self { theme, class: Arc::new(class), probability, sign: Arc::default(), activation: Arc::default() }
    }

    /// Negative purple, positive green.
    pub(super) fn sign(&self) -> Arc<Ramp> {
        Arc::clone(self.sign.get_or_init(|| Arc::new(sign_ramp(self.theme))))
    }

    /// From neutral to ink.
    pub(super) fn activation(&self) -> Arc<Ramp> {
        Arc::clone(self.activation.get_or_init(|| Arc::new(activation_ramp(self.theme))))
    }
}

impl PartialEq for Palette {
    fn eq(&self, other: &Self) -> bool {
        self.theme == other.theme
    }
}

/// The colours of the theme that the page has now.
pub(in crate::ui) fn palette() -> Memo<Palette> {
    expect_context()
}

/// What is marked about the points while a parameter is taken apart; nothing otherwise.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Marks(pub(in crate::ui) RwSignal<Option<PointMarks>>);

/// Points by their places in the data.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct PointMarks {
    /// What each adds to the parameter's gradient.
    pub(in crate::ui) contributions: Vec<(usize, f64)>,
    /// Those whose hinge lies on the way of the parameter's finite difference.
    pub(in crate::ui) crossing: Vec<usize>,
}

/// For each hidden unit the share of training examples on which it is active, 0 to 1.
pub(in crate::ui) fn active_shares(snapshot: &Snapshot) -> Vec<f64> {
    let field = field_of(&snapshot.params);
    let train = snapshot.dataset.train();
    field
        .units
        .iter()
        .map(|unit| train.iter().filter(|example| unit.z(example.x) > 0.0).count() as f64 / train.len() as f64)
        .collect()
}

/// Paints a scene again whenever it is another one.
pub(super) fn paint_scene(node: NodeRef<html::Canvas>, size: ReadSignal<size::Size>, scene: Memo<Scene>) {
    Effect::new(move |_| {
        if let Some(canvas) = node.get() {
            scene.with(|scene| canvas::show_scene(&canvas, scene, size.get().ratio));
        }
    });
}

/// A control's title with its key, where the page listens to keys: a figure in somebody else's page does not.
pub(super) fn titled(store: Store, title: &str, key: Shortcut) -> String {
    if store.view.options.with(Options::is_figure) { title.to_owned() } else { key.after(title) }
}
