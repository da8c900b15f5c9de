//! Instagram.

use tsunagi_double::MetaSide;

use super::conformance;
use super::messenger::Meta;

async fn open() -> Meta {
    Meta::open(MetaSide::Instagram).await
}

conformance!();
