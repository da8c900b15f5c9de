// Makes a picture of a screen smaller: at most 256 colours, which is what a screen has besides the edges of its letters.
import { deflateSync, inflateSync } from "node:zlib";

const MARK = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const COLOURS = 256;

/** The same picture with a palette; what the browser made, 8 bits a channel with or without a fourth one. */
export function smaller(png) {
  const { width, height, pixels } = read(png);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const palette = choose(counts);
  const place = new Map([...counts.keys()].map((pixel) => [pixel, nearest(palette, pixel)]));
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = place.get(pixels[y * width + x]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap(channels));
  return Buffer.concat([MARK, chunk("IHDR", head), chunk("PLTE", colours), chunk("IDAT", deflateSync(rows, { level: 9, memLevel: 9 })), chunk("IEND", Buffer.alloc(0))]);
}

const channels = (pixel) => [pixel >> 16, (pixel >> 8) & 255, pixel & 255];

/** Width, height and each pixel as one number. */
function read(png) {
  const parts = [];
  let width, height, bytes;
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at), kind = png.toString("latin1", at + 4, at + 8), data = png.subarray(at + 8, at + 8 + length);
    if (kind === "IHDR") [width, height, bytes] = [data.readUInt32BE(0), data.readUInt32BE(4), data[9] === 6 ? 4 : 3];
    if (kind === "IDAT") parts.push(data);
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(parts)), line = width * bytes, pixels = new Uint32Array(width * height);
  let above = new Uint8Array(line);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (line + 1)], row = new Uint8Array(raw.subarray(y * (line + 1) + 1, (y + 1) * (line + 1)));
    for (let x = 0; x < line; x += 1) {
      const left = x < bytes ? 0 : row[x - bytes], corner = x < bytes ? 0 : above[x - bytes];
      row[x] += [0, left, above[x], (left + above[x]) >> 1, paeth(left, above[x], corner)][filter];
    }
    for (let x = 0; x < width; x += 1) pixels[y * width + x] = (row[x * bytes] << 16) | (row[x * bytes + 1] << 8) | row[x * bytes + 2];
    above = row;
  }
  return { width, height, pixels };
}

function paeth(left, above, corner) {
  const guess = left + above - corner, [a, b, c] = [left, above, corner].map((one) => Math.abs(guess - one));
  return a <= b && a <= c ? left : b <= c ? above : corner;
}

/** Cuts the space of colours in two where most pixels differ most, until there are enough pieces; each becomes its mean. */
function choose(counts) {
  const boxes = [box([...counts])];
  while (boxes.length < COLOURS) {
    boxes.sort((a, b) => a.weight - b.weight);
    if (!boxes.at(-1).weight) break;
    const { colours, channel } = boxes.pop();
    colours.sort(([a], [b]) => channels(a)[channel] - channels(b)[channel]);
    const half = colours.reduce((sum, [, count]) => sum + count, 0) / 2;
    let cut = 0;
    for (let sum = 0; cut < colours.length - 1 && (cut === 0 || sum + colours[cut][1] <= half); cut += 1) sum += colours[cut][1];
    boxes.push(box(colours.slice(0, cut)), box(colours.slice(cut)));
  }
  return boxes.map(({ mean }) => mean);
}

function box(colours) {
  let all = 0;
  const low = [255, 255, 255], high = [0, 0, 0], sums = [0, 0, 0];
  for (const [pixel, count] of colours) {
    all += count;
    channels(pixel).forEach((value, n) => {
      low[n] = Math.min(low[n], value);
      high[n] = Math.max(high[n], value);
      sums[n] += value * count;
    });
  }
  const spread = high.map((value, n) => value - low[n]), widest = Math.max(...spread);
  const [red, green, blue] = sums.map((sum) => Math.round(sum / all));
  return { colours, channel: spread.indexOf(widest), weight: widest * widest * Math.sqrt(all), mean: (red << 16) | (green << 8) | blue };
}

function nearest(palette, pixel) {
  const wanted = channels(pixel);
  let best = 0, least = Infinity;
  palette.forEach((colour, place) => {
    const far = channels(colour).reduce((sum, value, n) => sum + (value - wanted[n]) ** 2, 0);
    if (far < least) [best, least] = [place, far];
  });
  return best;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => Array.from({ length: 8 }).reduce((sum) => (sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1), n));
function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]), frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  let sum = 0xffffffff;
  for (const byte of body) sum = TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
  frame.writeUInt32BE((sum ^ 0xffffffff) >>> 0, body.length + 4);
  return frame;
}
