// Inside other sites: only those that are named may show the chat, and nothing runs in it that is not its own.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { launch, newContext } from "./help/browser.js";
import { startDemo } from "./help/demo.js";

let friend, stranger, demo, browser;

/** A site of somebody else. */
async function site(body) {
  const server = createServer((request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<!doctype html><title>school</title><h1>School</h1>${body()}`);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}

before(async () => {
  const body = () => `<script src="${demo.url}/chat/web/embed.js?lang=ja" async></script>`;
  [friend, stranger] = await Promise.all([site(body), site(body)]);
  [demo, browser] = await Promise.all([startDemo([`chat_frame_ancestors = ["${friend.url}"]`]), launch()]);
});
after(async () => {
  await browser?.close();
  await demo?.stop();
  friend?.stop();
  stranger?.stop();
});

test("a site that is named shows the chat in a sandboxed frame, and hiding closes it", async () => {
  const page = await (await newContext(browser, friend.url)).newPage();
  const hosts = new Set();
  page.on("request", (request) => hosts.add(new URL(request.url()).origin));
  await page.goto("/");
  await page.getByRole("button", { name: "チャットを開く" }).click();
  const frame = page.frameLocator("iframe");
  await frame.locator("#go").click();
  await frame.locator(".option").first().waitFor();
  const sandbox = await page.locator("iframe").getAttribute("sandbox");
  assert.match(sandbox, /allow-scripts/);
  assert.doesNotMatch(sandbox, /top-navigation|downloads|pointer-lock/);
  assert.equal((await page.context().cookies()).length, 0, "no cookie");
  assert.deepEqual([...hosts].sort(), [demo.url, friend.url].sort(), "nobody else is asked for anything");
  await frame.locator("#hide").click();
  await page.locator("iframe").waitFor({ state: "detached" });
});

test("hiding works where the frame is gone before its word arrives, and no other site can hide it", async () => {
  const page = await (await newContext(browser, friend.url)).newPage();
  await page.goto("/");
  await page.getByRole("button", { name: "チャットを開く" }).click();
  await page.frameLocator("iframe").locator("#go").waitFor();
  const say = (origin) => page.evaluate((origin) => void dispatchEvent(new MessageEvent("message", { data: "tsunagi:hide", origin })), origin);
  await say(stranger.url);
  assert.equal(await page.locator("iframe").count(), 1);
  await say(demo.url);
  assert.equal(await page.locator("iframe").count(), 0);
});

test("any other site gets an empty frame", async () => {
  const page = await (await newContext(browser, stranger.url)).newPage();
  const refused = [];
  page.on("console", (message) => refused.push(message.text()));
  await page.goto("/");
  await page.getByRole("button", { name: "チャットを開く" }).click();
  await page.locator("iframe").waitFor();
  for (let n = 0; n < 50 && !refused.some((text) => /frame-ancestors/.test(text)); n++) await page.waitForTimeout(100);
  assert.ok(refused.some((text) => /frame-ancestors/.test(text)), refused.join("\n"));
  const inside = page.frames().find((frame) => frame !== page.mainFrame());
  assert.equal(await inside.locator("#go").count(), 0);
});

test("no script runs in the chat but its own", async () => {
  for (const path of ["/chat/web", "/chat/web/plain", `/chat/web/k/${"a".repeat(32)}`]) {
    const page = await (await newContext(browser, demo.url)).newPage();
    const answer = await page.goto(path);
    const policy = answer.headers()["content-security-policy"];
    assert.doesNotMatch(policy, /unsafe|https:[; ]|\*/, policy);
    // What the test itself runs may make functions of text in spite of the policy, so that is not tried.
    const ran = await page.evaluate(() => {
      const tries = [
        () => document.body.append(Object.assign(document.createElement("script"), { text: "window.ran = 'inline'" })),
        () => { const script = document.createElement("script"); script.append("window.ran = 'text'"); document.body.append(script); },
        () => (document.body.innerHTML += "<img src=x onerror=\"window.ran = 'handler'\">"),
        () => { document.body.setAttribute("onclick", "window.ran = 'attribute'"); document.body.click(); },
        () => (location.href = "javascript:window.ran = 'address'"),
      ];
      for (const attempt of tries) {
        try {
          attempt();
        } catch {
          // refused, as it should be
        }
      }
      return new Promise((done) => setTimeout(() => done(window.ran ?? "nothing"), 200));
    });
    assert.equal(ran, "nothing", path);
  }
});
