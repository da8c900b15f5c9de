// The web chat as somebody's own room: opened by a link or a code, locked with pictures, with pictures sent and taken back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk, PHONE, Phone, lockRoom, someoneWaits, stage, touch } from "./help/browser.js";

let href;
let desk;
const on = stage(async (on) => {
  desk = await Desk.signIn(await on.context(), "yui");
  ({ href } = await someoneWaits(await on.context({ viewport: PHONE }), desk));
});

/** What staff hand on: the address of a link, or a code. */
async function key(kind) {
  await desk.page.goto(href);
  await desk.page.getByRole("button", { name: kind === "link" ? "ウェブのへやのリンクを作る" : "コードを作る" }).click();
  const shown = desk.page.locator("#web-key");
  await shown.waitFor();
  if (kind === "link") await desk.page.getByRole("img", { name: "リンクのQRコード" }).waitFor();
  return shown.innerText();
}
const visitor = async (path, more = {}) => Phone.open(await on.context({ viewport: PHONE, ...more }), path);
const REFUSED = "このリンクやコードでは開けませんでした";

test("a link opens an empty room once; staff see who came", async () => {
  const link = await key("link");
  const phone = await visitor(link);
  await phone.page.reload(); // looking uses nothing up
  assert.equal(await phone.page.title(), "メッセージ");
  await phone.page.getByRole("button", { name: "へやを開く" }).click();
  await phone.page.locator("#state").filter({ hasText: "ここは、あなたのへやです" }).waitFor();
  assert.equal(await phone.log.locator(".line").count(), 0, "nothing of the other conversation");
  assert.doesNotMatch(phone.page.url(), /\/k\//, "the key does not stay in the address");
  await phone.write("リンクから来たよ");
  await desk.list("all");
  const [newest] = await desk.list("all");
  await desk.page.goto(newest);
  await desk.reads("リンクから来たよ");
  await desk.timeline.locator(".mark").filter({ hasText: "ウェブのへやを開きました" }).waitFor();
  await phone.page.reload();
  await phone.said("リンクから来たよ");

  const late = await visitor(link);
  await late.page.getByRole("button", { name: "へやを開く" }).click();
  await late.page.locator("#gate-notice").filter({ hasText: REFUSED }).waitFor();
  await late.page.locator("footer a[href='tel:110']").waitFor();
  await late.begin();
  assert.equal(await late.log.getByText("リンクから来たよ").count(), 0);
});

test("without a script the same link opens a room of plain forms", async () => {
  const link = await key("link");
  const { page } = await visitor(link, { javaScriptEnabled: false });
  await page.getByRole("button", { name: "へやを開く" }).click();
  await page.getByText("ここは、あなたのへやです").waitFor();
  await page.getByLabel("メッセージを書く").fill("文字だけで書いたよ");
  await page.getByRole("button", { name: "送る" }).first().click();
  const mine = page.locator(".line.me").filter({ hasText: "文字だけで書いたよ" });
  await look(page, mine);
  const [newest] = await desk.list("all");
  await desk.page.goto(newest);
  await desk.reads("文字だけで書いたよ");
  await mine.getByRole("button", { name: "取り消す" }).click();
  await look(page, page.locator(".bubble.gone"));
  await desk.page.goto(newest);
  await desk.timeline.locator(".message.in.gone").waitFor();
  assert.equal(await desk.timeline.getByText("文字だけで書いたよ").count(), 0);
  await page.getByRole("button", { name: "かくす" }).click();
  assert.equal(await page.title(), "カレンダー");
  await page.goto("/chat/web/plain");
  await page.getByRole("button", { name: "はじめる" }).waitFor();
});

/** The plain room is looked at again until the service has worked on what was sent. */
async function look(page, locator) {
  for (let n = 0; n < 40; n++) {
    if (await locator.count()) return;
    await page.getByRole("link", { name: "新しいメッセージを見る" }).click();
    await page.waitForTimeout(100);
  }
  assert.fail("it never appeared");
}

test("a code opens a room before the talk, and says in the middle of one who one is", async () => {
  const code = await key("code");
  assert.match(code, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  const phone = await visitor("/chat/web");
  await phone.page.locator("#have-code summary").click();
  await phone.page.locator("#code").fill("BCDF-GH23");
  await phone.page.getByRole("button", { name: "開く", exact: true }).click();
  await phone.page.locator("#gate-notice").filter({ hasText: REFUSED }).waitFor();
  await phone.page.locator("#code").fill(code.toLowerCase());
  await phone.page.getByRole("button", { name: "開く", exact: true }).click();
  await phone.page.locator("#state").filter({ hasText: "ここは、あなたのへやです" }).waitFor();

  const other = await visitor("/chat/web");
  await other.begin();
  await other.tap("日本語");
  await other.tap("こども本人");
  await other.write("12");
  await other.page.getByRole("button", { name: "メニュー" }).first().click();
  await other.page.locator("#room-code").click();
  await other.page.locator("#room-typed").fill(await key("code"));
  await other.page.locator("#room-form button").click();
  await other.page.locator("#room-say").filter({ hasText: "つながりました" }).waitFor();
  await other.page.locator("#room-close").click();
  await other.said("12");
});

const RIGHT = ["sun", "cat", "fish"];

/** A talk that is locked with pictures and still open. */
async function locked() {
  const phone = await visitor("/chat/web");
  await phone.begin();
  await phone.tap("日本語");
  await phone.hears("どなたですか？");
  await lockRoom(phone.page, RIGHT, false);
  return phone;
}
const bare = async (page) => {
  await page.locator("#lock-title").waitFor();
  assert.doesNotMatch(await page.locator("body").innerText(), /どなた|こども本人/);
  assert.equal(await page.locator(".line").count(), 0, "nothing of the talk is in the page");
  assert.equal(await page.title(), "メッセージ");
  await page.locator("footer a[href='tel:110']").waitFor();
};

test("a locked room shows nothing until the pictures are touched; hiding locks it", async () => {
  const { page, log } = await locked();
  const addresses = [];
  page.on("request", (request) => addresses.push(request.url()));
  await page.locator("#more").click();
  await page.locator("#room-shut").click();
  await bare(page);
  await touch(page, "#lock", ["sun", "fish", "cat"]);
  await page.locator("#lock").getByText("ちがうようです").waitFor();
  await touch(page, "#lock", RIGHT);
  await log.getByText("どなたですか？").waitFor();
  await page.reload();
  await log.getByText("どなたですか？").waitFor(); // still open: somebody is here
  await page.locator("#hide").click();
  await page.waitForURL(/calendar/);
  await page.goto("/chat/web");
  await page.locator("#continue").click();
  await bare(page);
  await touch(page, "#lock", RIGHT);
  await log.getByText("どなたですか？").waitFor();
  assert.ok(addresses.length > 5);
  for (const address of addresses) assert.doesNotMatch(address, /lock.*(cat|fish)|(cat|fish).*lock/, "no picture in an address");
  await page.locator("#more").click();
  await page.locator("#room-off").click();
  await page.locator("#room-say").filter({ hasText: "カギをはずしました" }).waitFor();
  await page.locator("#room-close").click();
  await page.locator("#hide").click();
  await page.waitForURL(/calendar/);
  await page.goto("/chat/web");
  await page.locator("#continue").click();
  await log.getByText("どなたですか？").waitFor();
});

test("five minutes without use lock it", async () => {
  const { page } = await locked();
  await page.reload();
  await page.locator("#more").waitFor();
  const shut = page.waitForRequest((request) => request.url().endsWith("/lock/shut"));
  await page.evaluate(() => {
    // The page's clock runs ahead; nobody touches it.
    const now = Date.now;
    Date.now = () => now() + 6 * 60_000;
  });
  await shut;
  await bare(page);
});

test("guessing is slowed down and then ends the session", async () => {
  const { page } = await locked();
  await page.locator("#more").click();
  await page.locator("#room-shut").click();
  for (let n = 0; n < 5; n++) {
    await touch(page, "#lock", ["sun", "sun", "sun"]);
    if (n < 4) await page.locator("#lock .pad button:enabled").first().waitFor();
  }
  await page.locator("#lock").getByText("少し休みましょう").waitFor();
  assert.equal(await page.locator("#lock .pad button:enabled").count(), 0);
  for (let n = 0; n < 5; n++) {
    await page.request.post("/demo/clock/advance", { form: { by: "hour" } });
    await page.reload();
    await touch(page, "#lock", ["sun", "sun", "sun"]);
    if (n < 4) await page.locator("#lock").getByText("少し休みましょう").waitFor();
  }
  await page.locator("#gate-notice").filter({ hasText: "このへやを閉じました" }).waitFor();
  await page.locator("#go").waitFor();
});

test("who forgot the pictures reaches a person and may talk without a name", async () => {
  const { page, log } = await locked();
  const before = await desk.list("waiting");
  await page.locator("#more").click();
  await page.locator("#room-shut").click();
  await page.getByText("絵を忘れた").click();
  await page.getByRole("button", { name: "スタッフに伝える" }).click();
  await page.locator("#lock-told").filter({ hasText: "スタッフに伝えました" }).waitFor();
  let now = before;
  for (let n = 0; n < 40 && now.length === before.length; n++) now = await desk.list("waiting");
  assert.equal(now.length, before.length + 1, "the desk sees that somebody asks");
  await page.getByRole("button", { name: "名前を言わずに話す" }).click();
  await log.locator(".option:enabled").first().waitFor();
  assert.equal(await log.getByText("どなたですか？").count(), 0, "a talk of its own");
});

test("the pictures can be touched without a mouse", async () => {
  const { page, log } = await locked();
  await page.locator("#more").click();
  await page.locator("#room-shut").click();
  await page.locator("#lock-title").waitFor();
  const to = async (name) => {
    for (let n = 0; n < 30; n++) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => document.activeElement?.innerText?.trim() ?? "");
      if (at === name) return page.keyboard.press("Enter");
    }
    assert.fail(`Tab never reached ${name}`);
  };
  await to("太陽");
  for (const name of ["ねこ", "魚"]) {
    await page.locator("#lock-title").focus();
    await to(name);
  }
  await to("これでいい");
  await log.getByText("どなたですか？").waitFor();
});

