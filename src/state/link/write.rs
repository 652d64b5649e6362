//! From a state to a link.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::{EXPLAIN, LAYERS, Link, LinkView, Looking, SCOPES, VERSION, block};
use crate::{
    Named,
    check::CheckSpec,
    data::{DataSpec, Source},
    state::Document,
    training::{Mark, NetworkSpec, SgdSpec},
};

/// What needs no escape in an address, nor where texts are searched for addresses.
const PLAIN: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

pub(super) fn link(link: &Link) -> String {
    let mut pairs = Pairs(String::new());
    view(&mut pairs, &link.view);
    let Document { config, check, past, stop } = &link.document;
    data(&mut pairs, &config.data);
    network(&mut pairs, &config.network);
    sgd(&mut pairs, &config.sgd);
    check_spec(&mut pairs, check);
    pairs.some("stopStep", stop.step.map(|step| step.to_string()));
    pairs.some("stopEpoch", stop.epoch.map(|epoch| epoch.to_string()));
    pairs.some("stopLoss", stop.loss.map(number));
    pairs.some("stopPlateau", stop.plateau.map(|epochs| epochs.to_string()));
    pairs.whole("step", config.start_step, 0);
    pairs.some("seen", config.start_position.map(|seen| seen.to_string()));
    pairs.block("params", config.network.start.as_deref().map(block::write_parameters));
    if let Some(past) = past {
        pairs.pair("from", &past.step.to_string());
        pairs.whole("fromSeen", past.position, past.step);
        pairs.block("start", past.start.as_deref().map(block::write_parameters));
        let unchanged = [Mark::start(past.step, past.position, config.sgd)];
        let hidden = config.network.start.as_ref().map_or(config.network.hidden, |start| start.hidden());
        let changes = || block::write_changes(&past.marks, (past.step, past.position), &config.sgd, hidden);
        pairs.block("changes", (**past.marks != unchanged).then(changes));
    }
    looking(&mut pairs, &link.looking);
    if pairs.0.is_empty() { pairs.0 } else { format!("v={VERSION}{}", pairs.0) }
}

fn view(pairs: &mut Pairs, view: &LinkView) {
    match view {
        LinkView::Train => {}
        LinkView::Explain => pairs.pair("view", EXPLAIN),
        LinkView::Layers(lab) => {
            pairs.pair("view", LAYERS);
            if !lab.is_empty() {
                pairs.pair("lab", &Value::Object(lab.clone()).to_string());
            }
        }
    }
}

fn data(pairs: &mut Pairs, data: &DataSpec) {
    match &data.source {
        Source::Generated { kind, points, noise, seed } => {
            pairs.name("data", kind.name(), "xor");
            pairs.whole("points", *points as u64, 200);
            pairs.number("noise", *noise, 0.1);
            pairs.whole("dataSeed", *seed, 1);
            pairs.number("train", data.train_fraction, 0.8);
        }
        Source::Custom(points) => {
            pairs.block("own", Some(block::write_points(points)));
            pairs.number("train", data.train_fraction, 1.0);
        }
    }
}

fn network(pairs: &mut Pairs, network: &NetworkSpec) {
    let default = NetworkSpec::default();
    let hidden = network.start.as_ref().map_or(network.hidden, |start| start.hidden());
    pairs.whole("hidden", hidden as u64, default.hidden as u64);
    pairs.name("init", network.initialization.name(), default.initialization.name());
    pairs.whole("seed", network.seed, default.seed);
}

fn sgd(pairs: &mut Pairs, sgd: &SgdSpec) {
    let default = SgdSpec::default();
    pairs.number("lr", sgd.learning_rate, default.learning_rate);
    pairs.whole("batch", sgd.batch_size as u64, default.batch_size as u64);
    pairs.whole("shuffle", sgd.shuffle.into(), default.shuffle.into());
    pairs.name("reduction", sgd.reduction.name(), default.reduction.name());
    pairs.number("l2", sgd.l2, default.l2);
    pairs.some("bug", sgd.bug.map(|bug| bug.name().to_owned()));
}

fn check_spec(pairs: &mut Pairs, check: &CheckSpec) {
    let default = CheckSpec::default();
    pairs.number("delta", check.delta, default.delta);
    pairs.name("scheme", check.scheme.name(), default.scheme.name());
    pairs.number("rtol", check.rtol, default.rtol);
    pairs.number("atol", check.atol, default.atol);
    pairs.name("precision", check.precision.name(), default.precision.name());
}

fn looking(pairs: &mut Pairs, looking: &Looking) {
    let default = Looking::default();
    pairs.whole("example", looking.example as u64, default.example as u64);
    pairs.name("parameter", &looking.parameter.to_string(), &default.parameter.to_string());
    let name = SCOPES.iter().find(|(_, scope)| *scope == looking.scope).map_or(SCOPES[0].0, |(name, _)| name);
    pairs.name("scope", name, SCOPES[0].0);
}

/// Keys with their values, each after an `&`.
struct Pairs(String);

impl Pairs {
    fn pair(&mut self, key: &str, value: &str) {
        self.0.extend(["&", key, "="]);
        self.0.extend(utf8_percent_encode(value, &PLAIN));
    }

    fn some(&mut self, key: &str, value: Option<String>) {
        if let Some(value) = value {
            self.pair(key, &value);
        }
    }

    fn block(&mut self, key: &str, bytes: Option<Vec<u8>>) {
        self.some(key, bytes.map(|bytes| block::to_text(&bytes)));
    }

    fn name(&mut self, key: &str, name: &str, default: &str) {
        self.some(key, (name != default).then(|| name.to_owned()));
    }

    fn whole(&mut self, key: &str, whole: u64, default: u64) {
        self.some(key, (whole != default).then(|| whole.to_string()));
    }

    fn number(&mut self, key: &str, value: f64, default: f64) {
        self.some(key, (value.to_bits() != default.to_bits()).then(|| number(value)));
    }
}

/// The shortest text that gives the same bits again.
fn number(value: f64) -> String {
    // Unlike `{}`, this writes a very small number as 1e-8.
    let text = format!("{value:?}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}
