// The web chat page. Plain words go out once (one id per message for life) and come back as lines from the server; what could not be
// sent waits here. Nothing is kept on the device before the person starts.
import { drawLines, placeholder } from "./draw.js";

const $ = (id) => document.getElementById(id);
const page = document.body.dataset;
const words = JSON.parse($("words").textContent);
const word = (key) => words[key] ?? "";
const asked = new URLSearchParams(location.search);
const LIMIT = 2000;

// --- What is kept: the session's token and unsent messages, in the browser or only in this tab --------------------------------------
const shelf = (name) => {
  try {
    const store = window[name];
    store.setItem("tsunagi", "");
    store.removeItem("tsunagi");
    return store;
  } catch {
    const map = new Map(); // storage is switched off: the page still works until it is closed
    return { getItem: (k) => map.get(k) ?? null, setItem: (k, v) => map.set(k, v), removeItem: (k) => map.delete(k), keys: () => [...map.keys()] };
  }
};
const device = shelf("localStorage");
const tab = shelf("sessionStorage");
const name = (part) => `tsunagi:${page.slug}:${part}`;
const keysOf = (store) => (store.keys ? store.keys() : Object.keys(store));
let session = JSON.parse(tab.getItem(name("session")) ?? device.getItem(name("session")) ?? "null"); // {token, keep, latest}
const store = () => (session?.keep ? device : tab);
const saveSession = () => store().setItem(name("session"), JSON.stringify(session));
const loadQueue = () =>
  keysOf(store()).filter((key) => key.startsWith(name("out:"))).map((key) => JSON.parse(store().getItem(key))).sort((a, b) => a.at - b.at);
const forget = () => {
  for (const each of [device, tab]) keysOf(each).filter((key) => key.startsWith(name(""))).forEach((key) => each.removeItem(key));
  session = null;
  queue = [];
  lines.clear();
  nodes.clear();
  drawn = false;
  unread = undefined;
};

