use proptest::{prelude::*, sample::select, test_runner::Config as Cases};

use super::*;
use crate::{
    Named,
    data::{DataSpec, Example, Kind, Source, generate},
    document::{
        Problem, ScopeChoice, Speed,
        any::{any_document, any_of},
        fields,
    },
    explain::{Form, StepId},
    nn::{Bug, Initialization, ParameterId, Parameters},
    state::Playground,
    training::{Action, NetworkSpec, SgdSpec, StopRule},
};

/// A link that reads without a problem.
fn opened(text: &str) -> Link {
    let (link, problems) = read(text);
    assert!(problems.is_empty(), "{text}: {:?}", sentences(&problems));
    link
}

fn sentences(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(|problem| format!("{}: {}", problem.path, problem.problem())).collect()
}

fn link_of(playground: &Playground) -> Link {
    Link { document: playground.record(), ..Link::default() }
}

/// Equality to the last bit: zero has a sign that `==` does not see.
fn bits(link: &Link) -> String {
    format!("{:?} {:?} {:?} {}", link.view, link.looking, link.comparison, link.document.write())
}

/// Points as a hand gives them to a computer: with all their digits.
fn own_points(count: usize) -> DataSpec {
    let point = |k: usize| {
        let angle = k as f64 * 0.7;
        Example { x: [angle.sin() * 0.9, (angle * 1.3).cos() / 1.1], y: if k.is_multiple_of(2) { 1.0 } else { -1.0 } }
    };
    DataSpec { source: Source::Custom((0..count).map(point).collect()), train_fraction: 1.0 }
}

/// A trained state as a teacher prepares it: own points, h = 16, a change on the way, step 340.
fn prepared(points: DataSpec) -> Playground {
    let mut playground = Playground::default();
    playground.session.apply(Action::SetData(points));
    playground.session.apply(Action::SetNetwork(NetworkSpec { hidden: 16, ..NetworkSpec::default() }));
    playground.session.advance(200);
    playground.session.apply(Action::SetSgd(SgdSpec { learning_rate: 0.1, batch_size: 4, ..SgdSpec::default() }));
    playground.session.apply(Action::SetParameter(ParameterId::Wi { input: 0, unit: 3 }, 0.5));
    playground.session.advance(140);
    playground
}

#[test]
fn the_default_state_has_an_empty_link() {
    assert_eq!(write(&Link::default()), "", "nothing to say");
    assert_eq!(opened(""), Link::default(), "nothing said");
    assert_eq!(write(&link_of(&Playground::default())), "", "the page as it opens");
}

#[test]
fn a_link_stays_short_and_goes_back_as_far_as_the_run() {
    let mut here = prepared(own_points(60));
    let text = write(&link_of(&here));
    assert!(text.len() < 4000, "{} characters for sixty points of full precision: {text}", text.len());
    let mut there = Playground::default();
    there.load(opened(&text).document);
    for action in [Action::Back(20), Action::Step(20), Action::Seek(7), Action::Rewind] {
        here.session.apply(action.clone());
        there.session.apply(action.clone());
        assert_eq!(there.document(), here.document(), "the same, to the bit, after {action:?}");
    }

    let drawn = own_points(60);
    let Source::Custom(points) = drawn.source else { panic!("own points") };
    let rounded = points.iter().map(|point| Example { x: point.x.map(|x| (x * 1e4).round() / 1e4), y: point.y });
    let source = Source::Custom(rounded.collect());
    let short = write(&link_of(&prepared(DataSpec { source, train_fraction: 1.0 })));
    assert!(short.len() + 600 < text.len(), "{} characters for sixty points as they are drawn", short.len());
}

