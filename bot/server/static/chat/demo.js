// The demonstration's buttons without leaving the page. Without this script they are plain links and a plain form.
const screen = document.getElementById("screen");
document.getElementById("again").addEventListener("click", (event) => {
  event.preventDefault();
  screen.src = event.currentTarget.href; // the page in the phone forgets its session and offers to begin
  screen.focus();
});
const form = document.querySelector("form");
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const buttons = [...form.querySelectorAll("button")];
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  buttons.forEach((button) => button.setAttribute("aria-disabled", "true"));
  form.inert = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: fields, headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    document.getElementById("time").textContent = (await answer.json()).moved;
  } catch {
    location.reload();
  }
  form.inert = false;
  buttons.forEach((button) => button.removeAttribute("aria-disabled"));
  event.submitter?.focus();
});
