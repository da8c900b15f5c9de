// Words that mean danger reach the child with numbers to call and the staff at once; two staff never speak at the same time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk, PASSWORD, PHONE, Phone, mark, someoneWaits, stage, stayed } from "./help/browser.js";

const on = stage();

test("a child writes きえたい: numbers that can be called, an urgent call at the desk, somebody has seen it", async () => {
  const desk = await Desk.signIn(await on.context(), "yui");
  const urgent = desk.page.locator(".alert.now");
  assert.equal(await urgent.count(), 0);
  await mark(desk.page.locator("body"));

  const phone = await Phone.open(await on.context({ viewport: PHONE }));
  await phone.begin();
  await phone.tap("日本語");
  await phone.tap("こども本人");
  await phone.write("きえたい");
  await phone.hears("話してくれて、ありがとう");
  const numbers = await phone.log.locator(".line.auto a[href^='tel:']").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  for (const number of ["tel:110", "tel:119", "tel:0120078310"]) assert.ok(numbers.includes(number), `${number} in ${numbers}`);
  assert.equal(numbers.filter((number) => number === "tel:110").length, 2, "a help line with 110 in its name does not call the police");
  await phone.hears("すぐに知らせた");
  const seen = await phone.log.evaluate((log) => {
    const first = [...log.querySelectorAll(".line.auto")].find((line) => line.textContent.includes("話してくれて"));
    return first.getBoundingClientRect().top - log.getBoundingClientRect().top;
  });
  assert.ok(seen >= 0, `the thanks are in sight, not ${-seen} px above`);
  const last = phone.log.locator(".line").last();
  assert.match(await last.innerText(), /人の返事は/, "the script says nothing after that");
  assert.equal(await last.locator(".option").count(), 0, "and asks nothing");

  await urgent.waitFor();
  await desk.page.locator("#assertive[aria-live=assertive]").filter({ hasText: "緊急です" }).waitFor();
  await stayed(desk.page.locator("body"));
  assert.match(await urgent.innerText(), /緊急/);
  await urgent.getByRole("button", { name: /確認しました/ }).click();
  await urgent.getByText(/ゆいさんが確認/).waitFor();

  await urgent.locator("a.handle").click();
  await desk.reads("きえたい");
  await desk.take();
  await desk.reply("読みました。いま、ここにいますよ。");
  await phone.hears("いま、ここにいますよ。", "person");
});

test("what yui holds, aoki sees as hers, and nobody else's composer stays open", async () => {
  const yui = await Desk.signIn(await on.context(), "yui");
  const aoki = await Desk.signIn(await on.context(), "aoki");
  const { href, phone } = await someoneWaits(await on.context({ viewport: PHONE }), yui);
  await aoki.page.goto(href);
  await aoki.page.locator("#reply").waitFor();
  await yui.page.goto(href);
  await yui.take();

  await aoki.page.locator("#holder").filter({ hasText: "ゆいさんが対応中" }).waitFor();
  await aoki.page.locator("#pen .locked").filter({ hasText: "ゆいさんが対応中" }).waitFor();
  assert.equal(await aoki.page.locator("#reply").count(), 0, "there is nothing to write in");
  await yui.reply("ゆいです。");
  await aoki.timeline.locator(".message.staff").filter({ hasText: "ゆいです。" }).waitFor();

  await aoki.page.getByRole("button", { name: "代わりに引き受ける" }).click();
  await aoki.page.locator("#reply").waitFor();
  await yui.page.locator("#pen .locked").filter({ hasText: "青木さんが対応中" }).waitFor();
  await aoki.reply("青木です。代わりました。");
  const line = await phone.hears("代わりました", "person");
  assert.match(await line.locator(".who").innerText(), /青木/);
});

test("a reply to a conversation that somebody else took meanwhile is refused by name, and its words are not lost", async () => {
  const yui = await Desk.signIn(await on.context(), "yui");
  const aoki = await Desk.signIn(await on.context(), "aoki");
  const { href } = await someoneWaits(await on.context({ viewport: PHONE }), yui);
  // Yui's page hears nothing any more.
  await yui.page.route("**/console/events*", (route) => route.abort());
  await yui.page.goto(href);
  await yui.page.locator("#reply").fill("こんにちは、ゆいです");
  await aoki.page.goto(href);
  await aoki.take();
  await aoki.reply("青木です。");
  await yui.pen.getByRole("button", { name: "送る" }).click();
  await yui.page.getByText("いまは青木さんが対応中です。送っていません。").waitFor();
  await aoki.page.reload();
  assert.equal(await aoki.timeline.getByText("こんにちは、ゆいです").count(), 0, "it did not reach the child");
  // When the conversation is hers, what she wrote is there again.
  await aoki.handBack(/しずかに待つ/);
  await yui.page.reload();
  await yui.page.locator("#reply").waitFor();
  assert.equal(await yui.page.locator("#reply").inputValue(), "こんにちは、ゆいです");
});

test("staff of another area find no conversation, an officer finds no inbox, neither sees a number", async () => {
  on.demo.run(["staff", "add", "nagisa", "--name", "渚", "--area", "niihama", "--password-stdin"], PASSWORD);
  const yui = await Desk.signIn(await on.context(), "yui");
  const { href } = await someoneWaits(await on.context({ viewport: PHONE }), yui);

  const nagisa = await Desk.signIn(await on.context(), "nagisa");
  assert.equal(await nagisa.page.locator("#waiting-count").innerText(), "", "nobody of hers waits");
  assert.deepEqual(await nagisa.list("waiting"), []);
  assert.ok(!(await nagisa.list("all")).includes(href));
  assert.equal((await nagisa.page.goto(href)).status(), 404);
  assert.doesNotMatch(await nagisa.page.locator("body").innerText(), /人と話したい/);
  for (const act of ["take", "reply", "hand-back", "note"]) {
    const answer = await nagisa.page.request.post(`${href}/${act}`, { form: { text: "x", note: "x", how: "silent" }, headers: { origin: on.url } });
    assert.equal(answer.status(), 404, act);
  }

  const officer = await Desk.signIn(await on.context(), "yakuba");
  assert.equal(await officer.page.getByRole("link", { name: /受信箱/ }).count(), 0);
  assert.equal(await officer.page.locator(".figures, .count, .row, .alert").count(), 0, "no count and no row");
  assert.equal((await officer.page.goto("/console/inbox")).status(), 404);
  assert.equal((await officer.page.goto(href)).status(), 404);
  assert.equal((await officer.page.goto("/console/report")).status(), 200);
});
