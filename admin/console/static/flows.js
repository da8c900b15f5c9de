// The editor's script: line numbers, a check while one types, saving by itself. Every page also works without it.
"use strict";
(() => {
  const form = document.getElementById("editor");
  const log = document.querySelector(".phone-log");
  if (log) log.scrollTop = log.scrollHeight;
  if (!form) return;
  const fields = [...form.querySelectorAll("textarea[data-path]")];
  const note = document.getElementById("saved");
  const CHECK = 400, SAVE = 2500, LOOK = 30000;
  const sent = new Map(fields.map((field) => [field, field.value]));
  let checking = null, saving = null, busy = false, clash = false, turn = 0;
  const rev = (field) => field.closest("fieldset").querySelector("[name=rev]");

  // Line numbers: a column that scrolls with the text. ---------------------------------------------------------------------------
  const gutters = new Map();
  for (const field of fields) {
    const gutter = document.createElement("div");
    gutter.className = "gutter";
    gutter.setAttribute("aria-hidden", "true");
    field.before(gutter);
    gutters.set(field, gutter);
    field.addEventListener("scroll", () => (gutter.scrollTop = field.scrollTop), { passive: true });
    number(field);
  }

  function number(field) {
    const gutter = gutters.get(field), lines = field.value.split("\n").length;
    const bad = new Set([...document.querySelectorAll("#problems .error .jump")].filter((jump) => jump.dataset.path === field.dataset.path).map((jump) => Number(jump.dataset.line)));
    const mark = lines + ":" + [...bad].join();
    if (gutter.dataset.mark === mark) return;
    gutter.dataset.mark = mark;
    gutter.replaceChildren(
      ...Array.from({ length: lines }, (_, at) => {
        const line = document.createElement("span");
        line.textContent = at + 1 + "\n";
        if (bad.has(at + 1)) line.className = "bad";
        return line;
      }),
    );
    gutter.scrollTop = field.scrollTop;
  }

  function jump(path, line) {
    const field = fields.find((one) => one.dataset.path === path);
    if (!field || !line) return;
    const lines = field.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    field.focus();
    field.setSelectionRange(start, start + (lines[line - 1] || "").length);
    const height = parseFloat(getComputedStyle(field).lineHeight);
    field.scrollTop = Math.max(0, (line - 4) * height);
    field.scrollIntoView({ block: "center" });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".jump");
    if (button) jump(button.dataset.path, Number(button.dataset.line));
  });
  const wanted = Number(new URLSearchParams(location.search).get("line"));
  if (wanted) jump(fields[0].dataset.path, wanted);

  // Checking: what is typed is looked at as it would be published; nothing is saved by that. --------------------------------------
  const body = () => new URLSearchParams(new FormData(form));

  async function check(quiet) {
    const mine = ++turn;
    const answer = await fetch(form.dataset.check, { method: "POST", body: body(), credentials: "same-origin", headers: quiet ? { "x-page": "1" } : {} });
    if (!answer.ok || mine !== turn) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ["problems", "others"]) {
      const old = document.getElementById(id), now = fresh.getElementById(id);
      if (old && now && old.innerHTML !== now.innerHTML && !old.contains(document.activeElement)) old.replaceChildren(...document.importNode(now, true).childNodes);
    }
    fields.forEach(number);
  }

  // Saving: with the revision one had before one's eyes; what others wrote meanwhile comes back merged. ----------------------------
  async function save() {
    if (busy || clash || fields.every((field) => field.value === sent.get(field))) return;
    busy = true;
    note.textContent = form.dataset.saving;
    const typed = new Map(fields.map((field) => [field, field.value]));
    try {
      const answer = await fetch(form.action, { method: "POST", body: body(), credentials: "same-origin", headers: { accept: "application/json" } });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const { state, words, files } = await answer.json();
      note.textContent = words;
      note.classList.toggle("problem", state === "clash" || state === "problem");
      // Both versions are shown when the form is sent: that is for the person to do.
      clash = state === "clash";
      for (const file of files) {
        const field = fields.find((one) => one.dataset.path === file.path);
        if (!field) continue;
        if (field.value === typed.get(field) && !field.dataset.composing) {
          rev(field).value = file.rev;
          if (tidy(field.value) !== file.text) put(field, file.text);
          sent.set(field, field.value);
        } else {
          // Typed on meanwhile: what follows is merged from what was sent.
          rev(field).value = file.mine;
          sent.set(field, typed.get(field));
        }
      }
    } catch {
      note.textContent = form.dataset.unsaved;
    } finally {
      busy = false;
      if (!clash && fields.some((field) => field.value !== sent.get(field))) later();
    }
  }

  const tidy = (text) => (text && !text.endsWith("\n") ? text + "\n" : text);

  function put(field, text) {
    const [start, end, top] = [field.selectionStart, field.selectionEnd, field.scrollTop];
    field.value = text;
    field.setSelectionRange(start, end);
    field.scrollTop = top;
    number(field);
  }

  function later() {
    clearTimeout(saving);
    saving = setTimeout(save, SAVE);
  }

  form.addEventListener("input", (event) => {
    const field = event.target;
    if (!fields.includes(field)) return;
    number(field);
    clearTimeout(checking);
    checking = setTimeout(() => check(false).catch(() => {}), CHECK);
    if (note && !field.readOnly) later();
  });
  form.addEventListener("compositionstart", (event) => (event.target.dataset.composing = "1"));
  form.addEventListener("compositionend", (event) => delete event.target.dataset.composing);
  form.addEventListener("submit", () => {
    clearTimeout(saving);
    clash = true;
  });
  addEventListener("beforeunload", (event) => {
    if (!clash && fields.some((field) => field.value !== sent.get(field))) event.preventDefault();
  });
  setInterval(() => document.hidden || check(true).catch(() => {}), LOOK);
})();
