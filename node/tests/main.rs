//! The node as a process, and the command `salus` on it. One binary, so that stories are told side by side while they wait
//! for blocks.

mod claims;
mod client;
mod consent;
mod demo;
mod development_chain;
mod launch;
mod load;
mod node;
mod records;
mod story;
