//! When playing stops by itself.

use leptos::prelude::*;

use super::{Fold, Number, Range, even, typed};
use crate::{
    state::Store,
    training::{Action, Config, StopRule},
    ui::{format, text::time, widgets::Empty},
};

/// A step, an epoch, a loss, a plateau: each may be empty.
#[component]
pub(super) fn StopControls() -> impl IntoView {
    let store: Store = expect_context();
    let rule = Memo::new(move |_| store.snapshot.with(|snapshot| snapshot.stop));
    let number = |label: &'static str, range: Range, value: Signal<Option<f64>>, set: Callback<Option<f64>>| {
        let empty = Empty { says: time::OFF, set: Callback::new(move |()| set.run(None)) };
        view! { <Number label range value set=move |number| set.run(Some(number)) write=format::plain empty/> }
    };
    let whole = move |label, most: u64, of: fn(&StopRule) -> Option<u64>, put: fn(&mut StopRule, Option<u64>)| {
        let value = Signal::derive(move || of(&rule.get()).map(|number| number as f64));
        let set = move |number: Option<f64>| {
            let mut changed = rule.get_untracked();
            put(&mut changed, number.map(|number| number as u64));
            store.apply(Action::SetStop(changed));
        };
        number(label, even(1.0, most as f64, 1.0), value, Callback::new(set))
    };
    view! {
        <Fold control="stop" name=time::STOP now=Signal::derive(move || time::stop_rule(&rule.get()))>
            {whole(time::STOP_STEP, *Config::STEP.end(), |rule| rule.step, |rule, step| rule.step = step)}
            {whole(time::STOP_EPOCH, *Config::STEP.end(), |rule| rule.epoch, |rule, epoch| rule.epoch = epoch)}
            {number(
                time::STOP_LOSS,
                typed(&StopRule::LOSS),
                Signal::derive(move || rule.get().loss),
                Callback::new(move |loss| store.apply(Action::SetStop(StopRule { loss, ..rule.get_untracked() }))),
            )}
            {whole(time::STOP_PLATEAU, *StopRule::PLATEAU.end(), |rule| rule.plateau, |rule, epochs| rule.plateau = epochs)}
            <p class="hint">{time::STOP_HINT}</p>
        </Fold>
    }
    .into_any()
}
