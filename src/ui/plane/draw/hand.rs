//! The tools under a mouse, a pen or a finger.

use leptos::{ev, prelude::*};

use super::{Draw, Tool, placed};
use crate::{
    browser::pointer,
    plot::{projection::Projection, scatter::Scatter},
    state::Stroke,
    ui::text::draw as text,
};

/// A press flips, removes or moves the nearest point up to this many CSS pixels away.
const REACH: f64 = 24.0;
/// With the tool that adds, only what is right under the pointer is dragged.
const UNDER: f64 = 8.0;
/// A finger covers more.
const UNDER_FINGER: f64 = 16.0;
/// A press that moves no further than this is no drag. CSS pixels.
const STILL: f64 = 4.0;
/// The brush dabs again after this share of its radius.
const SPACING: f64 = 0.75;

/// What a pointer holds down on the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui) struct Press {
    /// Which pointer.
    id: i32,
    /// Where it was pressed, or where the brush dabbed last, in CSS pixels.
    from: [f64; 2],
    grip: Grip,
}

/// What is done with what is held.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Grip {
    /// A point whose marker was at `origin`. It follows once the pointer moves; where it never does, a point is added if
    /// the tool adds.
    Held { index: usize, origin: [f64; 2] },
    /// The point follows.
    Dragged { index: usize, origin: [f64; 2] },
    /// The brush.
    Brush,
    /// The point that was just added follows; what was said of it stays true until it moves.
    New { index: usize, origin: [f64; 2] },
}

impl Draw {
    /// A pointer goes down.
    pub(super) fn press(self, event: &ev::PointerEvent, at: [f64; 2], scatter: &Scatter, projection: &Projection) {
        let tool = self.tool.get_untracked();
        if tool == Tool::Look || !self.may_change() || event.button() != 0 || self.press.get_untracked().is_some() {
            return;
        }
        self.let_go();
        let reach = match (tool, event.pointer_type().as_str()) {
            (Tool::Add, "mouse") => UNDER,
            (Tool::Add, _) => UNDER_FINGER,
            _ => REACH,
        };
        // Before a set of one's own begins, the others are only shadows.
        let under = scatter.nearest(at, reach).filter(|_| !self.begins.get_untracked());
        let origin = |index: usize| {
            scatter.markers.iter().find(|marker| marker.index == index).map_or(at, |marker| marker.center)
        };
        let x = placed(projection.to_data(at), projection.view());
        let grip = match (tool, under) {
            (Tool::Add | Tool::Move, Some(index)) => Some(Grip::Held { index, origin: origin(index) }),
            (Tool::Add, None) => self.add(x).map(|edited| Grip::New { index: edited.index, origin: at }),
            (Tool::Brush, _) => {
                self.dab(x, projection.view());
                Some(Grip::Brush)
            }
            (Tool::Flip, Some(index)) => {
                self.flip(index);
                None
            }
            (Tool::Remove, Some(index)) => {
                self.remove(index);
                None
            }
            (Tool::Move | Tool::Flip | Tool::Remove, None) => {
                self.say(text::NOTHING_NEAR.to_owned());
                None
            }
            (Tool::Look, _) => None,
        };
        if let Some(grip) = grip {
            pointer::capture(event);
            self.press.set(Some(Press { id: event.pointer_id(), from: at, grip }));
        }
    }

    /// A pointer moves.
    pub(super) fn drag(self, event: &ev::PointerEvent, at: [f64; 2], projection: &Projection) {
        let Some(press) = self.press.get_untracked().filter(|press| press.id == event.pointer_id()) else { return };
        let [right, down] = [at[0] - press.from[0], at[1] - press.from[1]];
        let distance = right.hypot(down);
        let there =
            |origin: [f64; 2]| placed(projection.to_data([origin[0] + right, origin[1] + down]), projection.view());
        match press.grip {
            Grip::Held { index, origin } | Grip::New { index, origin } if distance > STILL => {
                self.press.set(Some(Press { grip: Grip::Dragged { index, origin }, ..press }));
                self.relocate(index, there(origin));
            }
            Grip::Dragged { index, origin } => self.relocate(index, there(origin)),
            Grip::Brush if distance > SPACING * super::BRUSH * projection.width() => {
                self.press.set(Some(Press { from: at, ..press }));
                self.dab(placed(projection.to_data(at), projection.view()), projection.view());
            }
            Grip::Held { .. } | Grip::New { .. } | Grip::Brush => {}
        }
    }

    /// A pointer is lifted.
    pub(super) fn release(self, event: &ev::PointerEvent, projection: &Projection) {
        let Some(press) = self.press.get_untracked().filter(|press| press.id == event.pointer_id()) else { return };
        match press.grip {
            Grip::Held { .. } if self.tool.get_untracked() == Tool::Add => {
                self.add(placed(projection.to_data(press.from), projection.view()));
            }
            Grip::Held { index, .. } => self.store.view.example.set(index),
            Grip::Dragged { index, .. } => {
                if let Some(example) = self.example(index) {
                    self.say(text::moved(self.number(index), example.x));
                }
            }
            Grip::New { .. } | Grip::Brush => {}
        }
        self.let_go();
    }

    /// The browser takes the pointer away: what was drawn stays.
    pub(in crate::ui) fn cancel(self) {
        if self.press.get_untracked().is_some() {
            self.let_go();
        }
    }

    /// An edit that a field asks for.
    pub(super) fn place(self, index: usize, x: [f64; 2]) {
        self.edit(&super::Edit::Move(index, x), Stroke::Single, &|edited| text::moved(self.number(edited.index), x));
    }
}
