// Colours come from CSS custom properties (gantt.css registers them as colours, so that light-dark() and var() are resolved).

const NAMES = [
  "surface", "text", "soft", "line", "line-strong", "head", "off", "holiday", "chosen", "hover", "bar", "bar-edge", "done", "critical",
  "critical-edge", "critical-done", "summary", "milestone", "manual", "inactive", "baseline", "float", "link", "link-driving", "link-critical", "deadline",
  "missed", "constraint", "today", "status", "zigzag", "zigzag-old", "ghost", "ghost-fill",
] as const;

export type Colour = (typeof NAMES)[number];

export interface Palette {
  colours: Record<Colour, string>;
  font: string; // family
  hatch: CanvasPattern | null;
}

function diagonal(context: CanvasRenderingContext2D, colour: string): CanvasPattern | null {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 6;
  const pen = tile.getContext("2d")!;
  pen.strokeStyle = colour;
  pen.lineWidth = 1.4;
  for (const shift of [-6, 0, 6]) {
    pen.moveTo(shift, 6);
    pen.lineTo(shift + 6, 0);
  }
  pen.stroke();
  return context.createPattern(tile, "repeat");
}

export function readPalette(element: Element, context: CanvasRenderingContext2D): Palette {
  const style = getComputedStyle(element);
  const colours = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--kg-${name}`).trim() || "#888"])) as Record<Colour, string>;
  return { colours, font: style.fontFamily, hatch: diagonal(context, colours["critical-edge"]) };
}

/** Calls back when the page turns light or dark, or its theme changes. */
export function watchTheme(changed: () => void): () => void {
  const media = matchMedia("(prefers-color-scheme: dark)");
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class", "style", "data-density"] });
  media.addEventListener("change", changed);
  return () => {
    media.removeEventListener("change", changed);
    observer.disconnect();
  };
}
