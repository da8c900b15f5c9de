// What a child sends besides words, as the staff meets it: covered, shown by the keyboard and without a script, gone when it is taken back.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { DESK, Desk, PHONE, onlyNew, stage } from "./help/browser.js";
import { barriers, fits } from "./help/careful.js";
import { event, sent, startLine } from "./help/line.js";

const SKY = readFileSync(fileURLToPath(new URL("../../flows/media/sky.jpg", import.meta.url)));
const CHILD = "U" + "1".repeat(32);
const SIZES = [{ width: 320, height: 800 }, PHONE, DESK];

const line = await startLine();
after(() => line.stop());
let href;
const on = stage(async (on) => {
  const desk = await Desk.signIn(await on.context(), "yui");
  const before = await desk.list("all");
  line.put("101", "image/jpeg", SKY);
  line.put("102", "application/pdf", Buffer.from("%PDF-1.7 made up"));
  await line.bring(
    on.url,
    event(CHILD, { type: "follow", replyToken: "r", follow: { isUnblocked: false } }),
    sent(CHILD, "image", "101"),
    sent(CHILD, "file", "102", { fileName: "おたより.pdf", fileSize: 16 }),
    sent(CHILD, "image", "103"),
  );
  for (let look = 0; !href; look++) {
    assert.ok(look < 100, "the conversation is there");
    const now = await desk.list("all");
    if (now.length > before.length) href = onlyNew(before, now);
  }
  await desk.page.goto(href);
  await desk.timeline.locator(".attachment.covered").waitFor();
  await desk.timeline.locator(".attachment.file").waitFor();
  await desk.timeline.getByText("もうありません").waitFor();
}, line.config);

const shot = (page, name) => process.env.SHOTS && page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
const drawn = (picture) => picture.evaluate((image) => image.decode().then(() => image.naturalWidth > 100));

test("a picture is covered, Enter shows it where it stands, Enter covers it again", async () => {
  const { page } = await Desk.signIn(await on.context(), "yui");
  await page.goto(href);
  const asked = [];
  page.on("request", (request) => request.url().includes("/console/attachment/") && asked.push(request.url()));
  const cover = page.locator(".cover");
  await cover.waitFor();
  assert.deepEqual(asked, [], "nothing of it has been asked for");
  await shot(page, "covered-1280");
  await cover.focus();
  await page.keyboard.press("Enter");
  const picture = page.locator(".attachment img");
  await picture.waitFor();
  assert.ok(await drawn(picture));
  assert.equal(asked.length, 1);
  await shot(page, "shown-1280");
  assert.match(await page.evaluate(() => document.activeElement.innerText), /隠す/, "the focus stays with it");
  await page.keyboard.press("Enter");
  await cover.waitFor();
  assert.equal(await picture.count(), 0);
});

test("without a script it is the same", async () => {
  const signedIn = await on.context();
  await Desk.signIn(signedIn, "yui");
  const context = await on.context({ javaScriptEnabled: false, viewport: PHONE, storageState: await signedIn.storageState() });
  const page = await context.newPage();
  await page.goto(href);
  assert.equal(await page.locator(".attachment img").count(), 0);
  await page.locator(".cover").scrollIntoViewIfNeeded();
  await shot(page, "covered-390");
  await page.locator(".cover").click();
  const picture = page.locator(".attachment img");
  await picture.waitFor();
  assert.ok((await picture.boundingBox()).width > 100);
  await page.locator("summary").filter({ hasText: "性的な写真" }).first().click();
  await picture.scrollIntoViewIfNeeded();
  await shot(page, "shown-390");
  assert.ok(await page.getByText("#9110").first().isVisible());
  await page.getByRole("link", { name: "隠す" }).click();
  assert.equal(await picture.count(), 0);
});

test("covered and shown, it has no serious barrier and never scrolls sideways", async () => {
  const { page } = await Desk.signIn(await on.context(), "aoki");
  for (const shown of [false, true]) {
    await page.goto(href);
    if (shown) {
      await page.locator(".cover").click();
      await page.locator(".attachment img").waitFor();
      await page.locator("summary").filter({ hasText: "性的な写真" }).first().click();
    }
    await fits(page, SIZES);
    assert.deepEqual(await barriers(page, SIZES), []);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.setViewportSize(PHONE);
    await page.locator(".attachment").first().scrollIntoViewIfNeeded();
    await shot(page, `${shown ? "shown" : "covered"}-careful-390`);
  }
});

test("what is kept for leads is closed to staff, and what is taken back is closed to all", async () => {
  const staff = await Desk.signIn(await on.context(), "yui");
  const lead = await Desk.signIn(await on.context(), "aoki");
  await staff.page.goto(href);
  await staff.page.locator(".cover").click();
  const source = await staff.page.locator(".attachment img").getAttribute("src");
  await staff.page.locator(".attachment.picture summary").click();
  await staff.page.getByRole("button", { name: "リーダーだけが開けるようにする" }).click();
  await staff.page.locator(".attachment.kept").waitFor();
  await staff.page.locator(".attachment.kept").scrollIntoViewIfNeeded();
  await shot(staff.page, "kept-1280");
  await lead.page.goto(href);
  await lead.page.locator(".cover").click();
  const picture = lead.page.locator(".attachment img");
  await picture.waitFor();
  assert.ok(await drawn(picture));
  assert.equal(await lead.page.locator(".attachment.picture").getByRole("link", { name: "保存する" }).count(), 0);

  await line.bring(on.url, event(CHILD, { type: "unsend", unsend: { messageId: "101" } }));
  await lead.page.locator(".message.gone").filter({ hasText: "取り消されました" }).waitFor();
  assert.equal(await picture.count(), 0);
  assert.equal((await lead.page.request.get(source)).status(), 404);
});
