// "/" to search, "?" for help, "g" and a letter to go somewhere. Never while somebody types.

const GO: Record<string, string> = { h: "/", p: "/portfolio/", j: "/projects/" };
let waiting = 0;

export function listenToKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || types(event.target)) return;
    if (event.key === "/") focusSearch(event);
    else if (event.key === "?") location.assign("/keyboard/");
    else if (event.key === "g") waiting = event.timeStamp + 1200;
    else if (event.timeStamp < waiting) go(event.key);
  });
  moveThroughFound();
}

function types(target: EventTarget | null): boolean {
  const at = target as HTMLElement | null;
  return !!at?.closest?.("input, select, textarea, [contenteditable], [role=grid], [data-own-keys]");
}

function focusSearch(event: KeyboardEvent): void {
  const box = document.getElementById("seek") as HTMLInputElement | null;
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
}

function go(key: string): void {
  waiting = 0;
  const link = document.querySelector<HTMLAnchorElement>(`.nav a[href="${GO[key] ?? "#"}"]`);
  if (link) location.assign(link.href);
}

// Arrow keys walk from the search box through what it found.
function moveThroughFound(): void {
  document.querySelector(".seek")?.addEventListener("keydown", (event) => {
    const pressed = event as KeyboardEvent;
    if (pressed.key !== "ArrowDown" && pressed.key !== "ArrowUp") return;
    const stops = [...document.querySelectorAll<HTMLElement>("#seek, #seek-found a")];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    const next = stops[at + (pressed.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    pressed.preventDefault();
    next.focus();
  });
}
