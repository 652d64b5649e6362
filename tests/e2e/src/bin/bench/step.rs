//! The training step alone, in the page's wasm, beside the same by hand in JavaScript, natively, and beside others.

use std::{env, fs, process::Command};

use e2e::Page;
use serde_json::json;

use crate::{
    row::{Goal, Row, median},
    training::{number, numbers, state, with_loop},
};

/// Where nothing is drawn that training changes, calls of `training.step`, the loop and the others take turns. Returns
/// examples a second of each, turn after turn.
const TURNS: &str = "
  const [h, steps, turns, names] = arguments;
  const request = (method, params) => window.playground.request(method, params);
  const loop = loopOf(h);
  const peers = names.map((name) => peersOf()[name](h));
  for (const peer of peers) await peer(300);
  await request('training.step', { steps });
  const rates = [];
  for (let turn = 0; turn < turns; turn++) {
    await new Promise(requestAnimationFrame);
    const start = performance.now();
    await request('training.step', { steps });
    const page = (steps * 1000) / (performance.now() - start);
    await new Promise(requestAnimationFrame);
    const rate = [page, loop(100)];
    for (const peer of peers) rate.push(await peer(150));
    rates.push(rate);
  }
  return rates;
";

/// Hidden units, steps in a turn, and the least that the page shall be of the loop.
const SIZES: [(u64, u64, Goal); 5] = [
    (4, 400_000, Goal::None),
    (8, 400_000, Goal::AtLeast(1.0)),
    (16, 300_000, Goal::None),
    (32, 200_000, Goal::AtLeast(2.5)),
    (64, 100_000, Goal::None),
];
const MOST_TURNS: u64 = 9;

/// Somebody else's library, loaded where a variable names its script.
struct Peer {
    name: &'static str,
    called: &'static str,
    variable: &'static str,
    /// Makes it known to the scripts that come after.
    keep: &'static str,
    /// How many times its examples the page shall see.
    goal: fn(u64) -> Goal,
}

const PEERS: [Peer; 3] = [
    Peer {
        name: "convnetjs",
        called: "ConvNetJS",
        variable: "BENCH_CONVNETJS",
        keep: "window.convnetjs = convnetjs",
        goal: |hidden| match hidden {
            8 => Goal::AtLeast(15.0),
            32 => Goal::AtLeast(50.0),
            _ => Goal::None,
        },
    },
    Peer { name: "brain", called: "brain.js", variable: "BENCH_BRAIN", keep: "", goal: |_| Goal::None },
    Peer { name: "tensorflow", called: "TensorFlow.js", variable: "BENCH_TFJS", keep: "", goal: |_| Goal::None },
];

pub(crate) async fn measure() -> Vec<Row> {
    let page = Page::open().await;
    let mut peers = Vec::new();
    for peer in PEERS {
        let Some(file) = env::var_os(peer.variable) else { continue };
        let script = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        page.js(&format!("{script};\n{}", peer.keep), &[]).await;
        peers.push(peer);
    }
    page.click("button", "Layers").await;
    let script = with_loop(&format!("const peersOf = () => {{ {} }};\n{TURNS}", include_str!("peers.js")));
    let names: Vec<_> = peers.iter().map(|peer| peer.name).collect();
    let mut rows = Vec::new();
    for (hidden, steps, goal) in SIZES {
        page.request("state.set", state(hidden)).await;
        let arguments = [json!(hidden), json!(steps), json!(MOST_TURNS), json!(names)];
        let rates = page.js_async(&script, &arguments).await;
        let rates: Vec<Vec<f64>> = rates.as_array().expect("turns").iter().map(numbers).collect();
        let middle = |place: usize| median(rates.iter().map(|rate| rate[place]).collect());
        let beside = |place: usize| rates.iter().map(|rate| rate[0] / rate[place]).collect::<Vec<_>>();
        let what = |other: &str| format!("training step alone, h = {hidden}: examples of {other}");
        let note = format!("{:.1} ns a step, the loop {:.1} ns", 1e9 / middle(0), 1e9 / middle(1));
        rows.push(Row::of(what("the typed-array loop"), beside(1), goal, note));
        for (place, peer) in peers.iter().enumerate() {
            let note = format!("{} {:.0} ns a step", peer.called, 1e9 / middle(place + 2));
            rows.push(Row::of(what(peer.called), beside(place + 2), (peer.goal)(hidden), note));
        }
        rows.push(beside_native(hidden, what("the same natively"), &rates));
    }
    for peer in PEERS.iter().filter(|peer| !names.contains(&peer.name)) {
        rows.push(Row::skipped(format!("training step alone: examples of {}", peer.called), "it could not be had"));
    }
    let step = number(&page.request("state.get", json!({})).await["training"]["step"]);
    assert!(step > 0.0, "the page has trained");
    page.finish().await;
    rows
}

/// The crate's own example, run as often as the page had its turn.
fn beside_native(hidden: u64, what: String, rates: &[Vec<f64>]) -> Row {
    let Some(program) = env::var_os("BENCH_NATIVE") else {
        return Row::skipped(what, "no native program");
    };
    let native = || {
        let run = Command::new(&program).args([hidden.to_string(), "150".into()]).output();
        let output = run.unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        String::from_utf8_lossy(&output.stdout).trim().parse::<f64>().expect("it says a number")
    };
    let natives: Vec<f64> = rates.iter().map(|_| native()).collect();
    let note = format!("natively {:.1} ns a step", 1e9 / median(natives.clone()));
    let ratios = rates.iter().zip(&natives).map(|(rate, native)| rate[0] / native).collect();
    let goal = if hidden == 8 || hidden == 32 { Goal::AtLeast(0.65) } else { Goal::None };
    Row::of(what, ratios, goal, note)
}
