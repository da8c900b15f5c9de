//! Files in, reports and exports out, over a real store on both engines.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod exports;
mod files;
mod golden;
mod ledger;
mod outputs;
mod rig;
