//! Some panels by themselves, laid out for the place that somebody else's page gives them.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    Named,
    browser::{address, media},
    options::{self, Panel},
    state::{LabTab, Store},
    ui::{
        announce::Announcer,
        explain, later, layers,
        part::Part,
        practice,
        text::embed as text,
        train,
        transport::{Figures, Run, StageStrip, Stopped},
    },
};

/// The panels that the options name, a title, and in the corner the way to the whole page.
#[component]
pub(super) fn Figure() -> impl IntoView {
    let store: Store = expect_context();
    let options = store.view.options;
    let panels = Memo::new(move |_| options.with(|options| options.panels.clone()));
    let title = Memo::new(move |_| options.with(|options| options.title.clone()));
    let compact = Memo::new(move |_| options.with(|options| options.compact));
    let name = move || title.get().unwrap_or_else(|| text::FIGURE.to_owned());
    let cells = move || {
        let panels = panels.get();
        cells(&panels).into_iter().map(|cell| cell_view(cell, &panels)).collect::<Vec<_>>()
    };
    view! {
        <main class="figure" class:compact=compact aria-label=name>
            {move || title.get().map(|title| view! { <h1>{title}</h1> })}
            <div
                class="panels"
                class:beside=move || panels.with(|panels| stands_beside(panels))
                class:corner=move || panels.with(|panels| has_corner(panels))
            >
                {cells}
            </div>
            <WholePage/>
            <Announcer/>
        </main>
    }
    .into_any()
}

/// What stands in one place of the figure: a panel, or the bar of those that share one.
fn cells(panels: &[Panel]) -> Vec<Panel> {
    let (mut has_bar, mut has_network) = (false, false);
    let is_first = |panel: &Panel| match panel {
        Panel::Transport | Panel::Figures => !std::mem::replace(&mut has_bar, true),
        // The network is drawn with its numbers in it.
        Panel::Network | Panel::Heatmaps => !std::mem::replace(&mut has_network, true),
        _ => true,
    };
    panels.iter().copied().filter(is_first).collect()
}

/// Whether a picture has the rest beside it, where there is room: a square one, and something that is none.
fn stands_beside(panels: &[Panel]) -> bool {
    panels.contains(&Panel::Boundary) && cells(panels).len() > 1
}

/// Whether the place below the bar is free beside a picture: the link to the whole page stands there.
fn has_corner(panels: &[Panel]) -> bool {
    let others = cells(panels).into_iter().filter(|panel| *panel != Panel::Boundary).collect::<Vec<_>>();
    stands_beside(panels) && matches!(others[..], [Panel::Transport | Panel::Figures])
}

fn cell_view(panel: Panel, panels: &[Panel]) -> AnyView {
    let content = match panel {
        Panel::Boundary => train::boundary(),
        Panel::Network | Panel::Heatmaps => {
            view! { <Part fetch=train::fetch_network view=train::network place="card network"/> }.into_any()
        }
        Panel::Check => view! { <Part fetch=train::fetch_check view=train::check place="card check"/> }.into_any(),
        Panel::Loss => view! { <Part fetch=train::fetch_losses view=train::losses place="card losses"/> }.into_any(),
        Panel::Controls => view! { <Part fetch=train::fetch_controls view=train::controls place="rail"/> }.into_any(),
        Panel::Transport | Panel::Figures => bar_view(panels),
        Panel::Steps
        | Panel::Computation
        | Panel::Apart
        | Panel::Curve
        | Panel::Tangent
        | Panel::Errors
        | Panel::Bugs
        | Panel::Health => {
            view! { <Part fetch=explain::fetch_panel view=move || explain::panel(panel) place="card"/> }.into_any()
        }
        Panel::Dense => lab_view(LabTab::Dense),
        Panel::Deep => lab_view(LabTab::Deep),
        Panel::Sigmoid => lab_view(LabTab::Sigmoid),
        Panel::Practice => view! { <Part fetch=practice::fetch_panel view=practice::panel place="card"/> }.into_any(),
    };
    view! { <div class="cell" data-panel=panel.name()>{content}</div> }.into_any()
}

fn lab_view(tab: LabTab) -> AnyView {
    view! { <Part fetch=layers::fetch_panel view=move || layers::panel(tab) place="card"/> }.into_any()
}

/// What the page has in its bar on top, as far as the figure has it.
fn bar_view(panels: &[Panel]) -> AnyView {
    let runs = panels.contains(&Panel::Transport);
    let figures = panels.contains(&Panel::Figures);
    view! {
        <div class="transport">
            {runs.then(|| view! { <Run/> })}
            {figures.then(|| view! { <Figures/> })}
            {runs.then(|| view! { <StageStrip/><Stopped/> })}
        </div>
    }
    .into_any()
}

/// A link to the whole page in the very same state. The state is asked for when somebody is about to press it: until it
/// is there the link opens what the figure began with.
#[component]
fn WholePage() -> impl IntoView {
    let store: Store = expect_context();
    let hash = RwSignal::new(address::read());
    let href = move || {
        let query = store.view.options.with(|options| options::write(&options.whole()));
        let query = if query.is_empty() { query } else { format!("?{query}") };
        let hash = hash.with(|hash| if hash.is_empty() { String::new() } else { format!("#{hash}") });
        format!("{}{query}{hash}", address::page())
    };
    let ask = move || {
        spawn_local(async move {
            if let Ok(now) = later::state_hash(store).await {
                let _ = hash.try_set(now);
            }
        });
    };
    let prints = media::prints();
    Effect::new(move |_| {
        if prints.get() {
            ask();
        }
    });
    view! {
        <p class="whole">
            <a
                href=href
                target="_blank"
                rel="noopener"
                title=text::WHOLE_TITLE
                on:pointerenter=move |_| ask()
                on:pointerdown=move |_| ask()
                on:focus=move |_| ask()
            >
                {text::WHOLE}
            </a>
        </p>
        <p class="print-link">{text::PRINTED_FROM}" "{href}</p>
    }
    .into_any()
}
