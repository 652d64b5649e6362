//! A network's settings and arrays: the examples, the draw, and every layer's fields.

use leptos::prelude::*;

use super::{field::ArrayField, lab};
use crate::{
    Named,
    lab::{
        System,
        deep::{DeepArray, DeepGiven, Loss, MOST_EXAMPLES, MOST_HIDDEN_LAYERS, MOST_WIDTH, Sketch},
        examples, parse,
    },
    nn::Activation,
    state::{LabTab, lab::DeepLab},
    ui::{
        text::layers as text,
        widgets::{Choice, Legend, Number, Range, Stops},
    },
};

/// Initialization scales that are worth seeing: gradients vanish below 1 and explode above.
pub(super) const SCALES: Range = Range { low: 0.05, high: 10.0, stops: Stops::Powers(-1, 1) };
/// K, as the lab has it.
pub(super) const DEPTHS: Range = Range { low: 0.0, high: MOST_HIDDEN_LAYERS as f64, stops: Stops::Even(1.0) };
const WIDTHS: Range = Range { low: 1.0, high: MOST_WIDTH as f64, stops: Stops::Even(1.0) };
const EXAMPLES: Range = Range { low: 1.0, high: MOST_EXAMPLES as f64, stops: Stops::Even(1.0) };
const SEEDS: Range = Range { low: 1.0, high: 999_999.0, stops: Stops::None };

/// Draws the sketch with one thing changed.
pub(super) fn redraw(deep: DeepLab, change: impl FnOnce(&mut Sketch)) {
    let mut sketch = deep.sketch.get_untracked();
    change(&mut sketch);
    deep.draw(sketch, lab().convention.get_untracked());
}

/// All that makes the network.
#[component]
pub(super) fn NetworkPanel(deep: DeepLab, system: LabTab) -> impl IntoView {
    let convention = lab().convention;
    let (example_name, example): (_, fn() -> DeepGiven) = match system {
        LabTab::Sigmoid => (text::SEED_002_NETWORK, examples::seed_002_network),
        LabTab::Dense | LabTab::Deep => (text::NOTEBOOK, examples::notebook_7_2),
    };
    let example = move |_| deep.load(&example(), convention.get_untracked());
    let sketch = deep.sketch;
    let mismatch = move |array| deep.standing.with(|standing| standing.mismatch(array));
    let size = move |value: fn(&Sketch) -> usize| Signal::derive(move || value(&sketch.get()) as f64);
    let outcome = move || {
        deep.standing.with(|standing| {
            let problem = standing.last.as_ref()?;
            let output = problem.array(DeepArray::Output).filter(|output| output.values().len() == 1);
            Some(text::outcome(output.map(|output| output.values()[0]), problem.loss_value()))
        })
    };
    let loss = (system == LabTab::Deep).then(|| {
        view! {
            <Choice
                label=text::LOSS
                options=vec![(Loss::LeastSquares, text::LEAST_SQUARES), (Loss::HalfSquaredError, text::HALF_SQUARED)]
                value=Signal::derive(move || deep.texts.with(|texts| texts.loss))
                set=move |loss| deep.texts.update(|texts| texts.loss = loss)
                legend=Legend::Seen
            />
        }
    });
    view! {
        <section class="card network-given" aria-labelledby="given-title">
            <div class="head"><h2 id="given-title">{text::NETWORK}" "<small>{move || text::layout(convention.get())}</small></h2></div>
            <p class="examples">
                <button type="button" class="quiet" on:click=example>{example_name}</button>
                <button type="button" class="quiet" on:click=move |_| redraw(deep, |sketch| sketch.seed += 1)>{text::DRAW}</button>
            </p>
            <p class="outcome">{outcome}</p>
            <div class="lab-numbers">
                <Number label=text::HIDDEN_LAYERS range=DEPTHS value=size(|sketch| sketch.hidden) set=move |value| redraw(deep, |sketch| sketch.hidden = value as usize)/>
                <Number label=text::WIDTH range=WIDTHS value=size(|sketch| sketch.width) set=move |value| redraw(deep, |sketch| sketch.width = value as usize)/>
                <Number label=text::INPUTS range=WIDTHS value=size(|sketch| sketch.inputs) set=move |value| redraw(deep, |sketch| sketch.inputs = value as usize)/>
                <Number label=text::OUTPUTS range=WIDTHS value=size(|sketch| sketch.outputs) set=move |value| redraw(deep, |sketch| sketch.outputs = value as usize)/>
                <Number label=text::EXAMPLES range=EXAMPLES value=size(|sketch| sketch.examples) set=move |value| redraw(deep, |sketch| sketch.examples = value as usize)/>
                <Number label=text::SEED range=SEEDS value=Signal::derive(move || sketch.get().seed as f64) set=move |value| redraw(deep, |sketch| sketch.seed = value as u64)/>
            </div>
            <p class="hint">{text::DRAW_NOTE}</p>
            <p class="hint">{text::NETWORK_HINT}</p>
            {loss}
            {move || deep.refused.get().map(|refused| view! { <p class="problem" role="status">{refused.to_string()}</p> })}
            {move || mismatch(None).map(|problem| view! { <p class="problem" role="status">{problem}</p> })}
            <Fields deep system/>
        </section>
    }
    .into_any()
}

