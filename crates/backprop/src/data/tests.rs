use std::sync::Arc;

use crate::Named;
use proptest::prelude::*;

use super::*;

fn generated(kind: Kind, points: usize, noise: f64, seed: u64) -> Dataset {
    generate(&DataSpec { source: Source::Generated { kind, points, noise, seed }, train_fraction: 0.8 })
}

/// FNV-1a over every bit of every point: one changed bit changes it.
fn fingerprint(data: &Dataset) -> u64 {
    let words = data.examples.iter().flat_map(|e| [e.x[0].to_bits(), e.x[1].to_bits(), e.y.to_bits()]);
    words
        .flat_map(u64::to_le_bytes)
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[test]
fn bits_are_pinned() {
    let first = generated(Kind::Xor, 200, 0.1, 1).examples[0];
    assert_eq!(
        (first.x.map(f64::to_bits), first.y),
        ([0x3fcd_8a98_6071_e43c, 0xbfca_88dd_33c0_f528], -1.0),
        "first point of the default dataset"
    );
    let all = [
        (Kind::Xor, 0x05a6_19d1_8025_52dd),
        (Kind::Circles, 0x4627_ecee_89bf_38e4),
        (Kind::Gaussians, 0x7041_2650_5d7c_4f95),
        (Kind::Moons, 0x6642_2bbe_7ceb_125c),
        (Kind::Spiral, 0x2911_612a_5927_db9e),
        (Kind::Checkerboard, 0xe065_2d4c_4541_a406),
    ];
    assert!(Kind::ALL.iter().eq(all.iter().map(|(kind, _)| kind)), "every kind is pinned, in the order of the menu");
    for (kind, bits) in all {
        let found = fingerprint(&generated(kind, 200, 0.1, 1));
        assert_eq!(found, bits, "{kind:?} has the bits {found:#018x}");
    }
}

#[test]
fn usual_noise_is_allowed() {
    for &kind in Kind::ALL {
        assert!(NOISE.contains(&kind.usual_noise()), "{kind:?}");
    }
}

#[test]
fn shapes_are_what_they_are_called() {
    for &kind in Kind::ALL {
        for Example { x: [a, b], y } in generated(kind, 400, 0.0, 5).examples {
            let radius = a.hypot(b);
            let right = match kind {
                Kind::Xor => (a * b > 0.0) == (y > 0.0) && a.abs().min(b.abs()) >= 0.15,
                Kind::Circles => {
                    if y > 0.0 {
                        radius <= 0.4 + 1e-12
                    } else {
                        (0.65 - 1e-12..=0.95 + 1e-12).contains(&radius)
                    }
                }
                Kind::Gaussians => (a - 0.45 * y).hypot(b - 0.45 * y) < 0.2 * 4.5,
                // The angle that the radius asks for, half a turn on for the other arm.
                Kind::Spiral => {
                    let angle = 2.5 * std::f64::consts::PI * radius / 0.95;
                    (a - y * radius * angle.cos()).hypot(b - y * radius * angle.sin()) < 1e-9
                }
                Kind::Moons => ((a * y + 0.3).hypot(b * y + 0.15) - 0.6).abs() < 1e-9 && b * y >= -0.15 - 1e-9,
                Kind::Checkerboard => {
                    let cell = |v: f64| ((v + 1.0) / 0.5).floor() as i64;
                    ((cell(a) + cell(b)) % 2 == 0) == (y > 0.0)
                }
            };
            assert!(right, "{kind:?}: ({a}, {b}) is labelled {y}");
            assert!(a.abs() <= EXTENT && b.abs() <= EXTENT, "{kind:?}: ({a}, {b}) is outside");
        }
    }
}

#[test]
fn four_points_of_xor_are_its_four_corners() {
    let quadrants: std::collections::HashSet<_> =
        generated(Kind::Xor, 4, 0.0, 9).examples.iter().map(|e| (e.x[0] > 0.0, e.x[1] > 0.0)).collect();
    assert_eq!(quadrants.len(), 4, "one point in each quadrant");
}

#[test]
fn classes_are_balanced_in_every_share() {
    for &kind in Kind::ALL {
        for points in [2, 3, 200, 1000] {
            let data = generated(kind, points, 0.3, 11);
            for part in [data.train(), data.test()] {
                let balance: f64 = part.iter().map(|e| e.y).sum();
                assert!(balance.abs() <= 1.0, "{kind:?} of {points}: a part leans by {balance}");
            }
        }
    }
}

#[test]
fn order_is_mixed() {
    let examples = generated(Kind::Spiral, 200, 0.0, 1).examples;
    let alternations = examples.windows(2).filter(|pair| pair[0].y * pair[1].y < 0.0).count();
    assert!((110..190).contains(&alternations), "labels change {alternations} times of 199");
    let radii: Vec<f64> = examples.iter().map(|e| e.x[0].hypot(e.x[1])).collect();
    let rises = radii.windows(2).filter(|pair| pair[1] > pair[0]).count();
    assert!((70..130).contains(&rises), "the radius rises {rises} times of 199: points follow the arm");
}

#[test]
fn seeds_and_noise_change_the_points() {
    let base = generated(Kind::Moons, 50, 0.1, 1);
    assert_eq!(base, generated(Kind::Moons, 50, 0.1, 1), "the same request");
    assert_ne!(base, generated(Kind::Moons, 50, 0.1, 2), "another seed");
    assert_ne!(base, generated(Kind::Moons, 50, 0.2, 1), "another noise");
}

#[test]
fn noise_is_the_standard_deviation_of_each_coordinate() {
    // Across the arc, one coordinate's worth of noise shows, whatever the arc's direction.
    let data = generated(Kind::Moons, 1000, 0.05, 3);
    let squares: f64 =
        data.examples.iter().map(|e| ((e.x[0] * e.y + 0.3).hypot(e.x[1] * e.y + 0.15) - 0.6).powi(2)).sum();
    let deviation = (squares / 1000.0).sqrt();
    assert!((deviation - 0.05).abs() < 0.005, "deviation across the arc is {deviation}");
}

#[test]
fn training_share_is_rounded_and_never_empty() {
    for (points, fraction, expected) in [
        (200, 0.8, 160),
        (2, 0.8, 2),
        (2, 0.1, 1),
        (3, 0.5, 2),
        (1, 0.1, 1),
        (10, 1.0, 10),
        (0, 0.8, 0),
        (10, f64::NAN, 1),
    ] {
        assert_eq!(train_count(points, fraction), expected, "{fraction} of {points}");
    }
}

#[test]
fn custom_points_keep_their_order() {
    let given: Arc<[Example]> =
        (0..100).map(|i| Example { x: [f64::from(i), 0.0], y: if i < 50 { 1.0 } else { -1.0 } }).collect();
    let all = generate(&DataSpec { source: Source::Custom(given.clone().into()), train_fraction: 1.0 });
    assert_eq!((all.train(), all.test().len()), (&given[..], 0), "all are trained on");

    let most = generate(&DataSpec { source: Source::Custom(given.clone().into()), train_fraction: 0.8 });
    assert_eq!(most.train, 80, "share");
    for part in [most.train(), most.test()] {
        assert!(part.windows(2).all(|pair| pair[0].x[0] < pair[1].x[0]), "the order given is kept");
    }
    let plus = most.test().iter().filter(|e| e.y > 0.0).count();
    assert!((4..=16).contains(&plus), "{plus} of the 20 held back are of the first class");
    for (index, &place) in most.places.iter().enumerate() {
        assert_eq!((most.examples[index], most.index_of(place)), (given[place], Some(index)), "place {place}");
    }
    assert_eq!(most.index_of(100), None, "no such place");

    let longer: Arc<[Example]> = given.iter().copied().chain([given[0]]).collect();
    let longer = generate(&DataSpec { source: Source::Custom(longer.into()), train_fraction: 0.8 });
    let moved = most.places[..80].iter().filter(|place| !longer.places[..longer.train].contains(place)).count();
    assert!(moved <= 1, "one more point moved {moved} others to the test set");
}

#[test]
fn no_two_places_draw_the_same_lot() {
    let most = *CUSTOM_POINTS.end();
    let drawn: std::collections::HashSet<u64> =
        (0..most).map(|place| Portable::new(place as u64, Purpose::Split).uniform().to_bits()).collect();
    assert_eq!(drawn.len(), most, "or more would be trained on than the share says");
}

#[test]
fn absurd_requests_give_a_dataset() {
    for (points, noise) in [(0, 0.0), (usize::MAX, -1.0), (2, f64::NAN), (5, f64::INFINITY)] {
        let data = generated(Kind::Gaussians, points, noise, u64::MAX);
        assert!(POINTS.contains(&data.examples.len()), "{points} points of noise {noise}");
    }
    let none = generate(&DataSpec { source: Source::Custom([].into()), train_fraction: 0.5 });
    assert_eq!((none.examples.len(), none.train), (0, 0), "no points");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_dataset_is_finite_and_inside(
        kind in prop::sample::select(Kind::ALL), points in POINTS, noise in NOISE, seed in SEED,
    ) {
        let data = generated(kind, points, noise, seed);
        prop_assert_eq!(data.examples.len(), points);
        for e in &data.examples {
            prop_assert!(e.x.iter().all(|v| v.abs() <= EXTENT) && [-1.0, 1.0].contains(&e.y), "{:?}", e);
        }
    }
}
