//! Which points there were: every change of the data can be taken back and made again.

use std::{collections::VecDeque, sync::Arc};

use crate::{
    data::{DataSpec, Source},
    training::Action,
};

/// This many changes can be taken back.
const MOST: usize = 200;
/// And no more than this many points are kept in all of them: some megabytes.
const MOST_POINTS: usize = 250_000;

/// The data now, what they were before, and what they were before something was taken back.
#[derive(Clone, Debug)]
pub struct Undo {
    now: DataSpec,
    past: VecDeque<Kept>,
    future: Vec<Kept>,
    /// The change that may still go on as a part of the last one.
    open: Option<Change>,
}

/// Data of another time, and by which change one comes from there to the data after, or back.
#[derive(Clone, Debug)]
struct Kept {
    data: DataSpec,
    change: Change,
}

/// What a change of the data does to the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Some points are others: the run is made again with them.
    Edit,
    /// Other data: the run starts again.
    Replace,
}

/// Whether a change is one by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// It is taken back by itself.
    Single,
    /// It goes on from the one before, if that was such a one too: all of a drag is taken back at once.
    Drawn,
}

/// How many changes can be taken back, and made again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Depth {
    /// Changes to take back.
    pub undo: usize,
    /// Changes to make again.
    pub redo: usize,
}

impl Change {
    /// What a session is asked to do.
    pub fn action(self, data: DataSpec) -> Action {
        match self {
            Self::Edit => Action::EditData(data),
            Self::Replace => Action::SetData(data),
        }
    }
}

impl Undo {
    /// Nothing has changed yet.
    pub fn new(now: DataSpec) -> Self {
        Self { now, past: VecDeque::new(), future: Vec::new(), open: None }
    }

    /// The data have become `data` by `change`. Nothing where they are the same.
    pub fn record(&mut self, data: &DataSpec, change: Change, stroke: Stroke) {
        if *data == self.now {
            return;
        }
        let before = std::mem::replace(&mut self.now, data.clone());
        let goes_on = stroke == Stroke::Drawn && self.open == Some(change) && !self.past.is_empty();
        if !goes_on {
            self.past.push_back(Kept { data: before, change });
            self.forget_the_oldest();
        }
        self.future.clear();
        self.open = (stroke == Stroke::Drawn).then_some(change);
    }

    /// A drag ends: the next one is taken back by itself.
    pub fn lift(&mut self) {
        self.open = None;
    }

    /// The data before the last change, and how to come to them.
    pub fn undo(&mut self) -> Option<(DataSpec, Change)> {
        let Kept { data, change } = self.past.pop_back()?;
        self.future.push(Kept { data: std::mem::replace(&mut self.now, data), change });
        self.open = None;
        Some((self.now.clone(), change))
    }

    /// The data after the change that was taken back last, and how to come to them.
    pub fn redo(&mut self) -> Option<(DataSpec, Change)> {
        let Kept { data, change } = self.future.pop()?;
        self.past.push_back(Kept { data: std::mem::replace(&mut self.now, data), change });
        self.open = None;
        Some((self.now.clone(), change))
    }

    /// How far one can go either way.
    pub fn depth(&self) -> Depth {
        Depth { undo: self.past.len(), redo: self.future.len() }
    }

    fn forget_the_oldest(&mut self) {
        let mut points: usize = self.past.iter().map(|kept| size(&kept.data)).sum();
        while self.past.len() > MOST || points > MOST_POINTS {
            points -= self.past.pop_front().map_or(points, |kept| size(&kept.data));
        }
    }
}