#[test]
fn links_are_readable() {
    let mut playground = Playground::default();
    let source = Source::Generated { kind: Kind::Spiral, points: 200, noise: 0.05, seed: 3 };
    playground.session.apply(Action::SetData(DataSpec { source, train_fraction: 0.8 }));
    let network = NetworkSpec { hidden: 16, initialization: Initialization::Xavier, seed: 2, start: None };
    playground.session.apply(Action::SetNetwork(network));
    let sgd =
        SgdSpec { learning_rate: 0.1, shuffle: false, l2: 1e-7, bug: Some(Bug::MeanForgotten), ..SgdSpec::default() };
    playground.session.apply(Action::SetSgd(sgd));
    playground.session.apply(Action::SetStop(StopRule { step: Some(340), ..StopRule::default() }));
    playground.check.delta = 1e-4;
    let link = Link {
        view: LinkView::Explain,
        looking: Looking {
            example: 12,
            parameter: ParameterId::Wo { unit: 3 },
            scope: ScopeChoice::Batch,
            step: StepId::S,
            form: Form::Elements,
            speed: Speed::PerSecond(25.0),
            prompt: None,
        },
        comparison: Some(Difference::LearningRate(0.3)),
        document: playground.record(),
    };
    let text = "v=3&view=explain&data=spiral&noise=0.05&dataSeed=3&hidden=16&init=xavier&seed=2&lr=0.1&shuffle=0&l2=1e-7\
                &bug=mean-forgotten&stopStep=340&delta=0.0001&example=12&parameter=Wo%5B3%5D&scope=batch&explainStep=s\
                &form=elements&speed=25&beside=learning-rate&besideValue=0.3";
    // Changing the settings at the very start is a change along the run: its start had the same.
    let written = write(&link);
    let (readable, sum) = written.rsplit_once("&sum=").expect("a checksum at the end");
    assert_eq!((readable, sum.len()), (text, 8), "a person can read this");
    assert_eq!(opened(&written), link, "and so can the page");
}

#[test]
fn links_of_older_versions_open() {
    let Source::Custom(points) = own_points(12).source else { panic!("own points") };
    let own = block::write_points(&points);
    let numbered = opened(&format!("v=1&own={own}&train=0.5&example=3"));
    let places = generate(&numbered.document.config.data).places;
    assert_eq!(numbered.looking.example, places[3], "version 1 counted those that are trained on first");
    assert_eq!(opened("explain"), Link { view: LinkView::Explain, ..Link::default() }, "version 0, Explain");
    assert_eq!(opened("layers"), Link { view: LinkView::Layers(Map::new()), ..Link::default() }, "version 0, Layers");
    let LinkView::Layers(lab) = opened("layers=%7B%22tab%22%3A%22deep%22%7D").view else { panic!("Layers") };
    assert_eq!(Value::Object(lab), serde_json::json!({"tab": "deep"}), "version 0, Layers with texts");
    let (link, problems) = read("layers=%7Bdamaged");
    assert_eq!(link.view, LinkView::Layers(Map::new()), "damaged texts leave the view");
    assert_eq!(sentences(&problems), ["lab: found \"{damaged\", expected an object"], "and are said");
}

#[test]
fn links_that_were_sent_open_for_ever() {
    // Written by the first page of version 1. They stay here as they are.
    let trained = "v=1&own=AwUDZDHIARizAZYB&train=0.5&hidden=1&lr=0.1&batch=2&bug=mask-forgotten&stopEpoch=9&step=3&seen=5&params=AFVVVVVVVdU_AAAAAAAA4L8AAAAAAADQPwAAAAAAAAhAmpmZmZmZuT8&from=1&fromSeen=2&start=AhQTCigA&changes=AAAjuB6F61G4nj8BAAABASOamZmZmZm5PwIBAQMAAAAAAAD4Pw";
    let (link, problems) = read(trained);
    assert!(problems.is_empty(), "{:?}", sentences(&problems));
    let Document { config, past, stop, .. } = &link.document;
    assert_eq!(config.network.start.as_ref().map(|start| start.wi(0)[0]), Some(1.0 / 3.0), "the present");
    assert_eq!((config.start_step, config.start_position, stop.epoch), (3, Some(5), Some(9)), "where it stands");
    let past = past.as_ref().expect("a past");
    assert_eq!(
        (past.step, past.position, past.start.as_ref().map(|start| start.wo()[0])),
        (1, 2, Some(2.0)),
        "its start"
    );
    assert_eq!(past.marks[0].sgd, SgdSpec::default(), "the settings at its start");
    assert_eq!(past.marks[1].edits, [(ParameterId::Wo { unit: 0 }, 1.5)], "a parameter that was typed at step 2");
    let Source::Custom(points) = &config.data.source else { panic!("own points") };
    let found: Vec<_> = points.iter().map(|point| (point.x, point.y)).collect();
    assert_eq!(found, [([0.5, -0.25], 1.0), ([1.0, 0.12], -1.0), ([-0.9, 0.75], 1.0)], "the points");
    assert_eq!(bits(&opened(&write(&link))), bits(&link), "as today's links have it");
}

