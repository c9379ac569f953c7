//! What holds for every input.

use super::*;
