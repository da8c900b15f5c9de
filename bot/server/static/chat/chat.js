// The web chat page. Plain words go out once (one id per message for life) and come back as lines from the server; what could not be
// sent waits here, in this tab and nowhere else: on a device that others use too, nothing of what was written stays behind.
import { drawLines, placeholder } from "./draw.js";
import * as pictures from "./picture.js";
import * as queue from "./queue.js";
import { furnish, watch } from "./room.js";
import * as shelf from "./shelf.js";

const $ = (id) => document.getElementById(id);
const { tab, device } = shelf;
const page = document.body.dataset;
const words = JSON.parse($("words").textContent);
const word = (key) => words[key] ?? "";
const asked = new URLSearchParams(location.search);
const LIMIT = 2000;

// --- What is kept: who one is, on the device or only in this tab; what waits to be sent, only in this tab ----------------------------
let session = shelf.get(tab, "session") ?? shelf.get(device, "session"); // {token, keep, latest, known, locked}
const store = () => (session?.keep ? device : tab);
const saveSession = () => shelf.set(store(), "session", session);
let pass = shelf.get(tab, "pass") ?? undefined; // opens a locked room for a few minutes
function setPass(next) {
  pass = next;
  if (pass) shelf.set(tab, "pass", pass);
  else shelf.drop(tab, "pass");
  session.locked = Boolean(pass);
  saveSession();
}
/** Empties the page: nothing of the conversation is in it any more. */
function bare() {
  queue.empty();
  lines.clear();
  nodes.clear();
  pictures.forget();
  drawn = false;
  unread = undefined;
  $("log")?.replaceChildren();
  if ($("text")) $("text").value = "";
}
const forget = () => {
  if (session?.keep) shelf.clear(device);
  shelf.clear(tab);
  session = null;
  pass = undefined;
  bare();
};

// --- State ---------------------------------------------------------------------------------------------------------------------------
let ahead = 0; // the service's clock minus ours
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
const call = (path, body, more) => {
  const form = body instanceof FormData;
  return fetch(`${page.base}/${path}`, {
    method: body ? "POST" : "GET", cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer",
    headers: {
      ...(session && { authorization: `Bearer ${session.token}` }), ...(pass && { "x-room-pass": pass }),
      ...(body && !form && { "content-type": "application/json" }),
    },
    body: form ? body : body && JSON.stringify(body), signal: AbortSignal.timeout?.(form ? 100000 : 20000), ...more,
  });
};