#[test]
fn what_is_damaged_costs_only_itself() {
    let whole = write(&link_of(&prepared(own_points(12))));
    let expected = opened(&whole);
    let cut = |key: &str| {
        let (before, after) = whole.split_once(&format!("&{key}=")).expect("the key is there");
        let (value, rest) = after.split_once('&').unwrap_or((after, ""));
        let (rest, _) = rest.rsplit_once("sum=").expect("a checksum at the end");
        // As an older link, whose checksum does not tell.
        read(&format!("{before}&{key}={}&{rest}", &value[..value.len() / 2]).replacen(
            &format!("v={VERSION}"),
            "v=1",
            1,
        ))
    };
    let (link, problems) = cut("own");
    assert_eq!(problems[0].path, "own", "{:?}", sentences(&problems));
    assert_eq!(problems.len(), 1, "{:?}", sentences(&problems));
    assert_eq!(link.document.config.data.source, DataSpec::default().source, "the points are those of the start");
    assert_eq!(link.document.config.network, expected.document.config.network, "all else is there");
    assert_eq!(link.document.past, expected.document.past, "the past too");

    let (link, problems) = cut("marks");
    assert_eq!(sentences(&problems).len(), 1, "{:?}", sentences(&problems));
    assert!(
        sentences(&problems)[0].ends_with("expected an undamaged block of the changes along the run"),
        "{problems:?}"
    );
    assert_eq!(link.document, Document { past: None, ..expected.document.clone() }, "the present stands alone");

    let (link, problems) = cut("params");
    assert!(sentences(&problems)[0].ends_with("expected an undamaged block of 65 finite numbers"), "{problems:?}");
    let config = &link.document.config;
    assert_eq!(
        (config.start_step, &config.network.start, problems.len()),
        (0, &None, 1),
        "the run stands at its start"
    );
    assert_eq!(config.data, expected.document.config.data, "with its points");
}

#[test]
fn what_counts_instead_is_said() {
    let instead = |text: &str| {
        let (_, problems) = read(text);
        problems.iter().map(|problem| problem.instead().unwrap_or_default()).collect::<Vec<_>>()
    };
    let whole = write(&link_of(&prepared(own_points(12))));
    let damaged = whole.replace("&own=", "&own=!");
    let expected = ["", "200 points of \"xor\" count in its place, under everything else."];
    assert_eq!(instead(&damaged), expected, "the checksum, and the points");
    assert_eq!(instead("v=1&lr=fast"), ["0.03 counts in its place."], "a setting");
    assert_eq!(
        instead("v=1&hidden=1&step=9&params=A"),
        ["The run stands at step 0, with the parameters that initialization and seed draw."],
        "the parameters"
    );
    assert_eq!(sentences(&read("v=2&lr=0.1").1).len(), 1, "a new link without its checksum");
}

