//! One step: its formula, what arrives and what it is multiplied by, and the live numbers in it.

use std::sync::Arc;

use leptos::{html, prelude::*};

use super::{model::Model, numbers::Numbers, update::UpdateTable};
use crate::{
    browser::size,
    explain::{Array, Chain, Equation, Form, Operand, Pass, Piece, Shape, Shapes, StepId, Written},
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
                {move || unknown.get().then(|| view! { <p class="not-yet">{waits_for(view.step.get())}</p> })}
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

fn waits_for(step: StepId) -> &'static str {
    if step.pass() == Pass::Update { time::AFTER_UPDATE } else { time::AFTER_BACKWARD }
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
        view! { <div><dt>{word}</dt><dd>{math::inline(&name)}" "<small>{shape(pick)}</small></dd></div> }
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

/// The formula again, with its numbers and every sign between them, and what comes out.
#[component]
fn Product(written: Memo<Arc<Written>>, chain: Memo<Option<Chain>>) -> impl IntoView {
    let area = NodeRef::<html::Div>::new();
    let size = size::watch(area);
    let width = Signal::derive(move || size.get().width);
    // Names and signs decide what is built; the numbers follow.
    let line = Memo::new(move |_| {
        written.with(|written| {
            let name = |operand: &Operand| (operand.name.clone(), operand.value.shape());
            (written.line.clone(), written.operands.iter().map(name).collect::<Vec<_>>())
        })
    });
    let step = expect_context::<Store>().view.explain.step;
    let above = Memo::new(move |_| chain.with(|chain| chain.as_ref().map(|chain| chain.above.name.clone())));
    let operand = move |place: usize, name: Equation, shape: Shape| {
        let values = Memo::new(move |before: Option<&Arc<Array>>| {
            written.with(|written| match written.operands.get(place) {
                Some(operand) => Arc::new(operand.value.clone()),
                // The operands of another step are about to be built in place of this one.
                None => before.cloned().unwrap_or_else(|| Arc::new(0.0.into())),
            })
        });
        let arrives = above.get().as_ref() == Some(&name);
        block(name, shape, values, width, arrives)
    };
    // A sign goes with the operand after it, also to the next line.
    let terms = move || {
        let (pieces, names) = line.get();
        let mut terms: Vec<Vec<AnyView>> = Vec::new();
        let mut sign = None;
        for piece in pieces {
            match piece {
                Piece::Sign(text) => sign = Some(written_sign(text)),
                Piece::Operand(place) => {
                    let Some((name, shape)) = names.get(place).cloned() else { continue };
                    terms.push(sign.take().into_iter().chain([operand(place, name, shape)]).collect());
                }
            }
        }
        // What closes the line stays with the last operand.
        if let Some(last) = terms.last_mut() {
            last.extend(sign);
        }
        terms.into_iter().map(|term| view! { <div class="term">{term}</div> }).collect::<Vec<_>>()
    };
    let result = Memo::new(move |_| written.with(|written| Arc::new(written.result.clone())));
    let shape = Memo::new(move |_| result.with(|result| result.shape()));
    view! {
        <div class="product" role="group" aria-label=text::NUMBERS node_ref=area>
            {terms}
            <div class="term result-of">
                <span class="sign equals">{move || if step.get() == StepId::Update { "→" } else { "=" }}</span>
                {move || block(step.get().makes(), shape.get(), result, width, false)}
            </div>
        </div>
    }
    .into_any()
}

fn written_sign(sign: String) -> AnyView {
    view! { <span class="sign">{sign}</span> }.into_any()
}

/// An array under its name, or a number as it stands in a line: a negative one in brackets.
fn block(name: Equation, shape: Shape, values: Memo<Arc<Array>>, width: Signal<f64>, arrives: bool) -> AnyView {
    let label = name.to_string();
    if shape == Shape::Scalar {
        let number = move || {
            let value = values.with(|values| values.values().first().copied().unwrap_or(f64::NAN));
            let text = format::factor(value, 4);
            if value < 0.0 { format!("({text})") } else { text }
        };
        let exact = move || values.with(|values| values.values().first().copied().map(format::exact));
        return view! {
            <div class="operand scalar" class:arrives=arrives>
                <p>{math::inline(&name)}</p>
                <output aria-label=label title=exact>{number}</output>
            </div>
        }
        .into_any();
    }
    view! {
        <div class="operand" class:arrives=arrives>
            <p>{math::inline(&name)}" "<small>{move || values.with(|values| shape_words(values.shape()))}</small></p>
            <Numbers values label=label width/>
        </div>
    }
    .into_any()
}

fn shape_words(shape: Shape) -> String {
    if shape == Shape::Scalar { text::SCALAR.to_owned() } else { shape.to_string() }
}
