//! The pallets' settings, by theme.

pub mod collation;
pub mod governance;
pub mod health;
pub mod monetary;
pub mod system;
pub mod xcm;
