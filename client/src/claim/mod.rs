//! Claims: plans, and adjudication on files.

pub mod cli;
