//! What a frame does: how many steps it trains and for how long, and whether pictures and figures follow. Pure
//! arithmetic on what the frame loop measures.

use crate::document::Speed;

/// A display's slowest usual frame, in milliseconds: longer ones mean that work did not fit.
const FRAME: f64 = 1000.0 / 60.0;
/// A pause longer than this (a hidden tab, a suspended machine) counts as one frame of this length.
const LONGEST_FRAME: f64 = 1000.0;
/// Training time of a frame stays between these, in milliseconds: in the longest one still feels a press at once.
const SHORTEST_SLICE: f64 = 1.0;
const LONGEST_SLICE: f64 = 40.0;
/// Where drawing is quick, training leaves it and the browser the rest of a display's frame: frames come in time without
/// trying again and again how much more would fit.
const MOST_OF_A_FRAME: f64 = 0.65 * FRAME;
/// No frame owes more than this many seconds of steps, so that a slow machine falls behind instead of stalling.
const LONGEST_DEBT: f64 = 0.1;
/// Drawing may take this many times what training takes: training has a third of the time at least.
const DRAWING_SHARE: f64 = 2.0;
/// Nobody is held longer than this many times.
const MOST_OVERRUN: f64 = 4.0;
/// At full speed at least every third frame is drawn.
const MOST_UNDRAWN: u32 = 2;
/// People read about ten figures a second; faster ones only flicker. Milliseconds.
const FIGURES_EVERY: f64 = 100.0;
/// Figures lay the page out again, and pictures do not: so many pictures come for each layout ...
const PICTURES_A_LAYOUT: u32 = 11;
/// ... unless figures would be older than this, in milliseconds.
const OLDEST_FIGURES: f64 = 250.0;
/// Figures, with the check behind them, may take this part of the time.
const FIGURES_SHARE: f64 = 1.0 / 6.0;
/// Figures that come less often than this are a pace that the page speaks of, in milliseconds.
const SLOW_FIGURES: f64 = 600.0;
/// A clock that has stood still for so many frames is taken for a broken one.
const STILL: u32 = 10;

/// Plans frames from what the ones before have cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    owed: f64,
    slice: f64,
    /// What a drawn frame costs beside its training, figures and all, in milliseconds: a mean over the last ones.
    drawing: f64,
    /// The same without figures, and what figures add.
    pictures: f64,
    figures: f64,
    /// How many times as long as its slice training at full speed takes: other programs and a slowed processor hold it.
    overrun: f64,
    /// Frames in a row that were not drawn.
    undrawn: u32,
    /// How long their check took where it was made between frames, else 0.
    checking: f64,
    /// How old the figures are, in milliseconds and in pictures drawn since.
    age: f64,
    pictures_since: u32,
    /// Frames in a row in which the clock stood still.
    still: u32,
    last: Plan,
    trained: f64,
}

/// What a frame does.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Plan {
    /// Steps that are due; `u64::MAX` for as many as fit the slice.
    pub steps: u64,
    /// Milliseconds that it may train.
    pub slice: f64,
    /// Whether pictures follow.
    pub pictures: bool,
    /// Whether figures follow.
    pub figures: bool,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            owed: 0.0,
            slice: 5.0,
            drawing: 0.0,
            pictures: 0.0,
            figures: 0.0,
            checking: 0.0,
            overrun: 1.0,
            undrawn: 0,
            age: 0.0,
            pictures_since: 0,
            still: 0,
            last: Plan::default(),
            trained: 0.0,
        }
    }
}

impl Pace {
    /// Forgets what is owed: at play, the first step comes at once.
    pub fn start(&mut self) {
        self.owed = 1.0;
    }

    /// What the frame does that begins `delta` milliseconds after the one before.
    pub fn plan(&mut self, speed: Speed, delta: f64) -> Plan {
        let delta = self.sound(delta);
        self.learn(delta);
        let slice = self.slice(delta);
        let pictures = speed != Speed::Max || self.undrawn >= self.frames_to_skip();
        self.undrawn = if pictures { 0 } else { self.undrawn + 1 };
        self.pictures_since += u32::from(pictures);
        self.age += delta;
        let figures = pictures && self.refresh();
        self.last = Plan { steps: self.steps_due(speed, delta), slice, pictures, figures };
        self.last
    }

