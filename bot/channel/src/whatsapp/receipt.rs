//! What became of a message of ours. Receipts come in any order; whoever keeps them goes forward only.

use tsunagi_model::{DeliveryReceipt, InboundKind, Status};

use crate::json::{Fields, list};

/// What a status says.
pub(super) fn read(item: &Fields<'_>) -> InboundKind {
    let name = item.word("status").unwrap_or_default();
    let status = match name.as_str() {
        "sent" => Status::Accepted,
        // What a person deletes from their telephone was on it.
        "delivered" | "deleted" => Status::Delivered,
        "read" | "played" => Status::Read,
        "failed" => Status::Failed,
        _ => return InboundKind::other(&format!("status/{name}")),
    };
    InboundKind::Receipt(DeliveryReceipt {
        key: item
            .word("biz_opaque_callback_data")
            .and_then(|key| key.parse().ok()),
        problem: (status == Status::Failed).then(|| problem(item)),
        ..DeliveryReceipt::of(item.word("id").into_iter().collect(), status)
    })
}

/// Why a message failed, by the first error that has a number.
fn problem(item: &Fields<'_>) -> String {
    let code = item
        .raw("errors")
        .and_then(list)
        .unwrap_or_default()
        .into_iter()
        .filter_map(Fields::read)
        .find_map(|error| error.integer("code"));
    match code {
        Some(131_047) => DeliveryReceipt::WINDOW_CLOSED.to_owned(),
        Some(131_050) => DeliveryReceipt::BLOCKED.to_owned(),
        // Not on WhatsApp, or does not take messages from businesses; WhatsApp does not say which.
        Some(131_026 | 131_030) => DeliveryReceipt::GONE.to_owned(),
        Some(code) => code.to_string(),
        None => "unknown".to_owned(),
    }
}
