// The console's script: keeps an open page fresh, keeps drafts, sends with Ctrl/⌘+Enter. Every page also works without it.
"use strict";
(() => {
  const body = document.body;
  const $ = (id) => document.getElementById(id);
  const box = () => (matchMedia("(min-width: 1000px) and (min-height: 521px)").matches ? $("timeline-box") : document.scrollingElement);

  // Swapping: the page is fetched again and its live parts are put in place of the old ones. ------------------------------------
  let queue = Promise.resolve();
  const once = (work) => (queue = queue.then(work, work));

  async function refresh() {
    const answer = await fetch(location.href, { headers: { accept: "text/html", "x-page": "1" }, cache: "no-store", credentials: "same-origin" });
    if (answer.redirected && new URL(answer.url).pathname === "/console/sign-in") return location.assign(answer.url);
    if (answer.status === 404) return location.assign("/console");
    if (!answer.ok) throw new Error(String(answer.status));
    swap(await answer.text(), false);
  }

  function swap(html, acted) {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const scroller = $("timeline") && box();
    const atEnd = scroller && scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 120;
    const was = keys(document), is = keys(fresh);
    for (const old of document.querySelectorAll("[data-live]")) {
      const now = fresh.getElementById(old.id);
      if (!now || old.isEqualNode(now)) continue;
      // The composer stays as it is while it may be used: nobody loses words, cursor or conversion.
      if (!acted && old.dataset.keep !== undefined && old.dataset.keep === now.dataset.keep) continue;
      replace(old, now);
    }
    if (fresh.title) document.title = fresh.title;
    wire();
    if (scroller && (atEnd || acted)) toEnd();
    if (is.urgent.some((id) => !was.urgent.includes(id))) say("assertive", body.dataset.urgent);
    else if (!acted && is.newest !== was.newest) say("polite", body.dataset.new);
  }

  function replace(old, now) {
    const focus = old.contains(document.activeElement) ? document.activeElement : null;
    const next = document.importNode(now, true);
    old.replaceWith(next);
    if (!focus) return;
    const [start, end] = [focus.selectionStart, focus.selectionEnd];
    // The same control in its new copy, or the nearest thing that is still there: focus never falls out of the page.
    const same = (focus.id && $(focus.id)) || (focus.href && [...next.querySelectorAll("a")].find((a) => a.href === focus.href));
    const rest = same || [...next.querySelectorAll("#reply, summary, button, a")].find((e) => e.offsetParent) || $("main");
    wire();
    rest.focus({ preventScroll: true });
    if (same && start !== undefined && start !== null) same.setSelectionRange(start, end);
  }

  function keys(page) {
    const at = page.querySelector("[data-urgent-key]");
    return {
      urgent: (at?.dataset.urgentKey || "").split(" ").filter(Boolean),
      newest: at?.dataset.newKey || "",
    };
  }

  function say(where, words) {
    const region = $(where);
    region.textContent = "";
    setTimeout(() => (region.textContent = words), 60);
  }

  function toEnd() {
    const scroller = box();
    scroller.scrollTop = scroller.scrollHeight;
  }

  // Staying in touch: the browser's own EventSource; every ten seconds by hand while that does not work. ------------------------
  let since = null, poll = null, soon = null, source = null, away = null;

  function online() {
    since = null;
    $("offline").hidden = true;
    clearInterval(poll);
    poll = null;
  }

  function offline() {
    if (since) return;
    since = new Date();
    const time = since.getHours() + ":" + String(since.getMinutes()).padStart(2, "0");
    // A stream that ends by itself is back within seconds: only a longer silence is worth a word.
    setTimeout(() => {
      if (!since) return;
      $("offline").textContent = body.dataset.offline.replace("%", time);
      $("offline").hidden = false;
    }, 4000);
    poll ??= setInterval(() => look().then(() => ($("offline").hidden = true), () => ($("offline").hidden = !since)), 10000);
  }

  const look = () => once(refresh);

  function listen() {
    if (!body.dataset.events) return;
    source = new EventSource(body.dataset.events);
    source.addEventListener("open", () => {
      online();
      // What changed before the stream stood, or while it was broken, nobody told: this page is that much older.
      look().catch(offline);
    });
    source.addEventListener("change", () => {
      // Several changes of one moment are one look.
      clearTimeout(soon);
      soon = setTimeout(() => look().catch(offline), 150);
    });
    source.addEventListener("error", () => {
      offline();
      if (source?.readyState === EventSource.CLOSED) setTimeout(listen, 10000);
    });
  }

  function hush() {
    source?.close();
    source = null;
  }

  // Browsers open six connections to one place: tabs that nobody looks at give theirs back, and catch up when looked at again.
  document.addEventListener("visibilitychange", () => {
    clearTimeout(away);
    if (document.hidden) away = setTimeout(hush, 60000);
    else if (!source) listen();
  });
  addEventListener("pagehide", hush);

  // What is covered is shown, and covered again, where it stands. A new page would do the same.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-swap]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    link.focus();
    history.replaceState(null, "", link.href);
    look().catch(offline);
  });

  // Forms: sent without leaving the page; what fails stays in its field. --------------------------------------------------------
  async function submit(form, button) {
    const data = new URLSearchParams(new FormData(form));
    if (button?.name) data.append(button.name, button.value);
    const answer = await fetch(form.action, { method: "POST", body: data, credentials: "same-origin" });
    if (new URL(answer.url).pathname === "/console/sign-in") return location.assign(answer.url);
    const html = await answer.text();
    if (!answer.ok) {
      const problem = new DOMParser().parseFromString(html, "text/html").getElementById("problem");
      if (problem && $("problem")) return $("problem").replaceChildren(...problem.cloneNode(true).childNodes);
      return location.reload();
    }
    if (form.dataset.draft) {
      sessionStorage.removeItem(form.dataset.draft);
      form.querySelector("textarea").value = "";
    }
    swap(html, true);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-fetch]")) return;
    event.preventDefault();
    const button = event.submitter || form.querySelector("button");
    // One press is one message, however quick the finger.
    if (form.dataset.busy) return;
    form.dataset.busy = "1";
    button.setAttribute("aria-disabled", "true");
    once(() => submit(form, event.submitter))
      .catch(offline)
      .finally(() => {
        delete form.dataset.busy;
        button.removeAttribute("aria-disabled");
      });
  });

  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && !event.isComposing && document.querySelector(".act[open]");
    if (open) {
      open.open = false;
      return open.querySelector("summary").focus();
    }
    // Enter that ends a kana-kanji conversion is not ours.
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
    if (!(event.ctrlKey || event.metaKey) || !event.target.matches(".composer textarea")) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  });

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form?.dataset.draft) return;
    if (event.target.value) sessionStorage.setItem(form.dataset.draft, event.target.value);
    else sessionStorage.removeItem(form.dataset.draft);
    count(form);
  });

  function count(form) {
    const counter = form.querySelector(".counter");
    if (!counter) return;
    const limit = Number(form.dataset.limit), used = [...form.querySelector("textarea").value].length;
    counter.hidden = used < limit * 0.8;
    counter.textContent = `${used} / ${limit}`;
    counter.classList.toggle("over", used > limit);
  }

  // One press, however quick the finger; counting many people takes seconds, and the button says so.
  document.addEventListener("submit", (event) => {
    const form = event.target, words = form.dataset.once;
    if (words === undefined) return;
    if (form.dataset.busy) return event.preventDefault();
    form.dataset.busy = "1";
    const button = event.submitter || form.querySelector("button");
    button.setAttribute("aria-disabled", "true");
    if (!words) return;
    button.textContent = words;
    say("polite", words);
  });

  // Signing out takes every draft of this tab along.
  document.addEventListener("submit", (event) => {
    if (event.target.action.endsWith("/console/sign-out")) sessionStorage.clear();
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText($(button.dataset.copy).textContent);
    say("polite", button.dataset.copied);
    button.textContent = button.dataset.copied;
  });

  function wire() {
    for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
    for (const form of document.querySelectorAll("form[data-draft]")) {
      const field = form.querySelector("textarea"), draft = sessionStorage.getItem(form.dataset.draft);
      if (!field.value && draft) field.value = draft;
      count(form);
    }
    const side = $("side-box");
    if (side && !side.dataset.wired) {
      side.dataset.wired = "1";
      side.open = matchMedia("(min-width: 1280px)").matches;
    }
  }

  // Counting down, and looking again at what moves by itself. ------------------------------------------------------------------
  setInterval(() => {
    for (const clock of document.querySelectorAll("[data-left]")) {
      // Seconds, not an instant: the clock of this machine need not be right.
      clock.ends ??= Date.now() + clock.dataset.left * 1000;
      const left = Math.max(0, Math.round((clock.ends - Date.now()) / 1000));
      clock.textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
    }
  }, 500);
  let looked = 0;
  setInterval(() => {
    const moving = document.querySelector("[data-poll]");
    if (!moving || document.hidden || Date.now() - looked < moving.dataset.poll * 1000) return;
    looked = Date.now();
    look().then(online, offline);
  }, 500);

  wire();
  if ($("timeline") && body.dataset.events) toEnd();
  listen();
  // Waiting times grow while nothing happens. Conversations are left alone: each look at one is on record.
  if (body.dataset.events && !$("timeline")) setInterval(() => document.hidden || look().catch(offline), 60000);
})();