    /// Notes how long the frame has trained, in milliseconds.
    pub fn trained(&mut self, time: f64) {
        self.trained = if time.is_finite() { time.max(0.0) } else { 0.0 };
    }

    /// Notes how long the check of the figures took between frames, in milliseconds: 0 where it was made at once.
    pub fn checked(&mut self, time: f64) {
        self.checking = time;
    }

    /// Whether figures that are older by another `delta` milliseconds shall follow now; if so, they are new. They always
    /// shall where `delta` is infinite.
    pub fn figures_are_due(&mut self, delta: f64) -> bool {
        self.age += if delta == f64::INFINITY { delta } else { self.sound(delta) };
        self.refresh()
    }

    fn refresh(&mut self) -> bool {
        let enough = self.pictures_since >= PICTURES_A_LAYOUT || self.age >= OLDEST_FIGURES;
        let due = enough && self.age >= self.figures_every();
        if due {
            (self.age, self.pictures_since) = (0.0, 0);
        }
        due
    }

    /// How often figures follow, in milliseconds, where what they cost makes them slow; `None` where one need not speak
    /// of it. Rounded, so that it is the same for a while.
    pub fn slow_figures(&self) -> Option<f64> {
        let every = self.figures_every().max(self.checking);
        (every >= SLOW_FIGURES).then(|| (every / 500.0).round().max(1.0) * 500.0)
    }

    fn figures_every(&self) -> f64 {
        FIGURES_EVERY.max(self.figures / FIGURES_SHARE)
    }

    /// Steps due after `delta` milliseconds at `speed`.
    fn steps_due(&mut self, speed: Speed, delta: f64) -> u64 {
        match speed {
            Speed::Max => u64::MAX,
            Speed::PerSecond(rate) => {
                self.owed = (self.owed + rate * delta / 1000.0).min(rate * LONGEST_DEBT + 1.0);
                let due = self.owed.floor();
                self.owed -= due;
                due as u64
            }
        }
    }

    /// A length that a frame can have. A clock that says nothing, or stands still for long, must not stop training.
    fn sound(&mut self, delta: f64) -> f64 {
        self.still = if delta > 0.0 { 0 } else { self.still.saturating_add(1) };
        match delta {
            _ if delta.is_nan() || self.still > STILL => FRAME,
            _ => delta.clamp(0.0, LONGEST_FRAME),
        }
    }

    /// What the frame before has cost beside its training.
    fn learn(&mut self, delta: f64) {
        let Plan { pictures, figures, steps, slice } = self.last;
        let towards = |mean: &mut f64, share: f64, new: f64| *mean += share * (new - *mean);
        if steps == u64::MAX && slice > 0.0 {
            towards(&mut self.overrun, 0.1, (self.trained / slice).clamp(1.0, MOST_OVERRUN));
        }
        let cost = (delta - self.trained).max(0.0);
        if !pictures || delta >= LONGEST_FRAME {
            return;
        }
        towards(&mut self.drawing, 0.1, cost);
        if figures {
            towards(&mut self.figures, 0.3, (cost - self.pictures).max(0.0));
        } else {
            towards(&mut self.pictures, 0.1, cost);
        }
    }

    /// Milliseconds that this frame may train, given how long the last one took: shortened at once when frames come
    /// late, lengthened slowly while they come in time, and never less than what drawing leaves to training.
    fn slice(&mut self, delta: f64) -> f64 {
        let wanted = if delta > 1.3 * FRAME { self.slice * 0.85 } else { self.slice + 0.1 };
        let slices = f64::from(1 + self.frames_to_skip()) * self.overrun;
        let least = (self.drawing / DRAWING_SHARE / slices).clamp(SHORTEST_SLICE, LONGEST_SLICE);
        self.slice = wanted.min(MOST_OF_A_FRAME).max(least);
        self.slice
    }

