//! How finite differences are taken and compared.

use leptos::prelude::*;

use super::{Choice, Fold, Legend, Number, powers, typed};
use crate::{
    check::{CheckSpec, Precision, Scheme},
    state::Store,
    ui::text,
};

/// Step, scheme, precision, tolerances.
#[component]
pub(super) fn CheckControls() -> impl IntoView {
    let store: Store = expect_context();
    let spec = store.check;
    let change = move |edit: &dyn Fn(&mut CheckSpec)| {
        let mut changed = spec.get_untracked();
        edit(&mut changed);
        store.set_check(changed);
    };
    view! {
        <Fold control="differences" name=text::CHECK_SETTINGS now=Signal::derive(move || text::check::subject(&spec.get()))>
            <Number
                label=text::DELTA
                range=powers(&CheckSpec::DELTA, -15, 0)
                value=Signal::derive(move || spec.get().delta)
                set=move |delta| change(&|spec| spec.delta = delta)
            />
            <Choice
                label=text::SCHEME
                legend=Legend::Seen
                options=vec![(Scheme::Central, text::CENTRAL), (Scheme::Forward, text::FORWARD)]
                value=Signal::derive(move || spec.get().scheme)
                set=move |scheme| change(&|spec| spec.scheme = scheme)
            />
            <Choice
                label=text::PRECISION
                legend=Legend::Seen
                options=vec![(Precision::F64, "float64"), (Precision::F32, "float32")]
                value=Signal::derive(move || spec.get().precision)
                set=move |precision| change(&|spec| spec.precision = precision)
            />
            <Number
                label=text::RTOL
                range=typed(&CheckSpec::TOLERANCE)
                value=Signal::derive(move || spec.get().rtol)
                set=move |rtol| change(&|spec| spec.rtol = rtol)
            />
            <Number
                label=text::ATOL
                range=typed(&CheckSpec::TOLERANCE)
                value=Signal::derive(move || spec.get().atol)
                set=move |atol| change(&|spec| spec.atol = atol)
            />
        </Fold>
    }
    .into_any()
}
