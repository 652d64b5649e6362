//! Two runs side by side, from the same start, with one thing changed.

mod difference;

pub use difference::{Aspect, Difference};

use super::{Config, Mark, Session};

/// A second run beside the first.
///
/// It is a function of the first: its past with the one thing changed, up to the step at which the first stands, or to
/// where that diverges. The first knows nothing of it.
#[derive(Clone, Debug)]
pub struct Comparison {
    difference: Difference,
    /// The start of the second run.
    start: Config,
    session: Session,
}

impl Comparison {
    /// A second run at the start of the first, behind it until [`Self::catch_up`] has brought it along. From now on the
    /// two share the memory of one.
    pub fn open(difference: Difference, first: &mut Session) -> Self {
        first.share_memory(2);
        let (start, marks) = changed(difference, first);
        let mut session = first.second_run(start.clone(), marks);
        session.share_memory(2);
        Self { difference, start, session }
    }

    /// What differs.
    pub fn difference(&self) -> Difference {
        self.difference
    }

    /// The second run.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The second run alone: it has all the memory again, and the stop rule of `first`.
    pub fn into_session(self, first: &Session) -> Session {
        let mut session = self.session;
        session.share_memory(1);
        session.take_over(first);
        session
    }

    /// Ends the comparison: `first` has all the memory again.
    pub fn close(self, first: &mut Session) {
        first.share_memory(1);
    }

    /// Takes in what has happened to the first run. Of the second, all is kept that came before.
    pub fn follow(&mut self, first: &Session) {
        let (start, marks) = changed(self.difference, first);
        if self.start == start && self.session.starts_with(&marks) {
            self.session.retrace(&marks, first.end());
        } else {
            self.session = first.second_run(start.clone(), marks);
            self.session.share_memory(2);
            self.start = start;
        }
    }

    /// Brings the second run to where the first stands, but no more than `steps` beyond where it has ever been, and says
    /// whether it has arrived.
    pub fn catch_up(&mut self, first: &Session, steps: u64) -> bool {
        self.session.approach(first.step(), steps);
        !self.is_behind(first)
    }

    /// Whether the second run can still come nearer to where the first stands.
    pub fn is_behind(&self, first: &Session) -> bool {
        self.session.step() < first.step() && self.session.can_advance()
    }
}

/// The start of `first` and what came into force along it, with the one thing changed.
fn changed(difference: Difference, first: &Session) -> (Config, Vec<Mark>) {
    let past = first.past();
    let start = difference.of(&past.config(first.config()));
    let changed = |mark: &Mark| Mark { sgd: difference.of_sgd(mark.sgd), ..mark.clone() };
    (start, past.marks.iter().map(changed).collect())
}

#[cfg(test)]
mod tests;
