//! Does what the page's author asks for in the options, at the beginning and whenever a call changes them.

use leptos::{prelude::*, task::spawn_local};

use super::embed;
use crate::{
    Named,
    browser::{embedding, media, page},
    options::{Control, Options},
    state::{Page, Store},
    training::Action,
};

/// Begins: the view, the speed and the play of the options once, their theme and their restrictions from now on. In a
/// frame the embedding page is answered.
pub(super) fn obey(store: Store) {
    let options = store.view.options;
    // Effects run when the first picture is made, and with it the state of the link.
    Effect::new(move |before: Option<()>| {
        if before.is_none() {
            begin(store, &options.get_untracked());
        }
    });
    let theme = Memo::new(move |_| options.with(|options| options.theme));
    Effect::new(move |_| {
        if let Some(theme) = theme.get() {
            store.view.theme.set(theme);
        }
    });
    let figure = Memo::new(move |_| options.with(Options::is_figure));
    Effect::new(move |_| page::set_figure(figure.get()));
    restrict(store);
    if embedding::is_embedded() {
        Effect::new(move |before: Option<()>| {
            if before.is_none() {
                // The owner of what is made there is the page, and not the moment in which it arrives.
                let owner = Owner::current();
                spawn_local(async move {
                    if embed::fetch_bridge().await.is_ok()
                        && let Some(owner) = owner
                    {
                        owner.with(|| {
                            let _ = super::part::now(std::pin::pin!(embed::follow(store)));
                        });
                    }
                });
            }
        });
    }
}

fn begin(store: Store, options: &Options) {
    if let Some(exercise) = &options.exercise {
        store.view.practice.open.set(exercise.clone());
    }
    // An exercise stands in Practice; and a link that opens another view than the first means that one.
    let view = options.view.or(options.exercise.as_ref().map(|_| Page::Practice));
    if let Some(page) = view.filter(|_| store.view.page.get_untracked() == Page::Train) {
        store.view.page.set(page);
    }
    if let Some(speed) = options.speed {
        store.set_speed(speed);
    }
    // Whoever asked the system for less motion starts it by hand.
    if options.autoplay && !media::prefers_reduced_motion().get_untracked() {
        store.apply(Action::Play);
    }
}

/// Hides and locks controls. Without any the page does nothing for that.
fn restrict(store: Store) {
    let names = |of: fn(&Options) -> &std::collections::BTreeSet<Control>| {
        Memo::new(move |_| {
            store.view.options.with(|options| of(options).iter().map(|control| control.name()).collect::<Vec<_>>())
        })
    };
    let (hide, lock) = (names(|options| &options.hide), names(|options| &options.lock));
    // What options asked for ends with its owner, as soon as there are others, also where it is yet to be fetched.
    let kept = StoredValue::new(None::<Owner>);
    let turn = StoredValue::new(0_u64);
    Effect::new(move |_| {
        let (hide, lock) = (hide.get(), lock.get());
        turn.update_value(|turn| *turn += 1);
        if let Some(Some(owner)) = kept.try_update_value(Option::take) {
            owner.cleanup();
        }
        if hide.is_empty() && lock.is_empty() {
            return;
        }
        let mine = turn.get_value();
        let owner = Owner::new();
        kept.set_value(Some(owner.clone()));
        spawn_local(async move {
            if embed::fetch_restrict().await.is_ok() && turn.try_get_value() == Some(mine) {
                owner.with(|| {
                    let _ = super::part::now(std::pin::pin!(embed::restrict(hide, lock)));
                });
            }
        });
    });
}
