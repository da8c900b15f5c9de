// What a phone does to a chat: reloads, second tabs, tunnels without a signal, kana conversion, somebody looking over the shoulder.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, Phone, stage } from "./help/browser.js";

const on = stage();
const fresh = async () => {
  const context = await on.context({ viewport: PHONE });
  const phone = await Phone.open(context);
  await phone.begin();
  return { context, phone, page: phone.page };
};
/** The bodies of every message that the page tries to send. */
function posts(page) {
  const seen = [];
  page.on("request", (request) => request.url().endsWith("/send") && seen.push(request.postDataJSON()));
  return seen;
}

test("a reload goes on where the conversation was, with a draft still in its field", async () => {
  const { phone, page } = await fresh();
  await phone.tap("日本語");
  await phone.tap("こども本人");
  await phone.hears("いま、何さい？");
  await phone.text.fill("書きかけ");
  await page.reload();
  await phone.hears("いま、何さい？");
  assert.equal(await page.locator("#gate").isVisible(), false, "nobody is asked to begin again");
  assert.equal(await phone.text.inputValue(), "書きかけ");
  assert.equal(await phone.log.locator(".line.me").count(), 2, "nothing is shown twice");
});

test("a second tab offers to go on, and both show the same conversation", async () => {
  const { context, phone } = await fresh();
  await phone.tap("日本語");
  const second = await Phone.open(context);
  await second.screen.locator("#continue").click();
  await second.hears("どなたですか？");
  await second.tap("こども本人");
  await phone.hears("いま、何さい？");
  await phone.write("12");
  await second.hears("短いメッセージを送っていい？");
  await second.said("12");
});

test("what is written without a connection is sent once, with one id, when it is back", async () => {
  const { context, phone, page } = await fresh();
  await phone.tap("日本語");
  await phone.tap("こども本人");
  await phone.hears("いま、何さい？");
  const sent = posts(page);
  await context.setOffline(true);
  await phone.text.fill("12");
  await page.locator("#write button[type=submit]").click();
  await phone.log.getByText("まだ送れていません。").waitFor();
  await page.locator("#link").filter({ hasText: "インターネットにつながっていません" }).waitFor();
  // Impatience does not make it two messages.
  await phone.log.getByRole("button", { name: "もう一度送る" }).click();
  await phone.log.getByText("まだ送れていません。").waitFor();
  await context.setOffline(false);
  await phone.said("12");
  await phone.hears("短いメッセージを送っていい？");
  assert.ok(sent.length >= 2, "it was tried without and with a connection");
  assert.equal(new Set(sent.map(({ id }) => id)).size, 1, "one message has one id for life");
  await page.reload();
  await phone.hears("短いメッセージを送っていい？");
  assert.equal(await phone.log.locator(".line.me .bubble", { hasText: /^12$/ }).count(), 1, "the service has it once");
});

test("Enter that ends a kana conversion sends nothing; Ctrl and Enter afterwards sends once", async () => {
  const { phone, page } = await fresh();
  await phone.tap("日本語");
  const sent = posts(page);
  await phone.text.fill("こども本人");
  await phone.text.evaluate((field) => {
    const enter = (more) => field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true, ...more }));
    field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    enter({ isComposing: true });
    field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "こども本人" }));
    enter({ keyCode: 229 }); // how Safari reports the same key
  });
  assert.equal(await phone.text.inputValue(), "こども本人", "the words are still in the field");
  await phone.text.press("Enter");
  assert.equal(await phone.text.inputValue(), "こども本人\n", "Enter alone begins a new line");
  await phone.text.press("Control+Enter");
  await phone.hears("いま、何さい？");
  assert.deepEqual(sent.map(({ text }) => text), ["こども本人"]);
});

for (const [how, act] of [
  ["the button かくす", (page) => page.locator("#hide").click()],
  ["Esc twice", async (page) => { await page.keyboard.press("Escape"); await page.keyboard.press("Escape"); }],
]) {
  test(`${how} leaves for a calendar, and "back" shows no conversation`, async () => {
    const { phone, page } = await fresh();
    await phone.tap("日本語");
    await phone.hears("どなたですか？");
    const chat = page.url();
    await act(page);
    await page.waitForURL((url) => !url.href.startsWith(chat));
    assert.equal(await page.title(), "カレンダー");
    await page.locator("table td[aria-current=date]").waitFor();
    assert.doesNotMatch(await page.locator("body").innerText(), /どなた|つなぎ|かくす/);
    await page.goBack();
    assert.notEqual(page.url(), chat, "the conversation is not in the history");
    await page.goto(chat);
    await page.locator("#continue").waitFor();
    assert.equal(await phone.log.locator(".line").count(), 0, "coming back asks first");
  });
}
