//! The formula again with its numbers, every sign between them, and what comes out, entry by entry.

use std::sync::Arc;

use leptos::{html, prelude::*};

use super::{
    cells::{Entry, Reach},
    model::Model,
    numbers::Numbers,
    source,
};
use crate::{
    browser::size,
    explain::{Array, Chain, Equation, Operand, Piece, Shape, Source, StepId, Written},
    state::Store,
    ui::{format, text::explain as text, widgets::math},
};

/// An array of the line: its name, its numbers, what one reaches by them.
struct Block {
    name: Equation,
    shape: Shape,
    values: Memo<Arc<Array>>,
    /// How wide it may be, in CSS pixels.
    width: Signal<f64>,
    /// Whether it is what arrives from above.
    arrives: bool,
    reach: Reach,
}

/// The formula with its numbers, and under it the arithmetic of one entry.
#[component]
pub(super) fn Product(written: Memo<Arc<Written>>, chain: Memo<Option<Chain>>) -> impl IntoView {
    let view = expect_context::<Store>().view.explain;
    let walk = expect_context::<Model>().walk;
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
    let entry = Entry::default();
    let place = Memo::new(move |_| entry.get(written.with(|written| written.result.values().len())));
    let reads = Memo::new(move |_| {
        walk.with(|walk| {
            let reads = walk.reads(view.step.get(), view.form.get(), place.get());
            reads.into_iter().map(Arc::new).collect::<Vec<_>>()
        })
    });
    let above = Memo::new(move |_| chain.with(|chain| chain.as_ref().map(|chain| chain.above.name.clone())));
    let operand = move |index: usize, name: Equation, shape: Shape| {
        let values = Memo::new(move |before: Option<&Arc<Array>>| {
            written.with(|written| match written.operands.get(index) {
                Some(operand) => Arc::new(operand.value.clone()),
                // The operands of another step are about to be built in place of this one.
                None => before.cloned().unwrap_or_else(|| Arc::new(0.0.into())),
            })
        });
        let arrives = above.get().as_ref() == Some(&name);
        let lit = Signal::derive(move || reads.with(|reads| reads.get(index).cloned().unwrap_or_default()));
        let called = name.clone();
        let source = Callback::new(move |place| walk.with(|walk| walk.source(&called, place)));
        block(Block { name, shape, values, width, arrives, reach: Reach { source, lit, entry: None } })
    };
    let terms = move || {
        let (pieces, names) = line.get();
        terms_of(pieces, |index| names.get(index).cloned().map(|(name, shape)| operand(index, name, shape)))
    };
    let result = Memo::new(move |_| written.with(|written| Arc::new(written.result.clone())));
    let shape = Memo::new(move |_| result.with(|result| result.shape()));
    let made = move || {
        let step = view.step.get();
        let lit = Signal::derive(move || Arc::new(vec![place.get()]));
        // A parameter's gradient is a sum over the examples, which is taken apart elsewhere.
        let source = Callback::new(move |place| match step {
            StepId::DsDwi | StepId::DsDbi | StepId::DsDwo | StepId::DsDbo => walk.with(|walk| {
                let quantity = step.quantity()?;
                walk.source(&quantity.formula(), place)
            }),
            StepId::Update => walk.with(|walk| walk.source(&step.makes(), place)),
            _ => None::<Source>,
        });
        let reach = Reach { source, lit, entry: Some(entry) };
        block(Block { name: step.makes(), shape: shape.get(), values: result, width, arrives: false, reach })
    };
    // Of numbers alone the line above is the arithmetic.
    let spelled = move || {
        let has_entries = written.with(|written| written.operands.iter().any(|part| part.value.values().len() > 1));
        has_entries.then(|| walk.with(|walk| walk.spelled(view.step.get(), place.get())))
    };
    view! {
        <div class="product" role="group" aria-label=text::NUMBERS node_ref=area>
            {terms}
            <div class="term result-of">
                <span class="sign equals">{move || if view.step.get() == StepId::Update { "→" } else { "=" }}</span>
                {made}
            </div>
        </div>
        <p class="spelled" title=text::ENTRY_HELP>{spelled}</p>
    }
    .into_any()
}

/// The line's signs and operands. A sign goes with the operand after it, also to the next line.
fn terms_of(pieces: Vec<Piece>, operand: impl Fn(usize) -> Option<AnyView>) -> Vec<AnyView> {
    let mut terms: Vec<Vec<AnyView>> = Vec::new();
    let mut sign = None;
    for piece in pieces {
        match piece {
            Piece::Sign(text) => sign = Some(view! { <span class="sign">{text}</span> }.into_any()),
            Piece::Operand(index) => {
                let Some(operand) = operand(index) else { continue };
                terms.push(sign.take().into_iter().chain([operand]).collect());
            }
        }
    }
    // What closes the line stays with the last operand.
    if let Some(last) = terms.last_mut() {
        last.extend(sign);
    }
    terms.into_iter().map(|term| view! { <div class="term">{term}</div> }.into_any()).collect()
}

/// An array under its name, or a number as it stands in a line: a negative one in brackets. What one entry of the
/// result leads to, its name does not.
fn block(block: Block) -> AnyView {
    let Block { name, shape, values, width, arrives, reach } = block;
    let label = name.to_string();
    let head = |inside: AnyView| {
        if reach.entry.is_some() { inside } else { source::leading(&name, inside) }
    };
    if shape == Shape::Scalar {
        let store: Store = expect_context();
        let value = move || values.with(|values| values.values().first().copied().unwrap_or(f64::NAN));
        let number = move || {
            let text = format::factor(value(), 4);
            if value() < 0.0 { format!("({text})") } else { text }
        };
        let source = Memo::new(move |_| reach.source.run(0));
        return view! {
            <div class="operand scalar" class:arrives=arrives>
                <p>{head(math::inline(&name))}</p>
                <output
                    aria-label=label
                    class:leads=move || source.get().is_some()
                    title=move || text::number_from(value(), source.get())
                    on:click=move |_| source::go(store, source.get_untracked())
                >
                    {number}
                </output>
            </div>
        }
        .into_any();
    }
    let written = view! {
        {math::inline(&name)}" "<small>{move || values.with(|values| values.shape().to_string())}</small>
    };
    view! {
        <div class="operand" class:arrives=arrives>
            <p>{head(written.into_any())}</p>
            <Numbers values label=label width reach/>
        </div>
    }
    .into_any()
}
