//! Which changes of the state are a new entry of the browser's history.

use std::mem::discriminant;

use super::{Link, LinkView};
use crate::data::{DataSpec, Kind, Source};

/// Whether going from one state to another is a step that "back" in the browser should undo.
///
/// It is where another view or exercise, another dataset, another initialization or another state was opened. What one slides, types, drags
/// or trains changes the present entry: a history of every notch would be of no use.
pub fn is_new_entry(before: &Link, now: &Link) -> bool {
    let (old, new) = (&before.document.config, &now.document.config);
    // One control changes one thing. Where several are others at once, a whole state was opened.
    let others = [
        old.data != new.data,
        old.network.hidden != new.network.hidden || old.network.seed != new.network.seed,
        old.sgd != new.sgd,
        before.document.check != now.document.check,
        before.document.stop != now.document.stop,
    ];
    discriminant(&before.view) != discriminant(&now.view)
        || exercise(&before.view) != exercise(&now.view)
        || shape(&old.data) != shape(&new.data)
        || old.network.initialization != new.network.initialization
        || old.sgd.bug != new.sgd.bug
        || before.looking.prompt != now.looking.prompt
        || others.iter().filter(|&&other| other).count() > 1
}

/// The exercise that is open.
fn exercise(view: &LinkView) -> Option<&str> {
    if let LinkView::Practice(asked) = view { Some(&asked.exercise) } else { None }
}

/// The shape of generated data; `None` for points of people's own.
fn shape(data: &DataSpec) -> Option<Kind> {
    match data.source {
        Source::Generated { kind, .. } => Some(kind),
        Source::Custom(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Named,
        document::link::{Asked, read, write},
        state::Page,
    };

    #[test]
    fn every_view_is_named_by_hand() {
        for &page in Page::ALL {
            let (link, problems) = read(&format!("view={}", page.name()));
            let is_it = matches!(
                (page, link.view),
                (Page::Train, LinkView::Train)
                    | (Page::Explain, LinkView::Explain)
                    | (Page::Layers, LinkView::Layers(_))
                    | (Page::Practice, LinkView::Practice(_))
            );
            assert!(is_it && problems.is_empty(), "{page:?}: {problems:?}");
        }
    }

    #[test]
    fn an_exercise_is_a_link_by_itself() {
        let asked = |exercise: &str| LinkView::Practice(Asked { exercise: exercise.to_owned(), ..Asked::default() });
        assert_eq!(read("practice=grad_s_Wi").0.view, asked("grad_s_Wi"), "as a page writes it by hand");
        assert_eq!(read("practice").0.view, asked(""), "the view alone");
        let link = |exercise: &str| Link { view: asked(exercise), ..Link::default() };
        assert!(write(&link("grad_s_Wi")).contains("&practice=grad_s_Wi&"), "as this page writes it");
        assert!(is_new_entry(&link("grad_s_Wi"), &link("grad_s_bi")), "back leads to the exercise before");
        assert!(!is_new_entry(&link("grad_s_Wi"), &link("grad_s_Wi")), "the same one is no new entry");
    }
}
