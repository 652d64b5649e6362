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
    say(step::measure().await);
    say(training::measure().await);
    say(picture::measure().await);
    say(check::measure().await);
    say(full_speed::measure(folder("BENCH_TFP").as_deref(), folder("BENCH_BEFORE").as_deref()).await);
    say(first_visit::measure().await);
    say(many::measure().await);
    say(memory::measure().await);
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

fn folder(variable: &str) -> Option<String> {
    env::var(variable).ok().filter(|value| !value.is_empty())
}