// --- Beginning, coming back, hiding ----------------------------------------------------------------------------------------------------
const show = (id, on) => $(id) && ($(id).hidden = !on); // after "hide" nothing is there any more
const screens = (shown) => {
  show("gate", shown === "gate");
  show("lock", shown === "lock");
  for (const id of ["talk", "write", "more", "join"]) show(id, shown === "talk");
  show("join-first", shown === "gate");
};
function gate(notice = "") {
  screens("gate");
  const door = Boolean($("door"));
  show("start", !door && !session);
  show("resume", !door && Boolean(session));
  show("leave", door || !session);
  show("have-code", !door);
  say("gate-notice", notice);
}
async function start(keep, way = { code: asked.get("code") ?? undefined }) {
  const buttons = document.querySelectorAll("#gate button, #lock-new");
  for (const button of buttons) button.disabled = true;
  try {
    const answer = await call("session", { lang: page.lang, ...way });
    if (answer.status === 403) {
      leaveDoor();
      gate(word("chat-key-refused"));
    } else if (!answer.ok) throw new Error(String(answer.status));
    else {
      const { token, now: at, known } = await answer.json();
      leaveDoor();
      ahead = at - Date.now();
      for (const part of ["out:", "pass", "draft"]) shelf.clear(tab, part);
      pass = undefined;
      bare();
      session = { token, keep, latest: 0, known };
      if (keep) shelf.drop(tab, "session");
      saveSession();
      open();
    }
  } catch {
    gate(word("chat-trouble"));
  }
  for (const button of buttons) button.disabled = false;
}
/** The end of a link is good once and does not stay in the address. */
function leaveDoor() {
  if (!$("door")) return;
  $("door").remove();
  history.replaceState(null, "", `${page.base}?lang=${page.lang}`);
}
function open() {
  shelf.set(tab, "open", 1); // a reload of this tab goes on; a new visit asks first
  if (session.locked && !pass) return lock(false);
  queue.load();
  screens("talk");
  $("text").value = shelf.get(tab, "draft") ?? "";
  grow();
  focusLog();
  draw();
  sync();
  listen();
  flush();
}
/** Shows the lock screen and nothing else; `now` also tells the service, so that no other page stays open. */
function lock(now) {
  if (now) call("lock/shut", {}, { keepalive: true }).catch(() => {});
  hush();
  clearTimeout(timer);
  queue.rest();
  pass = undefined;
  shelf.drop(tab, "pass");
  if (!session.locked) {
    session.locked = true;
    saveSession();
  }
  $("room").close();
  bare();
  for (const id of ["state", "link", "long"]) say(id, "");
  screens("lock");
  $("lock-title").focus();
}
function hide() {
  // What is still on its way goes on without the page; what cannot leave now is gone with it.
  for (const entry of queue.words()) carry(entry, { keepalive: true }).catch(() => {});
  if (pass) call("lock/shut", {}, { keepalive: true }).catch(() => {});
  for (const part of ["open", "draft", "pass", "out:"]) shelf.clear(tab, part);
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
  saveSession();
  queue.add(message, session.latest);
  draw();
  unread = undefined;
  toEnd();
  flush();
}
const carry = ({ at, type, text, data, blob }, more) => {
  if (type !== "image") return call("send", { id: idOf(at), at, type, text, data, lang: page.lang }, more);
  const form = new FormData();
  for (const [key, value] of [["id", idOf(at)], ["at", at], ["lang", page.lang], ["picture", blob]]) form.append(key, value);
  return call("picture", form);
};
const isOpen = () => session && (!session.locked || pass);
const flush = () => queue.flush(carry, isOpen, { up: connection, locked: () => lock(false), ended: () => ended(word("chat-gone")), changed: draw });
function ended(why) {
  hush();
  forget();
  gate(why);
}

