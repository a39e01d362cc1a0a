// Rows, days and relations in words: for the tooltip and for the table behind the picture.
import { CONSTRAINT_WORDS } from "../edit/columns";
import { type Drag, linkKind } from "../edit/drag";
import { TICKS_PER_MINUTE, formatDay, formatInstant } from "../model/dates";
import { formatDuration } from "../model/durations";
import { formatLink } from "../model/predecessors";
import { RELATION_KINDS } from "../model/relations";
import type { Word } from "../words";
import type { Board } from "./board";

export function days(board: Board, ticks: number): string {
  return formatDuration(Math.abs(ticks), board.plan.head.minutes_per_day, false, board.env.lang);
}

/** Against the baseline: "Behind by 3 days", "" when there is none or no difference. */
export function slip(board: Board, row: number): string {
  const { finish, baseline_finish } = board.plan.columns;
  if (Number.isNaN(baseline_finish[row]!)) return "";
  const late = board.plan.calendarOf(row).between(baseline_finish[row]!, finish[row]!);
  if (Math.abs(late) < TICKS_PER_MINUTE) return "";
  return board.env.say(late > 0 ? "Behind by {days}" : "Ahead by {days}", { days: days(board, late) });
}

export function rowLines(board: Board, row: number): string[] {
  const { plan, env: { say, lang } } = board;
  const c = plan.columns;
  const instant = (tick: number) => formatInstant(tick, lang);
  const lines = [`${c.wbs[row]} ${c.name[row]}`, `${instant(c.start[row]!)} – ${instant(c.finish[row]!)}`, `${board.reading && formatDuration(c.duration[row]!, plan.head.minutes_per_day, c.elapsed[row] === 1, lang)}  ${Math.round(c.percent[row]!)}%`];
  if (c.resources[row]) lines.push(say("Resources: {names}", { names: c.resources[row]! }));
  if (!Number.isNaN(c.total_float[row]!)) lines.push(say("Total float: {days}", { days: (c.total_float[row]! < 0 ? "-" : "") + days(board, c.total_float[row]!) }));
  if (plan.baseline !== null && !Number.isNaN(c.baseline_start[row]!)) {
    lines.push(`${say("Baseline: {start} to {finish}", { start: formatDay(c.baseline_start[row]!, lang), finish: formatDay(c.baseline_finish[row]!, lang) })} ${slip(board, row)}`.trim());
  }
  if (!Number.isNaN(c.deadline[row]!)) lines.push(deadline(board, row));
  const held = waiting(board, row);
  if (held) lines.push(`▲ ${held}`);
  if (!Number.isNaN(c.constraint_date[row]!)) {
    lines.push(say("Constraint: {what} {date}", { what: say((CONSTRAINT_WORDS[c.constraint[row]!] ?? "Constraint") as Word), date: formatDay(c.constraint_date[row]!, lang) }));
  }
  if (c.manual[row]) lines.push(say("Manually scheduled"));
  if (!c.active[row]) lines.push(say("Inactive"));
  return lines;
}

/** "Waits for decisions: D-4", "" when it waits for none. */
export function waiting(board: Board, row: number): string {
  const { plan, env: { say } } = board;
  const codes = plan.waits.get(plan.columns.id[row]!);
  return codes ? say("Waits for decisions: {codes}", { codes: codes.join(", ") }) : "";
}

function deadline(board: Board, row: number): string {
  const { finish, deadline: by } = board.plan.columns;
  const { say, lang } = board.env;
  const late = board.plan.calendarOf(row).between(by[row]!, finish[row]!);
  if (late > 0) return `● ${say("Deadline missed by {days}", { days: days(board, late) })}`;
  return say("Deadline: {date}", { date: formatDay(by[row]!, lang) });
}

export function relationLines(board: Board, relation: number): string[] {
  const { plan, env: { say, lang } } = board;
  const r = plan.relations;
  const name = (row: number) => plan.columns.name[row] ?? "";
  const kind = RELATION_KINDS[r.kind[relation]!]!;
  const lines = [say("Relation {kind} from {from} to {to}", { kind, from: name(r.predecessor[relation]!), to: name(r.successor[relation]!) })];
  if (r.lag[relation]) {
    const text = formatLink({ row: 0, kind, lag: r.lag[relation]!, lagKind: r.lagKind[relation]! }, plan.head.minutes_per_day, lang);
    lines.push(say("Lag: {lag}", { lag: text.slice(3) }));
  }
  if (r.driving[relation]) lines.push(say("driving"));
  return lines;
}

/** While a bar is dragged: where it would be. */
export function dragLines(board: Board, drag: Drag): string[] {
  const { say, lang } = board.env;
  if (drag.grip === "progress") return [say("Progress: {percent}%", { percent: drag.percent })];
  if (drag.grip === "link") return drag.target ? [say("To {name}: {kind}", { name: board.plan.columns.name[drag.target.row]!, kind: linkKind(drag) })] : [];
  const length = board.plan.calendarOf(drag.row).between(drag.start, drag.finish);
  return [`${formatInstant(drag.start, lang)} – ${formatInstant(drag.finish, lang)}`, days(board, length)];
}
