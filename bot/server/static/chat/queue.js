// What was written and has not arrived: it waits in this tab, survives a reload of it, and goes out in order, each with the time it was
// written and one id for life. Pictures are too large for a shelf: they wait as long as the page is open.
import { keep } from "./picture.js";
import * as shelf from "./shelf.js";

const { tab } = shelf;
const waits = ({ state }) => state === "sending" || state === "waiting";

/** {at, type, text, data, blob, state: "sending" | "waiting" | "refused" | "sent", why} */
export let entries = [];
export const load = () => (entries = shelf.all(tab, "out:").sort((a, b) => a.at - b.at));
export const empty = () => (entries = []);

export function add(message, at) {
  const entry = { ...message, at, state: "sending" };
  if (entry.blob) keep(at, entry.blob);
  else shelf.set(tab, `out:${at}`, entry);
  entries.push(entry);
}
export function drop(entry) {
  shelf.drop(tab, `out:${entry.at}`);
  entries = entries.filter((other) => other !== entry);
}
/** The words that would still go if the page stayed. */
export const words = () => entries.filter((entry) => waits(entry) && entry.type !== "image");

let flushing = false;
let pause = 0;
let timer;
export const hurry = () => (pause = 0);
export const rest = () => clearTimeout(timer);

/**
 * Sends what waits, one after the other. `carry(entry)` is the request; `may()` says whether there is anybody to send for; `on` hears of
 * `up(yes)`, `locked()`, `ended()` and `changed()`.
 */
export async function flush(carry, may, on) {
  if (flushing || !may()) return;
  flushing = true;
  rest();
  let again = false;
  for (let entry; may() && (entry = entries.find(waits)); ) {
    let status = 0;
    try {
      ({ status } = await carry(entry));
    } catch {
      on.up(false);
    }
    if (status === 200) {
      on.up(true);
      shelf.drop(tab, `out:${entry.at}`);
      entry.state = "sent"; // stays in sight until its line arrives
      pause = 0;
      if (entry.type === "unsend") drop(entry);
    } else if (status === 423) {
      on.locked();
      break;
    } else if (status === 401 || status === 404) {
      on.ended();
      break;
    } else if (status >= 400 && status < 500 && status !== 429 && status !== 408) {
      entry.state = "refused";
      entry.why = entry.type === "image" ? "chat-picture-refused" : status === 413 ? "chat-too-long" : "chat-failed";
    } else {
      entries.forEach((each) => each.state === "sending" && (each.state = "waiting"));
      again = true;
      break;
    }
    on.changed();
  }
  flushing = false;
  on.changed();
  if (again) {
    pause = Math.min(pause * 2 || 3000, 60000);
    timer = setTimeout(() => flush(carry, may, on), pause);
  }
}
