//! What a query and a call come to, and what is said of the rest.

use serde_json::json;

use super::*;
use crate::{Named, document::Problem, plot::color::Theme};

fn said(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(|problem| format!("{}: {}", problem.path, problem.problem())).collect()
}

#[test]
fn a_query_is_read() {
    let none = Options::default();
    for (query, expected) in [
        ("", none.clone()),
        ("?", none.clone()),
        ("view=explain", Options { view: Some(Page::Explain), ..none.clone() }),
        ("?panels=boundary,transport", Options { panels: vec![Panel::Boundary, Panel::Transport], ..none.clone() }),
        ("panels=loss+loss%2Ccheck", Options { panels: vec![Panel::Loss, Panel::Check], ..none.clone() }),
        (
            "hide=learning-rate&lock=l2,speed",
            Options {
                hide: [Control::LearningRate].into(),
                lock: [Control::Speed, Control::L2].into(),
                ..none.clone()
            },
        ),
        ("theme=dark", Options { theme: Some(ThemeChoice::Fixed(Theme::Dark)), ..none.clone() }),
        (
            "autoplay&compact=1&splice=true&debug=0",
            Options { autoplay: true, compact: true, splice: true, ..none.clone() },
        ),
        ("speed=30", Options { speed: Some(Speed::PerSecond(30.0)), ..none.clone() }),
        ("speed=max&projector", Options { speed: Some(Speed::Max), projector: true, ..none.clone() }),
        (
            "title=A+hinge%3F&exercise=dense-1",
            Options { title: Some("A hinge?".to_owned()), exercise: Some("dense-1".to_owned()), ..none.clone() },
        ),
    ] {
        assert_eq!(read(query), (expected, Vec::new()), "{query}");
    }
}

#[test]
fn what_is_wrong_is_said_and_the_rest_counts() {
    for (query, expected, problem) in [
        ("panels=boundary,bogus", vec![Panel::Boundary], "panels: found \"bogus\", expected one of"),
        ("panels=", vec![], ""),
        ("panels=bogus", vec![], "panels: found \"bogus\""),
        ("utm_source=x&panels=loss", vec![Panel::Loss], "utm_source: unknown key, expected view, panels"),
        ("panels=loss&panels=check", vec![Panel::Loss], "panels: found a second time"),
        ("speed=fast&panels=loss", vec![Panel::Loss], "speed: found \"fast\", expected steps a second from 0.1"),
        ("speed=NaN&panels=loss", vec![Panel::Loss], "speed: found"),
        ("autoplay=yes&panels=loss", vec![Panel::Loss], "autoplay: found \"yes\", expected true or false"),
        (
            "theme=blue&panels=loss",
            vec![Panel::Loss],
            "theme: found \"blue\", expected \"auto\", \"light\" or \"dark\"",
        ),
        ("%FF=1&panels=loss", vec![Panel::Loss], "%FF: found bytes that are no text"),
        ("view=%FF&panels=loss", vec![Panel::Loss], "view: found bytes that are no text"),
    ] {
        let (options, problems) = read(query);
        let said = said(&problems);
        assert_eq!(options.panels, expected, "{query}");
        let expected = problem.replace("expected one of", "expected \"boundary\"");
        assert!(said.first().map_or("", |line| line).starts_with(&expected), "{query}: {said:?}");
        assert_eq!(said.len(), usize::from(!problem.is_empty()), "{query}: {said:?}");
    }
}

#[test]
fn what_is_long_is_refused_and_not_echoed() {
    let (options, problems) = read(&format!("title={}", "x".repeat(LONGEST_TITLE + 1)));
    assert_eq!((options.title, problems.len()), (None, 1), "a title has its length");
    assert!(said(&problems)[0].len() < 200, "{:?}", said(&problems));
    let (options, problems) = read(&"compact&".repeat(LONGEST_QUERY));
    assert_eq!((options, problems.len()), (Options::default(), 1), "nobody writes so long a query");
    let (_, problems) = read(&format!("{}=1", "k".repeat(3_000)));
    assert!(said(&problems)[0].len() < 400 && problems[0].path.chars().count() < 130, "{:?}", said(&problems));
}

