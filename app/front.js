// The page is shown when it is whole: until its parts are there it is laid out but not painted, so
// that nothing jumps. Then the cursor goes into the question's field, unless it is elsewhere already.
(() => {
  const root = document.documentElement;
  const one = (part) => document.querySelector(part);
  const began = performance.now();
  const longest = 10000; // milliseconds after which it is shown as it is
  const patience = 700; // for a page that has its head, but whose answer is still being found
  let headed = 0;
  root.classList.add("gr-coming");
  const look = () => {
    const now = performance.now();
    if (!headed && one(".gr-hero")) headed = now;
    const rests = one("[data-testid=stApp]")?.dataset.testScriptState !== "running";
    const whole = headed && !one("[data-testid=stSkeleton]") && (rests || now - headed > patience);
    if (!whole && now - began < longest) return requestAnimationFrame(look);
    root.classList.remove("gr-coming");
    focus();
  };
  const focus = () => {
    const field = one('input[aria-label="Your question"]');
    if (field && document.activeElement === document.body) field.focus({ preventScroll: true });
  };
  look();
})();
