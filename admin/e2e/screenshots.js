// Makes the pictures in docs/images: `npm run screenshots`. A school-day afternoon, so that somebody is there to answer.
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DESK, Desk, PHONE, Phone, launch, newContext } from "./help/browser.js";
import { untilAfternoon } from "./help/clock.js";
import { startDemo } from "./help/demo.js";

const FOLDER = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const LARGEST = 250_000;

mkdirSync(FOLDER, { recursive: true });
const [demo, browser] = await Promise.all([startDemo(), launch()]);
const open = (options) => newContext(browser, demo.url, { colorScheme: "light", ...options });

async function picture(page, name) {
  await page.evaluate(() => Promise.all([document.fonts.ready, ...[...document.images].map((image) => image.decode().catch(() => {}))]));
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.activeElement?.matches("textarea") && document.activeElement.blur());
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
  const { size } = statSync(path);
  if (size > LARGEST) throw new Error(`${name}.png has ${size} bytes`);
  console.log(`${name}.png  ${Math.round(size / 1024)} kB`);
}

try {
  await untilAfternoon(demo.url);
  const yui = await Desk.signIn(await open(), "yui");
  const aoki = await Desk.signIn(await open(), "aoki");
  // Whoever waited since the demonstration began has had an answer.
  for (const href of await aoki.list("waiting")) {
    await aoki.page.goto(href);
    await aoki.take();
    await aoki.reply("お待たせしました。青木です。");
    await aoki.handBack(/しずかに待つ/);
  }
  const family = (options) => open({ viewport: PHONE, ...options });

  // The front page, with a conversation in its phone.
  const front = await (await open({ viewport: { width: 1280, height: 960 } })).newPage();
  await front.goto("/");
  const inside = new Phone(front.frameLocator("#screen"));
  await inside.begin();
  await inside.tap("日本語");
  await inside.tap("こども本人");
  await inside.hears("いま、何さい？");
  await picture(front, "demo-front");

  // Somebody who reads English.
  const english = await Phone.open(await family({ locale: "en-GB" }));
  await english.begin();
  await english.tap("A young person");
  await english.write("12");
  await english.hears("May we send you");
  await picture(english.page, "phone-en");

  // Somebody in danger.
  const danger = await Phone.open(await family());
  await danger.begin();
  await danger.tap("日本語");
  await danger.tap("こども本人");
  await danger.write("もう、きえたい");
  await danger.hears("すぐに電話できる");
  await danger.screen.locator("#state").filter({ hasText: "人の返事を待っています" }).waitFor();
  await picture(danger.page, "phone-danger");

  // Somebody who asks for a person and gets an answer.
  const before = await yui.list("all");
  const phone = await Phone.open(await family());
  await phone.begin();
  await phone.acceptInvitation();
  await phone.write("人と話したい");
  await phone.hears("スタッフに伝え");
  await yui.page.goto("/console");
  await picture(yui.page, "console-today");
  await yui.page.setViewportSize(PHONE);
  await yui.page.goto("/console/inbox?list=waiting");
  await picture(yui.page, "console-inbox-phone");
  await yui.page.setViewportSize(DESK);

  const href = (await yui.list("all")).find((one) => !before.includes(one));
  await yui.page.goto(href);
  await yui.take();
  await yui.reply("こんにちは。ゆいといいます。\n読みましたよ。どんなことから話しましょうか。");
  await phone.hears("ゆいといいます", "person");
  await phone.write("朝、おなかが痛くなる");
  await yui.reads("おなかが痛くなる");
  await picture(phone.page, "phone-ja");
  await picture(yui.page, "console-conversation");

  await aoki.page.goto("/console/report");
  await picture(aoki.page, "console-report");

  // A coordinator at the scripts.
  const { page: midori } = await Desk.signIn(await open(), "midori");
  await midori.goto("/console/flows/followup");
  await picture(midori, "flows-read");
  await midori.goto("/console/flows/followup/edit");
  const yaml = midori.locator("textarea[data-path='followup.yml']");
  await yaml.fill((await yaml.inputValue()).replace("so_so: thanks", "so_so: thansk"));
  await midori.locator("#problems .error").first().waitFor();
  await midori.locator("#problems").scrollIntoViewIfNeeded();
  await picture(midori, "flows-edit");
  await midori.goto("/console/flows/invite/try");
  await picture(midori, "flows-try");
  await midori.setViewportSize(PHONE);
  await midori.goto("/console/flows");
  await picture(midori, "flows-phone");
} finally {
  await browser.close();
  await demo.stop();
}
