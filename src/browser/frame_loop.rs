//! Calls back once per animation frame, as long as its owner lives and there is something to do.

use std::{cell::RefCell, rc::Rc};

use leptos::prelude::{Effect, Get, GetUntracked, GetValue, Memo, SetValue, StoredValue, UpdateValue};
use wasm_bindgen::{JsCast, prelude::Closure};

use super::keep;

/// The closure that schedules itself: it holds a weak handle to this.
type Callback = Rc<RefCell<Option<Closure<dyn FnMut(f64)>>>>;

/// Calls `on_frame` with the milliseconds since the frame before, whatever the browser's clock makes of them, once per
/// animation frame while `awake`, until the current owner is cleaned up. The first call gets 0, and so does the first
/// after a sleep: time in which nobody looked has not passed.
///
/// One persistent closure is scheduled again and again: a closure made per frame would leak where a frame is
/// cancelled (leptos issue 2330).
pub fn on_each_frame(awake: Memo<bool>, mut on_frame: impl FnMut(f64) + 'static) {
    let closure: Callback = Rc::default();
    let request = StoredValue::new_local(None::<i32>);
    let slept = StoredValue::new(false);
    let mut before = None::<f64>;
    let again = Rc::downgrade(&closure);
    *closure.borrow_mut() = Some(Closure::new(move |now: f64| {
        // In a hidden tab a frame that was asked for comes when somebody looks again.
        let has_slept = slept.try_update_value(|slept| std::mem::replace(slept, false)).unwrap_or(false);
        let delta = before.filter(|_| !has_slept).map_or(0.0, |before| now - before);
        on_frame(delta);
        let goes_on = awake.try_get_untracked().unwrap_or(false);
        before = goes_on.then_some(now);
        // After the owner is gone nothing is scheduled again.
        let _ = request.try_update_value(|id| {
            *id = again.upgrade().filter(|_| goes_on).and_then(|closure| schedule(&closure));
        });
    }));
    let waking = StoredValue::new_local(Rc::clone(&closure));
    Effect::new(move |_| {
        let is_scheduled = request.get_value().is_some();
        if !awake.get() {
            slept.set_value(true);
        } else if !is_scheduled {
            let id = waking.try_get_value().and_then(|closure| schedule(&closure));
            request.update_value(|request| *request = id);
        }
    });
    keep::until_cleanup(closure, move |_| {
        if let (Some(window), Some(Some(id))) = (web_sys::window(), request.try_get_value()) {
            let _ = window.cancel_animation_frame(id);
        }
    });
}

fn schedule(closure: &Callback) -> Option<i32> {
    let closure = closure.borrow();
    let callback = closure.as_ref()?.as_ref().unchecked_ref();
    web_sys::window()?.request_animation_frame(callback).ok()
}
