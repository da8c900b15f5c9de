//! Instagram direct messages: Messenger's ways with Instagram's limits.
//!
//! `api_base` decides which of Meta's two ways in is used: an account that is linked to a Facebook page
//! (`https://graph.facebook.com`, the default) or one with a login of its own (`https://graph.instagram.com`).

use std::sync::Arc;

use tsunagi_model::ChannelKind;

use crate::messenger::{Messenger, Surface, capabilities};
use crate::split::split_bytes;
use crate::{Channel, ChannelConfig, ConfigError};

/// Bytes of UTF-8 in one message: 333 Japanese letters.
const TEXT: usize = 1_000;

static INSTAGRAM: Surface = Surface {
    kind: ChannelKind::Instagram,
    object: "instagram",
    split: |text| split_bytes(text, TEXT),
    files: false,
    reusable: false,
    metadata: false,
    by_account: false,
    // Pages and Instagram accounts call further fields by different names; these are what both know.
    fields: &["messages", "messaging_postbacks", "message_reactions"],
    identity: "id,name,instagram_business_account",
    name: "name,username",
    permissions: &["instagram_manage_messages", "pages_manage_metadata"],
    // A letter that is not ASCII is up to three bytes for each of its units.
    capabilities: capabilities(TEXT / 3),
};

/// Opens the account that `config` describes; no request is made.
pub(crate) fn open(
    config: &ChannelConfig,
    http: &reqwest::Client,
) -> Result<Arc<dyn Channel>, ConfigError> {
    Ok(Arc::new(Messenger::open(config, http, &INSTAGRAM)?))
}
