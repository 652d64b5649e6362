//! The page's monotonic clock.

/// Milliseconds since the page was opened; 0 where the browser has no clock.
pub fn now() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}
