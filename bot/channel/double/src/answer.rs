//! Answers in LINE's form.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode};
use serde_json::json;

use crate::Objection;

/// An answer before it is on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
    pub content_type: Option<String>,
    pub headers: Vec<(&'static str, String)>,
    /// Why LINE would refuse the request as such; such requests are kept.
    pub refusal: Option<String>,
}

impl Answer {
    /// An answer with a JSON body.
    pub fn json(status: u16, body: String) -> Self {
        let content_type = Some("application/json".to_owned());
        Self {
            status,
            body: body.into_bytes(),
            content_type,
            headers: Vec::new(),
            refusal: None,
        }
    }

    /// An answer without a body.
    pub fn empty(status: u16) -> Self {
        Self {
            status,
            body: Vec::new(),
            content_type: None,
            headers: Vec::new(),
            refusal: None,
        }
    }

    /// An error in LINE's form that is no fault of the request.
    pub fn error(status: u16, message: &str) -> Self {
        Self::json(status, json!({ "message": message }).to_string())
    }

    /// An error that the request has brought on itself.
    pub fn refuse(status: u16, message: &str) -> Self {
        Self {
            refusal: Some(message.to_owned()),
            ..Self::error(status, message)
        }
    }

    /// A body that breaks LINE's rules, with every place.
    pub fn objections(objections: &[Objection]) -> Self {
        let details: Vec<_> = objections
            .iter()
            .map(
                |objection| json!({ "message": objection.message, "property": objection.property }),
            )
            .collect();
        let message = format!("The request body has {} error(s)", objections.len());
        let refusal = objections
            .iter()
            .map(|objection| format!("{}: {}", objection.property, objection.message))
            .collect::<Vec<_>>()
            .join("; ");
        Self {
            refusal: Some(refusal),
            ..Self::json(
                400,
                json!({ "message": message, "details": details }).to_string(),
            )
        }
    }

    /// The same answer with a header.
    pub fn with(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    /// Whether the request was taken.
    pub fn is_ok(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The answer for the wire.
    pub fn into_response(self, request_id: &str) -> Response<Body> {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let content_type = self.content_type.map(|value| ("content-type", value));
        let fixed = [("x-line-request-id", request_id.to_owned())];
        for (name, value) in fixed.into_iter().chain(content_type).chain(self.headers) {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}
