//! People (人员): posts and staff.

pub mod quota;
