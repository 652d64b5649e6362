//! "Check my numbers": the state for one's own code, and what that code gave.

use std::sync::Arc;

use leptos::prelude::*;
use practice::compare::Reference;

use super::{
    judged::{self, Judged},
    model::Model,
};
use crate::{
    Named,
    browser::{clipboard, paste},
    document::ScopeChoice,
    lab::{
        Array, Shape, System,
        code::Coded,
        deep::DeepArray,
        dense::DenseArray,
        hand_out::{Form, Handed, hand_out},
        reference,
    },
    nn::Reduction,
    state::{Lab, Store, lab::Standing},
    training::Scope,
    ui::{
        text::practice as text,
        widgets::{Choice, OnlyTheBeginning, beginning, is_long},
    },
};

/// What the pasted gradients are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Page(ScopeChoice),
    Dense,
    Deep,
    Sigmoid,
}

impl Of {
    const ALL: [(Self, &str, &str); 6] = [
        (Self::Page(ScopeChoice::Example), "example", text::OF_EXAMPLE),
        (Self::Page(ScopeChoice::Batch), "batch", text::OF_BATCH),
        (Self::Page(ScopeChoice::Train), "train", text::OF_TRAIN),
        (Self::Dense, "dense", text::OF_DENSE),
        (Self::Deep, "deep", text::OF_DEEP),
        (Self::Sigmoid, "sigmoid", text::OF_SIGMOID),
    ];
}

/// What they are compared with, and the state that one's own code needs for them.
struct Against {
    reference: Reference,
    state: Vec<(String, Handed)>,
    note: &'static str,
}

/// Both halves: what is handed out and pasted, and what is said of it.
#[component]
pub(super) fn Numbers() -> impl IntoView {
    let model: Model = expect_context();
    let store = model.store;
    let pasted = store.view.practice.numbers;
    let of = RwSignal::new(Of::Page(store.view.scope.get_untracked()));
    let lab = Lab::default();
    lab.read(&store.view.layers.get_untracked());
    // The state of when one came or chose: what trains on must not change under one's code.
    let against = StoredValue::new(None::<Arc<Against>>);
    let revision = Memo::new(move |_| {
        against.set_value(untrack(|| make(of.get(), store, &lab)).map(Arc::new));
        of.get()
    });
    let now = move || {
        revision.get();
        against.get_value()
    };
    let judged =
        Memo::new(move |before: Option<&Shown>| Shown::of(before, pasted.with(|text| judge(text, now().as_deref()))));
    let problem = move || judged.with(|shown| shown.problem.clone());
    let long = Memo::new(move |_| pasted.with(|text| is_long(text).then_some(text.len())));
    view! {
        <section class="card exercise" id="practice-main" tabindex="-1" aria-labelledby="numbers-title">
            <h2 id="numbers-title">{text::NUMBERS_TITLE}</h2>
            <p class="task">{text::NUMBERS_TEXT}</p>
            <ChooseOf of/>
            {move || now().map(|against| view! { <HandOut against/> })}
            {move || now().is_none().then(|| view! { <p class="old-note">{text::NO_PROBLEM}</p> })}
            <p class="label"><label for="pasted">{text::PASTED}</label></p>
            <textarea
                id="pasted"
                class="pasted"
                rows="8"
                spellcheck="false"
                autocomplete="off"
                wrap="off"
                aria-describedby="pasted-said pasted-names"
                aria-invalid=move || judged.with(|shown| shown.problem.is_some()).then_some("true")
                prop:value=move || pasted.with(|text| beginning(text).to_owned())
                readonly=move || long.get().is_some()
                on:input:target=move |event| pasted.set(event.target().value())
                on:paste:target=move |event| {
                    if let Some(text) = paste::long(&event, &event.target(), is_long) {
                        pasted.set(text);
                    }
                }
            ></textarea>
            <OnlyTheBeginning bytes=long clear=move || pasted.set(String::new())/>
            <p class="problem" id="pasted-said" role="status">{problem}</p>
            <p class="hint" id="pasted-names">
                {text::PASTED_HINT}" "{text::NAMES}" "
                {move || now().map(|against| names(&against.reference))}
            </p>
        </section>
        <div class="outcomes" class:old=move || judged.with(|shown| shown.problem.is_some())>
            <p class="heard" role="status">
                {move || judged.with(|shown| shown.good.as_ref().map(|good| judged::heard(good)))}
            </p>
            {move || judged.with(|shown| shown.problem.is_some() && shown.good.is_some())
                .then(|| view! { <p class="old-note">{text::OLD_NUMBERS}</p> })}
            {move || judged.with(|shown| match &shown.good {
                Some(good) => judged::shown(good),
                None => view! {
                    <section class="card waiting">
                        <h2>{text::NOTHING_PASTED}</h2>
                        <p>{text::NOTHING_PASTED_WORDS}</p>
                    </section>
                }
                .into_any(),
            })}
        </div>
    }
    .into_any()
}

/// What is said of the pasted text, and the last that could be read.
#[derive(Clone, PartialEq)]
struct Shown {
    good: Option<Arc<Judged>>,
    problem: Option<String>,
}

impl Shown {
    fn of(before: Option<&Self>, now: Option<Result<Judged, String>>) -> Self {
        match now {
            None => Self { good: None, problem: None },
            Some(Ok(judged)) => Self { good: Some(Arc::new(judged)), problem: None },
            Some(Err(problem)) => Self { good: before.and_then(|before| before.good.clone()), problem: Some(problem) },
        }
    }
}

/// Nothing where nothing is pasted or nothing is there to compare with.
fn judge(pasted: &str, against: Option<&Against>) -> Option<Result<Judged, String>> {
    let against = against.filter(|_| !pasted.trim().is_empty())?;
    Some(Judged::of(pasted, &against.reference).map_err(|problem| problem.to_string()))
}

