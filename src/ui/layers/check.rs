//! What witnesses say of a layer's and of a network's gradients, in the notebook's own words.

use std::sync::Arc;

use leptos::prelude::*;

use super::lab;
use crate::{
    browser::timer,
    check::{CheckSpec, Scheme},
    lab::{
        Convention, Shape, Verdict,
        deep::{self, DeepProblem, NOTEBOOK},
        dense::{self, DenseProblem},
    },
    ui::{
        format,
        text::{self as page_text, layers as text},
        widgets::Choice,
    },
};

/// Milliseconds without a change after which the witnesses are asked.
const SETTLED_AFTER: u64 = 250;
/// Entries that are listed where derivatives differ.
const MOST_LISTED: usize = 12;

/// Who measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Witness {
    Forward,
    Central,
    Dual,
}

impl Witness {
    /// The notebook's numbers, with this witness's scheme.
    fn spec(self) -> CheckSpec {
        let scheme = if self == Self::Forward { Scheme::Forward } else { Scheme::Central };
        CheckSpec { scheme, ..NOTEBOOK }
    }
}

/// One array's verdict.
#[derive(Clone, PartialEq)]
struct Line {
    name: String,
    shape: Shape,
    verdict: Verdict,
    kinks: usize,
}

/// The problem once nobody has changed it for a moment: the witnesses of large arrays take longer than a key may.
fn settled<T: Send + Sync + 'static>(problem: Memo<Option<Arc<T>>>) -> ReadSignal<Option<Arc<T>>> {
    let (settled, set_settled) = signal(problem.get_untracked());
    let turn = StoredValue::new(0_u64);
    Effect::new(move |before: Option<()>| {
        let problem = problem.get();
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        if before.is_some() {
            timer::once(SETTLED_AFTER, move || {
                if turn.try_get_value() == Some(mine) {
                    set_settled.set(problem.clone());
                }
            });
        }
    });
    settled
}

/// A dense layer against finite differences of Σ grad_output ⊙ output.
#[component]
pub(super) fn DenseCheck(problem: Memo<Option<Arc<DenseProblem>>>) -> impl IntoView {
    let witness = RwSignal::new(Witness::Central);
    let problem = settled(problem);
    let lines = Memo::new(move |_| {
        let spec = witness.get().spec();
        let Some(problem) = problem.get() else { return Vec::new() };
        let verdicts = dense::finite_difference(&problem, &spec).verdicts(&problem, &spec);
        let line = |(array, verdict): (dense::DenseArray, Verdict)| Line {
            name: array.to_string(),
            shape: problem.array(array).shape(),
            verdict,
            kinks: 0,
        };
        verdicts.into_iter().map(line).collect::<Vec<_>>()
    });
    let witnesses = vec![(Witness::Central, page_text::CENTRAL), (Witness::Forward, page_text::FORWARD)];
    view! { <Check witnesses witness lines subject=text::CHECK_DENSE/> }.into_any()
}

/// A network against the notebook's forward difference, central differences and forward mode.
#[component]
pub(super) fn DeepCheck(problem: Memo<Option<Arc<DeepProblem>>>) -> impl IntoView {
    let witness = RwSignal::new(Witness::Forward);
    let problem = settled(problem);
    let lines = Memo::new(move |_| {
        let witness = witness.get();
        let spec = witness.spec();
        let Some(problem) = problem.get() else { return Vec::new() };
        let derivatives = match witness {
            Witness::Dual => deep::forward_mode(&problem),
            Witness::Forward | Witness::Central => deep::finite_difference(&problem, &spec),
        };
        let line = |line: deep::LayerVerdict| {
            let kinked = |at: &&crate::lab::Differing| problem.crosses_kink(&spec, line.array, at.row, at.column);
            let looked_at = if witness == Witness::Dual { &[] } else { line.verdict.differing.as_slice() };
            let kinks = looked_at.iter().filter(kinked).count();
            let shape = problem.array(line.array).map_or(Shape::Scalar, |array| array.shape());
            Line { name: line.array.to_string(), shape, verdict: line.verdict, kinks }
        };
        derivatives.verdicts(&problem, &spec).into_iter().map(line).collect::<Vec<_>>()
    });
    let witnesses = vec![
        (Witness::Forward, text::NOTEBOOK_FORWARD),
        (Witness::Central, page_text::CENTRAL),
        (Witness::Dual, text::FORWARD_MODE),
    ];
    view! { <Check witnesses witness lines subject=text::CHECK_DEEP/> }.into_any()
}

