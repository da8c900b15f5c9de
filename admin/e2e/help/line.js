// LINE's side of the wire, as far as pictures need it: holds what people sent, takes what is said to them, brings events.
import { createHmac, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { once } from "node:events";

const SECRET = "0123456789abcdef0123456789abcdef";

/** `{ config, put(id, type, bytes), told(), bring(url, …events), stop() }`; `config` belongs into the demonstration's file. */
export async function startLine() {
  const contents = new Map();
  const told = [];
  const server = createServer(async (request, response) => {
    const id = request.url.match(/^\/v2\/bot\/message\/(\w+)\/content$/)?.[1];
    let body = "";
    for await (const piece of request) body += piece;
    if (id) {
      const held = contents.get(id);
      response.writeHead(held ? 200 : 404, { "content-type": held?.type ?? "application/json" });
      return response.end(held?.bytes ?? "{}");
    }
    const ids = /^\/v2\/bot\/message\/(reply|push)$/.test(request.url) ? JSON.parse(body).messages.map((_, at) => `${9000 + told.length}${at}`) : [];
    if (ids.length) told.push(ids);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ sentMessages: ids.map((id) => ({ id })), type: "none", totalUsage: 0 }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const base = `http://127.0.0.1:${server.address().port}`;
  return {
    config: [
      "[[channel]]",
      `slug = "line"`,
      `kind = "line"`,
      `area = "uwajima"`,
      `audience = "child"`,
      `secret = "${SECRET}"`,
      `access_token = "e2e"`,
      `api_base = "${base}"`,
      `data_api_base = "${base}"`,
    ],
    /** The ids of what was said to people, request by request. */
    told: () => told,
    put: (id, type, bytes) => contents.set(id, { type, bytes }),
    async bring(url, ...events) {
      const body = JSON.stringify({ destination: "U".padEnd(33, "0"), events });
      const signature = createHmac("sha256", SECRET).update(body).digest("base64");
      const answer = await fetch(`${url}/webhook/line`, { method: "POST", body, headers: { "x-line-signature": signature } });
      if (!answer.ok) throw new Error(`the webhook answered ${answer.status}`);
    },
    stop: () => server.close(),
  };
}

/** An event of one person; `own` is what makes it what it is. */
export const event = (user, own) => ({
  mode: "active",
  timestamp: Date.now(),
  source: { type: "user", userId: user },
  webhookEventId: randomUUID().replaceAll("-", ""),
  deliveryContext: { isRedelivery: false },
  ...own,
});

/** A picture, film, sound or file that LINE holds. */
export const sent = (user, type, id, own = {}) =>
  event(user, { type: "message", replyToken: randomUUID(), message: { type, id, contentProvider: { type: "line" }, ...own } });
