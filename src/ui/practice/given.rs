//! What an answer is given: names with their shapes, and their values on the state that one looks at.

use std::sync::Arc;

use leptos::prelude::*;
use practice::pass::{Given as Value, Tensor};

use super::{
    cells::plain,
    model::{Asked, Model},
    outcome::sample,
};
use crate::ui::text::practice as text;

/// A chip for each name. Pressed, it shows the value; pressed again, it hides it.
#[component]
pub(super) fn Given(asked: Arc<Asked>) -> impl IntoView {
    let model: Model = expect_context();
    let shown = RwSignal::new(None::<String>);
    let chip = |name: String, shape: String| {
        let (own, pressed) = (name.clone(), name.clone());
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || (shown.get().as_ref() == Some(&pressed)).to_string()
                on:click=move |_| shown.update(|shown| *shown = Some(own.clone()).filter(|own| shown.as_ref() != Some(own)))
            >
                {name}
                {(!shape.is_empty()).then(|| view! { " "<small>{shape}</small> })}
            </button>
        }
    };
    let lists = ["all_weights", "all_biases", "all_f", "all_h"];
    let names = asked.shapes.iter().map(|(name, shape)| {
        let shape =
            if shape.is_empty() && lists.contains(&name.as_str()) { text::LIST.to_owned() } else { shape.clone() };
        chip(name.clone(), shape)
    });
    let helpers = asked.exercise.helpers.iter().map(|(name, _)| chip((*name).to_owned(), "(x)".to_owned()));
    let chips = names.chain(helpers).collect::<Vec<_>>();
    let value = move || shown.get().map(|name| value(&asked, &name, model));
    view! {
        <div class="given" role="group" aria-labelledby="given-title">
            <p class="label" id="given-title">{text::GIVEN}" "<small>{text::GIVEN_HINT}</small></p>
            <div class="chips">{chips}</div>
            <div class="value" role="status">{value}</div>
        </div>
    }
    .into_any()
}

fn value(asked: &Asked, name: &str, model: Model) -> AnyView {
    if asked.exercise.helpers.iter().any(|(own, _)| *own == name) {
        return view! { <p class="helper">{text::helper(name)}</p> }.into_any();
    }
    let sample = sample(&asked.exercise, model.store);
    let caption = |name: &str, own: &Tensor| text::caption(name, &own.shape);
    let shown = match sample.scene.given(name) {
        None => ().into_any(),
        Some(Value::One(own)) => plain(caption(name, own), own),
        Some(Value::Several(all)) => all
            .iter()
            .enumerate()
            .map(|(place, own)| plain(caption(&text::item(name, place), own), own))
            .collect::<Vec<_>>()
            .into_any(),
        Some(Value::Whole(whole)) => plain(name.to_owned(), &Tensor::scalar(*whole as f64)),
    };
    view! {
        <p class="hint">{text::value_of(name, &sample.state())}</p>
        {shown}
    }
    .into_any()
}
