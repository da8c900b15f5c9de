// The console without JavaScript: an old browser of a town hall takes over, answers, writes a note and hands back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk, PHONE, someoneWaits, stage } from "./help/browser.js";

const on = stage();

test("sign in, take over, reply, note and hand back are plain forms", async () => {
  const other = await Desk.signIn(await on.context(), "aoki");
  const { phone, href } = await someoneWaits(await on.context({ viewport: PHONE }), other);

  const desk = await Desk.signIn(await on.context({ javaScriptEnabled: false }), "yui");
  assert.ok((await desk.list()).includes(href));
  await desk.page.locator(`.row > a[href="${href}"]`).click();
  await desk.reads("人と話したい");
  await desk.take();
  await desk.reply("こんにちは。ゆいです。");
  await phone.hears("こんにちは。ゆいです。", "person");

  await phone.write("ありがとう");
  await desk.page.getByRole("link", { name: "更新" }).click();
  await desk.reads("ありがとう");

  await desk.page.locator("summary").filter({ hasText: "メモ" }).click();
  await desk.page.locator("#note").fill("落ち着いた様子");
  await desk.page.getByRole("button", { name: "メモを残す" }).click();
  await desk.timeline.locator(".note").filter({ hasText: "落ち着いた様子" }).waitFor();

  await desk.handBack(/しずかに待つ/);
  await desk.page.locator("#holder.flow").waitFor();
  await phone.screen.locator("#state").filter({ hasText: "自動の返事です" }).waitFor();
  assert.equal(await phone.log.getByText("落ち着いた様子").count(), 0, "a note never reaches the phone");
});

test("without a script the chat still says whom to call", async () => {
  const page = await (await on.context({ javaScriptEnabled: false, viewport: PHONE })).newPage();
  await page.goto("/chat/web");
  await page.locator("noscript .notice").filter({ hasText: "下の電話にどうぞ" }).waitFor();
  await page.locator("footer a[href='tel:110']").waitFor();
});
