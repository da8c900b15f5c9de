// Makes the pictures in docs/images: `npm run screenshots`. A school-day afternoon, so that somebody is there to answer.
import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DESK, Desk, PHONE, Phone, launch, lockRoom, newContext } from "./help/browser.js";
import { untilAfternoon } from "./help/clock.js";
import { startDemo } from "./help/demo.js";
import { event, sent, startLine } from "./help/line.js";
import { smaller } from "./help/png.js";

const FOLDER = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const SKY = readFileSync(fileURLToPath(new URL("../../flows/media/sky.jpg", import.meta.url)));
const LARGEST = 100_000;
/** What is shown around a part of a page. */
const EDGE = 16;
/** Somebody on LINE. */
const LINE = "U" + "1".repeat(32);

mkdirSync(FOLDER, { recursive: true });
const line = await startLine();
const [demo, browser] = await Promise.all([startDemo(line.config), launch()]);
const open = (options) => newContext(browser, demo.url, { colorScheme: "light", ...options });
const made = new Set();

/** A picture of what one sees, or of one part of the page with a little around it. */
async function picture(page, name, part, edge = EDGE) {
  await page.evaluate(() => Promise.all([document.fonts.ready, ...[...document.images].map((image) => image.decode().catch(() => {}))]));
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.activeElement?.matches("input, textarea") && document.activeElement.blur());
  await part?.scrollIntoViewIfNeeded();
  const around = await part?.boundingBox();
  const clip = around && { x: Math.max(0, around.x - edge), y: Math.max(0, around.y - edge), width: around.width + edge * 2, height: around.height + edge * 2 };
  const png = await page.screenshot({ animations: "disabled", caret: "hide", clip });
  const path = join(FOLDER, `${name}.png`);
  writeFileSync(path, smaller(png));
  const { size } = statSync(path);
  if (size > LARGEST) throw new Error(`${name}.png has ${size} bytes`);
  made.add(`${name}.png`);
  console.log(`${name}.png  ${Math.round(size / 1024)} kB`);
}
const family = (options) => open({ viewport: PHONE, ...options });

/** What a child or parent sees. */
async function phones() {
  // The front page, with a conversation in its phone.
  const front = await (await open({ viewport: { width: 1280, height: 960 } })).newPage();
  await front.goto("/");
  const inside = new Phone(front.frameLocator("#screen"));
  await inside.begin();
  await inside.tap("日本語");
  await inside.tap("こども本人");
  await inside.hears("いま、何さい？");
  await picture(front, "demo-front");

  // Somebody who reads English.
  const english = await Phone.open(await family({ locale: "en-GB" }));
  await english.begin();
  await english.tap("A young person");
  await english.write("12");
  await english.hears("May we send you");
  await picture(english.page, "phone-en");

  // Somebody in danger.
  const danger = await Phone.open(await family());
  await danger.begin();
  await danger.tap("日本語");
  await danger.tap("こども本人");
  await danger.write("もう、きえたい");
  await danger.hears("すぐに電話できる");
  await danger.screen.locator("#state").filter({ hasText: "人の返事を待っています" }).waitFor();
  await picture(danger.page, "phone-danger");
}

/** Somebody asks for a person and gets an answer. */
async function talk(yui) {
  const before = await yui.list("all");
  const phone = await Phone.open(await family());
  await phone.begin();
  await phone.acceptInvitation();
  await phone.write("人と話したい");
  await phone.hears("スタッフに伝え");
  await yui.page.goto("/console");
  await picture(yui.page, "console-today");
  await yui.page.setViewportSize(PHONE);
  await yui.page.goto("/console/inbox?list=waiting");
  await picture(yui.page, "console-inbox-phone");
  await yui.page.setViewportSize(DESK);

  const href = (await yui.list("all")).find((one) => !before.includes(one));
  await yui.page.goto(href);
  await yui.take();
  await yui.reply("こんにちは。ゆいといいます。\n読みましたよ。どんなことから話しましょうか。");
  await phone.hears("ゆいといいます", "person");
  await phone.write("朝、おなかが痛くなる");
  await yui.reads("おなかが痛くなる");
  await picture(phone.page, "phone-ja");
  await picture(yui.page, "console-conversation");
}

/** Somebody on LINE sends a picture; staff see that there is one. */
async function attachment(yui) {
  const before = await yui.list("all");
  line.put("101", "image/jpeg", SKY);
  await line.bring(demo.url, event(LINE, { type: "follow", replyToken: "r", follow: { isUnblocked: false } }), sent(LINE, "image", "101"));
  let href;
  while (!(href = (await yui.list("all")).find((one) => !before.includes(one))));
  await yui.page.goto(href);
  const message = yui.timeline.locator(".message").filter({ has: yui.page.locator(".attachment.covered") });
  await message.waitFor();
  await picture(yui.page, "console-attachment", message);
  return href;
}

