//! From the store to a link and back.

use leptos::prelude::{GetUntracked, Set, WithUntracked};

use super::{Page, Store};
use crate::document::{Document, Link, LinkView, Looking, Problem};

impl Store {
    /// All that a link holds of the present state. Tracks nothing.
    pub fn link(self) -> Link {
        let view = self.view;
        let example = self.example.get_untracked();
        let looking = Looking {
            example: self.dataset.with_untracked(|data| data.number(example)),
            parameter: view.parameter.get_untracked(),
            scope: view.scope.get_untracked(),
            step: view.explain.step.get_untracked(),
            form: view.explain.form.get_untracked(),
            speed: self.speed.get_untracked(),
            prompt: view.prompt.get_untracked(),
        };
        let view = match view.page.get_untracked() {
            Page::Train => LinkView::Train,
            Page::Explain => LinkView::Explain,
            Page::Layers => LinkView::Layers(view.layers.get_untracked()),
            Page::Practice => LinkView::Practice(view.practice.asked()),
        };
        let comparison = self.second_run.with_untracked(|second| second.as_ref().map(|second| second.difference));
        Link { view, looking, comparison, document: self.record() }
    }

    /// Shows what `link` holds, and pauses where that is another run. What is there already stays as it is: a run that is
    /// the same keeps what comes after the present step. Says in what the parts of the document contradict each other.
    pub fn open(self, link: Link) -> Option<Problem> {
        let Link { view, looking, comparison, document } = link;
        let problem = (self.record() != document).then(|| self.change(|playground| playground.load(document)));
        if self.second_run.with_untracked(|second| second.as_ref().map(|second| second.difference)) != comparison {
            self.change(|playground| match comparison {
                Some(difference) => playground.compare(difference),
                None => playground.end_comparison(),
            });
        }
        if self.speed.get_untracked() != looking.speed {
            self.set_speed(looking.speed);
        }
        let own = self.view;
        let example = self.dataset.with_untracked(|data| data.index_of(looking.example));
        own.example.set(example.unwrap_or(looking.example));
        own.parameter.set(looking.parameter);
        own.scope.set(looking.scope);
        own.explain.step.set(looking.step);
        own.explain.form.set(looking.form);
        own.prompt.set(looking.prompt);
        own.page.set(match view {
            LinkView::Train => Page::Train,
            LinkView::Explain => Page::Explain,
            LinkView::Layers(layers) => {
                own.layers.set(layers);
                Page::Layers
            }
            LinkView::Practice(asked) => {
                own.practice.ask(asked);
                Page::Practice
            }
        });
        problem.flatten()
    }

    /// Goes to an entry of the browser's history, as [`Self::open`] does. But a run that is still the same goes on from
    /// where it stands now: going back to another view must not take training back.
    pub fn revisit(self, link: Link) -> Option<Problem> {
        let now = self.record();
        let document = if is_same_run(&now, &link.document) { now } else { link.document };
        self.open(Link { document, ..link })
    }
}

/// Whether two states are of one run: the same data, from the same start.
fn is_same_run(a: &Document, b: &Document) -> bool {
    let start = |document: &Document| match &document.past {
        Some(past) => (past.step, past.start.clone()),
        None => (document.config.start_step, document.config.network.start.clone()),
    };
    let spec = |document: &Document| {
        let network = &document.config.network;
        let hidden = network.start.as_ref().map_or(network.hidden, |start| start.hidden());
        (hidden, network.initialization, network.seed)
    };
    a.config.data == b.config.data && spec(a) == spec(b) && start(a) == start(b)
}

#[cfg(test)]
mod tests {
    use leptos::prelude::{GetUntracked, Owner, Set};

    use super::*;
    use crate::{
        document::{ScopeChoice, link},
        state::Playground,
        training::Action,
    };

    /// What a visit to Layers left.
    fn pasted() -> serde_json::Map<String, serde_json::Value> {
        [("tab".to_owned(), "deep".into())].into_iter().collect()
    }

    #[test]
    fn a_link_brings_everything_back() {
        let owner = Owner::new();
        owner.with(|| {
            let (here, there) = (Store::new(Playground::default()), Store::new(Playground::default()));
            assert_eq!(here.link(), Link::default(), "the page as it opens");
            here.apply(Action::Step(340));
            here.view.page.set(Page::Layers);
            here.view.layers.set(pasted());
            here.view.scope.set(ScopeChoice::Train);
            here.view.example.set(12);
            let sent = here.link();
            let (read, problems) = link::read(&link::write(&sent));
            assert_eq!(problems, [], "nothing is lost");
            there.open(read);
            assert_eq!(there.link(), sent, "the same state");
            assert_eq!(there.view.layers.get_untracked(), pasted(), "with what was pasted");
        });
    }

    #[test]
    fn going_to_another_view_leaves_the_run_alone() {
        let owner = Owner::new();
        owner.with(|| {
            let store = Store::new(Playground::default());
            store.apply(Action::Step(500));
            store.apply(Action::Back(100));
            store.view.layers.set(pasted());
            store.open(Link { view: LinkView::Explain, ..store.link() });
            let end = store.snapshot.get_untracked().end;
            assert_eq!((store.view.page.get_untracked(), end), (Page::Explain, 500), "what comes after step 400");
            assert_eq!(store.view.layers.get_untracked(), pasted(), "another view's texts stay");
        });
    }

    #[test]
    fn going_back_in_the_browser_does_not_take_training_back() {
        let owner = Owner::new();
        owner.with(|| {
            let store = Store::new(Playground::default());
            let entry = store.link();
            store.view.page.set(Page::Explain);
            store.apply(Action::Step(500));
            store.revisit(entry.clone());
            let step = store.snapshot.get_untracked().step;
            assert_eq!((store.view.page.get_untracked(), step), (Page::Train, 500), "the view, and the run as it is");
            store.apply(Action::NewStart);
            store.revisit(entry);
            let seed = store.snapshot.get_untracked().config.network.seed;
            assert_eq!(seed, 1, "another run gives way");
        });
    }
}
