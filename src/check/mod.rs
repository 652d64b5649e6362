//! Independent witnesses of a gradient: finite differences, dual numbers, and how they compare.
