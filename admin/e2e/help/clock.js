// The demonstration's clock, which can be moved ahead.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const HOLIDAYS = fileURLToPath(new URL("../../../flows/calendar/default.csv", import.meta.url));
const AFTERNOON = "3";

/** Moves the clock ahead by `hour`, …; what it shows then. */
export async function ahead(url, by = "hour") {
  const answer = await fetch(`${url}/demo/clock/advance`, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
    body: `by=${by}&lang=ja`,
  });
  return answer.json();
}

/** Moves the clock by hours until it is the afternoon of a school day: the office is open, children may be written to soon. */
export async function untilAfternoon(url, wanted = AFTERNOON) {
  const holidays = readFileSync(HOLIDAYS, "utf8").matchAll(/^(?:holiday|closed),\d{4}-(\d\d)-(\d\d),/gm);
  const closed = new Set([...holidays].map(([, month, day]) => `${Number(month)}/${Number(day)}`));
  for (;;) {
    const { now } = await ahead(url);
    const [, month, day, weekday, half, hour] = now.match(/(\d+)月(\d+)日（(.)）(\D+)(\d+)時/) ?? [];
    if (!month) throw new Error(`what time is ${now}?`);
    if (half === "午後" && hour === wanted && !"土日".includes(weekday) && !closed.has(`${month}/${day}`)) return;
  }
}
