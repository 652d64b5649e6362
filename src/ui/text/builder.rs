//! The strings of "Put it in your page".

use crate::options::{Control, Host, Panel};

pub(in crate::ui) const OPEN: &str = "Put it in your page";
pub(in crate::ui) const PANELS: &str = "Panels";
pub(in crate::ui) const WHOLE_PAGE: &str = "None is ticked: the frame shows the whole page.";
pub(in crate::ui) const CONTROLS: &str = "What readers may change";
pub(in crate::ui) const OTHERS: &str = "Not ticked";
pub(in crate::ui) const HIDE: &str = "hidden";
pub(in crate::ui) const LOCK: &str = "shown, locked";
pub(in crate::ui) const SIZE: &str = "Size";
pub(in crate::ui) const WIDTH: &str = "Width, px";
pub(in crate::ui) const HEIGHT: &str = "Height, px";
pub(in crate::ui) const HEIGHT_NOTE: &str =
    "Canvas, Open edX and pages that listen make the frame as high as its content by themselves.";
pub(in crate::ui) const LOOKS: &str = "Looks";
pub(in crate::ui) const FIGURE_TITLE: &str = "Title";
pub(in crate::ui) const THEME: &str = "Theme";
pub(in crate::ui) const THEME_AUTO: &str = "system";
pub(in crate::ui) const THEME_LIGHT: &str = "light";
pub(in crate::ui) const THEME_DARK: &str = "dark";
pub(in crate::ui) const COMPACT: &str = "Compact, without legends";
pub(in crate::ui) const AUTOPLAY: &str = "Plays by itself";
pub(in crate::ui) const PREVIEW: &str = "The figure as it will be";
pub(in crate::ui) const PASTE: &str = "Copy it for";
pub(in crate::ui) const SNIPPET: &str = "What to paste";

/// A panel's name.
pub(in crate::ui) fn panel(panel: Panel) -> &'static str {
    match panel {
        Panel::Boundary => "Decision boundary",
        Panel::Network => "Network",
        Panel::Heatmaps => "Gradients by layer",
        Panel::Check => "The check",
        Panel::Loss => "Loss and timeline",
        Panel::Controls => "Settings",
        Panel::Transport => "Play, step, rewind",
        Panel::Figures => "Step, loss, accuracy",
        Panel::Steps => "Chain rule, step by step",
        Panel::Computation => "Numbers and graph",
        Panel::Apart => "A gradient taken apart",
        Panel::Curve => "The check, opened up",
        Panel::Tangent => "Loss along one weight",
        Panel::Errors => "Error against δ",
        Panel::Bugs => "Break the backward pass",
        Panel::Health => "Gradient health",
        Panel::Dense => "A dense layer",
        Panel::Deep => "K layers",
        Panel::Sigmoid => "Sigmoid layers",
        Panel::Practice => "An exercise",
    }
}

/// A control's name.
pub(in crate::ui) fn control(control: Control) -> &'static str {
    match control {
        Control::Rewind => "Rewind",
        Control::Back => "Step back",
        Control::Play => "Play and pause",
        Control::Step => "Step on",
        Control::Unit => "Unit of a step",
        Control::Speed => "Speed",
        Control::Timeline => "Timeline",
        Control::Hinges => "Hinges",
        Control::TestPoints => "Test points",
        Control::Draw => "Draw points",
        Control::Data => "Dataset",
        Control::Points => "Number of points",
        Control::Noise => "Noise",
        Control::HeldBack => "Held back for test",
        Control::DataSeed => "Data seed",
        Control::Hidden => "Hidden units",
        Control::Initialization => "Initialization",
        Control::StartSeed => "Start seed",
        Control::LearningRate => "Learning rate",
        Control::BatchSize => "Batch size",
        Control::L2 => "L2 penalty",
        Control::Reduction => "Mean or sum",
        Control::Shuffle => "Shuffle",
        Control::Stop => "When it stops",
        Control::Compare => "Second run",
        Control::Differences => "Finite differences",
        Control::Scope => "Which examples",
        Control::Scale => "Colour scale",
        Control::Edges => "Edges show",
        Control::LossAxis => "Loss axis",
        Control::Order => "Order of the check",
    }
}

/// A host's name.
pub(in crate::ui) fn host(host: Host) -> &'static str {
    match host {
        Host::Html => "HTML",
        Host::Moodle => "Moodle",
        Host::Canvas => "Canvas",
        Host::OpenEdx => "Open edX",
        Host::Myst => "MyST, Jupyter Book",
        Host::Quarto => "Quarto",
        Host::Mkdocs => "MkDocs",
    }
}

/// What a press on a host does.
pub(in crate::ui) fn copy_for(host: Host) -> String {
    format!("Copies what to paste into {}", self::host(host))
}

/// Where to paste it.
pub(in crate::ui) fn where_to(host: Host) -> &'static str {
    match host {
        Host::Html => "Paste it where the figure shall be.",
        Host::Moodle => {
            "In the editor: Tools, Source code. Editors of some roles take frames away: ask your administrator."
        }
        Host::Canvas => "In the editor: HTML view (</>), where the figure shall be.",
        Host::OpenEdx => "Into a Raw HTML component.",
        Host::Myst => "Into a .md file of MyST or Jupyter Book 2. Its frames have a height of their own.",
        Host::Quarto => "Into a .qmd file, on lines of its own.",
        Host::Mkdocs => "Into a .md file, with an empty line before and after.",
    }
}

/// What a figure is called that has no title.
pub(in crate::ui) fn figure_of(panels: &[Panel]) -> String {
    let names: Vec<&str> = panels.iter().map(|shown| panel(*shown)).collect();
    if names.is_empty() {
        "Backprop Playground".to_owned()
    } else {
        format!("Backprop Playground: {}", names.join(", "))
    }
}
