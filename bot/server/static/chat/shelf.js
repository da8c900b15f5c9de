// What the page keeps, and where: on the device or only in this tab; in memory where the browser keeps nothing.
const open = (name) => {
  try {
    const store = window[name];
    store.setItem("tsunagi", "");
    store.removeItem("tsunagi");
    return store;
  } catch {
    const map = new Map(); // storage is switched off: the page still works until it is closed
    return { getItem: (k) => map.get(k) ?? null, setItem: (k, v) => map.set(k, v), removeItem: (k) => map.delete(k), keys: () => [...map.keys()] };
  }
};

/** Survives the tab: the proof of a session, if the person wants to go on later. Words never go there. */
export const device = open("localStorage");
/** Survives a reload and nothing else. */
export const tab = open("sessionStorage");

const name = (part) => `tsunagi:${document.body.dataset.slug}:${part}`;
const keysOf = (shelf) => (shelf.keys ? shelf.keys() : Object.keys(shelf));

export const get = (shelf, part) => JSON.parse(shelf.getItem(name(part)) ?? "null");
export const set = (shelf, part, value) => shelf.setItem(name(part), JSON.stringify(value));
export const drop = (shelf, part) => shelf.removeItem(name(part));
/** Everything whose name begins with `part`. */
export const all = (shelf, part) => keysOf(shelf).filter((key) => key.startsWith(name(part))).map((key) => JSON.parse(shelf.getItem(key)));
export const clear = (shelf, part = "") => keysOf(shelf).filter((key) => key.startsWith(name(part))).forEach((key) => shelf.removeItem(key));
