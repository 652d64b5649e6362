//! The tools by keyboard: the probe is the hand.

use leptos::{ev, prelude::*};

use super::{Carried, Draw, Tool, placed};
use crate::{
    plot::{projection::Projection, scatter::Scatter},
    ui::text::draw as text,
};

impl Draw {
    /// Undoes and redoes, on the plane and on its tools. Says whether the key was one for that.
    pub(super) fn undo_key(self, event: &ev::KeyboardEvent) -> bool {
        if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
            return false;
        }
        match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
            ("z", false) => self.undo(),
            ("z", true) | ("y", false) => self.redo(),
            _ => return false,
        }
        event.prevent_default();
        true
    }

    /// What a key on the plane does with points. Says whether it was a key for that.
    pub(super) fn key(self, event: &ev::KeyboardEvent, scatter: &Scatter, projection: &Projection) -> bool {
        if !self.may_change() {
            return false;
        }
        if self.undo_key(event) {
            return true;
        }
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return false;
        }
        let selected = self.store.example.get_untracked();
        match event.key().as_str() {
            "Delete" | "Backspace" => {
                self.let_go();
                self.remove(selected);
            }
            "f" | "F" => self.flip(selected),
            "Enter" | " " if self.tool.get_untracked() != Tool::Look => self.act(scatter, projection),
            "Escape" if self.carried.get_untracked().is_some() => self.put_back(),
            _ => return false,
        }
        event.prevent_default();
        true
    }

    /// The probe moved to `x`: what is carried comes along.
    pub(super) fn carry(self, x: [f64; 2], projection: &Projection) {
        if let Some(Carried { index, .. }) = self.carried.get_untracked() {
            self.carried.set(Some(Carried { index, has_moved: true }));
            self.relocate(index, placed(x, projection.view()));
        }
    }

    /// Does at the probe what the tool does.
    fn act(self, scatter: &Scatter, projection: &Projection) {
        if let Some(Carried { index, .. }) = self.carried.get_untracked() {
            if let Some(example) = self.example(index) {
                self.say(text::moved(self.number(index), example.x));
            }
            return self.let_go();
        }
        let view = projection.view();
        let probe = self.store.view.probe;
        let from_selected = || self.example(self.store.example.get_untracked()).map(|example| example.x);
        let at = match self.tool.get_untracked() {
            // Where nothing is pointed at, a new point must not come to lie on another.
            Tool::Add | Tool::Brush => probe.get_untracked().unwrap_or(view.center()),
            _ => probe.get_untracked().or_else(from_selected).unwrap_or(view.center()),
        };
        probe.set(Some(at));
        self.store.lift();
        let nearest = scatter.nearest(projection.to_pixels(at), f64::INFINITY);
        match (self.tool.get_untracked(), nearest) {
            (Tool::Add, _) => {
                self.add(placed(at, view));
            }
            (Tool::Brush, _) => self.dab(placed(at, view), view),
            (Tool::Move, Some(index)) => self.pick_up(index),
            (Tool::Flip, Some(index)) => self.flip(index),
            (Tool::Remove, Some(index)) => self.remove(index),
            _ => {}
        }
        if self.carried.get_untracked().is_none() {
            self.store.lift();
        }
    }

    fn pick_up(self, index: usize) {
        if let Some(example) = self.example(index) {
            self.store.view.example.set(index);
            self.store.view.probe.set(Some(example.x));
            self.carried.set(Some(Carried { index, has_moved: false }));
            self.say(text::picked_up(self.number(index), example.x));
        }
    }

    fn put_back(self) {
        let has_moved = self.carried.get_untracked().is_some_and(|carried| carried.has_moved);
        self.let_go();
        if has_moved {
            self.store.undo();
        }
        self.say(text::PUT_BACK.to_owned());
    }
}
