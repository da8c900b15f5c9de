// Pictures: made smaller before they travel, so that a telephone's camera costs nobody's month, and shown again to their own sender.
const SIDE = 2000; // pixels; enough to read a worksheet
const SMALL = 1_000_000; // bytes; below this, what is small enough goes as it is
const LARGEST = 10 * 1024 * 1024;
const PLAIN = ["image/jpeg", "image/png", "image/webp"];
const known = new Map(); // time of a message → address of its picture in memory

/** A file as it will be sent; null if it cannot be. Drawing it anew also leaves out where and when it was taken. */
export async function prepare(file) {
  let image;
  try {
    image = await createImageBitmap(file);
  } catch {
    // A kind that this browser cannot draw (HEIC of an iPhone on a desk): the service looks at it.
    return file.size <= LARGEST && /heic|heif/i.test(file.type + file.name) ? file : null;
  }
  const scale = Math.min(1, SIDE / Math.max(image.width, image.height));
  if (scale === 1 && file.size <= SMALL && PLAIN.includes(file.type)) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff"; // what was see-through becomes paper, not night
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
}

/** Remembers a picture that is on its way. */
export const keep = (at, blob) => known.set(at, URL.createObjectURL(blob));

/** Shows the picture of a message in `image`, from memory or from the service. */
export async function show(image, at, fetchIt) {
  if (!known.has(at)) {
    const answer = await fetchIt();
    if (!answer.ok) return;
    if (!known.has(at)) keep(at, await answer.blob());
  }
  if (known.has(at)) image.src = known.get(at);
}

/** Forgets one picture, or all. */
export function forget(at) {
  for (const key of at === undefined ? [...known.keys()] : [at]) {
    if (known.has(key)) URL.revokeObjectURL(known.get(key));
    known.delete(key);
  }
}
