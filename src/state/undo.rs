//! Which points there were: every change of the data can be taken back and made again, and the run with it.

use std::collections::VecDeque;

use crate::{
    data::{DataSpec, Source},
    training::{Action, Session},
};

/// This many changes can be taken back.
const MOST: usize = 200;
/// And no more than this many points are kept in all of them: some megabytes.
const MOST_POINTS: usize = 250_000;
/// Nor more than this of what runs remember of their pasts, in bytes.
const MOST_BYTES: usize = 64 << 20;

/// The data now, what they were before, and what they were before something was taken back.
#[derive(Clone, Debug)]
pub struct Undo {
    now: DataSpec,
    past: VecDeque<Kept>,
    future: Vec<Kept>,
    /// Whether what comes may go on as a part of the last change.
    open: bool,
}

/// Data of another time, and by which change one comes from there to the data after, or back.
#[derive(Clone, Debug)]
struct Kept {
    data: DataSpec,
    change: Change,
    /// Whether the change has made the run again, so that taking it back can do so too.
    remade: bool,
    /// The run as it was then.
    run: Session,
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
        Self { now, past: VecDeque::new(), future: Vec::new(), open: false }
    }

    /// The data of `run` are about to become `data` by `change`. Nothing where they are the same.
    pub fn record(&mut self, data: &DataSpec, change: Change, stroke: Stroke, run: &Session) {
        if *data == self.now {
            return;
        }
        let before = std::mem::replace(&mut self.now, data.clone());
        match self.past.back_mut().filter(|_| self.open && stroke == Stroke::Drawn) {
            // What began with other data starts the run again, however it goes on.
            Some(last) if change == Change::Replace => (last.change, last.remade) = (change, false),
            Some(_) => {}
            None => {
                let remade = change == Change::Edit && run.is_made_again_with(data);
                self.past.push_back(Kept { data: before, change, remade, run: run.clone() });
                self.forget_the_oldest();
            }
        }
        self.future.clear();
        self.open = stroke == Stroke::Drawn;
    }

    /// A drag ends: the next one is taken back by itself.
    pub fn lift(&mut self) {
        self.open = false;
    }

    /// Takes the last change back in `run`, and says whether there was one.
    pub fn undo(&mut self, run: &mut Session) -> bool {
        let Some(kept) = self.past.pop_back() else { return false };
        let back = self.turn(kept, run);
        self.future.push(back);
        true
    }

    /// Makes the change again that was taken back last, and says whether there was one.
    pub fn redo(&mut self, run: &mut Session) -> bool {
        let Some(kept) = self.future.pop() else { return false };
        let back = self.turn(kept, run);
        self.past.push_back(back);
        true
    }

    /// Goes to the data of `kept`, and gives what leads back from there. A run that is short is made again where it stands;
    /// any other is the one that was.
    fn turn(&mut self, kept: Kept, run: &mut Session) -> Kept {
        let Kept { data, change, remade, run: other } = kept;
        self.open = false;
        let before = std::mem::replace(&mut self.now, data.clone());
        // Back from a run that was taken up again, the other one is taken up too.
        let remade = remade && run.is_made_again_with(&data);
        let run = if remade {
            let before = run.clone();
            run.apply(change.action(data));
            before
        } else {
            run.exchange(other)
        };
        Kept { data: before, change, remade, run }
    }

    /// How far one can go either way.
    pub fn depth(&self) -> Depth {
        Depth { undo: self.past.len(), redo: self.future.len() }
    }

    fn forget_the_oldest(&mut self) {
        let mut points: usize = self.past.iter().map(|kept| size(&kept.data)).sum();
        let mut bytes: usize = self.past.iter().map(|kept| kept.run.bytes()).sum();
        while self.past.len() > MOST || points > MOST_POINTS || bytes > MOST_BYTES {
            let Some(oldest) = self.past.pop_front() else { return };
            (points, bytes) = (points - size(&oldest.data), bytes - oldest.run.bytes());
        }
    }
}

