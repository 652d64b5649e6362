//! How many examples a second plain SGD sees: `cargo run --release -p backprop --example steps -- <hidden> <milliseconds>`.

use std::{
    env,
    time::{Duration, Instant},
};

use backprop::training::{Config, Session};

fn main() {
    let mut numbers = env::args().skip(1).map(|argument| argument.parse::<u64>().expect("a whole number"));
    let (hidden, milliseconds) = (numbers.next().unwrap_or(8), numbers.next().unwrap_or(500));
    let mut config = Config::default();
    config.network.hidden = usize::try_from(hidden).expect("a number of units");
    let mut session = Session::new(config);
    session.advance(200_000);
    let (start, mut steps) = (Instant::now(), 0_u32);
    while start.elapsed() < Duration::from_millis(milliseconds) {
        session.advance(20_000);
        steps += 20_000;
    }
    println!("{}", f64::from(steps) / start.elapsed().as_secs_f64());
}
