// Draws the pictures and the film that the flows send: `npm run media` (the film needs ffmpeg). No words in them: they go to all languages.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./help/browser.js";

const FOLDER = fileURLToPath(new URL("../../flows/media/", import.meta.url));
const [WIDTH, HEIGHT] = [960, 640];
const FRAMES = 20; // a second
const SECONDS = 15;

const shape = (name, attributes, inside = "") =>
  `<${name} ${Object.entries(attributes).map(([key, value]) => `${key}="${value}"`).join(" ")}>${inside}</${name}>`;
const box = (x, y, width, height, fill, rx = 0) => shape("rect", { x, y, width, height, fill, rx });
const dot = (cx, cy, r, fill) => shape("circle", { cx, cy, r, fill });
const line = (d, stroke, width = 6, fill = "none") =>
  shape("path", { d, stroke, "stroke-width": width, fill, "stroke-linecap": "round", "stroke-linejoin": "round" });
const group = (x, y, inside, scale = 1) => shape("g", { transform: `translate(${x} ${y}) scale(${scale})` }, inside);
const fade = (id, stops) =>
  shape("linearGradient", { id, x1: 0, y1: 0, x2: 0, y2: 1 }, stops.map(([offset, colour]) => shape("stop", { offset, "stop-color": colour })).join(""));

const cloud = (x, y, scale, opacity = 0.7) =>
  shape("g", { opacity }, group(x, y, dot(0, 0, 40, "#fff") + dot(45, -14, 52, "#fff") + dot(98, 0, 38, "#fff") + box(-6, 4, 110, 36, "#fff", 18), scale));
const face = (x, y, fill, look = 0) =>
  group(x, y, dot(0, 0, 46, fill) + dot(-15 + look, -6, 5, "#43352b") + dot(15 + look, -6, 5, "#43352b") + line(`M${-12 + look} 14 q12 12 24 0`, "#43352b", 4));
const cat = (x, y, tail = 0) =>
  group(x, y,
    line(`M64 30 q${40 + tail} ${-10 - tail} ${34 + tail} ${-52}`, "#e0a458", 14) +
    shape("ellipse", { cx: 10, cy: 30, rx: 62, ry: 38, fill: "#f0b866" }) + dot(-48, 0, 32, "#f0b866") +
    line("M-72 -18 l-4 -28 l22 14 Z", "#f0b866", 4, "#f0b866") + line("M-40 -32 l20 -16 l2 28 Z", "#f0b866", 4, "#f0b866") +
    line("M-66 2 q6 6 12 0 M-42 2 q6 6 12 0", "#43352b", 4) + line("M-52 12 q4 4 8 0", "#43352b", 3));