/// How many points a description itself holds.
fn size(data: &DataSpec) -> usize {
    match &data.source {
        Source::Generated { .. } => 0,
        Source::Custom(points) => Arc::as_ref(points).len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Example, edit::Edit};
    use proptest::prelude::*;

    fn moved(data: &DataSpec, x: f64) -> DataSpec {
        Edit::Move(0, [x, 0.0]).apply(data).expect("there is a point").data
    }

    #[test]
    fn a_drag_is_taken_back_at_once_and_the_next_one_by_itself() {
        let start = DataSpec::default();
        let mut undo = Undo::new(start.clone());
        let mut data = start.clone();
        for drag in [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]] {
            for x in drag {
                data = moved(&data, x);
                undo.record(&data, Change::Edit, Stroke::Drawn);
            }
            undo.lift();
        }
        assert_eq!(undo.depth(), Depth { undo: 2, redo: 0 }, "two drags");
        assert_eq!(undo.undo().expect("the second").0, moved(&start, 0.3), "where the first drag ended");
        assert_eq!(undo.undo(), Some((start, Change::Edit)), "where all began");
        assert_eq!((undo.undo(), undo.depth()), (None, Depth { undo: 0, redo: 2 }), "nothing is left");
    }

    #[test]
    fn drawn_points_come_back_after_another_dataset() {
        let drawn = moved(&DataSpec::default(), 0.5);
        let mut undo = Undo::new(drawn.clone());
        undo.record(&DataSpec::default(), Change::Replace, Stroke::Drawn);
        undo.record(&drawn, Change::Edit, Stroke::Drawn);
        assert_eq!(undo.depth().undo, 2, "an edit does not go on from another dataset");
        undo.undo();
        assert_eq!(undo.undo(), Some((drawn, Change::Replace)), "the drawn points");
    }

    #[test]
    fn a_change_after_an_undo_forgets_what_was_taken_back() {
        let start = DataSpec::default();
        let mut undo = Undo::new(start.clone());
        undo.record(&moved(&start, 0.1), Change::Edit, Stroke::Single);
        undo.undo();
        undo.record(&start, Change::Edit, Stroke::Single);
        assert_eq!(undo.depth().redo, 1, "what changes nothing forgets nothing");
        undo.record(&moved(&start, 0.2), Change::Edit, Stroke::Single);
        assert_eq!((undo.depth(), undo.redo()), (Depth { undo: 1, redo: 0 }, None), "no way forward");
    }

    #[test]
    fn memory_is_bounded() {
        let mut undo = Undo::new(DataSpec::default());
        let list = |number: usize| {
            let point = Example { x: [number as f64, 0.0], y: 1.0 };
            DataSpec { source: Source::Custom(vec![point; 5000].into()), train_fraction: 1.0 }
        };
        for number in 0..120 {
            undo.record(&list(number), Change::Edit, Stroke::Single);
        }
        assert_eq!(undo.depth().undo, 50, "points that are kept");
        for seed in 0..300 {
            let source = Source::Generated { kind: crate::data::Kind::Xor, points: 10, noise: 0.1, seed };
            undo.record(&DataSpec { source, train_fraction: 0.8 }, Change::Replace, Stroke::Single);
        }
        assert_eq!(undo.depth().undo, MOST, "changes that are kept");
    }

    proptest! {
        #[test]
        fn undoing_all_gives_the_original_and_redoing_all_the_end(
            steps in prop::collection::vec((0..8_u8, any::<bool>(), any::<bool>()), 1..60),
        ) {
            let start = DataSpec::default();
            let (mut undo, mut data) = (Undo::new(start.clone()), start.clone());
            for (number, drawn, lifts) in steps {
                let stroke = if drawn { Stroke::Drawn } else { Stroke::Single };
                data = match number {
                    0 => undo.undo().map_or(data, |(data, _)| data),
                    1 => undo.redo().map_or(data, |(data, _)| data),
                    2 => {
                        undo.record(&start, Change::Replace, stroke);
                        start.clone()
                    }
                    number => {
                        let data = moved(&data, f64::from(number));
                        undo.record(&data, Change::Edit, stroke);
                        data
                    }
                };
                if lifts {
                    undo.lift();
                }
            }
            while undo.redo().is_some() {}
            let end = undo.now.clone();
            while undo.undo().is_some() {}
            prop_assert_eq!(&undo.now, &start);
            while undo.redo().is_some() {}
            prop_assert_eq!(&undo.now, &end);
        }
    }
}