/** The same child opens a room of the web chat with a link, and locks it. */
async function room(yui, href) {
  await yui.page.goto(href);
  await yui.page.getByRole("button", { name: "ウェブのへやのリンクを作る" }).click();
  const link = await yui.page.locator("#web-key").innerText();
  await yui.page.getByRole("img", { name: "リンクのQRコード" }).waitFor();
  await picture(yui.page, "room-link", yui.page.locator("main"), 0);
  const phone = await Phone.open(await family(), link);
  await phone.page.getByRole("button", { name: "へやを開く" }).click();
  await phone.write("がっこうの タブレットから きたよ");
  await lockRoom(phone.page);
  await picture(phone.page, "room-locked");
  // Both addresses are the same person's.
  const [newest] = await yui.list("all");
  await yui.page.goto(newest);
  await picture(yui.page, "console-addresses", yui.page.locator("section[aria-labelledby=h-addresses]"), 0);
}

/** Families on LINE who agree to hear from us. */
async function families() {
  const child = ["日本語", "こども本人", "12", "はい"], parent = ["日本語", "保護者", "はい"], abroad = ["English", "A young person", "12", "Yes"];
  const talks = [...Array(24)].map((_, n) => [parent, child, child, n % 8 === 3 ? abroad : child][n % 4]);
  const events = talks.flatMap((words, n) => {
    const user = "U" + String(n).padStart(32, "2");
    const follow = event(user, { type: "follow", replyToken: "r", follow: { isUnblocked: false } });
    return [follow, ...words.map((text) => event(user, { type: "message", replyToken: randomUUID(), message: { type: "text", id: randomUUID(), text } }))];
  });
  await line.bring(demo.url, ...events);
}

/** A coordinator writes to many. */
async function broadcast(page) {
  await page.goto("/console/broadcasts/new");
  const words = "あすの「みかんひろば」は、台風のため お休みです。\nつぎは、来週の 水よう日です。";
  await page.getByLabel("日本語の文").fill(words);
  await page.getByText("ほかの言葉でも書く").click();
  await page.getByLabel("英語").first().fill("Because of the typhoon, the “Mikan” room is closed tomorrow.\nThe next time is Wednesday next week.");
  await page.getByRole("button", { name: "人数を確かめる" }).click();
  const people = await page.locator(".people .figure").innerText();
  await picture(page, "broadcast-counted");
  await page.getByLabel(/人数「/).fill(people);
  await page.getByRole("button", { name: `${people}人に送る` }).click();
  await page.locator(".cast-state").filter({ hasText: "まもなく送ります" }).waitFor();
  await page.setViewportSize(PHONE);
  await picture(page, "broadcast-undo-phone");
  await page.getByRole("button", { name: "取り消す" }).click();
  await page.locator(".cast-state").filter({ hasText: "取り消しました" }).waitFor();
  await page.setViewportSize(DESK);
}

/** A coordinator at the scripts. */
async function flows(page) {
  await page.goto("/console/flows/followup");
  await picture(page, "flows-read");
  await page.goto("/console/flows/followup/edit");
  const yaml = page.locator("textarea[data-path='followup.yml']");
  await yaml.fill((await yaml.inputValue()).replace("so_so: thanks", "so_so: thansk"));
  await page.locator("#problems .error").first().waitFor();
  await page.locator("#problems").scrollIntoViewIfNeeded();
  await picture(page, "flows-edit");
  await page.goto("/console/flows/invite/try");
  await picture(page, "flows-try");
}

try {
  await untilAfternoon(demo.url);
  const yui = await Desk.signIn(await open(), "yui");
  const aoki = await Desk.signIn(await open(), "aoki");
  const midori = await Desk.signIn(await open(), "midori");
  await families();
  // Whoever waited since the demonstration began has had an answer, and what was called for has been seen.
  for (const href of await aoki.list("waiting")) {
    await aoki.page.goto(href);
    await aoki.take();
    await aoki.reply("お待たせしました。青木です。");
    await aoki.handBack(/しずかに待つ/);
  }
  const called = aoki.page.getByRole("button", { name: "確認しました" });
  for (await aoki.page.goto("/console"); await called.count(); await aoki.page.goto("/console")) await called.first().click();
  await phones();
  await talk(yui);
  await room(yui, await attachment(yui));
  await broadcast(midori.page);
  await midori.page.goto("/console/channels");
  await picture(midori.page, "console-channels");
  await aoki.page.goto("/console/report");
  await picture(aoki.page, "console-report");
  await flows(midori.page);
  // What is not made any more is not kept.
  for (const name of readdirSync(FOLDER)) if (!made.has(name)) rmSync(join(FOLDER, name));
  const total = [...made].reduce((sum, name) => sum + statSync(join(FOLDER, name)).size, 0);
  console.log(`${made.size} pictures, ${Math.round(total / 1024)} kB in all`);
} finally {
  await browser.close();
  await demo.stop();
  line.stop();
}
