//! The training session: actions in, snapshots out.
//!
//! Everything here is counted in steps, never in time: the same configuration and the same actions give the same bits,
//! however the steps are cut into slices.

mod action;
mod comparison;
mod config;
mod health;
mod history;
mod metrics;
mod moment;
mod order;
mod past;
mod session;
mod snapshot;
mod stop;
mod timeline;

pub use action::Action;
pub use comparison::{Aspect, Comparison, Difference};
pub use config::{Config, NetworkSpec, SgdSpec};
pub use health::{Health, HealthHistory, HealthPoint, active_on, health};
pub use history::{AtStep, History, Point};
pub use metrics::{Metrics, metrics};
pub use past::{Mark, Past};
pub use session::{Phase, Session, is_sound};
pub use snapshot::{Scope, Snapshot};
pub use stop::{StopRule, Stopped};
