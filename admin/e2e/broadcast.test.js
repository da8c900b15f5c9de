// A coordinator writes to everybody at once: sees how many that is, takes it back in time, and sends it for real.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk, PHONE, Phone, stage } from "./help/browser.js";
import { ahead, untilAfternoon } from "./help/clock.js";

const FOUR = "4";
let phone;
const on = stage(async (on) => {
  await untilAfternoon(on.url, FOUR);
  phone = await Phone.open(await on.context({ viewport: PHONE }));
  await phone.begin();
  await phone.acceptInvitation();
});

/** Writes words and lets them be counted; how many people that is. */
async function write(page, words) {
  await page.goto("/console/broadcasts");
  await page.getByRole("link", { name: "一斉連絡を書く" }).click();
  await page.getByLabel("日本語の文").fill(words);
  await page.getByRole("button", { name: "人数を確かめる" }).click();
  await page.locator(".bubble").filter({ hasText: words }).waitFor();
  return page.locator(".people .figure").innerText();
}

async function confirm(page, people) {
  await page.getByLabel(/人数「/).fill(people);
  await page.getByRole("button", { name: `${people}人に送る` }).click();
}

const state = (page, words) => page.locator("#broadcast .cast-state").filter({ hasText: words }).waitFor();

for (const javaScriptEnabled of [true, false]) {
  test(`counted, confirmed with the number and taken back in time ${javaScriptEnabled ? "with" : "without"} a script`, async () => {
    const { page } = await Desk.signIn(await on.context({ javaScriptEnabled, viewport: PHONE }), "midori");
    const words = `あすは お休みです（${javaScriptEnabled}）`;
    const people = await write(page, words);
    assert.ok(Number(people) >= 1, `${people} people`);
    await confirm(page, people).then(() => state(page, "まもなく送ります"));
    const left = await page.locator(".count-down").innerText();
    assert.match(left, /^[45]:\d\d$/);
    await page.getByRole("button", { name: "取り消す" }).click();
    await state(page, "取り消しました");
    await ahead(on.url, "hour");
    await page.goto("/console/broadcasts");
    await page.locator(".cast").filter({ hasText: words }).filter({ hasText: "取り消しました" }).waitFor();
    assert.equal(await phone.log.getByText(words).count(), 0, "nothing has left");
  });
}

test("another number is refused, the right one reaches the phone", async () => {
  const { page } = await Desk.signIn(await on.context(), "midori");
  const words = "こうえんの あつまりは 3時からです";
  const people = await write(page, words);
  await page.getByLabel(/人数「/).fill(`${Number(people.replaceAll(",", "")) + 1}`);
  await page.getByRole("button", { name: `${people}人に送る` }).click();
  await page.locator("#problem").filter({ hasText: "人数がちがいます" }).waitFor();
  await page.getByLabel(/人数「/).fill(people);
  await page.getByRole("button", { name: `${people}人に送る` }).dblclick(); // two presses are one
  await state(page, "まもなく送ります");
  assert.equal(await page.locator("#problem").count(), 0);
  await ahead(on.url, "hour");
  await phone.hears(words);
  await state(page, /送(っています|り終えました)/);
  await page.locator(".record").filter({ hasText: "みどりさんが確定しました" }).waitFor();
});

test("who only reads reports cannot write to anybody", async () => {
  const page = await (await on.context()).newPage();
  await page.goto("/console/broadcasts");
  await page.getByLabel("ログイン名").fill("yakuba");
  await page.getByLabel("パスワード").fill("demo-demo-demo");
  await page.getByRole("button", { name: "ログインする" }).click();
  const answer = await page.goto("/console/broadcasts");
  assert.equal(answer.status(), 404);
});
