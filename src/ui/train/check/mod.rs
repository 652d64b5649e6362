//! The check: one row per parameter, every derivative three times, live.

mod groups;
mod stop;

use std::{ops::Range, sync::Arc};

use leptos::prelude::*;

use self::{
    groups::Groups,
    stop::{Place, Stop},
};

use crate::{
    browser::clock,
    check::{Judged, Row, Tally, Verdict},
    nn::{ParameterId, Parameters},
    state::{Column, Direction, Order, Store},
    ui::{
        explain, format,
        part::Part,
        text::check as text,
        transport::{NotYet, gradients_unknown},
        widgets::{Choice, Fold, Overflow},
    },
};

/// The least height of a row in CSS pixels, and how many of them the table shows at once at most.
const ROW_HEIGHT: f64 = 24.0;
const ROWS_IN_SIGHT: usize = 18;
/// While it trains rows change places at most so often, in milliseconds.
const PLACES_EVERY: f64 = 1000.0;

/// Summary and rows.
#[component]
pub(super) fn CheckPanel() -> impl IntoView {
    let store: Store = expect_context();
    let hidden = Memo::new(move |_| store.figures.with(|snapshot| snapshot.params.hidden()));
    // While somebody points into the table or moves in it by keyboard, rows keep their places.
    let held = RwSignal::new(false);
    let rows = shown_rows(store, held);
    let playing = Memo::new(move |_| store.snapshot.with(|snapshot| snapshot.playing));
    let unknown = gradients_unknown(store);
    let stop = Stop::new(Memo::new(move |_| rows.with(|shown| shown.rows.len())));
    let in_sight = RwSignal::new(0..ROWS_IN_SIGHT);
    let look = move |top: f64| {
        let first = (top / ROW_HEIGHT) as usize;
        in_sight.set(first..first + ROWS_IN_SIGHT);
    };
    view! {
        <section class="check" aria-labelledby="check-title">
            <div class="card check-summary" class:unknown=unknown>
                <div class="head">
                    <h2 id="check-title">{text::CHECK}" "<small>{move || text::subject(&store.check.get())}</small></h2>
                    <div class="tools">
                        <Choice
                            label=text::ORDER
                            control="order"
                            options=vec![(Order::WORST_FIRST, text::WORST_FIRST), (Order::NETWORK, text::NETWORK_ORDER)]
                            value=store.view.order
                            set=move |order| store.view.order.set(order)
                        />
                    </div>
                </div>
                <Summary/>
                <Groups playing/>
                <Overflow/>
                <NotYet/>
                <Fold name=text::BREAK_IT><Part fetch=explain::fetch_break_it view=explain::break_it/></Fold>
            </div>
            <div class="card check-rows" class:unknown=unknown>
                <div
                    class="scroll"
                    role="region"
                    aria-label=text::CHECK
                    on:scroll:target=move |event| look(f64::from(event.target().scroll_top()))
                    on:pointerenter=move |_| held.set(true)
                    on:pointerleave=move |_| held.set(false)
                    on:focusin=move |_| held.set(true)
                    on:focusout=move |_| held.set(false)
                >
                    <table class="rows">
                        <caption class="heard">{text::CHECK}</caption>
                        <Head stop/>
                        <tbody>
                            {move || (0..Parameters::count(hidden.get())).map(|place| view! { <CheckRow place rows in_sight playing stop/> }).collect::<Vec<_>>()}
                        </tbody>
                    </table>
                    {move || rows.with(|shown| shown.rows.is_empty()).then(|| view! { <p class="empty">{text::NO_SUCH_ROW}</p> })}
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// How many derivatives match, or how many have which verdict, and how far the worst is off.
#[component]
fn Summary() -> impl IntoView {
    let store: Store = expect_context();
    let judged = store.checks().judged;
    let tally = Memo::new(move |_| judged.with(|rows| Tally::of(rows)));
    let all_match = Memo::new(move |_| tally.get().matches());
    let fails = move || tally.get().count(Verdict::Wrong) > 0;
    let counts = move || {
        if all_match.get() {
            let rows = move || text::all_match(tally.get().rows());
            return view! { <strong><span aria-hidden="true">"✓ "</span>{rows}</strong> }.into_any();
        }
        let part = |verdict| view! { <VerdictPart verdict tally/> };
        let parts = PARTS.into_iter().map(part).collect::<Vec<_>>();
        view! { <span class="parts" role="group" aria-label=text::PARTS>{parts}</span> }.into_any()
    };
    let worst = move || {
        judged.with(|rows| {
            let first = rows.iter().min_by(|a, b| a.worse(b))?;
            Some(store.checks().report.with(|report| text::worst(report, first)))
        })
    };
    view! {
        <p class="verdict" class:good=all_match class:fails=fails>
            {counts}
            <span>{worst}</span>
        </p>
    }
    .into_any()
}

/// The order in which one says them: what went well first.
const PARTS: [Verdict; 5] = [Verdict::Match, Verdict::Kink, Verdict::StepSize, Verdict::Overflow, Verdict::Wrong];

/// How many rows have a verdict: a press lists only those, another one all.
#[component]
fn VerdictPart(verdict: Verdict, tally: Memo<Tally>) -> impl IntoView {
    let only = expect_context::<Store>().view.only;
    let count = Memo::new(move |_| tally.get().count(verdict));
    let is_chosen = move || only.get() == Some(verdict);
    // Overflows are rare enough to be named only where there are some.
    let is_named = move || verdict != Verdict::Overflow || count.get() > 0 || is_chosen();
    move || {
        is_named().then(|| {
            view! {
                <button
                    type="button"
                    class="part"
                    class:bad=move || verdict == Verdict::Wrong && (count.get() > 0)
                    aria-pressed=move || is_chosen().to_string()
                    disabled=move || count.get() == 0 && !is_chosen()
                    title=text::ONLY_THESE
                    on:click=move |_| only.update(|only| *only = Some(verdict).filter(|_| *only != Some(verdict)))
                >
                    {move || text::part(verdict, count.get())}
                </button>
            }
        })
    }
}

const COLUMNS: [Column; 8] = [
    Column::Parameter,
    Column::Value,
    Column::Backprop,
    Column::FiniteDifference,
    Column::ForwardMode,
    Column::AbsoluteError,
    Column::RelativeError,
    Column::Verdict,
];

/// Which columns a narrow screen leaves out; the panel of the pointed-at parameter has them all.
fn spare(column: Column) -> bool {
    matches!(column, Column::Value | Column::ForwardMode | Column::AbsoluteError)
}

#[component]
fn Head(stop: Stop) -> impl IntoView {
    let store: Store = expect_context();
    let order = store.view.order;
    let heads = COLUMNS
        .into_iter()
        .zip(text::COLUMNS)
        .enumerate()
        .map(|(number, (column, name))| {
            let place = Place::Head(number);
            let sorted = move || match (order.get().column == column, order.get().direction) {
                (false, _) => None,
                (true, Direction::Ascending) => Some("ascending"),
                (true, Direction::Descending) => Some("descending"),
            };
            let arrow = move || match sorted() {
                Some("ascending") => " ▲",
                Some(_) => " ▼",
                None => "",
            };
            view! {
                <th scope="col" aria-sort=sorted class:spare=spare(column)>
                    <button
                        type="button"
                        tabindex=move || stop.index(place)
                        data-place=place.name()
                        on:focus=move |_| stop.came(place)
                        on:keydown=move |event| stop.press(place, COLUMNS.len(), &event)
                        on:click=move |_| order.update(|order| *order = order.pressed(column))
                    >
                        {name} <span aria-hidden="true">{arrow}</span>
                    </button>
                </th>
            }
        })
        .collect::<Vec<_>>();
    view! { <thead><tr>{heads}</tr></thead> }.into_any()
}

/// The row at a place of the table; which parameter that is depends on the order.
#[component]
fn CheckRow(
    place: usize,
    rows: Memo<Arc<Shown>>,
    in_sight: RwSignal<Range<usize>>,
    playing: Memo<bool>,
    stop: Stop,
) -> impl IntoView {
    let store: Store = expect_context();
    let view = store.view;
    // A memo a row: its cells listen to it, and only the rows' memos to the whole, so that a refresh costs no more than
    // there are rows. Rows out of sight keep their text while it trains.
    let judged = Memo::new(move |before: Option<&Option<Judged>>| match before {
        Some(before) if !in_sight.get().contains(&place) && playing.get() => *before,
        _ => rows.with(|shown| shown.rows.get(place).copied()),
    });
    let id = move || judged.get().map_or(ParameterId::Bo, |judged| judged.row.id);
    let cell = move |write: fn(&Row) -> String| move || judged.get().map(|judged| write(&judged.row));
    let verdict = move || judged.get().map(|judged| judged.verdict);
    let is = move |verdicts: &'static [Verdict]| verdict().is_some_and(|verdict| verdicts.contains(&verdict));
    let words = move || verdict().map(text::verdict);
    view! {
        <tr
            hidden=move || judged.get().is_none()
            class:selected=move || view.parameter.get() == id()
            on:pointerenter=move |_| view.pointed.set(Some(id()))
            on:pointerleave=move |_| view.pointed.set(None)
            on:click=move |_| store.take_apart(id())
        >
            <td>
                <button
                    type="button"
                    tabindex=move || stop.index(Place::Row(place))
                    data-place=Place::Row(place).name()
                    on:focus=move |_| {
                        stop.came(Place::Row(place));
                        view.pointed.set(Some(id()));
                    }
                    on:blur=move |_| view.pointed.set(None)
                    on:keydown=move |event| stop.press(Place::Row(place), COLUMNS.len(), &event)
                >
                    {move || id().to_string()}
                </button>
            </td>
            <td class="spare">{cell(|row| format::value(row.value))}</td>
            <td>{cell(|row| format::derivative(row.backprop))}</td>
            <td>{cell(|row| format::derivative(row.finite_difference))}</td>
            <td class="spare">{cell(|row| format::derivative(row.forward_mode))}</td>
            <td class="spare">{cell(|row| format::scientific(row.absolute_error, 1))}</td>
            <td>{cell(|row| format::scientific(row.relative_error, 1))}</td>
            <td
                class:ok=move || is(&[Verdict::Match])
                class:bad=move || is(&[Verdict::Wrong])
                class:excused=move || is(&[Verdict::Kink, Verdict::StepSize, Verdict::Overflow])
                title=move || words().and_then(|words| words.title)
            >
                <span aria-hidden="true">{move || words().map(|words| words.seen)}</span>
                <span class="heard">{move || words().map(|words| words.heard)}</span>
            </td>
        </tr>
    }
    .into_any()
}

/// The rows as the table shows them, and what put them so.
#[derive(PartialEq)]
struct Shown {
    order: Order,
    only: Option<Verdict>,
    /// When they last changed places.
    since: f64,
    rows: Vec<Judged>,
}

/// The judged rows in the chosen order, none but those of the chosen verdict. While `held`, every row keeps the place
/// that it had; while it trains, for a second.
fn shown_rows(store: Store, held: RwSignal<bool>) -> Memo<Arc<Shown>> {
    Memo::new(move |before: Option<&Arc<Shown>>| {
        let judged = store.checks().judged.get();
        let hidden = judged.len() / 4;
        // Where all match there are no parts to choose from.
        let only = store.view.only.get().filter(|_| !Tally::of(&judged).matches());
        let order = store.view.order.get();
        let (now, playing) = (clock::now(), store.figures.with(|snapshot| snapshot.playing));
        let keeps = |shown: &&Arc<Shown>| {
            let asked_for = shown.order == order && shown.only == only;
            let still_there = shown.rows.iter().all(|row| row.row.id.exists(hidden));
            asked_for && still_there && (held.get() || (playing && now - shown.since < PLACES_EVERY))
        };
        let (since, rows) = match before.filter(keeps) {
            // The judged rows stand in the flat order of the parameters.
            Some(shown) => (shown.since, shown.rows.iter().map(|row| judged[row.row.id.index(hidden)]).collect()),
            None => (now, ordered(&judged, order, only)),
        };
        Arc::new(Shown { order, only, since, rows })
    })
}

/// The judged rows of one verdict or of all, ordered. Equal rows stay in the order of the network.
fn ordered(judged: &[Judged], order: Order, only: Option<Verdict>) -> Vec<Judged> {
    let mut rows: Vec<Judged> =
        judged.iter().filter(|judged| only.is_none_or(|only| judged.verdict == only)).copied().collect();
    let key = |judged: &Judged| {
        let row = &judged.row;
        let number = match order.column {
            Column::Parameter | Column::Verdict => 0.0,
            Column::Value => row.value,
            Column::Backprop => row.backprop,
            Column::FiniteDifference => row.finite_difference,
            Column::ForwardMode => row.forward_mode,
            Column::AbsoluteError => row.absolute_error,
            Column::RelativeError => row.relative_error,
        };
        // The sign of a NaN says nothing: all of them are at the large end.
        if number.is_nan() { f64::NAN } else { number }
    };
    match (order.column, order.direction) {
        (Column::Parameter, Direction::Ascending) => {}
        (Column::Parameter, Direction::Descending) => rows.reverse(),
        (Column::Verdict, Direction::Ascending) => rows.sort_by(|a, b| b.worse(a)),
        (Column::Verdict, Direction::Descending) => rows.sort_by(Judged::worse),
        (_, Direction::Ascending) => rows.sort_by(|a, b| key(a).total_cmp(&key(b))),
        (_, Direction::Descending) => rows.sort_by(|a, b| key(b).total_cmp(&key(a))),
    }
    rows
}
