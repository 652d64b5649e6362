//! What the page says of a link that it opens, and of the state that the device has kept.

use crate::{data::Source, state::Document, ui::format::integer};

pub(in crate::ui) const UNREAD: &str = "Some of this link could not be read. Everything else is as the link says.";
pub(in crate::ui) const GO_ON: &str = "Go on with it";
pub(in crate::ui) const DISMISS: &str = "Dismiss";

/// Problems that are not listed.
pub(in crate::ui) fn more(count: usize) -> String {
    if count == 1 { "and 1 more problem".to_owned() } else { format!("and {} more problems", integer(count as u64)) }
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
