// Draws what LINE shows beside and below the words: the rich menus of flows/menus and the faces of those who speak. `npm run menus`.
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./help/browser.js";

const MENUS = fileURLToPath(new URL("../../flows/menus/", import.meta.url));
const FACES = fileURLToPath(new URL("../../bot/server/static/chat/", import.meta.url));

// Drawn on a field of 64 by 64.
const stroke = 'fill="none" stroke="currentColor" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"';
const PICTURES = {
  talk: `<g ${stroke}><path d="M8 14h34a6 6 0 0 1 6 6v14a6 6 0 0 1-6 6H24L12 50V40H8a4 4 0 0 1-4-4V18a4 4 0 0 1 4-4z"/><path d="M54 24a5 5 0 0 1 5 5v14a5 5 0 0 1-5 5v8l-9-8H34"/></g>`,
  heart: `<path ${stroke} d="M32 54C14 42 6 33 6 23a12 12 0 0 1 26-5 12 12 0 0 1 26 5c0 10-8 19-26 31z"/>`,
  moon: `<path ${stroke} d="M40 8a25 25 0 1 0 17 36A21 21 0 0 1 40 8z"/>`,
  phone: `<path ${stroke} d="M14 8h10l5 13-7 5c3 7 8 12 15 15l6-7 13 5v10c0 3-2 6-6 6C26 55 9 36 8 14c0-4 3-6 6-6z"/>`,
  globe: `<g ${stroke}><circle cx="32" cy="32" r="25"/><path d="M7 32h50M32 7c-15 15-15 35 0 50M32 7c15 15 15 35 0 50"/></g>`,
  news: `<g ${stroke}><rect x="9" y="9" width="46" height="46" rx="7"/><path d="M20 23h24M20 33h24M20 43h14"/></g>`,
  sprout: `<g ${stroke}><path d="M32 58V32M32 38C16 38 9 28 9 15c14 0 23 7 23 23zM32 32c0-14 8-20 23-20 0 13-8 20-23 20z"/></g>`,
};

/** Areas in rows; each as [picture, words, colour of the ground]. */
const menu = (width, height, rows) => {
  const area = ([picture, words, ground]) => `<div style="background:${ground}"><svg viewBox="0 0 64 64">${PICTURES[picture]}</svg><p>${words}</p></div>`;
  const row = (areas) => `<section style="grid-template-columns:repeat(${areas.length},1fr)">${areas.map(area).join("")}</section>`;
  return `<style>
    *{margin:0;box-sizing:border-box}
    body{width:${width}px;height:${height}px;display:grid;grid-template-rows:repeat(${rows.length},1fr);gap:6px;background:#fffdf9;font:700 46px/1.25 "Noto Sans CJK JP",sans-serif;color:#2d4a43}
    section{display:grid;gap:6px} div{display:flex;align-items:center;justify-content:center;gap:24px;border-radius:18px}
    svg{width:84px;height:84px;color:#2f6b5e;flex:none} small{display:block;font-size:26px;font-weight:500}
  </style>${rows.map(row).join("")}`;
};

const [GREEN, PEACH, BLUE, SAND, LILAC] = ["#dcefe7", "#fbe3cd", "#dfe9f6", "#f3ead6", "#ece4f3"];
const pages = [
  [MENUS, "child", 1200, 405, menu(1200, 405, [
    [["talk", "ひとと はなす", GREEN], ["heart", "きもちを つたえる", PEACH]],
    [["moon", "すこし<br>やすむ", BLUE], ["phone", "でんわ<small>24じかん</small>", SAND], ["globe", "ことば<small>Language</small>", LILAC]],
  ])],
  [MENUS, "guardian", 1200, 405, menu(1200, 405, [
    [["talk", "人に相談する", GREEN], ["news", "近況を伝える", PEACH]],
    [["moon", "しばらく<br>休む", BLUE], ["phone", "電話相談<small>24時間</small>", SAND], ["globe", "ことば<small>Language</small>", LILAC]],
  ])],
  [MENUS, "door", 1200, 270, menu(1200, 270, [
    [["sprout", "また はじめる", GREEN], ["talk", "ひとと はなす", SAND]],
  ])],
];

// The faces of the web chat, on a square ground, because LINE cuts its own circle.
const face = (ground, inside) => `<style>*{margin:0}</style><svg xmlns="http://www.w3.org/2000/svg" width="240" height="240" viewBox="0 0 32 32"><rect width="32" height="32" fill="${ground}"/>${inside}</svg>`;
pages.push(
  [FACES, "robot", 240, 240, face("#e1efe9", `<g fill="none" stroke="#2f6b5e" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"><path d="M16 7.500v2.700"/><circle cx="16" cy="6.700" r="1.200" fill="#2f6b5e" stroke="none"/><rect x="7.500" y="10.500" width="17" height="13" rx="4.500" fill="#fffdf9"/><path d="M12.600 15.700v1.400M19.400 15.700v1.400M13.200 20.100c1.700 1.200 3.900 1.200 5.600 0"/></g>`)],
  [FACES, "person", 240, 240, face("#fbe3cd", `<circle cx="16" cy="12.600" r="4.800" fill="#9a4f1c"/><path d="M6.800 27c.9-5.600 4.500-8 9.200-8s8.300 2.400 9.200 8z" fill="#9a4f1c"/>`)],
);

mkdirSync(MENUS, { recursive: true });
const browser = await launch();
for (const [folder, name, width, height, html] of pages) {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.setContent(html);
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  await page.close();
  console.log(`${name}.png  ${Math.round(statSync(path).size / 1024)} kB`);
}
await browser.close();