/// Each option with a value that the page by itself does not have.
fn everything() -> Options {
    Options {
        view: Some(Page::Layers),
        panels: Panel::ALL.to_vec(),
        hide: Control::ALL.iter().copied().collect(),
        lock: [Control::Play].into(),
        theme: Some(ThemeChoice::Fixed(Theme::Dark)),
        autoplay: true,
        speed: Some(Speed::PerSecond(0.5)),
        title: Some("Üben: 50 % & mehr = #1?".to_owned()),
        compact: true,
        projector: true,
        splice: true,
        debug: true,
        exercise: Some("a b".to_owned()),
    }
}

#[test]
fn what_is_written_is_read_again() {
    let options = everything();
    assert_eq!(read(&write(&options)), (options.clone(), Vec::new()), "{}", write(&options));
    assert_eq!(write(&Options::default()), "", "the whole page has no query");
    let options = Options { panels: vec![Panel::Boundary, Panel::Transport], ..Options::default() };
    assert_eq!(write(&options), "panels=boundary,transport", "as people write it");
    let options = Options { theme: Some(ThemeChoice::System), ..Options::default() };
    assert_eq!(read("theme=auto"), (options.clone(), Vec::new()), "the reader's system");
    assert_eq!(write(&options), "theme=auto", "where a site would have another");
}

#[test]
fn a_call_changes_what_it_names() {
    let now =
        Options { panels: vec![Panel::Loss], lock: [Control::Speed].into(), autoplay: true, ..Options::default() };
    let changed = read_json(&json!({"panels": ["check", "boundary"], "hide": ["l2"], "theme": "light"}), &now);
    let expected = Options {
        panels: vec![Panel::Check, Panel::Boundary],
        hide: [Control::L2].into(),
        theme: Some(ThemeChoice::Fixed(Theme::Light)),
        ..now.clone()
    };
    assert_eq!(changed, Ok(expected), "and nothing else");
    assert_eq!(read_json(&json!({}), &now), Ok(now.clone()), "nothing named, nothing changed");
    let problems = read_json(&json!({"panels": ["x", "loss"], "theme": 1, "zoom": 2, "title": 3}), &now).unwrap_err();
    let paths: Vec<&str> = problems.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["zoom", "panels[0]", "theme", "title"], "every problem with its path");
}

#[test]
fn a_call_obeys_every_key_that_it_takes_and_no_other() {
    let (all, none) = (everything().json(), Options::default());
    for key in query::KEYS {
        assert_ne!(all.get(key), none.json().get(key), "options.get tells {key}");
        let changed = read_json(&json!({key: all[key]}), &none);
        if json::KEYS.contains(&key) {
            assert_eq!(changed.expect("it is taken").json()[key], all[key], "{key} is obeyed");
        } else {
            assert_eq!(changed.unwrap_err()[0].path, key, "{key} is refused");
        }
    }
}

#[test]
fn the_guide_has_every_option_in_its_table() {
    let guide = include_str!("../../docs/embedding.md");
    for key in query::KEYS {
        assert!(guide.contains(&format!("\n| `{key}` |")), "docs/embedding.md has no row `{key}`");
    }
}

#[test]
fn every_name_is_written_one_way() {
    let names = Panel::ALL.iter().map(|panel| panel.name()).chain(Control::ALL.iter().map(|control| control.name()));
    for name in names {
        assert!(
            name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'),
            "{name}"
        );
    }
    assert_eq!((Panel::Computation.name(), Control::LearningRate.name()), ("computation", "learning-rate"), "kebab");
    assert_eq!(Control::L2.name(), "l2", "no dash before a digit");
}
