// The browser, and the two people who sit in front of it: someone with a phone, someone at the console.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { startDemo } from "./demo.js";

export const PASSWORD = "demo-demo-demo";
export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 900 };
/** The longest wait for anything: a debug build on a small machine while others build. */
const PATIENCE = 10_000;

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

/** For the tests of one file: one demonstration and one browser; `prepare` sets the scene once, `channels` are lines of the configuration. */
export function stage(prepare = async () => {}, channels = []) {
  const stage = { url: "", context: null, demo: null };
  let demo, browser;
  before(async () => {
    [demo, browser] = await Promise.all([startDemo(channels), launch()]);
    stage.url = demo.url;
    stage.demo = demo;
    stage.context = (options) => newContext(browser, demo.url, options);
    await prepare(stage);
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
  });
  return stage;
}

/** A browser of its own: no cookies, no storage of anybody else. */
export async function newContext(browser, baseURL, options = {}) {
  const context = await browser.newContext({
    baseURL,
    locale: "ja-JP",
    timezoneId: "Asia/Tokyo",
    viewport: DESK,
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  return context;
}

/** Someone with a phone. `screen` is a page or the frame in the demonstration's phone. */
export class Phone {
  constructor(screen) {
    this.screen = screen;
    this.log = screen.locator("#log");
    this.text = screen.locator("#text");
  }

  /** Opens the chat by itself. */
  static async open(context, path = "/chat/web?demo=1") {
    const page = await context.newPage();
    await page.goto(path);
    return Object.assign(new Phone(page), { page });
  }

  async begin() {
    await this.screen.locator("#go").click();
    await this.option(/./).last().waitFor();
  }

  /** Answers that can be tapped now. */
  option(name) {
    return this.log.locator(".option:enabled").filter({ hasText: name });
  }

  /** Taps the answer with exactly these words. */
  async tap(name) {
    await this.option(exactly(name)).last().click();
    await this.log.locator(".option.chosen").filter({ hasText: exactly(name) }).last().waitFor();
  }

  async write(words) {
    await this.text.fill(words);
    await this.screen.locator("#write button[type=submit]").click();
    await this.said(words);
  }

  /** Own words are part of the conversation, not only accepted: they can be taken back. */
  said(words) {
    return this.log.locator(".line.me").filter({ hasText: words }).filter({ has: this.screen.locator(".menu") }).last().waitFor();
  }

  /** Waits for words of the script (`auto`) or of a person (`person`). */
  async hears(words, from = "auto") {
    const line = this.log.locator(`.line.${from}`).filter({ hasText: words }).last();
    await line.waitFor();
    return line;
  }

  /** Through the invitation as a child, up to the places. */
  async acceptInvitation() {
    await this.tap("日本語");
    await this.tap("こども本人");
    await this.hears("いま、何さい？");
    await this.write("12");
    await this.hears("短いメッセージを送っていい？");
    await this.tap("はい");
    await this.hears("こんなところがあるよ");
  }
}

/** Touches pictures of the lock in a row. */
export async function touch(page, place, names) {
  for (const name of names) await page.locator(`${place} .pad button[value=${name}]`).click();
  await page.locator(`${place} .done`).click();
}

/** Locks an open chat with these pictures; `now` leaves it on the lock screen. */
export async function lockRoom(page, names = ["sun", "cat", "fish"], now = true) {
  await page.locator("#more").click();
  await page.locator("#room-set").click();
  await touch(page, "#room-pad", names);
  await page.locator("#room-pad").getByText("もう一度、同じ順番").waitFor();
  await touch(page, "#room-pad", names);
  await page.locator("#room-say").filter({ hasText: "カギをかけました" }).waitFor();
  await page.locator("#room-close").click();
  if (!now) return;
  await page.locator("#more").click();
  await page.locator("#room-shut").click();
  await page.locator("#lock-title").waitFor();
}

/** Someone of the staff. */
export class Desk {
  constructor(page) {
    this.page = page;
    this.timeline = page.locator("#timeline");
    this.pen = page.locator("#pen");
  }

  static async signIn(context, login) {
    const page = await context.newPage();
    await page.goto("/console");
    await page.getByLabel("ログイン名").fill(login);
    await page.getByLabel("パスワード").fill(PASSWORD);
    await page.getByRole("button", { name: "ログインする" }).click();
    await page.getByRole("heading", { level: 1, name: "今日" }).waitFor();
    return new Desk(page);
  }

  /** The conversations in a list of the inbox, top first, as `/console/c/…`. */
  async list(list = "waiting") {
    await this.page.goto(`/console/inbox?list=${list}`);
    return this.page.locator("#inbox .row > a").evaluateAll((rows) => rows.map((row) => row.getAttribute("href")));
  }

  async take() {
    await this.page.getByRole("button", { name: /引き受ける$/ }).click();
    await this.page.locator("#holder.human").waitFor();
  }

  async reply(words) {
    await this.page.locator("#reply").fill(words);
    await this.pen.getByRole("button", { name: "送る" }).click();
    await this.timeline.locator(".message.staff").filter({ hasText: words }).waitFor();
  }

  reads(words) {
    return this.timeline.locator(".message.in").filter({ hasText: words }).waitFor();
  }

  async handBack(how) {
    await this.page.locator("summary").filter({ hasText: "会話を戻す" }).click();
    await this.page.getByRole("button", { name: how }).click();
    await this.page.locator("#holder:not(.human)").waitFor();
  }
}

/** What was not there before. */
export function onlyNew(before, now) {
  const fresh = now.filter((one) => !before.includes(one));
  assert.equal(fresh.length, 1, `one new conversation, not ${fresh.length}`);
  return fresh[0];
}

/** A child who asks for a person, and the conversation as the desk sees it; `desk` ends on the inbox. */
export async function someoneWaits(context, desk) {
  const before = await desk.list("all");
  const phone = await Phone.open(context);
  await phone.begin();
  await phone.tap("日本語");
  await phone.tap("こども本人");
  await phone.write("人と話したい");
  await phone.hears("スタッフに伝え");
  return { phone, href: onlyNew(before, await desk.list("all")) };
}

/** Marks the document, so that `stayed` can tell whether the page was loaded anew. */
export const mark = (body) => body.evaluate((element) => (element.dataset.untouched = "yes"));
export async function stayed(body) {
  assert.equal(await body.getAttribute("data-untouched"), "yes", "the page was not loaded again");
}

const exactly = (text) => (text instanceof RegExp ? text : new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\s*$`));
