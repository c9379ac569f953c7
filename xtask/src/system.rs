//! Programs that come with the system: found on PATH, or installed through its package manager where that is allowed.

use crate::run::{printed, program, run, step};
use anyhow::Result;

/// Whether packages may be installed here without asking: Debian's apt-get, as root.
pub fn may_install() -> bool {
    printed(&mut program("id", &["-u"])).as_deref() == Some("0") && is_there("apt-get")
}

/// Installs packages of the system. Call only where [`may_install`] says so.
pub fn install(packages: &[&str]) -> Result<()> {
    step(&format!("installing {} with apt-get", packages.join(", ")));
    // A package list that cannot be renewed may still be good enough for the installation itself.
    if let Err(error) = run(program("apt-get", &["update", "--quiet"]).env("DEBIAN_FRONTEND", "noninteractive")) {
        eprintln!("{error:#}");
    }
    let arguments = ["install", "--yes", "--quiet", "--no-install-recommends"];
    run(program("apt-get", &arguments).args(packages).env("DEBIAN_FRONTEND", "noninteractive"))
}

/// Whether a program answers when it is asked for its version.
pub fn is_there(name: &str) -> bool {
    printed(&mut program(name, &["--version"])).is_some()
}

/// Whether Node.js and npm are here, installing them where that is allowed.
pub fn has_node() -> bool {
    let here = || is_there("node") && is_there(NPM);
    here() || may_install() && install(&["nodejs", "npm"]).is_ok() && here()
}

/// npm is a script of another name on Windows.
pub const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };
