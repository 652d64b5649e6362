//! An element's size as a signal.

use js_sys::Reflect;
use leptos::{
    html::ElementType,
    prelude::{Effect, Get, GetUntracked, NodeRef, ReadSignal, Set, signal},
};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Element, ResizeObserver};

use super::{event, keep};

/// Size of an element's content box in CSS pixels, and how many device pixels a CSS pixel has.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Size {
    /// CSS pixels; 0 until the element is on the page.
    pub width: f64,
    /// CSS pixels; 0 until the element is on the page.
    pub height: f64,
    /// Device pixels a CSS pixel.
    pub ratio: f64,
}

impl Size {
    /// Width and height in whole device pixels.
    pub fn device(self) -> [usize; 2] {
        [(self.width * self.ratio).round() as usize, (self.height * self.ratio).round() as usize]
    }
}

/// Watches the element that `node` names, until the current owner is cleaned up.
pub fn watch<E>(node: NodeRef<E>) -> ReadSignal<Size>
where
    E: ElementType + 'static,
    E::Output: JsCast + Clone + 'static + AsRef<Element>,
{
    let (size, set_size) = signal(Size::default());
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        let element: Element = AsRef::<Element>::as_ref(&element).clone();
        let observed = element.clone();
        let measure = move || {
            // A zoomed part of the page has more device pixels for each of its own.
            let zoom = Reflect::get(&observed, &"currentCSSZoom".into()).ok().and_then(|zoom| zoom.as_f64());
            let ratio = zoom.unwrap_or(1.0) * web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
            let (width, height) = (f64::from(observed.client_width()), f64::from(observed.client_height()));
            let now = Size { width, height, ratio };
            // Observers begin with a word about what was measured already: that paints nothing again.
            if size.get_untracked() != now {
                set_size.set(now);
            }
        };
        // At once, so that nothing is drawn for another size first and moves.
        measure();
        on_resize(&element, measure.clone());
        // Nobody observes sizes between the screen and the paper.
        if let Some(window) = web_sys::window() {
            event::listen(window.into(), "beforeprint", move |_| measure());
        }
    });
    size
}

/// Calls `resized` whenever `element` has another size, until the current owner is cleaned up.
pub(super) fn on_resize(element: &Element, resized: impl FnMut() + 'static) {
    let resized = Closure::<dyn FnMut()>::new(resized);
    let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) else { return };
    observer.observe(element);
    keep::until_cleanup((observer, resized), |(observer, _)| observer.disconnect());
}
