//! Bytes → [`Document`](crate::document::Document), one file per format; detected by content, never by extension alone.
