// Every page by the rules of axe-core, light and dark, on a phone and on a desk; and none wider than its window.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DESK, Desk, PHONE, Phone, lockRoom, someoneWaits, stage } from "./help/browser.js";
import { barriers, fits } from "./help/careful.js";

/** name → an open page in the state to be judged */
const pages = new Map();
const SIZES = [PHONE, DESK];
const WIDTHS = [320, 390, 1280].map((width) => ({ width, height: 800 }));

stage(async (on) => {
  const family = async () => on.context({ viewport: PHONE });
  const office = await on.context();
  const desk = await Desk.signIn(office, "yui");

  const front = await (await on.context()).newPage();
  await front.goto("/");
  pages.set("the front page", front);
  pages.set("the chat before it begins", (await Phone.open(await family())).page);
  const talking = await Phone.open(await family());
  await talking.begin();
  await talking.acceptInvitation();
  pages.set("the chat in the middle", talking.page);

  const menu = await Phone.open(await family());
  await menu.begin();
  await menu.page.locator("#more").click();
  await menu.page.locator("#room-set").click();
  pages.set("the chat being locked with pictures", menu.page);
  const locked = await Phone.open(await family());
  await locked.begin();
  await lockRoom(locked.page);
  await locked.page.getByText("絵を忘れた").click();
  pages.set("the chat locked with pictures", locked.page);
  const plain = await (await family()).newPage();
  await plain.goto("/chat/web/plain");
  await plain.getByRole("button", { name: "はじめる" }).click();
  await plain.locator(".option").first().waitFor();
  pages.set("the chat without a script", plain);

  const { href, phone } = await someoneWaits(await family(), desk);
  await phone.write("きえたい");
  await phone.hears("すぐに電話できる");
  pages.set("the chat after words that mean danger", phone.page);

  const entrance = await (await on.context()).newPage();
  await entrance.goto("/console");
  pages.set("the console's door", entrance);
  for (const [name, path] of [
    ["today", "/console"],
    ["the inbox", "/console/inbox?list=all"],
    ["a conversation", href],
    ["the report", "/console/report"],
    ["more", "/console/more"],
  ]) {
    const page = await office.newPage();
    await page.goto(path);
    pages.set(name, page);
  }
  const key = await office.newPage();
  await key.goto(href);
  await key.getByRole("button", { name: "ウェブのへやのリンクを作る" }).click();
  pages.set("a link to the web room", key);
  const door = await (await family()).newPage();
  await door.goto(await key.locator("#web-key").innerText());
  pages.set("the door that a link opens", door);
  const desk2 = await Desk.signIn(await on.context(), "midori");
  for (const [name, path] of FLOWS) {
    const page = await desk2.page.context().newPage();
    await page.goto(path);
    pages.set(name, page);
  }
});

/** The pages of the scripts. */
const FLOWS = [
  ["the scripts", "/console/flows"],
  ["a script", "/console/flows/followup"],
  ["a script being edited", "/console/flows/followup/edit"],
  ["a script as a picture", "/console/flows/followup/map"],
  ["a script being tried", "/console/flows/followup/try"],
  ["the history of a script", "/console/flows/followup/history"],
  ["a script being published", "/console/flows/followup/publish"],
];

const NAMES = [
  "the front page",
  "the chat before it begins",
  "the chat in the middle",
  "the chat after words that mean danger",
  "the chat being locked with pictures",
  "the chat locked with pictures",
  "the chat without a script",
  "the door that a link opens",
  "a link to the web room",
  "the console's door",
  "today",
  "the inbox",
  "a conversation",
  "the report",
  "more",
  ...FLOWS.map(([name]) => name),
];

for (const name of NAMES) {
  test(`${name} has no serious barrier`, async () => {
    assert.deepEqual(await barriers(pages.get(name), SIZES), []);
  });

  test(`${name} never scrolls sideways`, async () => {
    await fits(pages.get(name), WIDTHS);
  });
}
