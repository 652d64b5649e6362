//! The session: applies actions, makes steps, gives snapshots.

mod again;
mod aside;
mod measure;
mod phase;
mod play;
mod second_run;

use std::sync::Arc;

pub use phase::Phase;

use super::{
    Action, Config, HealthHistory, History, Mark, NetworkSpec, SgdSpec, Snapshot, StopRule, Stopped,
    moment::Moment,
    order::{Order, Shuffling},
    stop::Watch,
    timeline::Timeline,
};
use crate::{
    data::{DataSpec, Dataset, SEED, generate},
    nn::{Backward, ParameterId, Parameters, Reduction, Stepper, two_layer},
};

/// A run of training. The only thing that changes as time goes by.
#[derive(Clone, Debug)]
pub struct Session {
    config: Arc<Config>,
    /// The first configuration of a run whose data were changed when it was too long to be made again.
    before: Option<Arc<Config>>,
    dataset: Arc<Dataset>,
    start: Arc<Parameters>,
    order: Order,
    stepper: Stepper,
    now: Moment,
    /// The last moment known to be sound, to return to. Scratch space of `advance`.
    kept: Moment,
    history: Arc<History>,
    health: Arc<HealthHistory>,
    timeline: Timeline,
    playing: bool,
    diverged: Option<u64>,
    phase: Option<Phase>,
    stop: StopRule,
    watch: Watch,
    stopped: Option<Stopped>,
    revision: u64,
}

impl Default for Session {
    fn default() -> Self {
        Self::new(Config::default())
    }
}

impl Session {
    /// How many steps are made before looking whether everything is finite.
    const CHUNK: u64 = 256;

    /// Stands paused at the start of `config`.
    pub fn new(config: Config) -> Self {
        let dataset = Arc::new(generate(&config.data));
        Self::with_dataset(config, dataset)
    }

    fn with_dataset(mut config: Config, dataset: Arc<Dataset>) -> Self {
        let start = config.network.start();
        config.network.hidden = start.hidden();
        let step = config.start_step.min(*Config::STEP.end());
        let position = config.position_of_start(dataset.train);
        // Resolved once: a later change of the batch size must not move the start.
        config.start_position = Some(position);
        let backward = config.sgd.bug.map(Backward::new);
        let now = Moment { step, position, params: start.as_ref().clone(), backward };
        let diverged = (!is_sound(&now.params, &dataset)).then_some(step);
        Self {
            order: order(&config, &dataset),
            stepper: Stepper::new(start.hidden()),
            timeline: Timeline::new(&now, config.sgd),
            history: Arc::new(History::new(measure::losses(&now, &dataset))),
            health: Arc::new(History::new(measure::health_of(&now, &dataset, &config.sgd))),
            kept: now.clone(),
            now,
            config: Arc::new(config),
            before: None,
            dataset,
            start,
            playing: false,
            diverged,
            phase: None,
            stop: StopRule::default(),
            watch: Watch::new(f64::INFINITY),
            stopped: None,
            revision: 0,
        }
    }

    /// Does what `action` says.
    pub fn apply(&mut self, action: Action) {
        self.revision += 1;
        self.prepare(&action);
        match action {
            Action::Load(config) => self.load(config),
            Action::Resume(config, past) => self.resume(config, &past),
            Action::SetData(data) => {
                let dataset = self.dataset_for(&data);
                self.restart(Config { data, ..self.first_config() }, dataset);
            }
            Action::EditData(data) => {
                // It is the same run, watched since play was pressed.
                let watch = self.watch;
                self.edit_data(data);
                self.watch = watch;
            }
            Action::SetNetwork(network) => self.restart_with(network),
            Action::SetSgd(sgd) => self.set_sgd(sgd),
            Action::SetBug(bug) => self.set_sgd(SgdSpec { bug, ..self.config.sgd }),
            Action::SetParameter(id, value) => self.set_parameter(id, value),
            Action::SetStop(stop) => self.stop = stop,
            Action::Step(steps) => {
                self.advance(steps);
            }
            Action::Phase => self.next_phase(),
            Action::BackPhase => self.phase_before(),
            Action::Example => self.next_example(),
            Action::BackExample => self.example_before(),
            Action::Epoch => {
                self.advance(self.steps_to_epoch_end());
            }
            Action::Back(steps) => self.seek(self.now.step.saturating_sub(steps)),
            Action::BackEpoch => self.seek(self.step_of_epoch_begin()),
            Action::Seek(step) => self.seek(step),
            Action::Rewind => self.rewind(),
            Action::NewStart => {
                let seed = if self.config.network.seed < *SEED.end() { self.config.network.seed + 1 } else { 0 };
                self.restart_with(NetworkSpec { seed, start: None, ..self.config.network.clone() });
            }
            Action::Play => self.play(),
            Action::Pause => {}
        }
    }