/// How many points a description itself holds.
fn size(data: &DataSpec) -> usize {
    match &data.source {
        Source::Generated { .. } => 0,
        Source::Custom(points) => points.len(),
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

    /// An undo with the session that it is about.
    struct Bench {
        undo: Undo,
        run: Session,
    }

    impl Bench {
        fn new() -> Self {
            let run = Session::default();
            Self { undo: Undo::new(run.config().data.clone()), run }
        }

        fn change(&mut self, data: &DataSpec, change: Change, stroke: Stroke) {
            self.undo.record(data, change, stroke, &self.run);
            self.run.apply(change.action(data.clone()));
        }

        fn undo(&mut self) -> bool {
            self.undo.undo(&mut self.run)
        }

        fn redo(&mut self) -> bool {
            self.undo.redo(&mut self.run)
        }

        /// The data in force, which both know.
        fn data(&self) -> DataSpec {
            assert_eq!(self.run.config().data, self.undo.now, "the run is of these data");
            self.undo.now.clone()
        }
    }

    #[test]
    fn a_drag_is_taken_back_at_once_and_the_next_one_by_itself() {
        let (mut bench, start) = (Bench::new(), DataSpec::default());
        for drag in [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]] {
            for x in drag {
                let data = moved(&bench.data(), x);
                bench.change(&data, Change::Edit, Stroke::Drawn);
            }
            bench.undo.lift();
        }
        assert_eq!(bench.undo.depth(), Depth { undo: 2, redo: 0 }, "two drags");
        assert!(bench.undo(), "the second");
        assert_eq!(bench.data(), moved(&start, 0.3), "where the first drag ended");
        assert!(bench.undo(), "the first");
        assert_eq!(bench.data(), start, "where all began");
        assert_eq!((bench.undo(), bench.undo.depth()), (false, Depth { undo: 0, redo: 2 }), "nothing is left");
    }

    #[test]
    fn drawn_points_come_back_after_another_dataset() {
        let mut bench = Bench::new();
        let drawn = moved(&DataSpec::default(), 0.5);
        bench.change(&drawn, Change::Edit, Stroke::Single);
        bench.change(&DataSpec::default(), Change::Replace, Stroke::Drawn);
        bench.change(&moved(&DataSpec::default(), 0.1), Change::Edit, Stroke::Drawn);
        assert_eq!(bench.undo.depth().undo, 2, "a set that is begun and drawn on in one stroke");
        assert!(bench.undo(), "there are two");
        assert_eq!(bench.data(), drawn, "the drawn points");
    }

    #[test]
    fn a_change_after_an_undo_forgets_what_was_taken_back() {
        let (mut bench, start) = (Bench::new(), DataSpec::default());
        bench.change(&moved(&start, 0.1), Change::Edit, Stroke::Single);
        bench.undo();
        bench.change(&start, Change::Edit, Stroke::Single);
        assert_eq!(bench.undo.depth().redo, 1, "what changes nothing forgets nothing");
        bench.change(&moved(&start, 0.2), Change::Edit, Stroke::Single);
        assert_eq!((bench.undo.depth(), bench.redo()), (Depth { undo: 1, redo: 0 }, false), "no way forward");
    }

    #[test]
    fn an_edit_is_taken_back_with_its_run_where_that_has_grown_long() {
        let mut bench = Bench::new();
        bench.run.advance(500);
        let before = bench.run.snapshot();
        bench.change(&moved(&DataSpec::default(), 0.1), Change::Edit, Stroke::Single);
        bench.run.advance(2_000_000);
        let after = bench.run.snapshot();
        bench.undo();
        assert_eq!((bench.run.step(), bench.run.snapshot().params), (500, before.params), "the run that was");
        bench.redo();
        assert_eq!((bench.run.step(), bench.run.snapshot().params), (2_000_500, after.params), "and the long one");
    }

    #[test]
    fn memory_is_bounded() {
        let (mut undo, run) = (Undo::new(DataSpec::default()), Session::default());
        let list = |number: usize| {
            let point = Example { x: [number as f64, 0.0], y: 1.0 };
            DataSpec { source: Source::Custom(vec![point; 5000].into()), train_fraction: 1.0 }
        };
        for number in 0..120 {
            undo.record(&list(number), Change::Edit, Stroke::Single, &run);
        }
        assert_eq!(undo.depth().undo, 50, "points that are kept");
        for seed in 0..300 {
            let source = Source::Generated { kind: crate::data::Kind::Xor, points: 10, noise: 0.1, seed };
            undo.record(&DataSpec { source, train_fraction: 0.8 }, Change::Replace, Stroke::Single, &run);
        }
        assert_eq!(undo.depth().undo, MOST, "changes that are kept");
        let mut long = Session::default();
        long.advance(60_000_000);
        for seed in 300..600 {
            let source = Source::Generated { kind: crate::data::Kind::Xor, points: 10, noise: 0.1, seed };
            undo.record(&DataSpec { source, train_fraction: 0.8 }, Change::Replace, Stroke::Single, &long);
        }
        let bytes = undo.depth().undo * long.bytes();
        assert!(bytes > MOST_BYTES / 2 && bytes <= MOST_BYTES, "{bytes} bytes of the pasts of runs");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn undoing_all_gives_the_original_and_redoing_all_the_end(
            steps in prop::collection::vec((0..8_u8, any::<bool>(), any::<bool>()), 1..60),
        ) {
            let mut bench = Bench::new();
            let start = bench.data();
            for (number, drawn, lifts) in steps {
                let stroke = if drawn { Stroke::Drawn } else { Stroke::Single };
                match number {
                    0 => drop(bench.undo()),
                    1 => drop(bench.redo()),
                    2 => bench.change(&start, Change::Replace, stroke),
                    number => {
                        let data = moved(&bench.data(), f64::from(number));
                        bench.change(&data, Change::Edit, stroke);
                    }
                }
                if lifts {
                    bench.undo.lift();
                }
            }
            while bench.redo() {}
            let end = bench.data();
            while bench.undo() {}
            prop_assert_eq!(bench.data(), start);
            while bench.redo() {}
            prop_assert_eq!(bench.data(), end);
        }
    }
}
