//! What a session is asked to do.

use super::{Config, NetworkSpec, Past, SgdSpec, StopRule};
use crate::{
    data::DataSpec,
    nn::{Bug, ParameterId},
};

/// What a person or an embedding page asks of a session.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Replaces everything and stands paused at its start.
    Load(Config),
    /// Stands paused where a run stands that has come from `past` to the start of `config`, which is its present.
    Resume(Config, Past),
    /// Other points: restarts from the same start.
    SetData(DataSpec),
    /// Points that were moved, added or removed: the same run up to the same step, made again with them. Where that
    /// would take long, the run goes on with them from where it stands, and its past is that of the points before.
    EditData(DataSpec),
    /// Another network: restarts at step 0.
    SetNetwork(NetworkSpec),
    /// Other settings of SGD: the run goes on with them from here, which forgets what came after.
    SetSgd(SgdSpec),
    /// Another backward pass, wrong or right: the run goes on with it from here, as with [`Self::SetSgd`].
    SetBug(Option<Bug>),
    /// Another value of one parameter, from here on, as with [`Self::SetSgd`]. One that is not finite, or that the
    /// network does not have, changes nothing.
    SetParameter(ParameterId, f64),
    /// When playing stops by itself.
    SetStop(StopRule),
    /// Makes this many steps and pauses.
    Step(u64),
    /// Makes the next phase of a step and pauses: forward, backward, update.
    Phase,
    /// Goes back by one phase and pauses.
    BackPhase,
    /// Takes one example more of the next batch through both passes, and pauses; the last one makes the step.
    Example,
    /// Goes back by one example and pauses.
    BackExample,
    /// Goes on to the end of the epoch and pauses.
    Epoch,
    /// Goes back by this many steps, as far as the start, and pauses.
    Back(u64),
    /// Goes back to the beginning of the epoch, or of the one before, and pauses.
    BackEpoch,
    /// Goes to any step of the run so far, with the settings that were in force there, and pauses.
    Seek(u64),
    /// Starts anew from the very same start, with the settings in force, and pauses. Parameters that were typed on the way
    /// come into force again at their steps.
    Rewind,
    /// Draws another start, from the next seed, at step 0.
    NewStart,
    /// Wants to be advanced every frame. Refused where training has diverged.
    Play,
    /// No longer wants to be advanced.
    Pause,
}

impl Action {
    /// The data that it asks for, if it asks for any.
    pub fn data(&self) -> Option<&DataSpec> {
        match self {
            Self::Load(config) | Self::Resume(config, _) => Some(&config.data),
            Self::SetData(data) | Self::EditData(data) => Some(data),
            _ => None,
        }
    }
}
