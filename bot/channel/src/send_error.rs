//! Why a payload was not taken, and what follows from it.

use tsunagi_model::Span;

/// Why a payload was not taken. Carries nothing personal and no secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// The reply token is used or too old. Nothing was sent by this request; an earlier one may have used it.
    #[error("the reply token is used or expired")]
    InvalidReplyToken,
    /// The platform does not accept our credentials.
    #[error("the platform does not accept the access token")]
    Unauthorized,
    /// The account may not do this.
    #[error("the account is not allowed to do this")]
    Forbidden,
    /// The platform finds fault with the request; it will again.
    #[error("the platform refused the request ({status}): {detail}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The platform's own words, shortened.
        detail: String,
    },
    /// The platform does not know this person, or no longer.
    #[error("the platform does not know the recipient")]
    Gone,
    /// The person has shut us out.
    #[error("the recipient has blocked the account")]
    Blocked,
    /// Too many requests for now.
    #[error("too many requests")]
    RateLimited {
        /// How long the platform asks us to wait.
        after: Option<Span>,
    },
    /// The month's paid messages are used up.
    #[error("the monthly limit is reached")]
    QuotaExceeded,
    /// Too many messages to this one person for now.
    #[error("too many messages to one recipient")]
    TooManyToUser {
        /// How long the platform asks us to wait.
        after: Option<Span>,
    },
    /// The platform failed; it may have sent the message all the same.
    #[error("the platform failed ({status})")]
    Platform {
        /// The HTTP status.
        status: u16,
        /// How long the platform asks us to wait.
        after: Option<Span>,
    },
    /// The platform says that it did nothing and may do it later.
    #[error("the platform is busy")]
    Busy {
        /// How long it asks us to wait.
        after: Option<Span>,
    },
    /// The person has not written for so long that the platform takes nothing more from us.
    #[error("the messaging window is closed")]
    WindowClosed,
    /// No answer in time; the message may have been sent all the same.
    #[error("no answer in time")]
    Timeout,
    /// The connection broke before an answer; the message may have been sent all the same.
    #[error("the connection broke")]
    Broken,
    /// No connection at all; nothing was sent.
    #[error("no connection")]
    Connect,
    /// No access token could be had just now; nothing was sent.
    #[error("no access token could be had")]
    NoToken,
    /// This channel cannot do that.
    #[error("not possible on this channel")]
    Unsupported,
}

impl SendError {
    /// Whether the same request, with the same key, may be tried again later.
    ///
    /// A reply has no key: see [`SendError::may_have_arrived`] before trying one again.
    pub fn is_retryable(&self) -> bool {
        matches!(
            self,
            Self::RateLimited { .. }
                | Self::TooManyToUser { .. }
                | Self::Platform { .. }
                | Self::Busy { .. }
                | Self::Timeout
                | Self::Broken
                | Self::Connect
                | Self::NoToken
        )
    }

    /// Whether the message may have reached the person although we were not told so.
    ///
    /// After such an end of a reply, `InvalidReplyToken` at the next try means "sent", and a push would say it twice.
    pub fn may_have_arrived(&self) -> bool {
        matches!(self, Self::Platform { .. } | Self::Timeout | Self::Broken)
    }

    /// Whether nothing more can be sent to this address.
    pub fn ends_address(&self) -> bool {
        matches!(self, Self::Gone | Self::Blocked)
    }

    /// Whether nothing more should be sent on this channel until someone has looked.
    pub fn pauses_channel(&self) -> bool {
        matches!(self, Self::Unauthorized | Self::Forbidden)
    }

    /// Whether no more pushes should be sent on this channel until the quota changes. Replies still go.
    pub fn pauses_pushes(&self) -> bool {
        self.pauses_channel() || matches!(self, Self::QuotaExceeded)
    }

    /// How long the platform asked us to wait before the next try, if it did.
    pub fn retry_after(&self) -> Option<Span> {
        match self {
            Self::RateLimited { after }
            | Self::TooManyToUser { after }
            | Self::Busy { after }
            | Self::Platform { after, .. } => *after,
            _ => None,
        }
    }

    /// The word for this error in tables, counters and logs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::InvalidReplyToken => "invalid_reply_token",
            Self::Unauthorized => "unauthorized",
            Self::Forbidden => "forbidden",
            Self::Refused { .. } => "refused",
            Self::Gone => "gone",
            Self::Blocked => "blocked",
            Self::RateLimited { .. } => "rate_limited",
            Self::QuotaExceeded => "quota_exceeded",
            Self::TooManyToUser { .. } => "too_many_to_user",
            Self::Platform { .. } => "platform",
            Self::Busy { .. } => "busy",
            Self::WindowClosed => "window_closed",
            Self::Timeout => "timeout",
            Self::Broken => "broken",
            Self::Connect => "connect",
            Self::NoToken => "no_token",
            Self::Unsupported => "unsupported",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_from_each_error() {
        let after = Some(Span::seconds(1));
        // (error, try again, may have arrived, ends the address, pauses the channel, pauses pushes)
        for (error, again, arrived, ends, pauses, pushes) in [
            (
                SendError::InvalidReplyToken,
                false,
                false,
                false,
                false,
                false,
            ),
            (SendError::Unauthorized, false, false, false, true, true),
            (SendError::Forbidden, false, false, false, true, true),
            (
                SendError::Refused {
                    status: 400,
                    detail: String::new(),
                },
                false,
                false,
                false,
                false,
                false,
            ),
            (SendError::Gone, false, false, true, false, false),
            (SendError::Blocked, false, false, true, false, false),
            (
                SendError::RateLimited { after },
                true,
                false,
                false,
                false,
                false,
            ),
            (SendError::QuotaExceeded, false, false, false, false, true),
            (
                SendError::TooManyToUser { after },
                true,
                false,
                false,
                false,
                false,
            ),
            (
                SendError::Platform { status: 500, after },
                true,
                true,
                false,
                false,
                false,
            ),
            (SendError::Busy { after }, true, false, false, false, false),
            (SendError::WindowClosed, false, false, false, false, false),
            (SendError::Timeout, true, true, false, false, false),
            (SendError::Broken, true, true, false, false, false),
            (SendError::Connect, true, false, false, false, false),
            (SendError::NoToken, true, false, false, false, false),
            (SendError::Unsupported, false, false, false, false, false),
        ] {
            assert_eq!(
                (
                    error.is_retryable(),
                    error.may_have_arrived(),
                    error.ends_address(),
                    error.pauses_channel(),
                    error.pauses_pushes()
                ),
                (again, arrived, ends, pauses, pushes),
                "{error:?}"
            );
            let asks_to_wait = format!("{error:?}").contains("after");
            assert_eq!(
                error.retry_after(),
                after.filter(|_| asks_to_wait),
                "{error:?}"
            );
        }
    }
}
