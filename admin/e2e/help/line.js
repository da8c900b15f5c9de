// LINE's side of the wire, as far as pages need it: holds what people sent, takes what is said to them, brings events, and has a login
// page on which `visitor` is signed in and lets us know who they are.
import { createHash, createHmac, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { once } from "node:events";

const SECRET = "0123456789abcdef0123456789abcdef";

const LOGIN = "1650000001";

/** `{ config, put(id, type, bytes), told(), bring(url, …events), stop() }`; `config` belongs into the demonstration's file. */
export async function startLine(visitor) {
  const contents = new Map();
  const codes = new Map();
  const told = [];
  const json = (response, status, body) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
  const login = {
    "/oauth2/v2.1/authorize"(response, asked) {
      const code = randomUUID().replaceAll("-", "");
      codes.set(code, asked);
      response.writeHead(302, { location: `${asked.get("redirect_uri")}?code=${code}&state=${asked.get("state")}` });
      response.end();
    },
    "/oauth2/v2.1/token"(response, _, form) {
      const asked = codes.get(form.get("code"));
      codes.delete(form.get("code"));
      const challenge = createHash("sha256").update(form.get("code_verifier")).digest("base64url");
      const good = asked?.get("code_challenge") === challenge && asked.get("redirect_uri") === form.get("redirect_uri") && form.get("client_secret") === SECRET;
      json(response, good ? 200 : 400, good ? { id_token: asked.get("nonce") } : { error: "invalid_grant" });
    },
    "/oauth2/v2.1/verify": (response, _, form) =>
      json(response, 200, { iss: "https://access.line.me", aud: LOGIN, sub: visitor, nonce: form.get("id_token") }),
    [`/v2/bot/profile/${visitor}`]: (response) => json(response, 200, { displayName: "そら" }),
  };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://line");
    let body = "";
    for await (const piece of request) body += piece;
    if (login[pathname]) return login[pathname](response, searchParams, new URLSearchParams(body));
    const id = request.url.match(/^\/v2\/bot\/message\/(\w+)\/content$/)?.[1];
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
      `login_base = "${base}"`,
      `login_channel_id = "${LOGIN}"`,
      `login_channel_secret = "${SECRET}"`,
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
