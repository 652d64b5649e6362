//! The tests that drive the page, in one program: they share what has to be linked, and the machine is never idle while the last
//! test of a file goes on.

mod accidents;
mod article;
mod chaos;
mod compare;
mod course;
mod draw;
mod element;
mod embed;
mod explain;
mod first;
mod hands;
mod import;
mod layers;
mod layers_seeds;
mod link;
mod loading;
mod numbers;
mod package;
mod parts;
mod places;
mod practice;
mod published;
mod same;
mod single;
mod take_home;
mod teacher;
mod time;
mod train;
