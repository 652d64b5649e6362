//! A part of the page whose code is fetched when it is first seen, or before, when the page has nothing better to do.
//!
//! A part is a function with `#[wasm_split]`: from it on, code that nothing else calls comes in a file of its own.
//! `cargo xtask build` makes the files (`xtask/pack`); everywhere else such a function is called as any other.

use std::{
    future::Future,
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll, Waker},
};

use leptos::{prelude::*, task::spawn_local, wasm_split::SplitLoaderError};

use super::text;
use crate::browser::timer;

/// A fetch under way: of the code, or of what it answers.
type Fetch<T = ()> = Pin<Box<dyn Future<Output = Result<T, SplitLoaderError>>>>;

/// How many parts came after they had been missing. What kept one away often kept others, so they ask again too.
#[derive(Clone, Copy, Default)]
pub(super) struct Late(RwSignal<usize>);

/// How far a part's code has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Coming,
    Here,
    /// It could not be fetched. Asked again, it may be.
    Missing,
}

/// The view that `view` makes, in its place as soon as its code is there. Until then the place is kept, and where the
/// code cannot be had, it says so and can be asked again.
#[component]
pub(super) fn Part<Fetched, Made>(
    /// Fetches the code.
    fetch: fn() -> Fetched,
    /// Makes the view, once the code is there.
    view: impl Fn() -> Made + Send + Sync + 'static,
    /// A class for the place while it is empty: how much room to keep.
    #[prop(default = "")]
    place: &'static str,
    /// Whether the code is fetched only once the page has nothing better to do.
    #[prop(default = false)]
    idle: bool,
) -> impl IntoView
where
    Fetched: Future<Output = Result<(), SplitLoaderError>> + 'static,
    Made: Future<Output = Result<AnyView, SplitLoaderError>>,
{
    let view = move || now(pin!(view())).and_then(Result::ok);
    in_its_place(Arc::new(move || Box::pin(fetch())), Box::new(view), place, idle)
}

/// What every part does, whatever its code: here once, and not once for each.
fn in_its_place(
    fetch: Arc<dyn Fn() -> Fetch + Send + Sync>,
    view: Box<dyn Fn() -> Option<AnyView> + Send + Sync>,
    place: &'static str,
    idle: bool,
) -> AnyView {
    let standing = RwSignal::new(Standing::Coming);
    let ask = asking(fetch, standing);
    let again = ask_with_others(ask.clone(), standing);
    if idle {
        timer::when_idle(move || ask(false));
    } else {
        ask(false);
    }
    let standing = Memo::new(move |_| standing.get());
    (move || match standing.get() {
        Standing::Here => view().into_any(),
        Standing::Coming => {
            view! { <p class=format!("part {place}") role="status" aria-busy="true"><span>{text::COMING}</span></p> }
                .into_any()
        }
        Standing::Missing => {
            let again = again.clone();
            view! {
                <p class=format!("part {place}") role="alert">
                    <span>{text::MISSING}</span>
                    <button type="button" class="quiet" on:click=move |_| again()>{text::TRY_AGAIN}</button>
                </p>
            }
            .into_any()
        }
    })
    .into_any()
}

/// Fetches a part's code, and says what has become of it. It is told whether it was asked before, in vain.
fn asking(fetch: Arc<dyn Fn() -> Fetch + Send + Sync>, standing: RwSignal<Standing>) -> impl Fn(bool) + Clone {
    let Late(late) = expect_context();
    move |again| {
        // Whoever waited may have gone elsewhere.
        let settle = move |outcome: Result<(), SplitLoaderError>| {
            let _ = standing.try_set(if outcome.is_ok() { Standing::Here } else { Standing::Missing });
            if again && outcome.is_ok() {
                late.update(|count| *count += 1);
            }
        };
        let mut fetched = fetch();
        // What is there already is shown at once.
        if let Some(outcome) = now(fetched.as_mut()) {
            return settle(outcome);
        }
        let _ = standing.try_set(Standing::Coming);
        spawn_local(async move { settle(fetched.await) });
    }
}

/// Asks again for what is missing: when called, and whenever another part came that was missing.
fn ask_with_others(
    ask: impl Fn(bool) + Clone + Send + Sync + 'static,
    standing: RwSignal<Standing>,
) -> impl Fn() + Clone + Send + Sync {
    let Late(late) = expect_context();
    let again = move || ask(true);
    let with_others = again.clone();
    let arrived = move |_: &usize, _: Option<&usize>, _| {
        if standing.get_untracked() == Standing::Missing {
            with_others();
        }
    };
    Effect::watch(move || late.get(), arrived, false);
    again
}

/// What the future has by now. One whose code is there never waits.
pub(super) fn now<T>(future: Pin<&mut (impl Future<Output = T> + ?Sized)>) -> Option<T> {
    match future.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

/// A part to be fetched before it is seen.
pub(super) type Soon = fn() -> Fetch;

/// Fetches the parts one after the other, each when the page is idle. What cannot be had is asked for again by whoever
/// wants to see it.
pub(super) fn fetch_when_idle(mut parts: impl Iterator<Item = &'static Soon> + 'static) {
    timer::when_idle(move || {
        let Some(fetch) = parts.next() else { return };
        spawn_local(async move {
            drop(fetch().await);
            fetch_when_idle(parts);
        });
    });
}