function sky() {
  return fade("evening", [[0, "#6c8fc7"], [0.55, "#f3c6a8"], [1, "#f9e3c2"]]).replace(/^/, "<defs>") + "</defs>" +
    box(0, 0, WIDTH, HEIGHT, "url(#evening)") + dot(700, 430, 58, "#fff1c9") +
    cloud(150, 170, 1.5) + cloud(560, 120, 1.1) + cloud(330, 300, 0.8, 0.5) +
    line("M250 420 q14 -16 28 0 q14 -16 28 0", "#54627f", 5) + line("M330 460 q10 -12 20 0 q10 -12 20 0", "#54627f", 4) +
    line("M0 560 L150 520 L300 556 L470 508 L640 550 L800 512 L960 548 L960 640 L0 640 Z", "#7d86a3", 2, "#7d86a3") +
    line("M60 560 L60 470 M60 486 L960 520", "#5d6784", 4);
}
function room() {
  return box(0, 0, WIDTH, HEIGHT, "#efe4d3") + box(0, 470, WIDTH, 170, "#d8b98f") + box(200, 110, 560, 350, "#57688a", 22) + box(222, 132, 516, 306, "#eaf1f8", 10) +
    [["#f5b8a0", 300, 220], ["#a9d3b6", 480, 220], ["#f4d58d", 660, 220], ["#b9c6ea", 300, 350], ["#e7bcd8", 480, 350], ["#cfd8dc", 660, 350]]
      .map(([fill, x, y], place) => box(x - 78, y - 58, 156, 116, "#fff", 14) + (place === 5 ? box(x - 24, y - 16, 48, 32, "#9fb0bb", 10) : face(x, y, fill, place % 2 ? 3 : -3))).join("") +
    box(450, 460, 60, 40, "#57688a") + box(360, 496, 240, 20, "#46557a", 10) + cat(800, 520) + group(120, 500, box(-36, -60, 72, 80, "#c9684f", 12) + line("M36 -44 q34 4 30 28 q-6 20 -30 18", "#c9684f", 10) + line("M-12 -80 q8 -16 0 -30 M14 -80 q8 -16 0 -30", "#fff", 5));
}
function warm() {
  return box(0, 0, WIDTH, HEIGHT, "#31415f") + box(120, 60, 720, 380, "#1f2c47", 18) + [[220, 130], [360, 220], [520, 110], [700, 180], [640, 300], [280, 330]].map(([x, y]) => dot(x, y, 4, "#fff")).join("") +
    dot(730, 120, 34, "#f7ecc0") + line("M480 60 V440 M120 250 H840", "#3f527a", 10) + box(0, 470, WIDTH, 170, "#8a5f3f") +
    group(480, 470, box(-90, -110, 180, 150, "#f3e9dc", 26) + line("M90 -80 q70 10 60 60 q-14 40 -60 30", "#f3e9dc", 20) + shape("ellipse", { cx: 0, cy: -106, rx: 86, ry: 20, fill: "#7a4a2c" }) +
      line("M-40 -150 q18 -30 0 -60 M0 -150 q18 -30 0 -60 M40 -150 q18 -30 0 -60", "#fff9", 8));
}
/** The place at a moment of the film: `t` runs from 0 to 1; the view walks from the door to the window. */
function place(t = 0.55) {
  const ease = t * t * (3 - 2 * t);
  const open = Math.min(1, t * 5);
  const look = -ease * 1500;
  const tail = Math.sin(t * 25) * 10;
  const books = Array.from({ length: 15 }, (_, n) => box(1010 + n * 17, 210 + (n % 3) * 6, 13, 70 - (n % 3) * 6, ["#c9684f", "#5f8a7a", "#e0b04f", "#6d7fa8"][n % 4], 2)).join("");
  const inside = box(0, 0, 2500, 640, "#f5ecdf") + box(0, 500, 2500, 140, "#d6b68a") +
    group(0, 0, box(560, 150, 270, 200, "#bfe0f2", 8) + cloud(600 + t * 60, 250, 0.6, 1) + line("M695 150 V350 M560 250 H830", "#fff", 10)) +
    box(1000, 190, 280, 310, "#b98a5a", 8) + box(1010, 200, 260, 84, "#f2e3cb") + box(1010, 300, 260, 84, "#f2e3cb") + box(1010, 400, 260, 90, "#f2e3cb") + books + group(0, 100, books) +
    box(1380, 400, 300, 110, "#7fa08f", 30) + box(1360, 340, 340, 90, "#8fb3a0", 36) + cat(1530, 390, tail) +
    box(1840, 430, 360, 22, "#a5744a", 8) + box(1870, 452, 18, 80, "#a5744a") + box(2150, 452, 18, 80, "#a5744a") +
    face(1900, 360, "#f5b8a0", 4) + box(1866, 400, 68, 40, "#d98c6f", 18) + face(2130, 360, "#a9d3b6", -4) + box(2096, 400, 68, 40, "#7fb08f", 18) +
    box(1990, 396, 60, 36, "#fff", 4) + line("M2000 406 h38 M2000 416 h30", "#9aa8b5", 3) +
    group(2330, 500, box(-34, -40, 68, 60, "#c9684f", 8) + line("M0 -40 q-40 -60 -60 -50 M0 -40 q0 -90 10 -100 M0 -40 q40 -60 60 -60", "#5f8a5a", 10)) +
    group(330, 150, box(0, 0, 130, 40, "#fff", 10));
  const door = open < 1 ? group(0, 0, box(0, 0, 480 * (1 - open), 640, "#c08a5a") + box(WIDTH - 480 * (1 - open), 0, 480 * (1 - open), 640, "#c08a5a") + dot(440 - 480 * open, 330, 14, "#f4d58d") + dot(520 + 480 * open, 330, 14, "#f4d58d")) : "";
  return group(look, 0, inside) + door;
}

mkdirSync(FOLDER, { recursive: true });
const browser = await launch();
const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
const show = (inside) => page.setContent(`<style>body{margin:0}</style><svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${inside}</svg>`);
async function still(name, inside) {
  await show(inside);
  const path = join(FOLDER, `${name}.jpg`);
  await page.screenshot({ path, type: "jpeg", quality: 82 });
  console.log(`${name}.jpg  ${Math.round(statSync(path).size / 1024)} kB`);
}
await still("sky", sky());
await still("room", room());
await still("warm", warm());
await still("place", place());
await still("place-tour", place(0.3));

const frames = mkdtempSync(join(tmpdir(), "film-"));
for (let n = 0; n < FRAMES * SECONDS; n += 1) {
  await show(place(n / (FRAMES * SECONDS - 1)));
  await page.screenshot({ path: join(frames, `${String(n).padStart(4, "0")}.png`) });
}
await browser.close();
const film = join(FOLDER, "place-tour.mp4");
execFileSync("ffmpeg", ["-y", "-loglevel", "error", "-framerate", String(FRAMES), "-i", join(frames, "%04d.png"), "-c:v", "libx264", "-preset", "veryslow", "-crf", "27", "-pix_fmt", "yuv420p", "-movflags", "+faststart", film]);
rmSync(frames, { recursive: true });
console.log(`place-tour.mp4  ${Math.round(statSync(film).size / 1024)} kB`);
