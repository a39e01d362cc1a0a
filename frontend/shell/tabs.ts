// A row of tabs that is wider than its screen begins where the reader is, not at its first tab.

export function showCurrentTab(): void {
  for (const row of document.querySelectorAll<HTMLElement>(".tabs-row")) {
    const current = row.querySelector<HTMLElement>("[aria-current]");
    if (current) row.scrollLeft = current.offsetLeft - row.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
  }
}