    /// How many frames go undrawn for each that is drawn, where no slice is long enough beside the drawing.
    fn frames_to_skip(&self) -> u32 {
        let frames = self.drawing / (DRAWING_SHARE * LONGEST_SLICE);
        ((frames.ceil() as u32).saturating_sub(1)).min(MOST_UNDRAWN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_add_up_to_the_speed() {
        for rate in [1.0, 7.0, 60.0, 1000.0, 100_000.0] {
            let mut pace = Pace::default();
            let done: u64 = (0..600).map(|_| pace.plan(Speed::PerSecond(rate), FRAME).steps).sum();
            assert!((done as f64 - 10.0 * rate).abs() <= 1.0, "{rate} steps a second gave {done} in ten seconds");
        }
    }

    #[test]
    fn a_long_pause_is_not_caught_up() {
        let mut pace = Pace::default();
        let steps = pace.plan(Speed::PerSecond(1000.0), 60_000.0).steps;
        assert!(steps <= 101, "a minute away owes a tenth of a second");
    }

    #[test]
    fn a_broken_clock_does_not_stop_training_for_good() {
        for broken in [0.0, f64::NAN, -5.0, f64::NEG_INFINITY] {
            let mut pace = Pace::default();
            pace.plan(Speed::PerSecond(60.0), FRAME);
            let steps: u64 = (0..1_000).map(|_| pace.plan(Speed::PerSecond(60.0), broken).steps).sum();
            assert!((900..=1_000).contains(&steps), "a frame a step while the clock says {broken}: {steps}");
            pace.trained(f64::NAN);
            let after: u64 = (0..600).map(|_| pace.plan(Speed::PerSecond(60.0), FRAME).steps).sum();
            assert!((595..=605).contains(&after), "and after it went on: {after}");
            let plan = pace.plan(Speed::Max, FRAME);
            assert!(plan.slice >= SHORTEST_SLICE && plan.slice <= LONGEST_SLICE, "{plan:?}");
        }
    }

    /// Frames of which each costs `picture` beside its training, and `figures` more where figures follow: the share of the
    /// time that trains, pictures a second and figures a second.
    fn run(pace: &mut Pace, picture: f64, figures: f64) -> [f64; 3] {
        let (mut delta, mut time, mut trained, mut pictures, mut refreshes) = (FRAME, 0.0, 0.0, 0.0, 0.0);
        for frame in 0..3_000 {
            let plan = pace.plan(Speed::Max, delta);
            pace.trained(plan.slice);
            let cost = if plan.pictures { picture } else { 0.0 } + if plan.figures { figures } else { 0.0 };
            delta = (plan.slice + cost).max(FRAME);
            if frame >= 1_000 {
                time += delta;
                trained += plan.slice;
                pictures += f64::from(u8::from(plan.pictures));
                refreshes += f64::from(u8::from(plan.figures));
            }
        }
        [trained / time, 1000.0 * pictures / time, 1000.0 * refreshes / time]
    }

    #[test]
    fn training_has_a_third_of_the_time_whatever_drawing_costs() {
        for (picture, figures) in [(1.0, 1.0), (8.0, 8.0), (12.0, 20.0), (40.0, 60.0), (90.0, 60.0), (170.0, 0.0)] {
            let [share, pictures, refreshes] = run(&mut Pace::default(), picture, figures);
            assert!(share >= 0.32, "{share:.2} of the time where a picture costs {picture} and figures {figures}");
            assert!(pictures >= 3.5 && refreshes >= 1.0, "{pictures:.1} pictures, {refreshes:.1} figures a second");
        }
        let [_, pictures, refreshes] = run(&mut Pace::default(), 8.0, 8.0);
        assert!(pictures > 50.0, "{pictures:.1} pictures a second where all fits");
        assert!(refreshes > 4.0 && refreshes <= 0.1 * pictures, "{refreshes:.1} figures a second");
    }

    #[test]
    fn figures_that_cost_much_come_seldom_and_it_is_known() {
        let mut pace = Pace::default();
        run(&mut pace, 8.0, 8.0);
        assert_eq!(pace.slow_figures(), None, "nothing to speak of");
        let [share, _, refreshes] = run(&mut pace, 8.0, 333.0);
        assert!(share >= 0.32 && refreshes * 333.0 < 250.0, "{share:.2}, {refreshes:.2} a second");
        assert_eq!(pace.slow_figures(), Some(2000.0), "a sixth of the time");
        run(&mut pace, 8.0, 8.0);
        assert_eq!(pace.slow_figures(), None, "and it recovers");
    }

    #[test]
    fn figures_come_at_once_when_asked() {
        let mut pace = Pace::default();
        assert!(!pace.figures_are_due(1.0) && pace.figures_are_due(f64::INFINITY), "at once");
        assert!(!pace.figures_are_due(99.0), "then they are new");
    }
}
