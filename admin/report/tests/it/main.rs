//! Files in, reports and exports out, over a real store on both engines.

mod exports;
mod files;
mod golden;
mod ledger;
mod outputs;
mod rig;
