//! The fast walk along rows against direct evaluation at every pixel.

use proptest::prelude::*;

use super::*;
use crate::color::{Theme, activation_ramp, class_ramp};

/// A table whose colors are their own index, so that "one entry off" can be measured.
fn counting_table() -> ProbabilityTable {
    let color = |entry: usize| Rgba(u32::try_from(entry).expect("small").to_le_bytes());
    ProbabilityTable { colors: (0..ProbabilityTable::ENTRIES).map(color).collect() }
}

fn entry_of(color: Rgba) -> usize {
    u32::from_le_bytes(color.0) as usize
}

fn unit(w1: f64, w2: f64, b: f64, out: f64) -> Unit {
    Unit { w: [w1, w2], b, out }
}

/// The largest sum of absolute terms that Ȳ can have.
fn magnitude(field: &Field) -> f64 {
    let term = |unit: &Unit| unit.out.abs() * (1.2 * (unit.w[0].abs() + unit.w[1].abs()) + unit.b.abs());
    field.offset.abs() + field.units.iter().map(term).sum::<f64>()
}

/// Every pixel is at most one entry from σ of the direct sum, give or take what rounding does to large terms.
fn check(field: &Field, width: f64, height: f64) {
    let projection = Projection::new(Bounds::DEFAULT, width, height);
    let (table, mut raster) = (counting_table(), Raster::default());
    FieldPainter::default().paint(field, &projection, &table, &mut raster);
    for y in 0..raster.height() {
        for x in 0..raster.width() {
            let center = projection.to_data([x as f64 + 0.5, y as f64 + 0.5]);
            let (want, rounding) = (field.at(center), 1e-13 * magnitude(field));
            let (low, high) = (ProbabilityTable::entry(want - rounding), ProbabilityTable::entry(want + rounding));
            let got = entry_of(raster.pixel(x, y));
            assert!(got + 1 >= low && got <= high + 1, "({x}, {y}): {got}, want {want}, {field:?}");
        }
    }
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        6 => -3.0..3.0,
        2 => prop::sample::select(vec![0.0, -0.0, 1.0, -1.0, 0.5]),
        1 => prop::sample::select(vec![1e6, -1e6, 1e-12, -1e-12, 1e-300, 1e3]),
    ]
}

fn field(units: impl Into<prop::collection::SizeRange>) -> impl Strategy<Value = Field> {
    let unit = ([number(), number()], number(), number()).prop_map(|(w, b, out)| Unit { w, b, out });
    (prop::collection::vec(unit, units), number()).prop_map(|(units, offset)| Field { units, offset })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_equal_direct_evaluation(field in field(0..=12)) {
        check(&field, 61.0, 47.0);
    }

    #[test]
    fn rows_equal_direct_evaluation_with_many_units(field in field(60..=64)) {
        check(&field, 33.0, 29.0);
    }
}

#[test]
fn degenerate_units_are_painted_exactly() {
    let cases = [
        vec![],
        vec![unit(0.0, 0.0, 1.0, 2.0)],
        vec![unit(0.0, 0.0, -1.0, 2.0)],
        vec![unit(0.0, 2.0, 0.1, 2.0)],
        vec![unit(2.0, 0.0, 0.1, -2.0)],
        vec![unit(1.0, 0.0, 0.0, 1.0), unit(-1.0, 0.0, 0.0, 1.0), unit(0.0, 1.0, 0.0, -1.0)],
        vec![unit(1.0, 1.0, 0.0, 1.0); 64],
        vec![unit(1e6, -1e6, 1e5, 1e6), unit(1.0, 0.5, 0.0, 1.0)],
        vec![unit(1e-300, 1.0, 0.0, 3.0), unit(5e-324, 0.0, 1.0, 1.0)],
        vec![unit(1e-200, 1e200, 0.0, 1e-200)],
    ];
    for units in cases {
        check(&Field { units, offset: -0.3 }, 40.0, 40.0);
    }
}

#[test]
fn what_is_not_finite_is_neutral() {
    let table = ProbabilityTable::new(&class_ramp(Theme::Light));
    let (mut painter, mut raster) = (FieldPainter::default(), Raster::default());
    let projection = Projection::new(Bounds::DEFAULT, 9.0, 9.0);
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        for place in 0..5 {
            let mut parameters = [1.0, 1.0, 0.1, 1.0, 0.2];
            parameters[place] = bad;
            let [w1, w2, b, out, offset] = parameters;
            let field = Field { units: vec![unit(1.0, -1.0, 0.0, 1.0), unit(w1, w2, b, out)], offset };
            painter.paint(&field, &projection, &table, &mut raster);
            for (x, y) in [(0, 0), (8, 0), (4, 4), (0, 8), (8, 8)] {
                assert_eq!(raster.pixel(x, y), Theme::Light.neutral(), "{bad} at place {place}, pixel ({x}, {y})");
            }
        }
    }
    // Finite, but nothing that adds up to a number.
    let huge = Field { units: vec![unit(1e308, 1e308, 1e308, 1e308); 3], offset: 0.0 };
    painter.paint(&huge, &projection, &table, &mut raster);
    assert_eq!(raster.pixel(8, 0), Theme::Light.neutral(), "an overflow");
}