test("a picture is made smaller, reaches the desk, is seen again, and is gone everywhere when it is taken back", async () => {
  const phone = await visitor("/chat/web", { deviceScaleFactor: 3 });
  const { page, log } = phone;
  await phone.begin();
  await phone.tap("日本語");
  const large = { name: "photo.png", mimeType: "image/png", buffer: await page.screenshot() };
  const sent = page.waitForRequest((request) => request.url().endsWith("/picture") && request.method() === "POST");
  await page.locator("#file").setInputFiles(large);
  assert.ok(Number((await sent).headers()["content-length"] ?? 0) < large.buffer.length + 10_000);
  const own = log.locator(".line.me img.own");
  const line = log.locator(".line.me").filter({ has: page.locator("img.own") });
  await own.waitFor();
  await line.locator(".menu").waitFor();
  const size = await own.evaluate(async (image) => { await image.decode(); return [image.naturalWidth, image.naturalHeight]; });
  assert.ok(Math.max(...size) <= 2000 && Math.min(...size) > 100, `${size}`);
  await page.reload();
  await own.waitFor();
  for (let n = 0; n < 50 && !(await own.evaluate((image) => image.naturalWidth)); n++) await page.waitForTimeout(100);
  assert.ok((await own.evaluate((image) => image.naturalWidth)) > 100, "seen again after a reload");

  const [newest] = await desk.list("all");
  await desk.page.goto(newest);
  await desk.timeline.locator(".message.in").filter({ hasText: "写真" }).waitFor();
  await line.locator("summary").click();
  await log.getByRole("button", { name: "取り消す" }).click();
  await log.locator(".bubble.gone").waitFor();
  assert.equal(await own.count(), 0);
  // At once, without loading the page again.
  await desk.timeline.locator(".message.in.gone").waitFor();

  await page.locator("#file").setInputFiles({ name: "x.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<not a picture") });
  await page.locator("#long").filter({ hasText: "この写真は送れませんでした" }).waitFor();
});

