//! From a state to a link.

use serde_json::Value;

use super::{EXPLAIN, LAYERS, Link, LinkView, PRACTICE, VERSION, block, comparison, pairs::Pairs};
use crate::{
    Named,
    data::{DataSpec, Kind, Source},
    document::{Document, Looking, fields},
    training::{Config, Mark},
};

/// The link's text, which stands after `#`; empty for the default state.
pub fn write(link: &Link) -> String {
    let mut pairs = Pairs::default();
    pairs.put("v", VERSION.to_string());
    view(&mut pairs, &link.view);
    document(&mut pairs, &link.document);
    let hidden = link.document.config.network.hidden;
    let looking = |looking: Looking| Pairs::of(|pairs| fields::looking(pairs, &mut { looking }, hidden));
    pairs.put_changes(looking(link.looking), &looking(Looking::default()));
    if let Some(difference) = link.comparison {
        comparison::write(&mut pairs, difference);
    }
    if pairs.count() == 1 { String::new() } else { pairs.into_link() }
}

fn view(pairs: &mut Pairs, view: &LinkView) {
    match view {
        LinkView::Train => {}
        LinkView::Explain => pairs.put("view", EXPLAIN),
        LinkView::Layers(lab) => {
            pairs.put("view", LAYERS);
            if !lab.is_empty() {
                pairs.put("lab", Value::Object(lab.clone()).to_string());
            }
        }
        LinkView::Practice(asked) => {
            pairs.put(PRACTICE, &*asked.exercise);
            pairs.put_other("author", &asked.author, "");
            pairs.put_other("done", &asked.done.join("."), "");
        }
    }
}

fn document(pairs: &mut Pairs, document: &Document) {
    let mut document = document.clone();
    document.adopt_width();
    let usual = match &document.config.data.source {
        Source::Generated { kind, .. } => {
            pairs.put_other("data", kind.name(), Kind::Xor.name());
            DataSpec::default()
        }
        Source::Custom(points) => {
            pairs.put("own", block::write_points(points));
            DataSpec::own([])
        }
    };
    let usual = Document { config: Config { data: usual, ..Config::default() }, ..Document::default() };
    pairs.put_changes(settings(&document), &settings(&usual));
    let Document { config, past, .. } = &document;
    if let Some(start) = &config.network.start {
        pairs.put("params", block::write_parameters(start));
    }
    let Some(past) = past else { return };
    pairs.put("from", past.step.to_string());
    pairs.put_other("fromSeen", &past.position.to_string(), &past.step.to_string());
    if let Some(start) = &past.start {
        pairs.put("start", block::write_parameters(start));
    }
    if **past.marks != [Mark::start(past.step, past.position, config.sgd)] {
        let start = (past.step, past.position);
        pairs.put("marks", block::write_changes(&past.marks, start, &config.sgd, config.network.hidden));
    }
}

/// Every field of a document but its arrays.
pub(super) fn settings(document: &Document) -> Pairs {
    Pairs::of(|pairs| fields::document(pairs, &mut document.clone()))
}
