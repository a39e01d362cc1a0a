// Filters stand open on a laptop; on a phone they would fill the first screen, so they begin folded.

export function foldOnPhones(): void {
  if (!matchMedia("(max-width: 46rem)").matches) return;
  for (const fold of document.querySelectorAll<HTMLDetailsElement>("details[data-folds]")) fold.open = false;
}
