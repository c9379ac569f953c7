//! Files that stay connected with their place on disk (File System Access, Chromium): saved in Word, WPS or Excel, they are
//! read and checked again. What the browser gives to look with is kept in memory only and never stored.

use super::engine::{Engine, Inner};
use super::handing::may_be_decisions;
use super::intake::ACCEPTED;
use gloo::timers::callback::Timeout;
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File, FileSystemFileHandle};

/// How often the page looks whether a file was saved, as long as it is in sight.
const LOOK_MS: u32 = 1_000;

/// Where a file lies.
#[derive(Clone)]
pub struct Connection {
    handle: FileSystemFileHandle,
    /// The source as it was handed in first ([`Inner::root`]).
    root: u32,
    /// The version that was read last.
    seen: Version,
}

/// When a file was saved, in milliseconds, and how many bytes it has, as the browser writes them.
#[derive(Clone, PartialEq)]
struct Version(String);

impl Version {
    fn of(file: &File) -> Self {
        Self(format!("{} {}", file.last_modified(), file.size()))
    }
}

/// The files the page looks after.
#[derive(Default)]
pub struct Watch {
    connections: Vec<Connection>,
    /// The next look.
    timer: Option<Timeout>,
    /// Whether one is going on.
    is_looking: bool,
}

impl Watch {
    /// Lets go of files that are open no more.
    pub fn retain(&mut self, is_open: impl Fn(u32) -> bool) {
        self.connections.retain(|connection| is_open(connection.root));
    }

    /// Whether a file is connected, by the source as it was handed in first.
    pub fn knows(&self, root: u32) -> bool {
        self.connections.iter().any(|connection| connection.root == root)
    }
}

/// Looks at once whenever the window comes back into sight.
pub fn listen(engine: Engine) {
    let focused = window_event_listener(ev::focus, move |_| engine.look());
    let shown = window_event_listener_untyped("visibilitychange", move |_| engine.look());
    on_cleanup(move || {
        focused.remove();
        shown.remove();
    });
}

/// What the browser gives for each file of a drop to look at it again; it has to be asked while the drop lasts.
pub fn dropped(transfer: &DataTransfer) -> Vec<Option<Promise>> {
    let items = transfer.items();
    let files = (0..items.length()).filter_map(|at| items.get(at)).filter(|item| item.kind() == "file");
    files.map(|item| promise(&item, "getAsFileSystemHandle", &Array::new())).collect()
}

/// Lets the user choose files that stay connected. `false` where the browser has no such dialog.
pub fn choose(engine: Engine, instead: impl Fn() + 'static) -> bool {
    let kinds = Object::new();
    let list: Array = ACCEPTED.split(',').map(JsValue::from).collect();
    let kind = Object::new();
    let options = Object::new();
    let set = |object: &Object, name: &str, value: &JsValue| Reflect::set(object, &name.into(), value).is_ok();
    let is_set = set(&kinds, "application/octet-stream", &list)
        && set(&kind, "accept", &kinds)
        && set(&options, "types", &Array::of1(&kind))
        && set(&options, "multiple", &JsValue::TRUE);
    let Some(chosen) = promise(&window(), "showOpenFilePicker", &Array::of1(&options)).filter(|_| is_set) else {
        return false;
    };
    spawn_local(async move {
        match JsFuture::from(chosen).await {
            Ok(handles) => {
                let (mut files, mut connections) = (Vec::new(), Vec::new());
                for handle in Array::from(&handles).iter().filter_map(|it| it.dyn_into::<FileSystemFileHandle>().ok()) {
                    if let Some(file) = file_of(&handle).await {
                        files.push(file);
                        connections.push(handle);
                    }
                }
                let sources = engine.check_files(files.clone());
                let reports = files.iter().zip(connections).filter(|(file, _)| !may_be_decisions(file));
                for (source, (file, handle)) in sources.into_iter().zip(reports) {
                    engine.connect(source, file, handle);
                }
            }
            // Whoever closes the dialog chose nothing; where it is forbidden, the plain one opens.
            Err(error) if Reflect::get(&error, &"name".into()).is_ok_and(|name| name == "AbortError") => {}
            Err(_) => instead(),
        }
    });
    true
}

/// What a method gives that web-sys does not know, or that not every browser has.
fn promise(object: &JsValue, method: &str, arguments: &Array) -> Option<Promise> {
    let method = Reflect::get(object, &method.into()).ok()?.dyn_into::<Function>().ok()?;
    method.apply(object, arguments).ok()?.dyn_into().ok()
}

async fn file_of(handle: &FileSystemFileHandle) -> Option<File> {
    JsFuture::from(handle.get_file()).await.ok()?.dyn_into().ok()
}

impl Engine {
    /// Looks after a file from now on.
    pub fn connect(self, source: u32, file: &File, handle: FileSystemFileHandle) {
        self.inner.update_value(|inner| {
            let root = inner.root(source);
            inner.watch.retain(|other| other != root);
            inner.watch.connections.push(Connection { handle, root, seen: Version::of(file) });
        });
        let root = self.inner.with_value(|inner| inner.root(source));
        self.state.connected.update(|connected| {
            connected.insert(root);
        });
        self.look_later();
    }

    /// The same for a file that was dropped, once the browser says where it lies; it does not say so of every file.
    pub fn connect_when_known(self, source: u32, file: File, handle: Promise) {
        spawn_local(async move {
            let handle = JsFuture::from(handle).await.ok().and_then(|handle| handle.dyn_into().ok());
            if let Some(handle) = handle {
                self.connect(source, &file, handle);
            }
        });
    }

    /// Counts to the next look; none is due while the page is out of sight.
    fn look_later(self) {
        self.inner.update_value(|inner| {
            let is_due = !inner.watch.connections.is_empty() && !document().hidden();
            inner.watch.timer = is_due.then(|| Timeout::new(LOOK_MS, move || self.look()));
        });
    }

    /// Looks at all connected files; what was saved is read and checked again.
    fn look(self) {
        let connections = self.inner.try_update_value(|inner| {
            let is_free = !inner.watch.is_looking && !document().hidden();
            let connections = if is_free { inner.watch.connections.clone() } else { Vec::new() };
            inner.watch.is_looking |= !connections.is_empty();
            connections
        });
        let Some(connections) = connections.filter(|connections| !connections.is_empty()) else { return };
        spawn_local(async move {
            let mut saved = Vec::new();
            for connection in connections {
                // A file that is being written or was moved cannot be read now; perhaps next time.
                if let Some(file) = file_of(&connection.handle).await
                    && Version::of(&file) != connection.seen
                    && file.size() > 0.0
                {
                    saved.push((connection.root, file));
                }
            }
            if !saved.is_empty() && self.is_at_rest() {
                self.inner.update_value(|inner| {
                    for (root, file) in &saved {
                        let own = inner.watch.connections.iter_mut().filter(|it| it.root == *root);
                        own.for_each(|connection| connection.seen = Version::of(file));
                    }
                });
                self.renew(saved);
            }
            self.inner.update_value(|inner| inner.watch.is_looking = false);
            self.look_later();
        });
    }

    /// Whether nothing is being checked or typed that a new version would disturb.
    fn is_at_rest(self) -> bool {
        let idle = |inner: &Inner| inner.job.is_none() && inner.delivery.is_none();
        let state = self.state;
        let is_typing = state.drafting.get_value() || state.draft.with_untracked(Option::is_some);
        self.inner.with_value(idle) && !is_typing && !state.choosing.get_untracked()
    }
}
