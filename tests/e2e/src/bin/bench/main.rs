//! What the page costs, as ratios to things measured in the same browser in the same minutes, each with its goal.
//!
//! Run by `cargo xtask bench [--tfp <folder>] [--before <folder>]`: a built TensorFlow Playground and an earlier build of
//! the page to measure beside this one. A goal that is missed fails the command.

mod check;
mod first_visit;
mod full_speed;
mod many;
mod memory;
mod picture;
mod row;
mod step;
mod training;

use std::{env, fs, process::ExitCode};

use row::Row;

/// What is measured, in this order; `BENCH_ONLY` names one of them.
const PARTS: [&str; 8] = ["step", "training", "picture", "check", "full-speed", "first-visit", "many", "memory"];

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let mut rows = Vec::new();
    // Each line as soon as it is known: the whole takes half an hour.
    let mut say = |measured: Vec<Row>| {
        for row in &measured {
            println!("{row}");
        }
        rows.extend(measured);
    };
    let (tfp, before, only) = (said("BENCH_TFP"), said("BENCH_BEFORE"), said("BENCH_ONLY"));
    assert!(only.as_deref().is_none_or(|only| PARTS.contains(&only)), "BENCH_ONLY is one of {PARTS:?}");
    for part in PARTS.into_iter().filter(|part| only.as_deref().is_none_or(|only| only == *part)) {
        say(match part {
            "step" => step::measure().await,
            "training" => training::measure().await,
            "picture" => picture::measure().await,
            "check" => check::measure().await,
            "full-speed" => full_speed::measure(tfp.as_deref(), before.as_deref()).await,
            "first-visit" => first_visit::measure().await,
            "many" => many::measure().await,
            _ => memory::measure().await,
        });
    }
    if let Ok(file) = env::var("BENCH_JSON") {
        fs::write(&file, row::json(&rows)).unwrap_or_else(|error| panic!("{file}: {error}"));
        println!("\nas JSON in {file}");
    }
    let missed: Vec<&Row> = rows.iter().filter(|row| row.is_missed()).collect();
    for row in &missed {
        println!("missed: {}, {}", row.what, row.by());
    }
    if missed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn said(variable: &str) -> Option<String> {
    env::var(variable).ok().filter(|value| !value.is_empty())
}
