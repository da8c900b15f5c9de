// Without a mouse: the whole beginning of a chat and the whole take-over, with Tab, Shift+Tab and Enter; focus is always to be seen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk, PASSWORD, Phone, onlyNew, stage } from "./help/browser.js";

const on = stage();

/** Presses Tab (or Shift+Tab) until the focus is on a control that matches; each stop on the way shows its focus and is not covered. */
async function tabTo(page, words, key = "Tab") {
  const way = [];
  for (let step = 0; step < 80; step++) {
    await page.keyboard.press(key);
    const stop = await page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return null;
      const style = getComputedStyle(at);
      const box = at.getBoundingClientRect();
      const [x, y] = [box.left + Math.min(box.width / 2, 200), box.top + Math.min(box.height / 2, 200)];
      const top = document.elementFromPoint(x, y);
      const label = at.labels?.[0]?.innerText;
      return {
        name: (label || at.getAttribute("aria-label") || at.innerText || at.id).trim().replace(/\s+/g, " "),
        ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        inSight: at === document.documentElement || at.contains(top) || Boolean(top?.contains(at)),
      };
    });
    if (!stop) continue;
    way.push(stop.name.slice(0, 30));
    assert.ok(stop.ring, `the focus on 「${stop.name}」 cannot be seen`);
    assert.ok(stop.inSight, `「${stop.name}」 has the focus but is covered or outside the window`);
    if (words instanceof RegExp ? words.test(stop.name) : stop.name === words) return;
  }
  assert.fail(`${key} never reached ${words}; it went ${way.join(" → ")}`);
}

test("a chat from the first button to asking for a person", async () => {
  const phone = await Phone.open(await on.context());
  const { page } = phone;
  const press = async (words, key) => {
    await tabTo(page, words, key);
    await page.keyboard.press("Enter");
  };
  await press("はじめる");
  await phone.hears("どのことばが読みやすいですか？");
  await press("日本語");
  await phone.hears("どなたですか？");
  await press("こども本人");
  await phone.hears("いま、何さい？");
  await tabTo(page, "メッセージを書く");
  await page.keyboard.type("12");
  await press("送る");
  await phone.hears("短いメッセージを送っていい？");
  await press("はい", "Shift+Tab");
  await phone.hears("こんなところがあるよ");
  await tabTo(page, "メッセージを書く");
  await page.keyboard.type("人と話したい");
  await press("送る");
  await phone.hears("スタッフに伝え");
});

test("signing in, taking over, answering and handing back", async () => {
  const other = await Desk.signIn(await on.context(), "aoki");
  const before = await other.list();
  const phone = await Phone.open(await on.context());
  await phone.begin();
  await phone.tap("日本語");
  await phone.tap("こども本人");
  await phone.write("人と話したい");
  await phone.hears("スタッフに伝え");
  const handle = await (async () => {
    const href = onlyNew(before, await other.list());
    return other.page.locator(`.row > a[href="${href}"] .handle`).innerText();
  })();

  const page = await (await on.context()).newPage();
  await page.goto("/console");
  await tabTo(page, "ログイン名");
  await page.keyboard.type("yui");
  await tabTo(page, "パスワード");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "今日" }).waitFor();
  await tabTo(page, /^受信箱/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "受信箱" }).waitFor();
  await tabTo(page, new RegExp(`${handle} `));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: handle }).waitFor();
  await tabTo(page, "引き受ける");
  await page.keyboard.press("Enter");
  await page.locator("#holder.human").waitFor();
  await page.waitForFunction(() => document.activeElement !== document.body);
  await page.locator("#reply").waitFor();
  if (!(await page.locator("#reply").evaluate((field) => field === document.activeElement))) await tabTo(page, /への返事$/);
  await page.keyboard.type("こんにちは");
  await tabTo(page, "送る");
  await page.keyboard.press("Enter");
  await phone.hears("こんにちは", "person");
  await tabTo(page, "会話を戻す", "Shift+Tab");
  await page.keyboard.press("Enter");
  await tabTo(page, /^しずかに待つ/);
  await page.keyboard.press("Enter");
  await page.locator("#holder.flow").waitFor();
  await phone.screen.locator("#state").filter({ hasText: "自動の返事です" }).waitFor();
});

test("Enter that ends a kana conversion sends no reply", async () => {
  const desk = await Desk.signIn(await on.context(), "yui");
  await desk.list();
  await desk.page.locator("#inbox .row > a").first().click();
  await desk.take();
  const posts = [];
  desk.page.on("request", (request) => request.url().endsWith("/reply") && posts.push(request.url()));
  const reply = desk.page.locator("#reply");
  await reply.fill("へんかんちゅう");
  await reply.evaluate((field) => {
    const enter = (more) => field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true, ...more }));
    field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    enter({ isComposing: true });
    enter({ keyCode: 229 });
    field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
  });
  assert.equal(await reply.inputValue(), "へんかんちゅう");
  await reply.press("Control+Enter");
  await desk.timeline.locator(".message.staff").filter({ hasText: "へんかんちゅう" }).waitFor();
  assert.equal(posts.length, 1);
});
