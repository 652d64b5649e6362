//! Points drawn by hand: what the tools do, whoever asks for it, a pointer, a key or a field.

mod hand;
mod keys;
mod point;
mod toolbar;

use leptos::{ev, prelude::*};
use strum::{IntoStaticStr, VariantArray};

pub(super) use hand::Press;
pub(in crate::ui) use point::PointFields;
pub(in crate::ui) use toolbar::{DrawBar, Said};

use crate::{
    data::{
        DataSpec, Example, Points, Source,
        edit::{Edit, Edited, rounded, spray},
    },
    options::{Control, Options},
    plot::{
        color::Theme,
        marks,
        projection::{Bounds, Projection},
        scatter::Scatter,
        scene::Shape,
    },
    state::{Store, Stroke},
    ui::text::draw as text,
};

/// The brush's radius as a share of the view's side.
const BRUSH: f64 = 0.06;

/// What a press on the plane does. By its name the style sheet knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub(in crate::ui) enum Tool {
    Look,
    Add,
    Brush,
    Move,
    Flip,
    Remove,
}

/// A point that arrow keys carry.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Carried {
    index: usize,
    has_moved: bool,
}

/// What hands do on a plane. It comes with the tools, which are there before anything can be drawn.
#[derive(Clone, Copy)]
pub(super) struct Hands {
    /// A pointer goes down.
    pub(super) press: fn(Draw, &ev::PointerEvent, [f64; 2], &Scatter, &Projection),
    /// A pointer moves.
    pub(super) drag: fn(Draw, &ev::PointerEvent, [f64; 2], &Projection),
    /// A pointer is lifted.
    pub(super) release: fn(Draw, &ev::PointerEvent, &Projection),
    /// What a key does with points. Says whether it was a key for that.
    pub(super) key: fn(Draw, &ev::KeyboardEvent, &Scatter, &Projection) -> bool,
    /// The probe moved: what is carried comes along.
    pub(super) carry: fn(Draw, [f64; 2], &Projection),
}

/// What the tools bring.
const HANDS: Hands =
    Hands { press: Draw::press, drag: Draw::drag, release: Draw::release, key: Draw::key, carry: Draw::carry };

/// The tools of one plane, and what they are in the middle of.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Draw {
    store: Store,
    /// The tool that is chosen.
    pub(in crate::ui) tool: RwSignal<Tool>,
    /// Whether the tools are there, in a figure, which has none until they are asked for.
    pub(in crate::ui) is_on: RwSignal<bool>,
    /// The label of new points.
    label: RwSignal<f64>,
    /// Whether the next point that is added replaces all others.
    pub(super) begins: RwSignal<bool>,
    /// What was done last, in words.
    said: RwSignal<Option<String>>,
    /// What the pointer holds.
    press: RwSignal<Option<Press>>,
    carried: RwSignal<Option<Carried>>,
    hands: StoredValue<Option<Hands>>,
}

impl Draw {
    pub(in crate::ui) fn new(store: Store) -> Self {
        Self {
            store,
            tool: RwSignal::new(Tool::Look),
            is_on: RwSignal::new(false),
            label: RwSignal::new(1.0),
            begins: RwSignal::new(false),
            said: RwSignal::new(None),
            press: RwSignal::new(None),
            carried: RwSignal::new(None),
            hands: StoredValue::new(None),
        }
    }

    /// What a hand does, once the tools are there.
    pub(super) fn hands(self) -> Option<Hands> {
        self.hands.get_value()
    }

    /// Whether the view must stand still: under a moving point it would run away.
    pub(super) fn holds(self) -> bool {
        self.press.get().is_some() || self.carried.get().is_some()
    }

    /// How far the brush reaches, where it is the brush that is chosen.
    pub(super) fn shapes(self, projection: &Projection, theme: Theme) -> Vec<Shape> {
        let brush = self.store.view.probe.get().filter(|_| self.tool.get() == Tool::Brush);
        let ring = |x| marks::brush_shapes(projection.to_pixels(x), BRUSH * projection.width(), theme);
        brush.map(ring).into_iter().flatten().collect()
    }

    /// Whether there is something to say of what was done.
    pub(in crate::ui) fn has_said(self) -> bool {
        self.said.with(Option::is_some)
    }

    /// What a press on the plane does from now on.
    pub(in crate::ui) fn choose(self, tool: Tool) {
        self.let_go();
        self.said.set(None);
        if !matches!(tool, Tool::Add | Tool::Brush) {
            self.begins.set(false);
        }
        self.tool.set(tool);
    }

    /// Whether points can be changed here: not where the author has hidden or locked the tools, nor in a figure before
    /// somebody asks for them.
    fn may_change(self) -> bool {
        let is_on = self.is_on.get_untracked();
        let may = |options: &Options| options.allows(Control::Draw) && (is_on || !options.is_figure());
        self.store.view.options.with_untracked(may)
    }

    /// Brings the tools, or leaves them: then a finger scrolls the page again.
    pub(in crate::ui) fn turn_on(self, is_on: bool) {
        self.choose(if is_on { Tool::Move } else { Tool::Look });
        self.is_on.set(is_on);
    }

    /// What is carried or drawn stays where it is.
    fn let_go(self) {
        self.press.set(None);
        self.carried.set(None);
        self.store.lift();
    }

