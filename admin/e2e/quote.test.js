// What a child answers and reacts to, as the staff meets it: above the words, leading to the message, with and without a script.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { DESK, Desk, PHONE, onlyNew, stage } from "./help/browser.js";
import { barriers, fits } from "./help/careful.js";
import { event, startLine } from "./help/line.js";

const CHILD = "U" + "2".repeat(32);
/** Words of a person; `own` may say what they answer. */
const words = (id, text, own = {}) => event(CHILD, { type: "message", message: { type: "text", id, text, quoteToken: "q", ...own } });

const line = await startLine();
after(() => line.stop());
let href;
const on = stage(async (on) => {
  const desk = await Desk.signIn(await on.context(), "yui");
  const before = await desk.list("all");
  await line.bring(on.url, event(CHILD, { type: "follow", replyToken: "r", follow: { isUnblocked: false } }));
  for (let look = 0; line.told().length === 0; look++) {
    assert.ok(look < 200, "the script says something");
    await new Promise((next) => setTimeout(next, 50));
  }
  // The second of the messages that came together.
  const ours = line.told()[0];
  await line.bring(
    on.url,
    words("501", "きのう、ねこが\nやねにいたよ"),
    words("502", "これって、だれが書いてるの？", { quotedMessageId: ours.at(-1) }),
    words("503", "さっきのは、となりのねこ", { quotedMessageId: "501" }),
    words("504", "やっぱりやめる"),
    words("505", "これは見ないで", { quotedMessageId: "504" }),
    event(CHILD, { type: "unsend", unsend: { messageId: "504" } }),
    words("506", "知らないもの", { quotedMessageId: "999" }),
  );
  for (let look = 0; !href; look++) {
    assert.ok(look < 200, "the conversation is there");
    const now = await desk.list("all");
    if (now.length > before.length) href = onlyNew(before, now);
  }
  await desk.page.goto(href);
  await desk.timeline.getByText("知らないもの").waitFor();
}, line.config);

const shot = (page, name) => process.env.SHOTS && page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
const entry = (page, text) => page.locator("#timeline .message").filter({ has: page.locator(".words", { hasText: text }) });

/** Follows the quote of an entry; what it led to. */
async function follow(page, text) {
  await entry(page, text).locator(".quote").click();
  const target = page.locator("#timeline li:target");
  await target.waitFor();
  assert.ok(await target.evaluate((one) => one.getBoundingClientRect().top < innerHeight), "it is in sight");
  return target;
}

test("a quote shows whose words are meant, and leads to them", async () => {
  const { page } = await Desk.signIn(await on.context(), "yui");
  await page.goto(href);
  assert.match(await entry(page, "となりのねこ").locator(".quote").innerText(), /↩.*「きのう、ねこが やねにいたよ」/s);
  assert.match(await entry(page, "これは見ないで").locator(".quote").innerText(), /消されたメッセージ/);
  assert.equal(await entry(page, "知らないもの").locator(".quote").count(), 0);
  const quoted = (await entry(page, "だれが書いてるの").locator(".quote").innerText()).match(/「(.{5})/s)[1];
  await entry(page, "だれが書いてるの").scrollIntoViewIfNeeded();
  await shot(page, "quote-1280");
  const ours = await follow(page, "だれが書いてるの");
  assert.equal(await page.evaluate(() => scrollY), 0, "the timeline scrolls, the page stays");
  assert.ok((await ours.getAttribute("class")).includes("flow"));
  assert.ok((await ours.innerText()).replaceAll(/\s/g, "").includes(quoted.replaceAll(/\s/g, "")));
  await shot(page, "quote-followed-1280");
});

test("without a script, on a phone, it is the same", async () => {
  const signedIn = await on.context();
  await Desk.signIn(signedIn, "yui");
  const context = await on.context({ javaScriptEnabled: false, viewport: PHONE, storageState: await signedIn.storageState() });
  const page = await context.newPage();
  await page.goto(href);
  await entry(page, "となりのねこ").scrollIntoViewIfNeeded();
  await shot(page, "quote-390");
  const theirs = await follow(page, "となりのねこ");
  assert.match(await theirs.innerText(), /やねにいたよ/);
  await shot(page, "quote-followed-390");
});

test("it has no serious barrier and never scrolls sideways", async () => {
  const { page } = await Desk.signIn(await on.context(), "aoki");
  await page.goto(href);
  const sizes = [{ width: 320, height: 800 }, PHONE, DESK];
  await fits(page, sizes);
  assert.deepEqual(await barriers(page, sizes), []);
});
