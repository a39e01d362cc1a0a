// Light, dark, as the device: at once, without loading the page again; the cookie is what the server reads next time.

const YEAR = 365 * 86400;

export function followAppearance(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-appearance]");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const pressed = event.submitter as HTMLButtonElement;
    show(pressed.value);
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button === pressed));
    const icon = pressed.querySelector("svg")?.cloneNode(true);
    const summary = form.closest("details")?.querySelector("summary svg");
    if (icon) summary?.replaceWith(icon);
  });
}

function show(theme: string): void {
  const root = document.documentElement;
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  document.cookie = `kaname_theme=${theme}; path=/; max-age=${theme ? YEAR : 0}; samesite=lax`;
  document.dispatchEvent(new CustomEvent("kaname:theme"));
}
