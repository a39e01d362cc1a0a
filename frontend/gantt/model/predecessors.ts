// The predecessor column: "5FS+2日, 7SS-50%". Row numbers are what the grid shows, from 1.
import type { LagKind, RelationKind } from "./contract";
import { formatDuration, parseDuration } from "./durations";

export interface Link {
  row: number; // 1 for the first row
  kind: RelationKind;
  lag: number; // ticks, or percent
  lagKind: LagKind;
}

const KINDS: Record<string, RelationKind> = { "": "FS", FS: "FS", SS: "SS", FF: "FF", SF: "SF" };
const FORM = /^(\d+)\s*(FS|SS|FF|SF)?\s*([+-].*)?$/i;

function parseLag(text: string, minutesPerDay: number): [number, LagKind] | null {
  const percent = /^([+-]\s*\d+(?:\.\d+)?)\s*(e?)%$/i.exec(text);
  if (percent) return [Number(percent[1]!.replace(/\s/g, "")), percent[2] ? "elapsed_percent" : "percent"];
  const found = parseDuration(text.replace(/^([+-])\s*(経過)?\s*/, "$2$1"), minutesPerDay);
  return found && [found.ticks, found.elapsed ? "elapsed" : "working"];
}

function parseOne(part: string, minutesPerDay: number): Link | null {
  const found = FORM.exec(part);
  if (!found) return null;
  const lag = found[3] ? parseLag(found[3], minutesPerDay) : ([0, "working"] as [number, LagKind]);
  return lag && { row: Number(found[1]), kind: KINDS[(found[2] ?? "").toUpperCase()]!, lag: lag[0], lagKind: lag[1] };
}

/** The links, or the first part that is not one. */
export function parsePredecessors(text: string, minutesPerDay: number): Link[] | { bad: string } {
  const parts = text.normalize("NFKC").split(/[,;、，]/).map((p) => p.trim()).filter(Boolean);
  const links: Link[] = [];
  for (const part of parts) {
    const link = parseOne(part, minutesPerDay);
    if (!link) return { bad: part };
    links.push(link);
  }
  return links;
}

function formatLag(link: Link, minutesPerDay: number, lang: string): string {
  if (link.lag === 0) return "";
  const sign = link.lag > 0 ? "+" : "-";
  const size = Math.abs(link.lag);
  if (link.lagKind === "percent") return `${sign}${size}%`;
  if (link.lagKind === "elapsed_percent") return `${sign}${size}e%`;
  return sign + formatDuration(size, minutesPerDay, link.lagKind === "elapsed", lang);
}

/** Finish-to-start without lag is the row number alone, as in Microsoft Project. */
export function formatLink(link: Link, minutesPerDay: number, lang: string): string {
  const lag = formatLag(link, minutesPerDay, lang);
  return link.kind === "FS" && lag === "" ? String(link.row) : `${link.row}${link.kind}${lag}`;
}