/// x and y, then a fold for each layer.
#[component]
fn Fields(deep: DeepLab, system: LabTab) -> impl IntoView {
    let lab = lab();
    let mismatch = move |array| deep.standing.with(|standing| standing.mismatch(array));
    let field = move |array: DeepArray, role: &'static str, lines: usize| {
        let mismatch = Signal::derive(move || mismatch(Some(array)));
        let paste = move |new| lab.paste(deep, array, new);
        view! { <ArrayField array role text=deep.text(array) paste mismatch lines/> }
    };
    let layer = move |k: usize| {
        let (activation, arrays) = (deep.activation(k), [DeepArray::Weights(k), DeepArray::Biases(k)]);
        let is_array = arrays.map(|array| {
            let text = deep.text(array);
            Memo::new(move |_| text.with(|text| parse(text).is_ok()))
        });
        let bad = move || {
            arrays.iter().any(|&array| mismatch(Some(array)).is_some()) || is_array.iter().any(|good| !good.get())
        };
        view! {
            <details class="layer" open=k == 0>
                <summary>{text::layer(k)}" "<small>{move || text::activation(activation.get())}</small>{move || bad().then_some(text::LAYER_BAD)}</summary>
                {(system == LabTab::Deep).then(|| view! { <Activations deep k/> })}
                {field(DeepArray::Weights(k), text::WEIGHTS, 4)}
                {field(DeepArray::Biases(k), text::BIASES, 2)}
            </details>
        }
    };
    let count = Memo::new(move |_| deep.texts.with(|texts| texts.layers.len()));
    view! {
        {field(DeepArray::H(0), text::INPUT, 2)}
        {field(DeepArray::Y, text::LABELS, 2)}
        {move || (0..count.get()).map(layer).collect::<Vec<_>>()}
    }
    .into_any()
}

/// What follows a layer.
#[component]
fn Activations(deep: DeepLab, k: usize) -> impl IntoView {
    let chosen = deep.activation(k);
    let options = Activation::ALL.iter().copied().map(|option| {
        view! { <option value=option.name() selected=move || chosen.get() == option>{text::activation(option)}</option> }
    });
    view! {
        <label class="row">
            <span>{text::ACTIVATION}<span class="heard">" "{text::layer(k)}</span></span>
            <select
                class="quiet"
                on:change:target=move |event| {
                    if let Some(activation) = Activation::from_name(&event.target().value()) {
                        deep.texts.update(|texts| texts.layers[k].activation = activation);
                    }
                }
            >
                {options.collect::<Vec<_>>()}
            </select>
        </label>
    }
    .into_any()
}
