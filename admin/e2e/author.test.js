// A coordinator changes what a child reads: told of a mistake while typing, mended, published, and read by the child at once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk, PHONE, Phone, mark, stage, stayed } from "./help/browser.js";

const on = stage();
const EDIT = "/console/flows/followup/edit";

const flow = (page) => page.locator("textarea[data-path='followup.yml']");
const saved = (page) => page.locator("#saved").filter({ hasText: "保存しました" }).waitFor();

/** Replaces words in a field as somebody would who types there. */
async function change(field, from, to) {
  const text = await field.inputValue();
  assert.ok(text.includes(from), `${from} is in the file`);
  await field.fill(text.replace(from, to));
}

/** Publishes what is drafted. */
async function publish(page, set, note) {
  await page.goto(`/console/flows/${set}/publish`);
  await page.getByLabel("何を、なぜ変えたか").fill(note);
  const reason = page.getByLabel("注意があっても公開する理由");
  if (await reason.count()) await reason.fill("読み上げて確かめた");
  await page.getByRole("button", { name: "公開する" }).click();
  await page.getByText(note).waitFor();
}

test("a mistake shows while one types, leads to its line, and what is published is said at once", async () => {
  const child = await Phone.open(await on.context({ viewport: PHONE }));
  await child.begin();
  const { page } = await Desk.signIn(await on.context(), "midori");
  await page.getByRole("link", { name: "台本" }).first().click();
  await page.getByRole("link", { name: "はじめての案内", exact: false }).first().click();
  await page.getByRole("navigation", { name: "この台本のページ" }).getByRole("link", { name: "編集" }).click();
  const yaml = page.locator("textarea[data-path='invite.yml']");
  const before = await yaml.inputValue();
  await change(yaml, "say: hello}", "say: helo}");
  const problem = page.locator("#problems .error .jump").filter({ hasText: "invite.yml" }).first();
  await problem.waitFor();
  await problem.click();
  assert.ok(await yaml.evaluate((field) => field === document.activeElement), "the problem leads into the file");
  const [field, gutter] = await yaml.evaluate((one) => [one.getBoundingClientRect().height, one.previousElementSibling.getBoundingClientRect().height]);
  assert.ok(Math.abs(field - gutter) < 3, `the line numbers stand beside their lines: ${gutter} px beside ${field}`);
  await yaml.fill(before);
  await page.locator("#problems .problems-sum.clean").waitFor();

  const japanese = page.locator("textarea[data-path='ja/invite.ftl']");
  await change(japanese, "この案内は、自動でお返事しています。", "この案内は、機械が自動でお返事しています。");
  await saved(page);
  await publish(page, "invite", "機械だと、はっきり書いた");
  const fresh = await Phone.open(await on.context({ viewport: PHONE }));
  await fresh.begin();
  await fresh.hears("機械が自動でお返事しています");
  // Who was in the middle goes on where they were.
  await child.tap("日本語");
  await child.tap("こども本人");
});

test("two editors of one flow: different steps are merged before their eyes, the same step is for them to decide", async () => {
  const [first, second] = await Promise.all(["midori", "midori"].map(async (login) => (await Desk.signIn(await on.context(), login)).page));
  await first.goto(EDIT);
  await second.goto(EDIT);
  await mark(second.locator("body"));
  await change(flow(first), "title: ", "title: あたらしい ");
  await saved(first);
  await change(flow(second), "log: followed up", "log: asked after");
  await second.locator("#saved").filter({ hasText: "合わせて保存しました" }).waitFor();
  const both = await flow(second).inputValue();
  assert.ok(both.includes("title: あたらしい") && both.includes("log: asked after"));
  await stayed(second.locator("body"));

  await change(flow(first), "log: followed up", "log: first wording");
  await first.locator("#saved").filter({ hasText: "同じところを書きかえました" }).waitFor();
  await first.getByRole("button", { name: "下書きを保存" }).click();
  await first.getByText("どちらも消えていません").waitFor();
  await first.locator("pre").filter({ hasText: "asked after" }).waitFor();
  await first.locator("pre").filter({ hasText: "first wording" }).waitFor();
  await first.getByRole("radio", { name: /自分の文/ }).check();
  await first.getByRole("button", { name: "選んだほうで保存する" }).click();
  await first.locator("#editor").waitFor();
  const chosen = await flow(first).inputValue();
  assert.ok(chosen.includes("first wording") && !chosen.includes("asked after"));
  await first.locator("summary").filter({ hasText: "下書きを捨てる" }).click();
  await first.getByRole("button", { name: "捨てる", exact: true }).click();
  await first.getByRole("heading", { level: 1, name: "台本" }).waitFor();
});

test("a draft is tried with the keyboard alone", async () => {
  const { page } = await Desk.signIn(await on.context(), "midori");
  await page.goto("/console/flows/followup/try");
  const log = page.locator(".phone-log");
  const count = await log.locator(".phone-bot").count();
  assert.ok(count > 0, "it speaks");
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      return { act: one.value || "", ring: parseFloat(getComputedStyle(one).outlineWidth) >= 2 };
    });
    if (at.act.startsWith("tap followup/")) {
      assert.ok(at.ring, "the focus can be seen");
      await page.keyboard.press("Enter");
      break;
    }
  }
  await log.locator(".phone-you").waitFor();
  assert.ok((await log.locator(".phone-bot").count()) >= count);
});

test("without a script everything is still a form", async () => {
  const context = await on.context({ javaScriptEnabled: false });
  const { page } = await Desk.signIn(context, "midori");
  await page.goto(EDIT);
  await change(flow(page), "log: followed up", "log: without a script");
  await page.getByRole("button", { name: "保存して公開へ" }).click();
  await page.getByRole("heading", { name: "変わるところ" }).waitFor();
  await page.getByText("without a script").first().waitFor();
  await publish(page, "followup", "スクリプトなしで");
  await page.getByText("公開中").waitFor();
});
