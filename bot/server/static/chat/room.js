// What belongs to the room and not to the talk: its lock of pictures, the code that says who one is, and the menu that leads there.
const $ = (id) => document.getElementById(id);
const show = (id, on) => $(id) && ($(id).hidden = !on);
const say = (element, text) => {
  element.textContent = text;
  element.hidden = !text;
};
const LEAST = 3;
const MOST = 4;

/** The pictures to touch. `reveal` shows what was chosen; otherwise only how many. */
function pad(place, words, reveal, done) {
  place.replaceChildren($("pad").content.cloneNode(true));
  const find = (what) => place.querySelector(what);
  const dots = [...place.querySelectorAll(".dots li")];
  const pictures = [...place.querySelectorAll(".pad button")];
  let chosen = [];
  let busy = false;
  const draw = () => {
    dots.forEach((dot, index) => {
      dot.classList.toggle("full", index < chosen.length);
      const drawing = reveal && pictures.find(({ value }) => value === chosen[index])?.firstElementChild.cloneNode(true);
      dot.replaceChildren(...(drawing ? [drawing] : []));
    });
    for (const picture of pictures) picture.disabled = busy || chosen.length === MOST;
    find(".back").disabled = busy || !chosen.length;
    find(".done").disabled = busy || chosen.length < LEAST;
  };
  for (const picture of pictures) {
    picture.addEventListener("click", () => {
      chosen.push(picture.value);
      say(find(".pad-say"), words("chat-lock-count").replace("{count}", chosen.length));
      draw();
      if (chosen.length === MOST) find(".done").focus(); // the picture that had the focus can no longer be touched
    });
  }
  find(".back").addEventListener("click", () => {
    chosen.pop();
    say(find(".pad-say"), words("chat-lock-count").replace("{count}", chosen.length));
    draw();
    if (!chosen.length) pictures[0].focus();
  });
  find(".done").addEventListener("click", () => done([...chosen]));
  const self = {
    /** Begins again with these words above. */
    again(text, focus = true) {
      chosen = [];
      say(find(".pad-say"), text);
      draw();
      if (focus && !busy) pictures[0].focus();
    },
    rest(on) {
      busy = on;
      draw();
    },
  };
  self.again("", false);
  return self;
}

/**
 * Wires menu, lock screen and code. `room` is the page's side: `word`, `call`, `session()`, `setPass(pass)`, `lock()` (shows the lock
 * screen), `pass()`, `open()` (shows the talk), `ended(word)`, `anew()` (a new session without a name), `joined()`, `id()`.
 */
export function furnish(room) {
  const { word, call } = room;
  const dialog = $("room");
  let waiting;

  // --- The lock screen ------------------------------------------------------------------------------------------------------------
  const screen = pad($("lock-pad"), word, false, async (pictures) => {
    screen.rest(true);
    let answer;
    try {
      answer = await call("lock/open", { pictures });
    } catch {
      screen.rest(false);
      return screen.again(word("chat-trouble"));
    }
    const wait = Number(answer.headers.get("retry-after"));
    if (answer.status === 401) return room.ended(word("chat-lock-closed"));
    if (answer.ok) {
      room.setPass((await answer.json()).pass);
      screen.rest(false);
      screen.again("", false);
      return room.open();
    }
    screen.again(word(wait ? "chat-lock-wait" : "chat-lock-wrong"), false);
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      screen.rest(false);
      screen.again(word(wait ? "chat-lock-again" : "chat-lock-wrong"));
    }, wait * 1000);
  });
  $("lock-tell").addEventListener("click", async () => {
    $("lock-tell").disabled = true;
    try {
      const answer = await call("lock/forgot", { id: room.id() });
      say($("lock-told"), word(answer.ok ? "chat-lock-told" : "chat-trouble"));
      $("lock-tell").disabled = answer.ok;
    } catch {
      say($("lock-told"), word("chat-trouble"));
      $("lock-tell").disabled = false;
    }
  });
  $("lock-new").addEventListener("click", room.anew);

  // --- The menu -------------------------------------------------------------------------------------------------------------------
  const part = (shown, title) => {
    for (const id of ["room-list", "room-lock", "room-form"]) show(id, id === shown);
    $("room-title").textContent = title;
    say($("room-say"), "");
  };
  const finish = (text) => {
    part("", word("chat-menu"));
    say($("room-say"), text);
    $("room-close").focus();
  };
  $("more").addEventListener("click", () => {
    part("room-list", word("chat-menu"));
    const locked = Boolean(room.session()?.locked);
    show("room-off", locked);
    show("room-shut", locked);
    $("room-set").textContent = word(locked ? "chat-lock-change" : "chat-lock-set");
    dialog.showModal();
    $("room-title").focus();
  });
  $("room-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    $("room-pad").replaceChildren(); // nothing of what was chosen stays
    $("room-typed").value = "";
  });
  $("room-set").addEventListener("click", () => {
    part("room-lock", word("chat-lock-set"));
    let first;
    const choose = pad($("room-pad"), word, true, async (pictures) => {
      if (!first) {
        first = pictures;
        return choose.again(word("chat-lock-repeat"));
      }
      if (first.join() !== pictures.join()) {
        first = undefined;
        return choose.again(word("chat-lock-differs"));
      }
      choose.rest(true);
      try {
        const answer = await call("lock", { pictures });
        if (!answer.ok) throw new Error(String(answer.status));
        room.setPass((await answer.json()).pass);
        finish(word("chat-lock-is-set"));
      } catch {
        first = undefined;
        choose.rest(false);
        choose.again(word("chat-trouble"));
      }
    });
    choose.again(word("chat-lock-choose"));
  });
  $("room-shut").addEventListener("click", () => {
    dialog.close();
    room.lock(true);
  });
  $("room-off").addEventListener("click", async () => {
    try {
      const answer = await call("lock/off", {});
      if (!answer.ok) throw new Error(String(answer.status));
      room.setPass(undefined);
      finish(word("chat-lock-is-off"));
    } catch {
      finish(word("chat-trouble"));
    }
  });
  // On the way to LINE the room shows who it is in the body of one request; nothing of it stays in the page.
  for (const way of document.querySelectorAll(".line-way")) {
    const fill = (token, pass) => Object.assign(way.elements.token, { value: token }) && Object.assign(way.elements.pass, { value: pass });
    way.addEventListener("submit", () => {
      fill(room.session()?.token ?? "", room.pass());
      setTimeout(() => fill("", ""));
    });
  }
  $("room-code").addEventListener("click", () => {
    part("room-form", word("chat-code-have"));
    $("room-typed").focus();
  });
  $("room-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const answer = await call("code", { typed: $("room-typed").value, id: room.id() });
      if (!answer.ok) return say($("room-say"), word(answer.status === 403 ? "chat-key-refused" : "chat-trouble"));
      if (answer.status === 202) return dialog.close(); // a letter's code: the answer comes in the talk
      room.joined();
      finish(word("chat-code-joined"));
    } catch {
      say($("room-say"), word("chat-trouble"));
    }
  });
}

/** Watches whether somebody is at the page: `stay` once in a while when there is, `leave` when for five minutes there is not. */
export function watch(stay, leave) {
  const IDLE = 5 * 60_000;
  let used = Date.now();
  let told = 0;
  const here = () => (used = Date.now());
  for (const kind of ["pointerdown", "keydown", "input", "wheel", "touchmove"]) addEventListener(kind, here, { passive: true, capture: true });
  setInterval(() => {
    const now = Date.now();
    if (now - used >= IDLE) leave();
    else if (used > told && now - told > 60_000) {
      told = now;
      stay();
    }
  }, 10_000);
}