#[test]
fn every_problem_is_said_with_its_key() {
    let text = "v=7&sum=0&data=spirals&points=1e9&noise=lots&hidden=0&lr=NaN&shuffle=2&step=340&l2=%ff&hue=1&lr=2\
                &bug=typo&stopPlateau=0&parameter=Wi&from=341&params=AAAAAAAAAPh_";
    let (link, problems) = read(text);
    let expected = [
        "l2: found bytes that are no text, expected UTF-8",
        "lr: found a second time, expected once: the first counts",
        "sum: does not fit the rest, expected a link as it was made: something in it was changed or lost, so this may be \
         another state than the one that was sent",
        "v: found version 7, expected 3 at most: the link comes from a newer page",
        "data: found \"spirals\", expected \"xor\", \"circles\", \"gaussians\", \"moons\", \"spiral\" or \"checkerboard\"",
        "points: found 1000000000.0, expected a whole number from 2 to 1,000",
        "noise: found \"lots\", expected a number from 0 to 0.5",
        "hidden: found 0, expected a whole number from 1 to 64",
        "lr: found \"NaN\", expected a number from 0 to 1,000,000",
        "shuffle: found \"2\", expected true or false",
        "bug: found \"typo\", expected \"mask-forgotten\", \"mask-inverted\", \"minus-forgotten\", \"mean-forgotten\", \
         \"updated-too-early\", \"outer-transposed\", \"bias-repeated\", \"one-step-old\" or \"never-cleared\"",
        "stopPlateau: found 0, expected a whole number from 1 to 10,000",
        "params: found \"AAAAAAAAAPh_\", expected an undamaged block of 5 to 257 finite numbers, 4h + 1",
        "from: found \"341\", expected a whole number from 0 to 340",
        "parameter: found \"Wi\", expected Wi[0][0] to Wi[1][7], bi[0] to bi[7], Wo[0] to Wo[7] or bo",
        "hue: unknown key, expected one that this page writes",
    ];
    assert_eq!(sentences(&problems), expected, "each with what was found and what was expected");
    assert_eq!(link, Link::default(), "nothing of it could be used");
    let (link, problems) = read("v=1&hidden=3&step=9");
    assert_eq!(sentences(&problems), ["params: missing, expected an undamaged block of 13 finite numbers"], "missing");
    assert_eq!((link.document.config.network.hidden, link.document.config.start_step), (3, 0), "at its start");
}

#[test]
fn numbers_too_large_for_the_loss_are_refused() {
    let mut huge = Parameters::zeros(1);
    huge.as_mut_slice().fill(1e300);
    let text = format!("v=1&hidden=1&params={}", block::write_parameters(&huge));
    let (link, problems) = read(&text);
    assert_eq!(problems.len(), 1, "{:?}", sentences(&problems));
    assert_eq!((problems[0].path.as_str(), &link.document.config.network.start), ("params", &None), "a drawn start");
}

#[test]
fn huge_texts_are_done_quickly() {
    for text in ["a=1&".repeat(2_000_000), "&".repeat(4_000_000), format!("v=1&own={}", "A".repeat(4_000_000))] {
        let (link, problems) = read(&text);
        assert!((1..=102).contains(&problems.len()) || text.starts_with("&&"), "{} problems", problems.len());
        let (found, usual) = ((link.view, link.document), (Link::default().view, Link::default().document));
        assert_eq!(found, usual, "nothing can be used");
    }
}

#[test]
fn places_and_other_peoples_words_are_no_links() {
    for (text, expected) in
        [("", true), ("explain", true), ("layers=x", true), ("v=1", true), ("check-title", false), ("here", false)]
    {
        assert_eq!(is_link(text), expected, "{text:?}");
    }
}

#[test]
fn what_is_opened_is_an_entry_and_what_is_slid_is_none() {
    let link = |text: &str| opened(text);
    let start = link("v=1&seed=3");
    for other in [
        "v=1&seed=3&view=explain",
        "seed=3&data=moons",
        "seed=3&init=zeros",
        "seed=3&own=AQEDAgQ",
        "seed=3&bug=mask-forgotten",
        "seed=4&noise=0.2",
        "seed=3&lr=1&delta=0.1",
    ] {
        assert!(is_new_entry(&start, &link(other)), "{other} was opened");
        assert!(is_new_entry(&link(other), &start), "and left: {other}");
    }
    for other in [
        "seed=3&lr=0.5",
        "seed=3&hidden=9",
        "seed=4",
        "seed=3&noise=0.2",
        "seed=3&points=90&dataSeed=4",
        "seed=3&delta=0.1",
        "seed=3&example=9&parameter=bi%5B1%5D&scope=train",
        "seed=3&stopStep=4",
        "seed=3&train=0.5",
    ] {
        assert!(!is_new_entry(&start, &link(other)), "{other} was slid");
    }
    assert!(!is_new_entry(&link("own=AQEDAgQ"), &link("own=AQEDAgY")), "a point was moved");
    let mut playground = Playground::default();
    playground.session.advance(340);
    assert!(!is_new_entry(&Link::default(), &link_of(&playground)), "it was trained");
}

