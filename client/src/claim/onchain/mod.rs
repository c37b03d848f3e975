//! Plans, members, claims and remittances on the chain.
//!
//! | module | what |
//! |---|---|
//! | [`wire`] | what the chain stores and is passed |
//! | [`publish`] | a plan file as the chain takes it, and the secret that blinds its services |
//! | [`submission`] | claims of a file as the chain takes them |
//! | [`register`] | the private file that opens what the chain has again |
//! | [`node`] | calls and state of a node |
//! | [`cli`] | the verbs |
//! | [`proof`] | an adjudication that anybody can check without a node |
//! | [`opened`] | what the chain decided, for the writers of results |

pub mod cli;
pub mod node;
pub mod opened;
pub mod proof;
pub mod publish;
pub mod register;
pub mod submission;
#[cfg(test)]
mod tests;
pub mod wire;
