// The main job from the first word to the report, the way a visitor of the demonstration lives it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk, Phone, mark, onlyNew, stage, stayed } from "./help/browser.js";

const on = stage();

test("a child is invited, asks for a person, gets an answer, and is asked again a week later", async () => {
  const family = await on.context();
  const office = await on.context();
  const desk = await Desk.signIn(office, "yui");
  const before = await desk.list();

  const front = await family.newPage();
  await front.goto("/");
  const phone = new Phone(front.frameLocator("#screen"));
  await phone.begin();
  await phone.acceptInvitation();
  const phoneBody = phone.screen.locator("body");
  await mark(phoneBody);
  await phone.write("人と話したい");
  await phone.hears("スタッフに伝え");
  await phone.screen.locator("#state").filter({ hasText: "人の返事を待っています" }).waitFor();

  // The inbox that is open at the desk shows the new conversation by itself.
  await desk.page.locator("#inbox .row").nth(before.length).waitFor();
  const here = onlyNew(before, await desk.list());
  await desk.page.goto(here);
  await desk.reads("人と話したい");
  await desk.page.locator("#holder.waiting").waitFor();
  await desk.take();
  const deskBody = desk.page.locator("body");
  await mark(deskBody);
  await desk.reply("こんにちは。ゆいです。読みましたよ。");

  const line = await phone.hears("こんにちは。ゆいです。", "person");
  assert.match(await line.locator(".who").textContent(), /ゆい（スタッフ）/);
  await phone.screen.locator("#state").filter({ hasText: "人が返事をします" }).waitFor();
  await phone.write("よかった。学校のことで");
  await desk.reads("よかった。学校のことで");
  await stayed(deskBody);

  await desk.handBack(/しずかに待つ/);
  await phone.screen.locator("#state").filter({ hasText: "自動の返事です" }).waitFor();
  await stayed(phoneBody);

  await front.getByRole("button", { name: "次の「ようすうかがい」まで進める" }).click();
  await front.locator("#time").filter({ hasText: "時計を進めました" }).waitFor();
  const asked = await phone.hears("今週の気分は、どの天気に近い？");
  assert.equal(await asked.locator(".option:enabled").count(), 7);
  // The clock stopped at the check-in, so an answer is still answered.
  const said = await phone.log.locator(".line.auto").count();
  await asked.locator(".option:enabled", { hasText: "パス" }).click();
  await phone.log.locator(".line.auto").nth(said).waitFor();
  await stayed(phoneBody);

  // The officer of the town reads the report and nothing else.
  const officer = await Desk.signIn(await on.context(), "yakuba");
  await officer.page.getByRole("link", { name: "報告を開く" }).click();
  await officer.page.getByRole("heading", { level: 1, name: "報告" }).waitFor();
  assert.ok((await officer.page.locator("tbody th[scope=row]").count()) >= 30, "every column of the table");
});

test("the same beginning in English", async () => {
  const family = await on.context({ locale: "en-GB" });
  const front = await family.newPage();
  await front.goto("/");
  await front.getByRole("heading", { level: 1, name: "See all of it in five minutes" }).waitFor();
  const phone = new Phone(front.frameLocator("#screen"));
  await phone.begin();
  // The page is English, so nobody asks for the language.
  await phone.tap("A young person");
  await phone.hears("How old are you?");
  await phone.write("12");
  await phone.hears("May we send you a short message");
  await phone.tap("Yes");
  await phone.hears("Here are some places");
  await phone.write("talk to a person");
  await phone.screen.locator("#state").filter({ hasText: "Our staff have been told" }).waitFor();
  await phone.hears(/A person|person will|back from/i);
  const lines = await phone.log.locator(".line.auto").allTextContents();
  // Names of Japanese help lines stand beside their numbers.
  const japanese = lines.filter((text) => /[ぁ-ん]/.test(text) && !/\d{3}/.test(text));
  assert.deepEqual(japanese, [], "whoever chose English gets no Japanese sentence");
});
