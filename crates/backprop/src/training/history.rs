//! What is measured along a run, in bounded memory.

use super::Metrics;

/// Points along a run, at most `CAPACITY`, evenly spaced from the first step on. With more, every second is dropped and
/// the stride doubles.
#[derive(Clone, Debug, PartialEq)]
pub struct History<P = Point, const CAPACITY: usize = 512> {
    /// In the order of their steps. The first is the start.
    points: Vec<P>,
    /// Steps from one point to the next.
    stride: u64,
}

/// Metrics at one step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Number of steps made.
    pub step: u64,
    /// How well the parameters did there.
    pub metrics: Metrics,
}

/// What was measured at one step.
pub trait AtStep {
    /// Number of steps made.
    fn step(&self) -> u64;
}

impl AtStep for Point {
    fn step(&self) -> u64 {
        self.step
    }
}

impl<P: AtStep, const CAPACITY: usize> History<P, CAPACITY> {
    /// A history that starts with `first` and takes every step.
    pub fn new(first: P) -> Self {
        Self { points: vec![first], stride: 1 }
    }

    /// The points, in the order of their steps.
    pub fn points(&self) -> &[P] {
        &self.points
    }

    /// Steps from one point to the next.
    pub fn stride(&self) -> u64 {
        self.stride
    }

    /// The next step at which a point is due.
    pub fn next_step(&self) -> u64 {
        self.points.last().map_or(0, |last| last.step().saturating_add(self.stride))
    }

    /// Adds the point that was due at [`Self::next_step`], or the first that could be taken after it.
    pub fn push(&mut self, point: P) {
        self.points.push(point);
        if self.points.len() > CAPACITY {
            let mut index = 0;
            self.points.retain(|_| {
                index += 1;
                index % 2 == 1
            });
            self.stride *= 2;
        }
    }

    /// Forgets what came after `step`; the start stays.
    pub fn truncate(&mut self, step: u64) {
        let kept = self.points.partition_point(|point| point.step() <= step);
        self.points.truncate(kept.max(1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(step: u64) -> Point {
        let metrics = Metrics { train_loss: step as f64, test_loss: None, train_accuracy: 0.0, test_accuracy: None };
        Point { step, metrics }
    }

    #[test]
    fn memory_is_bounded_and_spacing_even() {
        let mut history = History::<_, 64>::new(point(340));
        while history.next_step() < 1_000_000 {
            history.push(point(history.next_step()));
            assert!(history.points().len() <= 64, "at {}", history.next_step());
        }
        assert_eq!(history.points()[0].step, 340, "the start stays");
        let even = history.points().windows(2).all(|pair| pair[1].step - pair[0].step == history.stride());
        assert!(even && history.points().len() > 16, "stride {}", history.stride());
        history.truncate(0);
        assert_eq!(history.points(), [point(340)], "the start outlives everything");
    }
}