    /// What an action ends, whatever else it does: playing, a step that is half made, the word about why it stopped.
    fn prepare(&mut self, action: &Action) {
        let goes_on = matches!(
            action,
            Action::SetSgd(_) | Action::SetBug(_) | Action::SetParameter(..) | Action::SetStop(_) | Action::Pause
        );
        let in_phases = matches!(action, Action::Phase | Action::BackPhase | Action::Example | Action::BackExample);
        let replaces = matches!(
            action,
            Action::SetData(_) | Action::EditData(_) | Action::SetNetwork(_) | Action::NewStart | Action::Play
        );
        self.playing &= replaces || goes_on && *action != Action::Pause;
        self.phase = self.phase.take().filter(|_| goes_on || in_phases);
        self.stopped = self.stopped.filter(|_| goes_on);
    }

    /// Makes up to `steps` steps and says how many were made.
    ///
    /// Fewer where training diverges, none where it has diverged or there are no points. Cutting the steps into slices
    /// changes no bit.
    pub fn advance(&mut self, steps: u64) -> u64 {
        let first = self.now.step;
        let last = first.saturating_add(steps).min(*Config::STEP.end());
        if self.dataset.train().is_empty() {
            return 0;
        }
        while self.now.step < last && self.diverged.is_none() {
            let mark = self.timeline.mark_after(self.now.step).map(|mark| mark.step);
            let keyframe = self.timeline.next_keyframe(self.now.step, &self.config.sgd, self.dataset.train);
            let stops = [Some(self.next_measure()), mark, keyframe];
            let until = stops.into_iter().flatten().fold(last.min(self.now.step + Self::CHUNK), u64::min);
            self.advance_chunk(until - self.now.step);
            self.timeline.reach(&self.now);
            self.measure();
            if mark == Some(self.now.step) {
                self.meet_mark();
            }
            if keyframe == Some(self.now.step) {
                self.timeline.keep(&self.now);
            }
        }
        let made = self.now.step - first;
        self.revision += u64::from(made > 0 || self.diverged.is_some());
        made
    }

    /// All that panels show, now.
    pub fn snapshot(&self) -> Snapshot {
        let count = self.batch_size();
        let n = self.dataset.train;
        Snapshot {
            revision: self.revision,
            step: self.now.step,
            position: self.now.position,
            epoch: if n == 0 { 0.0 } else { self.now.position as f64 / n as f64 },
            params: Arc::new(self.now.params.clone()),
            start: self.start.clone(),
            dataset: self.dataset.clone(),
            config: self.config.clone(),
            history: self.history.clone(),
            health: self.health.clone(),
            playing: self.playing,
            diverged: self.diverged,
            phase: self.phase.clone(),
            stop: self.stop,
            stopped: self.stopped,
            end: self.timeline.end(),
            marks: self.timeline.marks().clone(),
            other_data_before: self.before.is_some().then_some(self.config.start_step),
            backward: self.now.backward.clone().map(Arc::new),
            next_batch: self.order.indices(self.now.position, count).into(),
        }
    }

    /// Changes whenever anything in the session does.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The settings in force.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Steps made, counted from [`Config::start_step`].
    pub fn step(&self) -> u64 {
        self.now.step
    }

    /// Whether the session wants to be advanced every frame.
    pub fn playing(&self) -> bool {
        self.playing
    }

    /// The step that would have left the finite numbers, where training has come to one.
    pub fn diverged(&self) -> Option<u64> {
        self.diverged
    }

    /// Steps that finish the epoch: at least one, unless there are no points.
    pub fn steps_to_epoch_end(&self) -> u64 {
        let (n, batch) = (self.dataset.train as u64, self.batch_size() as u64);
        if n == 0 { 0 } else { (n - self.now.position % n).div_ceil(batch) }
    }

    fn batch_size(&self) -> usize {
        self.config.sgd.batch_of(self.dataset.train)
    }

    /// The dataset of `data`, kept where it is the present one.
    fn dataset_for(&self, data: &DataSpec) -> Arc<Dataset> {
        if *data == self.config.data { self.dataset.clone() } else { Arc::new(generate(data)) }
    }

    fn restart_with(&mut self, network: NetworkSpec) {
        let config = Config { network, start_step: 0, start_position: Some(0), ..self.config().clone() };
        self.restart(config, self.dataset.clone());
    }