test("words that wait for a connection survive a reload, go out in order, and are gone when the room is hidden", async () => {
  const context = await on.context({ viewport: PHONE });
  const phone = await Phone.open(context, "/chat/web");
  const { page, log } = phone;
  await phone.begin();
  await phone.tap("日本語");
  await phone.hears("どなたですか？");
  await page.route("**/send", (route) => route.abort());
  for (const words of ["いち", "に", "さん"]) {
    await phone.text.fill(words);
    await page.locator("#write button[type=submit]").click();
  }
  await log.locator(".line.me").filter({ hasText: "さん" }).getByText("まだ送れていません").waitFor();
  await page.reload();
  await log.locator(".line.me").filter({ hasText: "さん" }).waitFor();
  const disk = await page.evaluate(() => JSON.stringify(localStorage));
  assert.doesNotMatch(disk, /いち|さん|out:/, "nothing that was written stays on the device");
  await page.unroute("**/send");
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await phone.said("さん");
  const order = await log.locator(".line.me .bubble").allInnerTexts();
  assert.deepEqual(order.slice(-3), ["いち", "に", "さん"]);

  await page.route("**/send", (route) => route.abort());
  await phone.text.fill("かくしたら消える");
  await page.locator("#write button[type=submit]").click();
  await log.getByText("まだ送れていません").waitFor();
  await page.locator("#hide").click();
  await page.waitForURL(/calendar/);
  await page.goto("/chat/web");
  await page.locator("#continue").click();
  await phone.hears("どなたですか？");
  assert.equal(await log.getByText("かくしたら消える").count(), 0);
});
