//! stand-in
use crate::{check::CheckSpec, training::Session};
/// x
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Speed {
    /// x
    PerSecond(f64),
    /// x
    Max,
}
/// x
#[derive(Clone, Debug)]
pub struct Playground {
    /// x
    pub session: Session,
    /// x
    pub check: CheckSpec,
    /// x
    pub speed: Speed,
}
impl Default for Playground {
    fn default() -> Self {
        Self { session: Session::default(), check: CheckSpec::default(), speed: Speed::PerSecond(1000.0) }
    }
}