fn names(reference: &Reference) -> AnyView {
    let names = reference.names().map(|name| view! { <code>{name.to_owned()}</code>" " }).collect::<Vec<_>>();
    names.into_any()
}

/// Which gradients.
#[component]
fn ChooseOf(of: RwSignal<Of>) -> impl IntoView {
    let option = |(own, key, name): (Of, &'static str, &'static str)| {
        view! { <option value=key selected=move || of.get() == own>{name}</option> }
    };
    let [page, layers] =
        [&Of::ALL[..3], &Of::ALL[3..]].map(|part| part.iter().copied().map(option).collect::<Vec<_>>());
    let choose = move |key: String| {
        if let Some((own, ..)) = Of::ALL.into_iter().find(|(_, name, _)| *name == key) {
            of.set(own);
        }
    };
    view! {
        <label class="choose-of">
            <span class="label">{text::OF}</span>
            <select on:change:target=move |event| choose(event.target().value())>
                <optgroup label=text::OF_THE_RUN>{page}</optgroup>
                <optgroup label=text::OF_LAYERS>{layers}</optgroup>
            </select>
        </label>
    }
    .into_any()
}

/// The state as literals.
#[component]
fn HandOut(against: Arc<Against>) -> impl IntoView {
    let form = RwSignal::new(Form::NumPy);
    let said = RwSignal::new("");
    let note = against.note;
    let printed = Memo::new(move |_| hand_out(&against.state, form.get()));
    let copy = move |_| {
        clipboard::write(&printed.get_untracked(), move |went_well| {
            let _ = said.try_set(if went_well { text::COPIED } else { text::NOT_COPIED });
        });
    };
    let forms = Form::ALL.iter().copied().map(|form| (form, text::form(form))).collect::<Vec<_>>();
    view! {
        <p class="label">{text::STATE}</p>
        <div class="hand-out">
            <Choice label=text::FORM options=forms value=form set=move |other| { form.set(other); said.set(""); }/>
            <button type="button" class="quiet" on:click=copy>{text::COPY}</button>
            <span class="hint" role="status">{move || said.get()}</span>
        </div>
        <textarea
            class="pasted"
            readonly
            rows="5"
            wrap="off"
            aria-label=text::LITERALS
            prop:value=move || printed.with(|printed| beginning(printed).to_owned())
        ></textarea>
        <p class="hint">{note}</p>
    }
    .into_any()
}

/// Nothing where the arrays in Layers are no problem.
fn make(of: Of, store: Store, lab: &Lab) -> Option<Against> {
    let convention = lab.convention.get();
    match of {
        Of::Page(scope) => Some(of_the_page(scope, store)),
        Of::Dense => lab.dense.standing.with(|standing| {
            let problem = standing.fresh()?;
            let one = |array: DenseArray| Some((array.in_code(), Handed::One(convention.show(&problem.array(array)?))));
            let state = DenseArray::GIVEN.into_iter().filter_map(one).collect();
            Some(Against { reference: reference::of_dense(problem, convention), state, note: "" })
        }),
        Of::Deep | Of::Sigmoid => {
            let deep = if of == Of::Deep { lab.deep } else { lab.sigmoid };
            deep.standing.with(|standing: &Arc<Standing<_>>| {
                let problem = standing.fresh()?;
                let shown = |array: DeepArray| Some(convention.show(&problem.array(array)?));
                let each =
                    |array: fn(usize) -> DeepArray| problem.each(&[array]).into_iter().filter_map(shown).collect();
                let one = |array: DeepArray| Some((array.in_code(), Handed::One(shown(array)?)));
                let mut state: Vec<(String, Handed)> = vec![
                    ("all_weights".to_owned(), Handed::Several(each(DeepArray::Weights))),
                    ("all_biases".to_owned(), Handed::Several(each(DeepArray::Biases))),
                ];
                state.extend([DeepArray::H(0), DeepArray::Y].into_iter().filter_map(one));
                Some(Against { reference: reference::of_deep(problem, convention), state, note: "" })
            })
        }
    }
}

fn of_the_page(scope: ScopeChoice, store: Store) -> Against {
    let scope = match scope {
        ScopeChoice::Example => Scope::Example(store.example.get_untracked()),
        ScopeChoice::Batch => Scope::Batch,
        ScopeChoice::Train => Scope::Train,
    };
    store.snapshot.with_untracked(|now| {
        let now = now.subject();
        let examples = now.examples(scope);
        let reference = Reference::of_network(&now.params, &examples, now.config.sgd.rates());
        let inputs: Vec<f64> = examples.iter().flat_map(|example| example.x).collect();
        let labels: Vec<f64> = examples.iter().map(|example| example.y).collect();
        let hidden = now.params.hidden();
        let wi = now.params.as_slice()[..2 * hidden].to_vec();
        let matrix = |rows: usize, columns: usize, values: Vec<f64>| Array::new(Shape::Matrix(rows, columns), values);
        let arrays = [
            ("X", matrix(examples.len(), 2, inputs)),
            ("Y", Array::new(Shape::Vector(labels.len()), labels)),
            ("Wi", matrix(2, hidden, wi)),
            ("bi", Some(Array::vector(now.params.bi()))),
            ("Wo", Some(Array::vector(now.params.wo()))),
            ("bo", Some(now.params.bo().into())),
        ];
        let state = arrays.into_iter().filter_map(|(name, array)| Some((name.to_owned(), Handed::One(array?))));
        let note = match now.config.sgd.reduction {
            Reduction::Mean => text::REDUCED_TO_MEAN,
            Reduction::Sum => text::REDUCED_TO_SUM,
        };
        Against { reference, state: state.collect(), note }
    })
}
