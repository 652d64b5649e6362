//! How many steps a frame trains, and how long it may take: pure arithmetic on what the frame loop measures.

use super::Speed;

/// A display's slowest usual frame, in milliseconds: longer ones mean that work did not fit.
const FRAME: f64 = 1000.0 / 60.0;
/// Training time per frame stays between these, in milliseconds.
const SHORTEST_SLICE: f64 = 1.0;
const LONGEST_SLICE: f64 = 9.0;
/// No frame owes more than this many seconds of steps, so that a slow machine falls behind instead of stalling.
const LONGEST_DEBT: f64 = 0.1;

/// Turns a speed and the time between frames into steps and a time slice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    owed: f64,
    slice: f64,
}

impl Default for Pace {
    fn default() -> Self {
        Self { owed: 0.0, slice: 5.0 }
    }
}

impl Pace {
    /// Forgets what is owed: at play, the first step comes at once.
    pub fn start(&mut self) {
        self.owed = 1.0;
    }

    /// Steps due after `delta` milliseconds at `speed`; `u64::MAX` for as many as fit the slice.
    pub fn steps_due(&mut self, speed: Speed, delta: f64) -> u64 {
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

    /// Milliseconds that this frame may train, given how long the last one took: shortened at once when frames come
    /// late, lengthened slowly while they come in time.
    pub fn slice(&mut self, delta: f64) -> f64 {
        let wanted = if delta > 1.3 * FRAME { self.slice * 0.85 } else { self.slice + 0.1 };
        self.slice = wanted.clamp(SHORTEST_SLICE, LONGEST_SLICE);
        self.slice
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_add_up_to_the_speed() {
        for rate in [1.0, 7.0, 60.0, 1000.0, 100_000.0] {
            let mut pace = Pace::default();
            let done: u64 = (0..600).map(|_| pace.steps_due(Speed::PerSecond(rate), FRAME)).sum();
            assert!((done as f64 - 10.0 * rate).abs() <= 1.0, "{rate} steps a second gave {done} in ten seconds");
        }
    }

    #[test]
    fn a_long_pause_is_not_caught_up() {
        let mut pace = Pace::default();
        assert!(pace.steps_due(Speed::PerSecond(1000.0), 60_000.0) <= 101, "a minute away owes a tenth of a second");
    }

    #[test]
    fn late_frames_shorten_the_slice_and_it_recovers() {
        let mut pace = Pace::default();
        let first = pace.slice(FRAME);
        let late = (0..20).map(|_| pace.slice(40.0)).last().unwrap_or(first);
        assert!(late < first && late >= SHORTEST_SLICE, "{late} after late frames");
        let recovered = (0..200).map(|_| pace.slice(FRAME)).last().unwrap_or(late);
        assert!(recovered > late && recovered <= LONGEST_SLICE, "{recovered} after good frames");
    }
}
