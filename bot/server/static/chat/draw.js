// Draws the conversation: one element per line, changed only where the line changed, so that screen readers hear each line once.

const make = (tag, className = "", text = "", attributes = {}) => {
  const made = Object.assign(document.createElement(tag), { className, textContent: text });
  for (const [name, value] of Object.entries(attributes)) if (value) made.setAttribute(name, value);
  return made;
};
const button = (text, className, act) => {
  const made = make("button", className, text, { type: "button" });
  made.addEventListener("click", act);
  return made;
};
export const placeholder = () => make("div", "line");
const picture = (src, alt) => Object.assign(make("img"), { alt, loading: "lazy", referrerPolicy: "no-referrer", src });

/** Brings `log` up to date with the lines of the server and, after them, what is still on its way. */
export function drawLines(log, nodes, lines, unsent, tools) {
  lines.sort((a, b) => (a.id < b.id ? -1 : 1));
  const pending = unsent.map((entry) => ({ ...entry, id: entry.at, from: "me", chosen: entry.data, entry }));
  const all = [...lines, ...pending];
  const { open, chosen } = questions(all);
  let before;
  all.forEach((line, index) => {
    const node = nodes.get(line.id) ?? placeholder();
    nodes.set(line.id, node);
    const print = line.print ?? JSON.stringify(line);
    if (node.print !== print) fill(node, line, tools);
    node.print = print;
    node.classList.toggle("same", before?.from === line.from && before?.name === line.name);
    before = line;
    for (const option of node.options) {
      const picked = chosen.get(line.id) === option.value;
      option.disabled = chosen.has(line.id) || !open.includes(line.id);
      option.classList.toggle("chosen", picked);
      if (picked) option.setAttribute("aria-label", `${option.textContent} (${tools.word("chat-chosen")})`);
    }
    if (log.children[index] !== node) log.insertBefore(node, log.children[index] ?? null);
  });
  while (log.children.length > all.length) log.lastChild.remove();
}

/** Which lines still wait for a choice (those asked since the person was last answered), and what was chosen where. */
function questions(lines) {
  let open = [];
  let answered = true;
  const offers = new Map();
  const chosen = new Map();
  for (const line of lines) {
    const options = [...(line.choices ?? []), ...(line.cards ?? []).flatMap((card) => card.choices)];
    if (line.from === "me") {
      answered = true;
      const offer = offers.get(line.chosen);
      if (!offer) continue;
      chosen.set(offer.id, line.chosen);
      if (!line.gone) line.text ||= offer.label;
    } else if (options.length) {
      if (answered) open = [];
      answered = false;
      open.push(line.id);
      for (const { data, label } of options) offers.set(data, { id: line.id, label });
    }
  }
  return { open, chosen };
}

function fill(node, line, tools) {
  const { word } = tools;
  node.className = `line ${line.from}`;
  if (line.from === "me") node.setAttribute("aria-live", "off"); // one's own words need no reading back
  node.options = [];
  const person = line.name ? word("chat-person").replace("{name}", line.name) : word("chat-person-unnamed");
  const who = { me: word("chat-you"), auto: word("chat-automatic"), person };
  const parts = [make("p", "who", who[line.from])];
  const row = (choices, label) => {
    const made = make("div", "options", "", { role: "group", "aria-label": label });
    for (const { label: text, data } of choices) {
      const option = button(text, "option", () => tools.choose(text, data));
      option.value = data;
      node.options.push(option);
      made.append(option);
    }
    return made;
  };
  const lang = { lang: line.lang };
  if (line.gone) parts.push(make("p", "bubble gone", word("chat-unsent")));
  else if (line.text) parts.push(line.from === "me" ? make("p", "bubble", line.text) : spoken(line.text, lang));
  if (line.picture || line.type === "image") {
    const own = make("img", "own", "", { alt: word("chat-picture-mine") });
    tools.picture(own, line.at);
    parts.push(own);
  }
  if (line.media) parts.push(media(line.media, word));
  if (line.cards?.length) {
    const cards = make("ul", "cards", "", { "aria-label": word("chat-cards-label"), ...lang });
    for (const card of line.cards) {
      const item = make("li", "card");
      if (card.image_url) item.append(picture(card.image_url, ""));
      item.append(make("h2", "", card.title), make("p", "", card.text));
      if (card.choices.length) item.append(row(card.choices, card.title));
      cards.append(item);
    }
    parts.push(cards);
  }
  if (line.choices?.length) parts.push(row(line.choices, word("chat-choices-label")));
  parts.push(foot(line, tools));
  node.replaceChildren(...parts);
}

/** Words to the person; numbers that can be called are links. */
function spoken(text, lang) {
  const made = make("p", "bubble", "", lang);
  let from = 0;
  for (const { 0: number, index } of text.matchAll(/\d[\d-]+/g)) {
    const digits = number.replaceAll("-", "");
    if (!/^(11[089]|18[89]|0\d{8,10})$/.test(digits)) continue;
    if (/^番.*\d\s*$/.test(text.slice(index + number.length).split("\n", 1)[0])) continue; // a help line's name: 人権110番 0120-…
    made.append(text.slice(from, index), make("a", "", number, { href: `tel:${digits}` }));
    from = index + number.length;
  }
  made.append(text.slice(from));
  return made;
}

/** When it was said and what can still be done about it. */
function foot(line, { word, now, lang, retry, discard, takeBack }) {
  const made = make("div", "foot");
  const { entry } = line;
  if (entry && entry.state !== "sent") {
    const words = entry.why ?? (entry.state === "sending" ? "chat-sending" : "chat-failed");
    made.append(make("span", "", word(words)));
    if (entry.state === "waiting") made.append(button(word("chat-retry"), "small", retry));
    if (entry.state !== "sending") made.append(button(word("chat-discard"), "small", () => discard(entry)));
    return made;
  }
  const at = new Date(line.at);
  const day = at.toDateString() === new Date(now()).toDateString() ? {} : { month: "numeric", day: "numeric" };
  const shown = at.toLocaleString(lang.startsWith("ja") ? "ja" : lang, { hour: "numeric", minute: "2-digit", ...day });
  made.append(make("time", "", shown, { datetime: at.toISOString() }));
  if (line.from === "me" && (line.text || line.picture) && !line.chosen && !entry) {
    const menu = make("details", "menu");
    menu.append(make("summary", "", "⋯", { "aria-label": word("chat-menu") }), button(word("chat-unsend"), "small", () => takeBack(line)));
    made.append(menu);
  }
  return made;
}

function media({ kind, url, preview_url: poster }, word) {
  if (kind === "image") return picture(url, word("chat-picture"));
  return make("video", "", "", { controls: "controls", preload: "none", playsinline: "playsinline", poster, src: url, "aria-label": word("chat-video") });
}
