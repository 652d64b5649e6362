//! One step: its formula, what arrives and what it is multiplied by, and the live numbers in it.

use std::sync::Arc;

use leptos::{html, prelude::*};

use super::{model::Model, product::Product, source, update::UpdateTable};
use crate::{
    browser::size,
    explain::{Chain, Equation, Form, Operand, Pass, Shape, Shapes, StepId, Written},
    state::Store,
    ui::{
        format,
        practised::Practise,
        text::{explain as text, time},
        widgets::{Choice, math},
    },
};

/// The step that is chosen in the bar.
#[component]
pub(super) fn StepCard() -> impl IntoView {
    let store: Store = expect_context();
    let view = store.view.explain;
    let Model { walk, bug, .. } = expect_context();
    let written = Memo::new(move |_| walk.with(|walk| Arc::new(walk.written(view.step.get(), view.form.get()))));
    let chain = Memo::new(move |_| walk.with(|walk| walk.step(view.step.get()).chain));
    // Where a step is made phase by phase, what lies ahead of it is not known.
    let unknown = Memo::new(move |_| {
        let stage = store.stage.get();
        match view.step.get().pass() {
            Pass::Forward => false,
            Pass::Backward => !stage.knows_gradients(),
            Pass::Update => !stage.knows_update(),
        }
    });
    let waits_for =
        move || if view.step.get().pass() == Pass::Update { time::AFTER_UPDATE } else { time::AFTER_BACKWARD };
    view! {
        <section class="card step-card" aria-labelledby="step-title">
            <div class="head">
                <h2 id="step-title" aria-live="polite">
                    {move || text::step_count(view.step.get())} ": " {move || text::step_title(view.step.get())}
                </h2>
                <div class="tools">
                    <Choice
                        label=text::WRITTEN
                        options=vec![
                            (Form::Elements, text::ELEMENTS),
                            (Form::Matrices, text::MATRICES),
                            (Form::Kronecker, text::KRONECKER),
                        ]
                        value=view.form
                        set=move |form| view.form.set(form)
                    />
                    <Practise exercise=Signal::derive(move || exercise_of(view.step.get()))/>
                </div>
            </div>
            <Formulas written/>
            <p class="words">{move || text::step_words(view.step.get())}</p>
            <div class:unknown=unknown>
                <ChainRow chain/>
                <Product written chain/>
                {move || unknown.get().then(|| view! { <p class="not-yet">{waits_for}</p> })}
            </div>
            {move || bug.get().map(|_| view! { <p class="bug-says">{text::STEPS_ARE_RIGHT}</p> })}
            {move || (view.step.get() == StepId::Update && !unknown.get()).then(|| view! { <UpdateTable/> })}
        </section>
    }
    .into_any()
}

/// The exercise about what a step makes.
fn exercise_of(step: StepId) -> Option<&'static str> {
    Some(match step {
        StepId::DsDybar => "grad_s_Yo",
        StepId::DsDwo => "grad_s_Wo",
        StepId::DsDbo => "grad_s_bo",
        StepId::DsDh => "grad_s_H",
        StepId::DsDz => "grad_s_Z",
        StepId::DsDwi => "grad_s_Wi",
        StepId::DsDbi => "grad_s_bi",
        _ => return None,
    })
}

/// The formula and, beside it, why its shapes fit. Built anew only where the formula is another one.
#[component]
fn Formulas(written: Memo<Arc<Written>>) -> impl IntoView {
    let formula = Memo::new(move |_| written.with(|written| (written.formula.clone(), written.shapes.clone())));
    let shapes = move || match formula.get().1 {
        Shapes::ForEach(free) => text::bounds(&free).into_any(),
        Shapes::Equation(shapes) => math::inline(&shapes),
    };
    // What is wider than its place is made smaller as a whole: a formula that scrolls cannot be read at once.
    let (area, inner) = (NodeRef::<html::Div>::new(), NodeRef::<html::Div>::new());
    let (room, needed) = (size::watch(area), size::watch(inner));
    let scale = move || {
        let share = room.get().width / needed.get().width.max(1.0);
        (share > 0.0 && share < 1.0).then(|| format!("scale({share:.3})"))
    };
    view! {
        <div class="formulas" node_ref=area>
            <div class="written" node_ref=inner style:transform=scale>
                <div class="formula">{move || math::display(&formula.get().0)}</div>
                <p class="shapes">{shapes}</p>
            </div>
        </div>
    }
    .into_any()
}

/// What arrives, the local derivative, and their product, by name and shape.
#[component]
fn ChainRow(chain: Memo<Option<Chain>>) -> impl IntoView {
    let names = Memo::new(move |_| {
        chain.with(|chain| {
            chain.as_ref().map(|chain| [&chain.above, &chain.local, &chain.product].map(|part| part.name.clone()))
        })
    });
    let shape = move |pick: fn(&Chain) -> &Operand| {
        move || chain.with(|chain| chain.as_ref().map(|chain| shape_or_number(pick(chain))))
    };
    let part = move |word: &'static str, name: Equation, pick: fn(&Chain) -> &Operand| {
        let written = view! { {math::inline(&name)}" "<small>{shape(pick)}</small> }.into_any();
        view! { <div><dt>{word}</dt><dd>{source::leading(&name, written)}</dd></div> }
    };
    // Its place is kept in the steps that have no chain, so that nothing below moves from step to step.
    move || match names.get() {
        None => view! { <div class="chain" aria-hidden="true"></div> }.into_any(),
        Some([above, local, product]) => view! {
            <dl class="chain">
                {part(text::ARRIVES, above, |chain| &chain.above)}
                {part(text::LOCAL, local, |chain| &chain.local)}
                {part(text::PRODUCT, product, |chain| &chain.product)}
            </dl>
        }
        .into_any(),
    }
}

fn shape_or_number(operand: &Operand) -> String {
    match operand.value.shape() {
        Shape::Scalar => format!("= {}", format::significant(operand.value.values()[0], 4)),
        shape => shape.to_string(),
    }
}
