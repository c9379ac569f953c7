//! The readers of Office, PDF and OFD files in a Web Worker of their own.

fn main() {}
