// Menus are <details>: they open without a script; this closes them. Dialogs open by [data-opens="id"].

const OPEN = "details.drop[open]";

export function closeMenusElsewhere(): void {
  document.addEventListener("click", (event) => closeMenus(event.target as Node));
  document.addEventListener("focusin", (event) => closeMenus(event.target as Node));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector<HTMLDetailsElement>(OPEN);
    menu?.querySelector("summary")?.focus();
    closeMenus(null);
    document.getElementById("seek-found")?.replaceChildren();
  });
}

function closeMenus(inside: Node | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>(OPEN)) {
    if (!inside || !menu.contains(inside)) menu.open = false;
  }
  const found = document.getElementById("seek-found");
  if (inside && found && !found.parentElement?.contains(inside)) found.replaceChildren();
}

export function openDialogs(): void {
  document.addEventListener("click", (event) => {
    const opener = (event.target as Element).closest<HTMLElement>("[data-opens]");
    const dialog = opener && document.getElementById(opener.dataset.opens ?? "");
    if (dialog instanceof HTMLDialogElement) dialog.showModal();
  });
}