#[test]
fn sizes_follow_the_projection() {
    let table = ProbabilityTable::new(&class_ramp(Theme::Light));
    let (mut painter, mut raster) = (FieldPainter::default(), Raster::default());
    for (width, height, want) in [(7.0, 5.0, (7, 5)), (0.2, 3.4, (1, 3)), (1e9, 1.0, (Raster::LONGEST, 1))] {
        painter.paint(&Field::default(), &Projection::new(Bounds::DEFAULT, width, height), &table, &mut raster);
        assert_eq!((raster.width(), raster.height()), want, "{width} × {height}");
        assert_eq!(raster.pixels().len(), 4 * want.0 * want.1, "four bytes a pixel");
    }
}

#[test]
fn up_is_up_and_blue_is_positive() {
    let ramp = class_ramp(Theme::Light);
    let table = ProbabilityTable::new(&ramp);
    let mut raster = Raster::default();
    let field = Field { units: vec![unit(0.0, 100.0, 0.0, 1.0)], offset: -20.0 };
    FieldPainter::default().paint(&field, &Projection::new(Bounds::DEFAULT, 4.0, 4.0), &table, &mut raster);
    assert_eq!(raster.pixel(0, 0), ramp.at(1.0), "top: Ȳ large");
    assert_eq!(raster.pixel(0, 3), ramp.at(-1.0), "bottom: Ȳ = −20");
}

#[test]
fn table_folds_the_sigmoid_in_without_banding() {
    for theme in [Theme::Light, Theme::Dark] {
        let ramp = class_ramp(theme);
        let table = ProbabilityTable::new(&ramp);
        assert_eq!(table.at(0.0), theme.neutral(), "P = ½");
        assert_eq!(table.at(f64::NAN), theme.neutral(), "NaN");
        assert_eq!(table.at(f64::INFINITY), ramp.at(1.0), "P = 1");
        assert_eq!(table.at(f64::NEG_INFINITY), ramp.at(-1.0), "P = 0");
        for (entry, pair) in table.colors.windows(2).enumerate() {
            let jump = (0..3).map(|channel| pair[0].0[channel].abs_diff(pair[1].0[channel])).max();
            assert!(jump <= Some(3), "{theme:?}: entry {entry} jumps by {jump:?}");
        }
    }
}

#[test]
fn activation_is_scaled_to_its_peak() {
    let ramp = activation_ramp(Theme::Light);
    let mut raster = Raster::default();
    let projection = Projection::new(Bounds::DEFAULT, 44.0, 44.0);
    let one = unit(1.0, 0.5, -0.2, 7.0);
    activation_raster(&one, &projection, &ramp, &mut raster);
    let peak = activation_peak(&one, Bounds::DEFAULT);
    assert!((peak - 1.6).abs() < 1e-12, "at the upper right corner: {peak}");
    for y in 0..44 {
        for x in 0..44 {
            let center = projection.to_data([x as f64 + 0.5, y as f64 + 0.5]);
            let share = one.activation(center) / peak;
            let near = [-1.0, 0.0, 1.0].map(|entry| ramp.at(share + entry / 256.0));
            assert!(near.contains(&raster.pixel(x, y)), "({x}, {y})");
        }
    }
    for off in [unit(0.0, 0.0, 0.0, 1.0), unit(1.0, 1.0, -9.0, 1.0), unit(f64::NAN, 0.0, 1.0, 1.0)] {
        activation_raster(&off, &projection, &ramp, &mut raster);
        assert!(raster.cells().iter().all(|&pixel| Rgba(pixel) == ramp.neutral()), "{off:?} is off");
    }
}

#[test]
fn pictures_are_put_side_by_side_and_cut_at_the_edge() {
    let mut row = Raster::default();
    row.clear(5, 2);
    let mut picture = Raster::default();
    picture.resize(2, 3);
    picture.fill(Rgba::hex(0x0012_3456));
    for left in [1, 4, 9] {
        row.put(&picture, [left, 0]);
    }
    let shown: Vec<bool> = (0..5).map(|x| row.pixel(x, 1) == Rgba::hex(0x0012_3456)).collect();
    assert_eq!(shown, [false, true, true, false, true], "columns that hold a picture");
}
