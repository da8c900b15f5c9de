// Adds a button that opens the chat in a frame. Include it with
//   <script src="https://…/chat/SLUG/embed.js" async></script>
// It reads nothing from the page around it, sets no cookie, and needs no third-party storage.
(() => {
  "use strict";
  const values = __VALUES__;
  const script = document.currentScript;
  const base = values.base ?? (script ? new URL(script.src).origin : location.origin);
  const lang = values.lang ?? document.documentElement.lang;
  const address = `${base}/chat/${encodeURIComponent(values.slug)}${lang ? `?lang=${encodeURIComponent(lang)}` : ""}`;
  const style = (element, rules) => {
    for (const [name, value] of Object.entries(rules)) element.style.setProperty(name, value);
    return element;
  };
  const make = (tag, attributes, rules) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return style(element, rules);
  };
  const round = {
    all: "revert", font: "600 16px/1.4 system-ui, sans-serif", "min-height": "48px", padding: "8px 20px", border: "2px solid #fff", "border-radius": "24px",
    background: "#2a6557", color: "#fff", cursor: "pointer", "box-shadow": "0 2px 10px rgb(0 0 0 / .25)",
  };

  function begin() {
    const id = `tsunagi-${values.slug}`;
    const opener = make("button", { type: "button", "aria-expanded": "false", "aria-controls": id }, { ...round, position: "fixed", right: "16px", bottom: "16px", "z-index": "2147483000" });
    opener.textContent = values.open;
    const panel = make("div", { id, role: "dialog", "aria-label": values.title }, {
      display: "none", position: "fixed", right: "8px", bottom: "8px", width: "min(420px, calc(100vw - 16px))", height: "min(720px, calc(100dvh - 16px))",
      "flex-direction": "column", "z-index": "2147483001", background: "#fffdf9", "border-radius": "16px", overflow: "hidden", "box-shadow": "0 8px 40px rgb(0 0 0 / .35)",
    });
    const closer = make("button", { type: "button" }, { ...round, margin: "6px 6px 6px auto", "box-shadow": "none" });
    closer.textContent = values.close;
    let frame;
    const open = () => {
      // What is inside may talk to its own server and open a telephone call; it may not move this page, nor save files.
      frame ??= make("iframe", { src: address, title: values.title, referrerpolicy: "no-referrer", allow: "", sandbox: "allow-forms allow-popups allow-same-origin allow-scripts" }, { flex: "1", width: "100%", border: "0" });
      if (!frame.isConnected) panel.append(frame);
      panel.style.display = "flex";
      opener.style.display = "none";
      opener.setAttribute("aria-expanded", "true");
      closer.focus();
    };
    const close = () => {
      panel.style.display = "none";
      opener.style.display = "";
      opener.setAttribute("aria-expanded", "false");
      opener.focus();
    };
    opener.addEventListener("click", open);
    closer.addEventListener("click", close);
    panel.addEventListener("keydown", (event) => event.key === "Escape" && close());
    // "Hide" inside the chat closes the panel and throws the frame away. On a slow device the frame has already left for another page
    // when its word arrives, and the word has no source any more: the origin is what counts.
    addEventListener("message", (event) => {
      if (!frame || event.origin !== new URL(base).origin || event.data !== "tsunagi:hide") return;
      frame.remove();
      frame = undefined;
      close();
    });
    panel.append(closer);
    document.body.append(opener, panel);
  }
  if (document.body) begin();
  else addEventListener("DOMContentLoaded", begin);
})();
