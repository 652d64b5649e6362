//! What a run has been through, so that any step of it is reached again, to the last bit.
//!
//! Keyframes hold the parameters now and then; what lies between is made again from the keyframe before it. So memory is
//! bounded however long the run: with too many keyframes every second one goes, and replaying takes longer.

use std::sync::Arc;

use super::{
    Mark, SgdSpec,
    moment::{Moment, work},
};

/// A run so far.
#[derive(Clone, Debug)]
pub(super) struct Timeline {
    /// In the order of their steps. The first is the start.
    keyframes: Vec<Moment>,
    /// In the order of their steps, one for a step at most. The first is the start's.
    marks: Arc<Vec<Mark>>,
    /// The furthest step made.
    end: u64,
    /// Work between two keyframes, in units of [`work`].
    spacing: u64,
    /// What all keyframes may hold together, in bytes.
    budget: usize,
}

impl Timeline {
    /// What all keyframes may hold together, in bytes. With all else a session stays under 32 MB.
    pub(super) const BUDGET: usize = 28 << 20;

    /// So many keyframes are enough: five minutes at full speed then have one for each tenth of a second of replay, and a
    /// small network's whole past takes less than 2 MB however long it trains.
    const MOST: usize = 4096;

    /// About a millisecond of training.
    const SPACING: u64 = 400_000;

    pub(super) fn new(start: &Moment, sgd: SgdSpec) -> Self {
        Self {
            keyframes: vec![start.clone()],
            marks: Arc::new(vec![Mark::start(start.step, start.position, sgd)]),
            end: start.step,
            spacing: Self::SPACING,
            budget: Self::BUDGET,
        }
    }

    /// Keeps keyframes at other distances and in other bounds.
    #[cfg(test)]
    pub(super) fn limit(&mut self, spacing: u64, budget: usize) {
        (self.spacing, self.budget) = (spacing, budget);
    }

    /// What all keyframes may hold together, in bytes.
    pub(super) fn budget(&self) -> usize {
        self.budget
    }

    /// Keeps its part of [`Self::BUDGET`] where so many share it.
    pub(super) fn share_memory(&mut self, timelines: usize) {
        self.hold(Self::BUDGET / timelines.max(1));
    }

    /// Keeps to another bound, in bytes.
    pub(super) fn hold(&mut self, budget: usize) {
        self.budget = budget;
        self.thin();
    }

