//! What the commands say: what is being done, how long it took, and why it failed.

use std::time::{Duration, Instant};

/// A failure is a sentence for the person at the terminal: what happened, and what to install or to do.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// Runs `work`, saying before what it does and after how long it took.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    println!("── {what}");
    let start = Instant::now();
    let outcome = work();
    let verdict = if outcome.is_ok() { "done" } else { "FAILED" };
    println!("── {what}: {verdict} in {}", seconds(start.elapsed()));
    outcome
}

/// One line that needs no time: what was found or decided.
pub(crate) fn note(what: &str) {
    println!("── {what}");
}

/// "0.4 s", "12.3 s", "2 min 14 s".
pub(crate) fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    if whole < 60 { format!("{:.1} s", time.as_secs_f64()) } else { format!("{} min {} s", whole / 60, whole % 60) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_well() {
        for (millis, text) in [(0, "0.0 s"), (449, "0.4 s"), (59_900, "59.9 s"), (134_000, "2 min 14 s")] {
            assert_eq!(seconds(Duration::from_millis(millis)), text, "{millis} ms");
        }
    }
}
