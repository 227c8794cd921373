// The page is shown when it is whole: until its parts are there it is laid out but not painted, so
// that nothing jumps. Meanwhile a field of our own takes the question, at the place where the page's
// will be; what was typed, and whether it was sent, is handed over. Then the cursor is in the field,
// unless it is elsewhere already.
(() => {
  const root = document.documentElement;
  const one = (part) => document.querySelector(part);
  const began = performance.now();
  const longest = 10000; // milliseconds after which it is shown as it is
  const patience = 700; // for a page that has its head, but whose answer is still being found
  const first = one(".gr-first");
  let headed = 0;
  let sent = false;
  let composing = false; // a character of several keys, which must not be cut in two
  root.classList.add("gr-coming");
  first?.addEventListener("submit", (event) => {
    event.preventDefault();
    sent = true;
    first.classList.add("gr-sent");
  });
  first?.addEventListener("compositionstart", () => (composing = true));
  first?.addEventListener("compositionend", () => (composing = false));
  const look = () => {
    const now = performance.now();
    if (!headed && one(".gr-hero")) headed = now;
    const rests = one("[data-testid=stApp]")?.dataset.testScriptState !== "running";
    const whole = headed && !one("[data-testid=stSkeleton]") && (rests || now - headed > patience);
    if ((!whole && now - began < longest) || composing) return requestAnimationFrame(look);
    root.classList.remove("gr-coming");
    const typed = first?.querySelector("input");
    first?.remove();
    focus(typed);
  };
  const focus = (typed) => {
    const field = one('input[aria-label="Your question"]');
    if (!field || document.activeElement !== document.body) return;
    field.focus({ preventScroll: true });
    if (!typed?.value) return;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, typed.value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.setSelectionRange(typed.selectionStart, typed.selectionEnd);
    if (sent) field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  };
  look();
})();

// What a button opens lies at the end of the page: who pressed it with a key is led there, and back
// to the button by Escape.
(() => {
  const opened = "[data-testid=stPopoverBody]";
  const longest = 2000; // milliseconds
  let opener = null;
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-testid=stPopoverButton]");
    if (!button || event.detail) return; // a mouse counts its clicks
    const began = performance.now();
    const look = () => {
      const field = document.querySelector(opened)?.querySelector("button, input, textarea, a");
      if (field) return (opener = button), field.focus();
      if (performance.now() - began < longest) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Escape" || !opener || document.querySelector(opened)) return;
    opener.focus();
    opener = null;
  });
})();
