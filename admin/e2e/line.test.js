// From the web chat to LINE and back: with a script and without, and what staff see of it.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Desk, PHONE, Phone, onlyNew, stage } from "./help/browser.js";
import { event, startLine } from "./help/line.js";

const SORA = "U".padEnd(33, "5");
const line = await startLine(SORA);
let desk;
/** A look at what is tested: `SHOTS=folder`. */
const shot = (page, name) => process.env.SHOTS && page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
const on = stage(async (on) => {
  desk = await Desk.signIn(await on.context(), "yui");
}, line.config);
after(() => line.stop());

test("somebody in the web chat goes on in LINE, comes back to it, and is one person for staff", async () => {
  const before = await desk.list("all");
  const phone = await Phone.open(await on.context({ viewport: PHONE }));
  const { page } = phone;
  await phone.begin();
  await phone.tap("日本語");
  await phone.tap("こども本人");
  await phone.hears("いま、何さい？");
  const href = onlyNew(before, await desk.list("all"));

  await page.locator("#more").click();
  await shot(page, "line-menu");
  await page.getByRole("button", { name: "LINEで続ける" }).click();
  await page.getByText("スタッフには、同じ人だとわかります").waitFor();
  assert.equal(await page.locator("script").count(), 0);
  await shot(page, "line-way");
  await page.getByRole("link", { name: "LINEに進む" }).click();
  await page.getByText("LINEとつながりました").waitFor();
  assert.doesNotMatch(page.url(), /code=|state=/, "nothing of the login stays in the address");
  await page.getByRole("link", { name: "へやにもどる" }).click();
  await phone.hears("いま、何さい？"); // the same room, without a question

  await desk.page.goto(href);
  await desk.timeline.locator(".mark").filter({ hasText: "ウェブのへやとLINEをつなぎました" }).waitFor();
  const addresses = desk.page.locator("[aria-labelledby=h-addresses] > ul > li");
  assert.equal(await addresses.count(), 2);
  await line.bring(on.url, event(SORA, { type: "message", replyToken: "r", message: { type: "text", id: "1", text: "LINEに来たよ" } }));
  await addresses.filter({ hasText: "LINE" }).getByRole("link").click();
  await desk.reads("LINEに来たよ");
  await desk.page.getByRole("button", { name: "つなぐ案内を送る" }).waitFor();

  // By the address that such an invitation carries.
  await page.goto("/chat/web?lang=ja&linkToken=abc123");
  await page.locator("#join").waitFor();
  await shot(page, "line-join");
  await page.getByRole("button", { name: "LINEとつなぐ" }).click();
  const dialog = await page.getByRole("link", { name: "LINEに進む" }).getAttribute("href");
  assert.match(dialog, /\/dialog\/bot\/accountLink\?linkToken=abc123&nonce=[0-9a-f]{64}$/);
});

test("without a script the same way is plain forms, and going back joins nothing", async () => {
  const { page } = await Phone.open(await on.context({ viewport: PHONE, javaScriptEnabled: false }), "/chat/web/plain?lang=en");
  await page.getByRole("button", { name: "Start" }).click();
  await page.locator("button.option").first().waitFor();
  await page.getByRole("button", { name: "Go on in LINE" }).click();
  await page.getByRole("link", { name: "Back to my room" }).click();
  await page.locator("button.option").first().waitFor();
  await page.goto("/link/line?code=stolen&state=stolen");
  await page.getByText("You can try again from your room").waitFor(); // in the language in which they set out
  await page.getByRole("link", { name: "Back to my room" }).click();
  await page.locator("button.option").first().waitFor();
});
