//! The console as a browser meets it.

mod attachment;
mod broadcast;
mod conduct;
mod desk;
mod door;
mod flow;
mod page;
mod quote;
mod scope;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;

use crate::sample::{self, Room};

struct Answer {
    status: StatusCode,
    headers: axum::http::HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: header::HeaderName) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

struct Browser {
    console: Router,
    cookie: String,
}

impl Browser {
    fn of(room: &Room) -> Self {
        Self {
            console: crate::router(room.app.service.clone(), room.app.options.clone()),
            cookie: String::new(),
        }
    }

    async fn signed_in(room: &Room, login: &str) -> Self {
        let mut browser = Self::of(room);
        let answer = browser.enter(login, sample::PASSWORD).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let cookies = answer.headers.get_all(header::SET_COOKIE).iter();
        browser.cookie = cookies
            .map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap())
            .collect::<Vec<_>>()
            .join("; ");
        browser
    }

    async fn enter(&self, login: &str, password: &str) -> Answer {
        let encode = |text: &str| {
            text.bytes()
                .map(|b| format!("%{b:02X}"))
                .collect::<String>()
        };
        self.post(
            "/console/sign-in",
            &format!(
                "login={}&password={}&next=",
                encode(login),
                encode(password)
            ),
        )
        .await
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.console.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 1 << 20).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(
            Request::get(path)
                .header("cookie", &self.cookie)
                .body(Body::empty())
                .unwrap(),
        )
        .await
    }

    async fn post(&self, path: &str, form: &str) -> Answer {
        self.post_from(path, form, "same-origin").await
    }

    async fn post_from(&self, path: &str, form: &str, site: &str) -> Answer {
        let request = Request::post(path)
            .header("cookie", &self.cookie)
            .header("host", "support.example.jp")
            .header("sec-fetch-site", site)
            .header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.to_owned())).unwrap())
            .await
    }
}
