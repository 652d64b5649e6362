//! The training session: actions in, snapshots out.

/// What a person or an embedding page asks of a session.
pub enum Action {}
