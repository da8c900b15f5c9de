//! Signing in and out, cookies, headers, forms of other sites.

use axum::http::{StatusCode, header};

use super::Browser;
use crate::sample;

#[tokio::test]
async fn the_door_opens_with_the_right_password_only() {
    let room = sample::room().await;
    let browser = Browser::of(&room);
    let closed = browser.get("/console").await;
    assert_eq!(
        (closed.status, closed.header(header::LOCATION)),
        (StatusCode::SEE_OTHER, "/console/sign-in?next=/console")
    );
    let wrong = browser.enter("mizuki", "ちがう").await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    assert!(
        wrong.body.contains("ログイン名かパスワードがちがいます")
            && wrong.headers.get(header::SET_COOKIE).is_none()
    );
    let nobody = browser.enter("nobody", sample::PASSWORD).await;
    assert_eq!(
        nobody.body.replace("nobody", "mizuki"),
        wrong.body,
        "which of the two was wrong is not said"
    );
    let right = browser.enter("mizuki", sample::PASSWORD).await;
    let cookie = right.header(header::SET_COOKIE);
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"),
        "{cookie}"
    );
    let inside = Browser::signed_in(&room, "mizuki").await;
    assert!(inside.get("/console").await.body.contains("みずき"));
    inside.post("/console/sign-out", "").await;
    assert_eq!(
        inside.get("/console").await.status,
        StatusCode::SEE_OTHER,
        "the session ends in the store, not only in the browser"
    );
}

#[tokio::test]
async fn an_account_is_locked_after_ten_wrong_passwords_and_says_until_when() {
    let room = sample::room().await;
    let browser = Browser::of(&room);
    for _ in 0..10 {
        assert_eq!(
            browser.enter("mizuki", "ちがう").await.status,
            StatusCode::UNAUTHORIZED
        );
    }
    let locked = browser.enter("mizuki", sample::PASSWORD).await;
    assert_eq!(locked.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(
        locked.body.contains("17:20まで入れません"),
        "{}",
        locked.body
    );
}

#[tokio::test]
async fn cookies_of_a_public_server_are_secure() {
    let room = sample::room().await;
    let options = crate::ConsoleOptions {
        public_url: None,
        secure_cookies: true,
        demo: false,
    };
    let browser = Browser {
        console: crate::router(room.app.service.clone(), options),
        cookie: String::new(),
    };
    let answer = browser.enter("mizuki", sample::PASSWORD).await;
    let cookies: Vec<_> = answer
        .headers
        .get_all(header::SET_COOKIE)
        .iter()
        .map(|cookie| cookie.to_str().unwrap())
        .collect();
    assert!(
        cookies
            .iter()
            .any(|cookie| cookie.starts_with("__Host-tsunagi=")),
        "{cookies:?}"
    );
    assert!(
        cookies.iter().all(|cookie| cookie.contains("Secure")),
        "{cookies:?}"
    );
}

#[tokio::test]
async fn forms_of_other_sites_are_refused() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    let path = format!("/console/c/{}/note", room.mine);
    let refused = browser.post_from(&path, "note=x", "cross-site").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.body.contains("この操作は受け付けられませんでした"));
    assert_eq!(
        browser
            .post_from(&path, "note=x", "same-origin")
            .await
            .status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn nothing_personal_is_kept_and_nothing_foreign_runs() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    for path in [
        "/console".to_owned(),
        format!("/console/c/{}", room.mine),
        "/console/sign-in".to_owned(),
        "/console/nowhere".to_owned(),
    ] {
        let answer = browser.get(&path).await;
        assert_eq!(answer.header(header::CACHE_CONTROL), "no-store", "{path}");
        assert!(
            answer
                .header(header::CONTENT_SECURITY_POLICY)
                .starts_with("default-src 'none'; script-src 'self'; style-src 'self'")
        );
        assert_eq!(answer.header(header::X_FRAME_OPTIONS), "DENY");
        assert_eq!(answer.header(header::REFERRER_POLICY), "same-origin");
    }
    let script = browser.get("/console/static/console.js").await;
    assert!(
        script.header(header::CACHE_CONTROL).contains("immutable")
            && script
                .header(header::CONTENT_TYPE)
                .starts_with("text/javascript")
    );
}

#[tokio::test]
async fn the_language_is_kept_with_the_account() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    browser
        .post("/console/language", "language=en&back=/console/more")
        .await;
    let again = Browser::signed_in(&room, "mizuki").await;
    assert!(
        again
            .get("/console")
            .await
            .body
            .contains("<html lang=\"en\">")
    );
}
