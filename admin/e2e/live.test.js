// A page of the console shows what is said while it opens, before anybody can tell it.
import { test } from "node:test";
import { Desk, Phone, onlyNew, stage } from "./help/browser.js";

let href, child;
const on = stage(async (on) => {
  const desk = await Desk.signIn(await on.context(), "yui");
  const before = await desk.list("all");
  child = await Phone.open(await on.context());
  await child.begin();
  href = onlyNew(before, await desk.list("all"));
});

test("words that come between the page and its stream are there without another change", async () => {
  const { page } = await Desk.signIn(await on.context(), "yui");
  let go;
  const held = new Promise((resolve) => (go = resolve));
  let asked;
  const waits = new Promise((resolve) => (asked = resolve));
  await page.route("**/events*", async (route) => {
    asked();
    await held;
    await route.continue();
  });
  await page.goto(href, { waitUntil: "domcontentloaded" });
  await waits;
  await child.write("ねえ、きいて");
  // Every notice of it is over when the stream begins.
  await page.waitForTimeout(1_000);
  go();
  await page.locator("#timeline").getByText("ねえ、きいて").waitFor();
});
