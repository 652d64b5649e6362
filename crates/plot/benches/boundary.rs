//! What the pictures of the plane cost natively: `cargo bench -p plot`.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use plot::{
    boundary::Boundary,
    color::{Theme, class_ramp},
    field::{Field, Unit},
    projection::{Bounds, Projection},
    raster::{FieldPainter, ProbabilityTable, Raster},
};

/// Device pixels of a side.
const SIDE: u32 = 800;

/// Hinges all round the middle, as training leaves them.
fn field(hidden: u32) -> Field {
    let unit = |k: u32| {
        let turn = std::f64::consts::TAU * f64::from(k) / f64::from(hidden);
        let out = if k.is_multiple_of(2) { 1.5 } else { -1.5 };
        Unit { w: [2.0 * turn.cos(), 2.0 * turn.sin()], b: -0.3, out }
    };
    Field { units: (0..hidden).map(unit).collect(), offset: 0.1 }
}

fn plane(criterion: &mut Criterion) {
    let view = Bounds::DEFAULT;
    let projection = Projection::new(view, f64::from(SIDE), f64::from(SIDE));
    let table = ProbabilityTable::new(&class_ramp(Theme::Light));
    let mut group = criterion.benchmark_group("P(+1) at 800 × 800 pixels");
    group.throughput(Throughput::Elements(u64::from(SIDE * SIDE)));
    for hidden in [8, 64] {
        let (field, mut painter, mut raster) = (field(hidden), FieldPainter::default(), Raster::default());
        group.bench_function(BenchmarkId::from_parameter(hidden), |bencher| {
            bencher.iter(|| painter.paint(&field, &projection, &table, &mut raster));
        });
    }
    group.finish();
    let mut group = criterion.benchmark_group("the exact boundary");
    for hidden in [8, 64] {
        let field = field(hidden);
        group.bench_function(BenchmarkId::from_parameter(hidden), |bencher| {
            bencher.iter(|| Boundary::of(&field, view));
        });
    }
    group.finish();
}

criterion_group!(pictures, plane);
criterion_main!(pictures);
