//! The pages, one file each: what a page shows, how it is gathered, its template's context.

pub(crate) mod address;
pub(crate) mod alert;
pub(crate) mod attachment;
pub(crate) mod beside;
pub(crate) mod broadcast;
pub(crate) mod channel;
pub(crate) mod conversation;
pub(crate) mod flow;
pub(crate) mod held;
pub(crate) mod inbox;
pub(crate) mod more;
pub(crate) mod programme;
pub(crate) mod quote;
pub(crate) mod report;
pub(crate) mod row;
pub(crate) mod side;
pub(crate) mod sign_in;
pub(crate) mod timeline;
pub(crate) mod today;
pub(crate) mod web_key;