    /// What all keyframes hold together, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.keyframes.len() * self.keyframes.last().map_or(0, Moment::bytes)
    }

    /// The furthest step made.
    pub(super) fn end(&self) -> u64 {
        self.end
    }

    /// The step of the start.
    pub(super) fn first(&self) -> u64 {
        self.marks[0].step
    }

    /// The settings that came into force, the start's first.
    pub(super) fn marks(&self) -> &Arc<Vec<Mark>> {
        &self.marks
    }

    /// The last mark at or before `step`.
    pub(super) fn mark_at(&self, step: u64) -> &Mark {
        let after = self.marks.partition_point(|mark| mark.step <= step);
        &self.marks[after.saturating_sub(1)]
    }

    /// The first mark after `step`.
    pub(super) fn mark_after(&self, step: u64) -> Option<&Mark> {
        self.marks.get(self.marks.partition_point(|mark| mark.step <= step))
    }

    /// Takes the marks of another run from the same start, to be met along this one.
    pub(super) fn expect(&mut self, marks: Arc<Vec<Mark>>) {
        self.marks = marks;
    }

    /// Takes `marks` in place of its own, which begin alike, and forgets what came after `end` or after the first
    /// difference. Says after which step that is; the keyframe of a differing mark goes too.
    pub(super) fn retrace(&mut self, marks: &[Mark], end: u64) -> u64 {
        let same = self.marks.iter().zip(marks).take_while(|(own, other)| own.does_what(other)).count();
        let differing = [&self.marks[same..], &marks[same..]];
        let differs = differing.iter().filter_map(|rest| rest.first()).map(|mark| mark.step).min();
        if let Some(differs) = differs {
            let own = Arc::make_mut(&mut self.marks);
            own.truncate(same);
            own.extend_from_slice(&marks[same..]);
            self.keyframes.retain(|keyframe| keyframe.step < differs);
        }
        let until = differs.unwrap_or(end).min(end);
        self.keyframes.retain(|keyframe| keyframe.step <= until);
        self.end = self.end.min(until);
        until
    }

    /// Forgets the marks after `step`, which the run does not come to.
    pub(super) fn forget_marks_after(&mut self, step: u64) {
        if self.mark_after(step).is_some() {
            Arc::make_mut(&mut self.marks).retain(|mark| mark.step <= step);
        }
    }

    /// The last keyframe at or before `step`.
    pub(super) fn keyframe(&self, step: u64) -> &Moment {
        let after = self.keyframes.partition_point(|keyframe| keyframe.step <= step);
        &self.keyframes[after.saturating_sub(1)]
    }

    /// The first step that had seen `position` examples, where `points` are trained on.
    pub(super) fn step_at(&self, position: u64, points: usize) -> u64 {
        let after = self.marks.partition_point(|mark| mark.position <= position);
        let mark = &self.marks[after.saturating_sub(1)];
        let steps = position.saturating_sub(mark.position).div_ceil(mark.sgd.batch_of(points).max(1) as u64);
        // A batch that reaches across the position may end after the next mark has come into force.
        self.marks.get(after).map_or(u64::MAX, |next| next.step).min(mark.step + steps)
    }

    /// The step after `step` at which the next keyframe is due under `sgd`; `None` where one stands before that.
    pub(super) fn next_keyframe(&self, step: u64, sgd: &SgdSpec, points: usize) -> Option<u64> {
        let after = self.keyframes.partition_point(|keyframe| keyframe.step <= step);
        let last = &self.keyframes[after.saturating_sub(1)];
        let interval = (self.spacing / work(last.params.hidden(), sgd.batch_of(points))).max(1);
        let due = (last.step + interval).max(step + 1);
        // A gap of less than two intervals is as good as none: replay is twice as long at most.
        self.keyframes.get(after).is_none_or(|next| next.step >= due + interval).then_some(due)
    }

    /// Notes that the run has come to `now`.
    pub(super) fn reach(&mut self, now: &Moment) {
        self.end = self.end.max(now.step);
    }

    /// Keeps `now` as another keyframe.
    pub(super) fn keep(&mut self, now: &Moment) {
        let place = self.keyframes.partition_point(|keyframe| keyframe.step < now.step);
        self.keyframes.insert(place, now.clone());
        self.thin();
    }

    /// Every second keyframe goes, for as long as there are too many. The start stays.
    fn thin(&mut self) {
        while (self.bytes() > self.budget || self.keyframes.len() > Self::MOST) && self.keyframes.len() > 1 {
            let mut index = 0;
            self.keyframes.retain(|_| {
                index += 1;
                index % 2 == 1
            });
            self.spacing *= 2;
        }
    }

    /// The keyframe of this very step, where there is one, becomes what `now` has become.
    pub(super) fn refresh(&mut self, now: &Moment) {
        if let Some(keyframe) = self.keyframes.iter_mut().find(|keyframe| keyframe.step == now.step) {
            keyframe.clone_from(now);
        }
    }

    /// `mark` comes into force at its step, where the run stands. What came after it is no longer part of the run.
    pub(super) fn change(&mut self, mark: Mark) {
        self.keyframes.retain(|keyframe| keyframe.step <= mark.step);
        self.end = mark.step;
        let marks = Arc::make_mut(&mut self.marks);
        marks.retain(|earlier| earlier.step < mark.step);
        marks.push(mark);
    }

    /// The mark of `step` comes into force after `position` examples: other points may have made other batches.
    pub(super) fn meet(&mut self, step: u64, position: u64) {
        let place = self.marks.partition_point(|mark| mark.step < step);
        if self.marks.get(place).is_some_and(|mark| mark.step == step && mark.position != position) {
            Arc::make_mut(&mut self.marks)[place].position = position;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::Parameters;

    fn moment(step: u64) -> Moment {
        Moment { step, position: step, params: Parameters::zeros(64), backward: None }
    }

    #[test]
    fn memory_is_bounded_and_keyframes_are_even() {
        let sgd = SgdSpec::default();
        let mut timeline = Timeline::new(&moment(0), sgd);
        timeline.limit(Timeline::SPACING, 1 << 20);
        let mut step = 0;
        while step < 100_000_000 {
            step = timeline.next_keyframe(step, &sgd, 160).expect("it stands at the end");
            timeline.keep(&moment(step));
            let bytes: usize = timeline.keyframes.iter().map(|k| size_of_val(k.params.as_slice())).sum();
            assert!(bytes <= 1 << 20, "{bytes} bytes at step {step}");
        }
        assert_eq!(timeline.keyframe(0).step, 0, "the start stays");
        let gaps: Vec<u64> = timeline.keyframes.windows(2).map(|pair| pair[1].step - pair[0].step).collect();
        let (least, most) = (gaps.iter().min(), gaps.iter().max());
        assert!(most <= least.map(|least| least * 2 + 2).as_ref(), "gaps from {least:?} to {most:?}");
        assert!(gaps.len() > 200, "{} keyframes remain", gaps.len());
    }

    #[test]
    fn five_minutes_at_full_speed_are_reached_again_in_a_tenth_of_a_second() {
        // Units of about three nanoseconds.
        let (five_minutes, a_tenth_of_a_second) = (100_000_000_000, 33_000_000);
        let sgd = SgdSpec::default();
        let mut timeline = Timeline::new(&moment(0), sgd);
        let mut step = 0;
        while step * work(64, 1) < five_minutes {
            step = timeline.next_keyframe(step, &sgd, 160).expect("it stands at the end");
            timeline.keep(&moment(step));
        }
        let gaps = timeline.keyframes.windows(2).map(|pair| (pair[1].step - pair[0].step) * work(64, 1));
        let longest = gaps.max().unwrap_or_default();
        assert!(longest < a_tenth_of_a_second, "{longest} units between two keyframes");
    }

    #[test]
    fn ten_minutes_of_a_small_network_are_less_than_two_megabytes() {
        let ten_minutes = 200_000_000_000;
        let sgd = SgdSpec::default();
        let small = |step| Moment { params: Parameters::zeros(8), ..moment(step) };
        let mut timeline = Timeline::new(&small(0), sgd);
        let (mut step, mut most) = (0, 0);
        while step * work(8, 1) < ten_minutes {
            step = timeline.next_keyframe(step, &sgd, 160).expect("it stands at the end");
            timeline.keep(&small(step));
            most = most.max(timeline.bytes());
        }
        assert!(most < 2_000_000, "{most} bytes");
    }

    #[test]
    fn positions_and_steps_belong_together() {
        let sgd = |batch_size| SgdSpec { batch_size, ..SgdSpec::default() };
        let mut timeline = Timeline::new(&moment(0), sgd(1));
        timeline.change(Mark::start(100, 100, sgd(7)));
        timeline.change(Mark::start(110, 170, sgd(10)));
        for (position, step) in
            [(0, 0), (50, 50), (100, 100), (101, 101), (107, 101), (108, 102), (170, 110), (171, 111)]
        {
            assert_eq!(timeline.step_at(position, 160), step, "position {position}");
        }
        assert_eq!((timeline.mark_at(109).sgd, timeline.mark_at(110).sgd), (sgd(7), sgd(10)), "settings in force");
        assert_eq!(timeline.mark_after(100).map(|mark| mark.step), Some(110), "the next mark");
    }
}
