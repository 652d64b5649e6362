//! The only room that names web-sys: one resource and its cleanup per file.
//!
//! Everything here is a thin wrapper: it owns a closure, an observer or a context, frees it with the owner that made
//! it, and gives plain values to the rooms above. What may throw in a frame or a sandbox (storage, clipboard) is
//! wrapped to a value.

pub mod address;
pub mod area;
pub mod canvas;
pub mod clipboard;
pub mod clock;
pub mod console;
pub mod controls;
pub mod dialog;
pub mod embedding;
mod event;
pub mod extent;
pub mod file;
pub mod frame_loop;
mod keep;
pub mod keys;
pub mod leaving;
pub mod media;
pub mod page;
pub mod paper;
pub mod paste;
pub mod pointer;
mod promise;
pub mod rpc;
pub mod sight;
pub mod size;
pub mod storage;
pub mod timer;
