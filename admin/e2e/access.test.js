// Every page by the rules of axe-core, light and dark, on a phone and on a desk; and none wider than its window.
import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { DESK, Desk, PHONE, Phone, lockRoom, someoneWaits, stage } from "./help/browser.js";

/** name → an open page in the state to be judged */
const pages = new Map();
const SIZES = [PHONE, DESK];

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
    const page = pages.get(name);
    const found = [];
    for (const viewport of SIZES) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.evaluate(axe.source);
        const { violations, passes } = await page.evaluate(() => window.axe.run(document, { iframes: false, resultTypes: ["violations"] }));
        assert.ok(passes.length > 5, "the rules were applied");
        for (const { id, impact, nodes } of violations) {
          if (impact !== "serious" && impact !== "critical") continue;
          found.push(...nodes.map((node) => `${id} at ${viewport.width} ${colorScheme}: ${node.target} ${node.failureSummary.split("\n")[1] ?? ""}`));
        }
      }
    }
    assert.deepEqual(found, []);
  });

  test(`${name} never scrolls sideways`, async () => {
    const page = pages.get(name);
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const [is, may, wide] = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        const wide = [...document.querySelectorAll("body *")].find((one) => one.getBoundingClientRect().right > clientWidth + 1 && !one.closest(".cards, .scroll, .tabs"));
        return [scrollWidth, clientWidth, scrollWidth > clientWidth ? wide?.outerHTML.slice(0, 120) : ""];
      });
      assert.ok(is <= may, `${is} px in a window of ${may}: ${wide}`);
    }
  });
}
