//! Trains XOR and checks every gradient against two witnesses: `cargo run -p backprop --example xor`.

use backprop::{
    check::{self, CheckSpec},
    training::{Config, Scope, Session},
};

fn main() {
    // 200 points of XOR, 8 hidden units, SGD with batches of one: all of it in `Config`, and every run to the bit.
    let mut session = Session::new(Config::default());
    println!("{:>7}  {:>10}  {:>9}  {:>8}", "step", "train loss", "test loss", "accuracy");
    for steps in [0, 100, 900, 9_000, 40_000] {
        session.advance(steps);
        let now = session.snapshot();
        let metrics = now.metrics();
        let test_loss = metrics.test_loss.unwrap_or(f64::NAN);
        println!("{:>7}  {:>10.5}  {test_loss:>9.5}  {:>8.3}", now.step, metrics.train_loss, metrics.train_accuracy);
    }

    // The gradient of the mean loss over all training points, three times.
    let now = session.snapshot();
    let (examples, reduction) = (now.examples(Scope::Train), now.config.sgd.reduction);
    let backprop = now.gradient(&examples);
    let report = check::report(&CheckSpec::default(), &now.params, &backprop, &examples, reduction);
    println!("\n{:<8} {:>13} {:>17} {:>13}", "", "backprop", "finite difference", "forward mode");
    for row in &report.rows {
        let verdict = if row.matches { "" } else { "  differs" };
        let [own, finite, forward] = [row.backprop, row.finite_difference, row.forward_mode];
        println!("{:<8} {own:>13.6e} {finite:>17.6e} {forward:>13.6e}{verdict}", row.id.to_string());
    }
    println!("{} of {} derivatives match", report.matching, report.rows.len());
}