    fn say(self, what: String) {
        self.said.set(Some(what));
    }

    /// Does an edit, selects what was edited, and says what was done, with what else came of it; says why where it cannot
    /// be done.
    fn edit(self, edit: &Edit, stroke: Stroke, words: &dyn Fn(&Edited) -> String) -> Option<Edited> {
        let before = self.standing();
        let data = self.store.snapshot.with_untracked(|snapshot| snapshot.config.data.clone());
        let begins = self.begins.get_untracked() && matches!(edit, Edit::Add(_));
        let nothing = DataSpec { source: Source::Custom(Points::default()), ..data.clone() };
        match edit.apply(if begins { &nothing } else { &data }) {
            Ok(edited) => {
                if begins {
                    self.begins.set(false);
                    self.store.replace_data(edited.data.clone(), stroke);
                } else {
                    self.store.edit_data(edited.data.clone(), stroke);
                }
                self.store.view.example.set(edited.index);
                self.say(words(&edited) + &self.consequences(before));
                Some(edited)
            }
            Err(refusal) => {
                self.say(text::refused(refusal));
                None
            }
        }
    }

    /// Whether the points are generated, and at which step the run stands.
    fn standing(self) -> (bool, u64) {
        self.store
            .snapshot
            .with_untracked(|snapshot| (matches!(snapshot.config.data.source, Source::Generated { .. }), snapshot.step))
    }

    fn consequences(self, (was_generated, step_before): (bool, u64)) -> String {
        let (is_generated, step) = self.standing();
        let own = (was_generated && !is_generated).then_some(text::NOW_OWN);
        let anew = (step < step_before).then_some(text::ANEW);
        own.into_iter().chain(anew).flat_map(|sentence| [" ", sentence]).collect()
    }

    fn add(self, x: [f64; 2]) -> Option<Edited> {
        let y = self.label.get_untracked();
        self.edit(&Edit::Add(vec![Example { x, y }]), Stroke::Drawn, &|edited| text::added(y, x, edited.count))
    }

    /// One dab of the brush.
    fn dab(self, at: [f64; 2], view: Bounds) {
        let y = self.label.get_untracked();
        let count = self.count();
        let points: Vec<Example> = spray(at, BRUSH * view.side(), y, count as u64)
            .into_iter()
            .map(|point| Example { x: placed(point.x, view), ..point })
            .collect();
        let before = if self.begins.get_untracked() { 0 } else { count };
        self.edit(&Edit::Add(points), Stroke::Drawn, &|edited| text::sprayed(edited.count - before, y, edited.count));
    }

    /// The example lies at `x` from now on. Whoever drags it says so at the end.
    fn relocate(self, index: usize, x: [f64; 2]) {
        let data = self.store.snapshot.with_untracked(|snapshot| snapshot.config.data.clone());
        match Edit::Move(index, x).apply(&data) {
            Ok(edited) => {
                self.store.view.example.set(index);
                self.store.drag_data(edited.data);
            }
            Err(refusal) => self.say(text::refused(refusal)),
        }
    }

    /// The number by which people call an example.
    fn number(self, index: usize) -> usize {
        self.store.dataset.with_untracked(|data| data.number(index))
    }

    fn flip(self, index: usize) {
        self.edit(&Edit::Flip(index), Stroke::Single, &|edited| {
            text::flipped(self.number(edited.index), self.example(edited.index).map_or(1.0, |example| example.y))
        });
    }

    fn remove(self, index: usize) {
        let selected = self.store.example.get_untracked();
        let number = self.number(index);
        let words = |edited: &Edited| text::removed(number, edited.count);
        if let Some(edited) = self.edit(&Edit::Remove(index), Stroke::Single, &words) {
            // The selection stays with its example, whose number may be another one now.
            let selected = if index == selected { edited.index } else { selected - usize::from(index < selected) };
            self.store.view.example.set(selected);
        }
    }

    fn undo(self) {
        self.let_go();
        self.begins.set(false);
        let done = self.store.undo();
        self.say(if done { text::undone(self.count()) } else { text::NOTHING_TO_UNDO.to_owned() });
    }

    fn redo(self) {
        self.let_go();
        let done = self.store.redo();
        self.say(if done { text::redone(self.count()) } else { text::NOTHING_TO_REDO.to_owned() });
    }

    /// The next point that is added replaces all others, or no longer does. An empty plane could not be trained on, so
    /// the points stay until then, faint.
    fn begin(self) {
        let begins = !self.begins.get_untracked();
        if begins && !matches!(self.tool.get_untracked(), Tool::Add | Tool::Brush) {
            self.choose(Tool::Add);
        }
        self.begins.set(begins);
        self.say(if begins { text::CLEARED } else { text::NOT_CLEARED }.to_owned());
    }

    fn count(self) -> usize {
        self.store.dataset.with_untracked(|dataset| dataset.examples.len())
    }

    fn example(self, index: usize) -> Option<Example> {
        self.store.dataset.with_untracked(|dataset| dataset.examples.get(index).copied())
    }
}

/// A place as a hand means it: within the view, and written shortly.
fn placed(x: [f64; 2], view: Bounds) -> [f64; 2] {
    view.clamp(x).map(|coordinate| rounded(coordinate, view.side()))
}