// --- State ---------------------------------------------------------------------------------------------------------------------------
let ahead = 0; // the service's clock minus ours
let queue = []; // {at, type, text, data, state: "sending" | "waiting" | "refused" | "sent"}
let drawn = false;
let controller = "flow";
const lines = new Map(); // id → line; ids sort in the order of the conversation
const nodes = new Map(); // id or `at` of an unsent message → element
const takenBack = new Set();
const now = () => Date.now() + ahead;
const idOf = (at) => {
  const hex = at.toString(16).padStart(12, "0"); // the time it was written and the session: found again after a reload
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${session.token.slice(0, 12)}`;
};
const call = (path, body) =>
  fetch(`${page.base}/${path}`, {
    method: body ? "POST" : "GET", cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer",
    headers: { ...(session && { authorization: `Bearer ${session.token}` }), ...(body && { "content-type": "application/json" }) },
    body: body && JSON.stringify(body), signal: AbortSignal.timeout?.(20000),
  });

// --- Beginning, coming back, hiding ----------------------------------------------------------------------------------------------------
const show = (id, on) => $(id) && ($(id).hidden = !on); // after "hide" nothing is there any more
function gate(notice = "") {
  show("gate", true);
  for (const id of ["talk", "write"]) show(id, false);
  show("start", !session);
  show("resume", Boolean(session));
  say("gate-notice", notice);
}
async function start(keep) {
  $("go").disabled = $("again").disabled = true;
  try {
    const answer = await call("session", { lang: page.lang, code: asked.get("code") ?? undefined });
    if (!answer.ok) throw new Error(String(answer.status));
    const { token, now: at } = await answer.json();
    ahead = at - Date.now();
    session = { token, keep, latest: 0 };
    saveSession();
    open();
  } catch {
    gate(word("chat-trouble"));
  }
  $("go").disabled = $("again").disabled = false;
}
function open() {
  tab.setItem(name("open"), "1"); // a reload of this tab goes on; a new visit asks first
  queue = loadQueue();
  show("gate", false);
  for (const id of ["talk", "write"]) show(id, true);
  $("text").value = tab.getItem(name("draft")) ?? "";
  grow();
  focusLog();
  draw();
  sync();
  listen();
  flush();
}
function hide() {
  tab.removeItem(name("open"));
  tab.removeItem(name("draft"));
  hush();
  session = null; // kept on its shelf; answers that are still under way draw nothing
  document.title = page.exitTitle;
  document.body.replaceChildren();
  if (parent !== window) parent.postMessage("tsunagi:hide", "*");
  location.replace(page.exit);
}

// --- Sending ---------------------------------------------------------------------------------------------------------------------------
function post(message) {
  session.latest = Math.max(now(), session.latest + 1);
  const entry = { ...message, at: session.latest, state: "sending" };
  saveSession();
  store().setItem(name(`out:${entry.at}`), JSON.stringify(entry));
  queue.push(entry);
  draw();
  unread = undefined;
  toEnd();
  flush();
}
function drop(entry) {
  store().removeItem(name(`out:${entry.at}`));
  queue = queue.filter((other) => other !== entry);
}
let flushing = false;
let sendPause = 0;
let sendTimer;
async function flush() {
  if (flushing || !session) return;
  flushing = true;
  clearTimeout(sendTimer);
  let again = false;
  for (let entry; (entry = queue.find(({ state }) => state === "sending" || state === "waiting")); ) {
    const { at, type, text, data } = entry;
    let status = 0;
    try {
      ({ status } = await call("send", { id: idOf(at), at, type, text, data, lang: page.lang }));
    } catch {
      connection(false);
    }
    if (status === 200) {
      connection(true);
      store().removeItem(name(`out:${at}`));
      entry.state = "sent"; // stays in sight until its line arrives
      sendPause = 0;
      if (type === "unsend") drop(entry);
    } else if (status === 401 || status === 404) {
      ended();
      break;
    } else if (status >= 400 && status < 500 && status !== 429 && status !== 408) {
      entry.state = "refused";
      entry.long = status === 413;
    } else {
      queue.forEach((each) => each.state === "sending" && (each.state = "waiting"));
      again = true;
      break;
    }
    draw();
  }
  flushing = false;
  draw();
  if (again) {
    sendPause = Math.min(sendPause * 2 || 3000, 60000);
    sendTimer = setTimeout(flush, sendPause);
  }
}
function ended() {
  hush();
  forget();
  gate(word("chat-gone"));
}

// --- Receiving: the stream says that something changed, the page fetches what; without a stream it asks now and then --------------------
let source;
let streamPause = 0;
let pollPause = 3000;
let timer;
let busy = false;
let once = false;
async function sync() {
  if (!session) return;
  if (busy) return void (once = true);
  busy = true;
  clearTimeout(timer);
  const mine = session;
  try {
    const after = [...lines.keys()].sort().at(-10) ?? ""; // a few again: they may have been taken back, or arrived late
    const answer = await call(`messages?after=${after}`);
    if (answer.status === 401 || answer.status === 404) ended();
    else if (!answer.ok) throw new Error(String(answer.status));
    else {
      const news = await answer.json();
      if (mine === session) {
        ahead = news.now - Date.now();
        pollPause = merge(news) ? 3000 : Math.min(pollPause * 1.2, 15000);
        connection(true);
        if (queue.some(({ state }) => state === "waiting")) flush();
      }
    }
  } catch {
    pollPause = Math.min(pollPause * 2, 60000);
    connection(false);
  }
  busy = false;
  if (once) {
    once = false;
    return sync();
  }
  if (session && !document.hidden) timer = setTimeout(sync, source?.readyState === 1 ? 60000 : pollPause);
}
async function listen() {
  if (source || !session || !window.EventSource) return;
  const mine = (source = { readyState: 0, close() {} }); // holds the place while the ticket is fetched
  try {
    const answer = await call("stream-ticket", {});
    if (!answer.ok) throw new Error(String(answer.status));
    const { ticket } = await answer.json();
    if (source !== mine) return;
    source = new EventSource(`${page.base}/events?ticket=${encodeURIComponent(ticket)}`);
    source.onopen = () => { streamPause = 0; sync(); };
    source.addEventListener("changed", sync);
    source.onerror = relisten; // the ticket is spent: a new one is needed
  } catch {
    if (source === mine) relisten();
  }
}
function relisten() {
  hush();
  streamPause = Math.min(streamPause * 2 || 1000, 60000);
  setTimeout(listen, streamPause * (0.7 + Math.random() * 0.6));
  sync();
}
function hush() {
  source?.close();
  source = undefined;
}
function merge(news) {
  let changed = news.controller !== controller;
  if (changed && controller !== "flow" && news.controller === "flow") say("state", word("chat-now-automatic"));
  else if (news.controller !== "flow") say("state", word(news.controller === "human" ? "chat-now-person" : "chat-now-waiting"));
  controller = news.controller;
  const known = new Set(lines.keys());
  for (const line of news.lines) {
    if (takenBack.has(line.at)) Object.assign(line, { gone: true, text: "" });
    const print = JSON.stringify(line);
    if (lines.get(line.id)?.print === print) continue;
    changed = true;
    const unsent = line.from === "me" && !lines.has(line.id) && (queue.find(({ at, type }) => at === line.at && type !== "unsend")
      ?? queue.find(({ state, text, data }) => state === "sent" && (line.chosen ? data === line.chosen : text === line.text)));
    if (unsent) {
      drop(unsent);
      nodes.set(line.id, nodes.get(unsent.at) ?? placeholder());
      nodes.delete(unsent.at);
    }
    lines.set(line.id, { ...line, print });
  }
  const far = !nearEnd();
  const fresh = news.lines.filter(({ id, from }) => from !== "me" && !known.has(id));
  if (changed || !drawn) draw();
  // A question shows its answers first of all: they are at the end.
  if (drawn && fresh.length) unread = fresh.some(({ choices, cards }) => choices?.length || cards?.length) ? undefined : nodes.get(fresh[0].id);
  $("log").setAttribute("aria-live", "polite"); // what was said before is not read aloud again
  if (changed) far && drawn ? show("newer", true) : toEnd();
  drawn = true;
  return changed;
}

// --- Showing ---------------------------------------------------------------------------------------------------------------------------
const say = (id, text) => {
  if ($(id) && $(id).textContent !== text) $(id).textContent = text;
  show(id, Boolean(text));
};
const draw = () => session && drawLines($("log"), nodes, [...lines.values()], queue.filter(({ type }) => type !== "unsend"), {
  word, now, lang: page.lang, retry: flush,
  choose: (text, data) => { post({ type: "choice", text, data }); focusLog(); },
  discard: (entry) => { drop(entry); nodes.delete(entry.at); draw(); $("text").focus(); },
  takeBack(line) {
    takenBack.add(line.at);
    lines.set(line.id, { ...line, gone: true, text: "", print: `${line.print} gone` });
    post({ type: "unsend", data: idOf(line.at) });
    focusLog();
  },
});
const focusLog = () => $("log").focus({ preventScroll: true });
// On low screens the whole page scrolls instead of the list.
const scroller = () => (getComputedStyle($("log")).overflowY === "auto" ? $("log") : document.scrollingElement);
const nearEnd = () => { const box = scroller(); return box.scrollHeight - box.scrollTop - box.clientHeight < 160; };
let unread; // the first line of what just came: words that fill the screen are read from their beginning
const toEnd = () => {
  show("newer", false);
  const box = scroller();
  box.scrollTop = box.scrollHeight;
  const hidden = unread ? Math.max(0, box.getBoundingClientRect().top) + 8 - unread.getBoundingClientRect().top : 0;
  if (hidden > 0) box.scrollTop -= hidden;
};
let atEnd = true; // stays there when the list gets lower: a notice, the keyboard, a longer draft
$("log").addEventListener("scroll", () => (atEnd = nearEnd()));
new ResizeObserver(() => session && atEnd && toEnd()).observe($("log"));
let wasGone = false;
function connection(up) {
  say("link", up ? (wasGone ? word("chat-online") : "") : word(navigator.onLine ? "chat-reconnecting" : "chat-offline"));
  if (up && wasGone) setTimeout(() => wasGone || say("link", ""), 3000);
  wasGone = !up;
}

// --- Hands and keys ----------------------------------------------------------------------------------------------------------------------
function grow() {
  $("text").rows = Math.min(5, $("text").value.split("\n").length);
  const long = [...$("text").value].length > LIMIT;
  $("text").setAttribute("aria-invalid", String(long));
  say("long", long ? word("chat-too-long") : "");
}
$("write").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("text").value.trim();
  if (!text || [...text].length > LIMIT) return $("text").focus();
  post({ type: "text", text: text.toWellFormed?.() ?? text });
  $("text").value = "";
  tab.removeItem(name("draft"));
  grow();
  $("text").focus();
});
$("text").addEventListener("input", () => { tab.setItem(name("draft"), $("text").value); grow(); });
$("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing && event.keyCode !== 229) $("write").requestSubmit();
});
$("go").addEventListener("click", () => start(!$("leave-nothing").checked));
$("continue").addEventListener("click", open);
$("again").addEventListener("click", () => { const keep = session?.keep ?? true; forget(); start(keep); });
$("newer").addEventListener("click", () => { unread = undefined; toEnd(); focusLog(); });
$("hide").addEventListener("click", (event) => { event.preventDefault(); hide(); });
for (const link of document.querySelectorAll("#languages a")) {
  link.addEventListener("click", (event) => { event.preventDefault(); tab.setItem(name("lang"), link.lang); location.replace(link.href); });
}
let escaped = 0;
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  if (event.timeStamp - escaped < 1500) hide();
  escaped = event.timeStamp;
});
addEventListener("online", () => { sendPause = 0; flush(); sync(); listen(); });
addEventListener("offline", () => connection(false));
addEventListener("pageshow", (event) => event.persisted && location.reload());
document.addEventListener("visibilitychange", () => { if (!document.hidden) { pollPause = 3000; sync(); listen(); } });
const wish = tab.getItem(name("lang"));
if (wish && wish !== page.lang && !asked.has("lang")) {
  asked.set("lang", wish);
  location.replace(`?${asked}`);
} else {
  if (asked.has("new")) forget();
  session && tab.getItem(name("open")) ? open() : gate();
}
