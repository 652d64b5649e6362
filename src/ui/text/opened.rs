//! What the page says of a link that it opens, and of the state that the device has kept.

use crate::{
    data::Source,
    document::{Document, Problem},
    ui::format::integer,
};

pub(in crate::ui) const UNREAD: &str = "What was opened is not whole. Everything that is not named here is as it says.";
pub(in crate::ui) const GO_ON: &str = "Go on with it";
pub(in crate::ui) const DISMISS: &str = "Dismiss";
pub(in crate::ui) const SAVE_ASIDE: &str = "Save it as a file";
pub(in crate::ui) const FORGET: &str = "Forget it";
/// The name of the file.
pub(in crate::ui) const ASIDE_FILE: &str = "backprop-kept-state.json";

/// Problems that are not listed.
pub(in crate::ui) fn more(count: usize) -> String {
    format!("and {}", super::count(count, "more problem"))
}

/// What could not be read, and what counts in its place.
pub(in crate::ui) fn unread(problem: &Problem) -> String {
    let instead = problem.instead().map(|instead| format!(". {instead}")).unwrap_or_default();
    format!("{}{instead}", problem.problem())
}

/// A state that the device has kept and that cannot be read.
pub(in crate::ui) fn aside(why: Option<&Problem>) -> String {
    let why = match why {
        Some(problem) if problem.path == "version" => "it is of a newer page".to_owned(),
        Some(problem) => format!("{} {}", problem.path, problem.problem()),
        None => "it is damaged".to_owned(),
    };
    format!("This device has kept a state that this page cannot read: {why}. It stays here until you decide.")
}

/// What the device has kept.
pub(in crate::ui) fn kept(document: &Document) -> String {
    let config = &document.config;
    let data = match &config.data.source {
        Source::Generated { kind, .. } => super::kind(*kind).to_owned(),
        Source::Custom(points) => format!("{} own points", integer(points.len() as u64)),
    };
    let (hidden, step) = (config.network.hidden, integer(config.start_step));
    format!("Your last run is kept on this device: {data}, h = {hidden}, step {step}.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::training::{Config, NetworkSpec};

    #[test]
    fn the_kept_run_is_told_from_others() {
        let network = NetworkSpec { hidden: 16, ..NetworkSpec::default() };
        let config = Config { network, start_step: 1340, ..Config::default() };
        let document = Document { config, ..Document::default() };
        assert_eq!(kept(&document), "Your last run is kept on this device: XOR, h = 16, step 1,340.", "the sentence");
    }
}
