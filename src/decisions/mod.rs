//! What people decided about problems, and how a problem is known again when its report is checked anew.

mod changes;
mod file;
mod key;
mod mask;
mod shape;

pub use changes::{Change, changes};
pub use file::{About, Aside, Decisions, Kind, What};
pub use key::{Key, pair};
pub use shape::{masked, shapes};