// --- Receiving: the stream says that something changed, the page fetches what; without a stream it asks now and then --------------------
let source;
let streamPause = 0;
let pollPause = 3000;
let timer;
let busy = false;
let once = false;
async function sync() {
  if (!isOpen()) return;
  if (busy) return void (once = true);
  busy = true;
  clearTimeout(timer);
  const mine = session;
  try {
    const after = [...lines.keys()].sort().at(-10) ?? ""; // a few again: they may have been taken back, or arrived late
    const answer = await call(`messages?after=${after}`);
    if (mine !== session) throw new Error("another session");
    if (answer.status === 423) lock(false);
    else if (answer.status === 401 || answer.status === 404) ended(word("chat-gone"));
    else if (!answer.ok) throw new Error(String(answer.status));
    else {
      const news = await answer.json();
      if (mine === session) {
        ahead = news.now - Date.now();
        pollPause = merge(news) ? 3000 : Math.min(pollPause * 1.2, 15000);
        connection(true);
        if (queue.entries.some(({ state }) => state === "waiting")) flush();
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
  if (source || !isOpen() || !window.EventSource) return;
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
  else if (session.known) say("state", lines.size || news.lines.length ? "" : word("chat-room-yours"));
  controller = news.controller;
  const known = new Set(lines.keys());
  for (const line of news.lines) {
    if (takenBack.has(line.at)) Object.assign(line, { gone: true, text: "", picture: false });
    const print = JSON.stringify(line);
    if (lines.get(line.id)?.print === print) continue;
    changed = true;
    const unsent = line.from === "me" && !lines.has(line.id) && (queue.entries.find(({ at, type }) => at === line.at && type !== "unsend")
      ?? queue.entries.find(({ state, text, data }) => state === "sent" && (line.chosen ? data === line.chosen : text === line.text)));
    if (unsent) {
      queue.drop(unsent);
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
const draw = () => session && drawLines($("log"), nodes, [...lines.values()], queue.entries.filter(({ type }) => type !== "unsend"), {
  word, now, lang: page.lang, retry: flush,
  choose: (text, data) => { post({ type: "choice", text, data }); focusLog(); },
  discard: (entry) => { queue.drop(entry); nodes.delete(entry.at); pictures.forget(entry.at); draw(); $("text").focus(); },
  picture: (image, at) => pictures.show(image, at, () => call(`picture/${idOf(at)}`)).catch(() => {}),
  takeBack(line) {
    takenBack.add(line.at);
    pictures.forget(line.at);
    lines.set(line.id, { ...line, gone: true, text: "", picture: false, print: `${line.print} gone` });
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
  shelf.drop(tab, "draft");
  grow();
  $("text").focus();
});
$("text").addEventListener("input", () => { shelf.set(tab, "draft", $("text").value); grow(); });
$("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing && event.keyCode !== 229) $("write").requestSubmit();
});
$("pick").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", async () => {
  const [file] = $("file").files;
  $("file").value = "";
  if (!file) return;
  const mine = session;
  const blob = await pictures.prepare(file);
  if (mine !== session || !session) return;
  say("long", blob ? "" : word("chat-picture-refused"));
  if (blob) post({ type: "image", blob });
  $("pick").focus();
});
const keeps = () => !$("leave-nothing").checked;
$("go").addEventListener("click", () => start(keeps()));
$("door")?.addEventListener("submit", (event) => { event.preventDefault(); start(keeps(), { key: page.key }); });
$("code-form").addEventListener("submit", (event) => { event.preventDefault(); start(session ? session.keep : keeps(), { typed: $("code").value }); });
$("continue").addEventListener("click", open);
$("again").addEventListener("click", () => { const keep = session?.keep ?? true; forget(); start(keep); });
$("newer").addEventListener("click", () => { unread = undefined; toEnd(); focusLog(); });
for (const way of document.querySelectorAll(".hide")) way.addEventListener("click", (event) => { event.preventDefault(); hide(); });
furnish({
  word, call, setPass, lock, open, ended, session: () => session, pass: () => pass ?? "", id: () => crypto.randomUUID(),
  anew: () => start(false), // only in this tab: whose room this is finds it again
  joined: () => { session.known = true; saveSession(); sync(); },
});
watch(
  async () => {
    if (!pass) return;
    const answer = await call("lock/stay", {}).catch(() => undefined);
    if (answer?.ok && pass) setPass((await answer.json()).pass);
  },
  () => pass && lock(true),
);
for (const link of document.querySelectorAll("#languages a")) {
  link.addEventListener("click", (event) => { event.preventDefault(); shelf.set(tab, "lang", link.lang); location.replace(link.href); });
}
let escaped = 0;
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  if (event.timeStamp - escaped < 1500) hide();
  escaped = event.timeStamp;
});
addEventListener("online", () => { queue.hurry(); flush(); sync(); listen(); });
addEventListener("offline", () => connection(false));
addEventListener("pageshow", (event) => event.persisted && location.reload());
document.addEventListener("visibilitychange", () => { if (!document.hidden) { pollPause = 3000; sync(); listen(); } });
const wish = shelf.get(tab, "lang");
if (wish && wish !== page.lang && !asked.has("lang")) {
  asked.set("lang", wish);
  location.replace(`?${asked}`);
} else {
  if (asked.has("new")) forget();
  if ($("door") || !session || !shelf.get(tab, "open")) gate();
  else open();
}