fn any_link() -> impl Strategy<Value = Link> {
    let lab = prop::collection::btree_map("[a-z]{0,4}", "\\PC{0,9}", 0..3)
        .prop_map(|pairs| LinkView::Layers(pairs.into_iter().map(|(key, text)| (key, text.into())).collect()));
    let asked = ("[a-zA-Z_]{0,9}", "\\PC{0,9}", prop::collection::vec("[a-zA-Z_]{1,9}", 0..4));
    let practice = asked.prop_map(|(exercise, author, done)| LinkView::Practice(Asked { exercise, author, done }));
    let view = prop_oneof![Just(LinkView::Train), Just(LinkView::Explain), lab, practice];
    let looking = any_of(Looking::default(), |visitor, looking| fields::looking(visitor, looking, 64));
    let comparison = prop_oneof![
        SgdSpec::LEARNING_RATE.prop_map(Difference::LearningRate),
        select(Initialization::ALL).prop_map(Difference::Initialization),
        SgdSpec::BATCH_SIZE.prop_map(Difference::BatchSize),
        NetworkSpec::HIDDEN.prop_map(Difference::Hidden),
        select(Bug::ALL).prop_map(Difference::Bug),
    ];
    (view, looking, prop::option::of(comparison), any_document())
        .prop_map(|(view, looking, comparison, document)| Link { view, looking, comparison, document })
}

proptest! {
    #![proptest_config(Cases::with_cases(10_000))]

    #[test]
    fn writing_and_reading_is_the_identity(link in any_link()) {
        let text = write(&link);
        let (read, problems) = read(&text);
        prop_assert!(problems.is_empty(), "{:?} of {}", sentences(&problems), text);
        prop_assert_eq!(bits(&read), bits(&link));
        prop_assert!(text.is_ascii() && !text.contains(['#', ' ', '"', '<', '>']), "{} needs no escape", text);
    }
}

proptest! {
    #![proptest_config(Cases::with_cases(1000))]

    #[test]
    fn one_changed_character_gives_the_same_state_or_a_sentence(
        link in any_link(), place in any::<prop::sample::Index>(), letter in "[ -~]",
    ) {
        let text = write(&link);
        prop_assume!(!text.is_empty());
        let place = place.index(text.len());
        let mut changed = text.clone();
        changed.replace_range(place..=place, &letter);
        if is_link(&changed) {
            let (read, problems) = read(&changed);
            prop_assert!(!problems.is_empty() || bits(&read) == bits(&link), "{} became {}", text, changed);
        }
    }

    #[test]
    fn no_text_breaks_the_reader(text in "\\PC{0,60}", keys in "(&?(v|own|params|from|step|changes|marks|lr|lab)=[A-Za-z0-9_%-]{0,30}){0,6}") {
        read(&text);
        let mut playground = Playground::default();
        playground.load(read(&keys).0.document);
    }

    #[test]
    fn a_mutated_link_opens_to_something(
        link in any_link(), changes in prop::collection::vec((any::<prop::sample::Index>(), "[ -~]"), 1..8),
    ) {
        let mut text: Vec<char> = write(&link).chars().collect();
        for (place, letter) in changes {
            if !text.is_empty() {
                let place = place.index(text.len());
                text.splice(place..=place, letter.chars());
            }
        }
        let (link, _) = read(&text.into_iter().collect::<String>());
        let mut playground = Playground::default();
        let step = link.document.config.start_step;
        playground.load(link.document);
        prop_assert_eq!(playground.session.step(), step);
        // What was opened can be sent on.
        let sent = link_of(&playground);
        let again = opened(&write(&sent));
        prop_assert_eq!(bits(&again), bits(&sent));
    }
}
