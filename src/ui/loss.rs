//! The loss by step, for training and test examples.

use leptos::{html, prelude::*};

use super::{controls::Choice, format, text};
use crate::{
    browser::size,
    plot::chart::{Axis, LineChart, Series},
    state::{AxisChoice, Store},
    training::HistoryPoint,
};

/// The curve is drawn in a box of this many units, stretched to the panel.
const BOX: [f64; 2] = [400.0, 100.0];

/// The curve, and its numbers where one points.
#[component]
pub(super) fn LossPanel() -> impl IntoView {
    let store: Store = expect_context();
    let axis = store.view.loss_axis;
    view! {
        <section class="card losses" aria-labelledby="loss-title">
            <div class="head">
                <h2 id="loss-title">{text::LOSS}<small>{text::LOSS_NOTE}</small></h2>
                <div class="tools">
                    <Choice
                        label=text::LOSS_AXIS
                        options=vec![(AxisChoice::Linear, text::LINEAR), (AxisChoice::Log, text::LOG)]
                        value=axis
                        set=move |choice| axis.set(choice)
                    />
                </div>
            </div>
            <Chart/>
        </section>
    }
    .into_any()
}
