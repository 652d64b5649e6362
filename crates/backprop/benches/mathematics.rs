//! What the mathematics costs natively: `cargo bench -p backprop`.

use std::hint::black_box;

use backprop::{
    check::{self, CheckSpec},
    training::{Config, Scope, Session},
};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

const STEPS: u64 = 10_000;

fn trained(hidden: usize) -> Session {
    let mut config = Config::default();
    config.network.hidden = hidden;
    let mut session = Session::new(config);
    session.advance(2_000);
    session
}

/// Plain SGD with batches of one.
fn steps(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("a step of SGD");
    group.throughput(Throughput::Elements(STEPS));
    for hidden in [4, 8, 16, 32, 64] {
        let mut session = trained(hidden);
        group.bench_function(BenchmarkId::from_parameter(hidden), |bencher| bencher.iter(|| session.advance(STEPS)));
    }
    group.finish();
}

/// The gradient of the training set's loss, and every derivative of it again by two witnesses.
fn gradients(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("the training set");
    for hidden in [8, 64] {
        let now = trained(hidden).snapshot();
        let (examples, reduction) = (now.examples(Scope::Train), now.config.sgd.reduction);
        group.bench_function(BenchmarkId::new("backprop", hidden), |bencher| {
            bencher.iter(|| now.gradient(black_box(&examples)));
        });
        let gradient = now.gradient(&examples);
        let spec = CheckSpec::default();
        group.bench_function(BenchmarkId::new("check", hidden), |bencher| {
            bencher.iter(|| check::report(&spec, &now.params, black_box(&gradient), &examples, reduction));
        });
    }
    group.finish();
}

criterion_group!(mathematics, steps, gradients);
criterion_main!(mathematics);
