//! What the page costs, as ratios to things measured in the same browser in the same minutes, each with its goal.
//!
//! Run by `cargo xtask bench [--tfp <folder>] [--before <folder>]`: a built TensorFlow Playground and an earlier build of
//! the page to measure beside this one. A goal that is missed fails the command.

mod first_visit;
mod full_speed;
mod picture;
mod row;
mod step;
mod training;

use std::{env, fs, process::ExitCode};

use row::Row;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let mut rows = Vec::new();
    for measured in [
        step::measure().await,
        training::measure().await,
        picture::measure().await,
        full_speed::measure(folder("BENCH_TFP").as_deref(), folder("BENCH_BEFORE").as_deref()).await,
        first_visit::measure().await,
    ] {
        for row in &measured {
            println!("{row}");
        }
        rows.extend(measured);
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

fn folder(variable: &str) -> Option<String> {
    env::var(variable).ok().filter(|value| !value.is_empty())
}