#[component]
fn Check(
    witnesses: Vec<(Witness, &'static str)>,
    witness: RwSignal<Witness>,
    lines: Memo<Vec<Line>>,
    subject: &'static str,
) -> impl IntoView {
    let convention = lab().convention;
    let fails = move || lines.with(|lines| lines.iter().any(|line| !line.verdict.matches()));
    let summary = move || {
        lines.with(|lines| {
            let sum = |count: fn(&Line) -> usize| lines.iter().map(count).sum::<usize>();
            text::check_summary(sum(|line| line.verdict.compared), sum(|line| line.verdict.differing.len()))
        })
    };
    let largest =
        move || lines.with(|lines| lines.iter().map(|line| line.verdict.max_absolute).fold(0.0_f64, f64::max));
    let rows = move || {
        let row = |line: &Line| {
            view! {
                <tr>
                    <th scope="row">{line.name.clone()}</th>
                    <td class:ok=line.verdict.matches() class:bad=!line.verdict.matches()>{line.verdict.to_string()}</td>
                    <td>{format::scientific(line.verdict.max_absolute, 1)}</td>
                </tr>
            }
        };
        lines.with(|lines| lines.iter().map(row).collect::<Vec<_>>())
    };
    view! {
        <section class="card lab-check result" aria-labelledby="check-title">
            <div class="head">
                <h2 id="check-title">{text::CHECK}</h2>
                <div class="tools">
                    <Choice label=text::WITNESS options=witnesses value=witness set=move |new| witness.set(new)/>
                </div>
            </div>
            <p class="verdict" class:fails=fails role="status">
                <strong>{move || if fails() { "✗ " } else { "✓ " }}{summary}</strong>
                <span>{move || text::largest_error(largest())}</span>
            </p>
            <p class="hint">{subject}" "{move || text::witness_note(witness.get() == Witness::Dual, &witness.get().spec())}</p>
            <div class="scroll table-box" tabindex="0" role="region" aria-label=text::CHECK>
                <table class="plain">
                    <caption class="heard">{text::CHECK}</caption>
                    <thead><tr><th scope="col">{text::ARRAY}</th><th scope="col">{text::VERDICT}</th><th scope="col">{text::LARGEST}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
                {move || lines.with(|lines| differing(lines, convention.get()))}
            </div>
        </section>
    }
    .into_any()
}

/// The entries that differ, the first few.
fn differing(lines: &[Line], convention: Convention) -> Option<AnyView> {
    let all = lines.iter().flat_map(|line| line.verdict.differing.iter().map(move |entry| (line, entry)));
    let rows = all
        .take(MOST_LISTED)
        .map(|(line, entry)| {
            let (at, shape) = match line.shape {
                Shape::Matrix(rows, columns) if convention == Convention::Columns => {
                    ((entry.column, entry.row), Shape::Matrix(columns, rows))
                }
                shape => ((entry.row, entry.column), shape),
            };
            view! {
                <tr>
                    <th scope="row">{text::place(&line.name, shape, at)}</th>
                    <td>{format::derivative(entry.backprop)}</td>
                    <td>{format::derivative(entry.witness)}</td>
                </tr>
            }
        })
        .collect::<Vec<_>>();
    let kinks: usize = lines.iter().map(|line| line.kinks).sum();
    (!rows.is_empty()).then(|| {
        view! {
            <table class="plain">
                <caption class="heard">{text::DIFFERING}</caption>
                <thead><tr><th scope="col">{text::DIFFERING}</th><th scope="col">{page_text::BACKPROP}</th><th scope="col">{text::MEASURED}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {(kinks > 0).then(|| view! { <p class="hint">{text::kinks(kinks)}</p> })}
        }
        .into_any()
    })
}