    fn restart(&mut self, config: Config, dataset: Arc<Dataset>) {
        let (playing, stop, revision, budget) = (self.playing, self.stop, self.revision, self.timeline.budget());
        *self = Self::with_dataset(config, dataset);
        self.timeline.hold(budget);
        self.playing = playing && self.diverged.is_none();
        (self.stop, self.revision) = (stop, revision);
        self.watch = self.watch_from_here();
    }

    fn set_sgd(&mut self, sgd: SgdSpec) {
        if sgd != self.config.sgd {
            self.mark(|mark| mark.sgd = sgd);
        }
    }

    fn set_parameter(&mut self, id: ParameterId, value: f64) {
        if value.is_finite() && id.exists(self.now.params.hidden()) && self.now.params.get(id) != value {
            let hidden = self.now.params.hidden();
            self.mark(|mark| mark.set(id, value, hidden));
        }
    }

    /// Notes a change here, which forgets what came after, and lets it come into force.
    fn mark(&mut self, edit: impl FnOnce(&mut Mark)) {
        let (step, position) = (self.now.step, self.now.position);
        let in_force = self.timeline.mark_at(step);
        let mut mark = Mark::start(step, position, self.config.sgd);
        if in_force.step == step {
            mark.edits.clone_from(&in_force.edits);
        }
        edit(&mut mark);
        self.timeline.change(mark);
        self.forget_measures_after(step);
        self.meet_mark();
        self.timeline.refresh(&self.now);
        // A smaller learning rate may well go on from here. Parameters that are not sound stay refused.
        let sound = is_sound(&self.now.params, &self.dataset);
        self.diverged = if sound { None } else { Some(step) };
        self.playing &= sound;
    }

    /// What came into force at this step comes into force.
    fn meet_mark(&mut self) {
        let mark = self.timeline.mark_at(self.now.step).clone();
        self.timeline.meet(mark.step, self.now.position);
        mark.edit(&mut self.now.params);
        self.use_sgd(mark.sgd);
    }

    fn use_sgd(&mut self, sgd: SgdSpec) {
        let reordered = sgd.shuffle != self.config.sgd.shuffle;
        Arc::make_mut(&mut self.config).sgd = sgd;
        if self.now.backward.as_ref().map(Backward::bug) != sgd.bug {
            self.now.backward = sgd.bug.map(Backward::new);
        }
        if reordered {
            self.order = order(&self.config, &self.dataset);
        }
    }

    /// Makes `count` steps, or as many of them as end in a sound state.
    fn advance_chunk(&mut self, count: u64) {
        self.kept.copy_from(&self.now);
        if !(self.make_steps(count) && is_sound(&self.now.params, &self.dataset)) {
            self.now.copy_from(&self.kept);
            self.advance_carefully(count);
        }
    }

    /// Makes up to `count` steps one by one and stops before the first that leaves the finite numbers.
    fn advance_carefully(&mut self, count: u64) {
        for _ in 0..count {
            self.kept.copy_from(&self.now);
            if !(self.make_steps(1) && is_sound(&self.now.params, &self.dataset)) {
                self.diverged = Some(self.now.step);
                self.playing = false;
                self.now.copy_from(&self.kept);
                return;
            }
        }
    }

    /// Makes `count` steps and says whether every output that they saw was finite.
    fn make_steps(&mut self, count: u64) -> bool {
        let rates = self.config.sgd.rates();
        let size = self.batch_size();
        let mut finite = true;
        for _ in 0..count {
            let batch = self.order.batch(self.now.position, size);
            finite &= match &mut self.now.backward {
                None => self.stepper.step(&mut self.now.params, batch, rates),
                Some(backward) => backward.step(&mut self.now.params, batch, rates),
            };
            self.now.position += size as u64;
        }
        self.now.step += count;
        finite
    }
}

fn order(config: &Config, dataset: &Arc<Dataset>) -> Order {
    let shuffling = if config.sgd.shuffle { Shuffling::Seeded(config.network.seed) } else { Shuffling::None };
    Order::new(dataset.clone(), shuffling)
}

/// Whether the parameters and the training loss are finite, so that training may start from here.
pub fn is_sound(params: &Parameters, dataset: &Dataset) -> bool {
    // Numbers this small cannot overflow in the loss: coordinates are below 1e6, and three factors are below 1e160.
    let small = params.as_slice().iter().all(|value| value.abs() <= 1e75);
    small
        || params.is_finite()
            && (dataset.train().is_empty() || two_layer::loss(params, dataset.train(), Reduction::Mean).is_finite())
}

#[cfg(test)]
mod again_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod timeline_tests;
