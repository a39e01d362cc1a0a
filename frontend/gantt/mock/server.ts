// The contract's server in memory, for development and the island's tests. Answers what the real one answers, from its own plan.
import { WorkCalendar } from "../model/calendar";
import type { Answer, Conflict, Edit, WireChanged, WireData } from "../model/contract";
import { Refused, applyEdit, measureWith } from "./edits";
import { type Book, type Row, wireColumns, wireRelations } from "./rows";
import { Cycle, schedule } from "./schedule";

const SHOWN = ["start", "finish", "duration", "percent", "total_float", "free_float", "critical", "name", "constraint", "constraint_date", "deadline", "resources", "kind", "elapsed"] as const;

export class MockServer {
  private history: Book[] = [];
  conflictOnce: Conflict | null = null; // tests set it: the next edit meets a change of someone else

  constructor(public book: Book, private readonly lines: number[] = []) {
    const calendar = new WorkCalendar(book.calendar, Math.floor(book.start / 14400), Math.floor(book.start / 14400) + 3000);
    measureWith((start, finish) => calendar.between(start, finish));
    schedule(book);
  }

  data(): WireData {
    const { book } = this;
    const rows = book.rows;
    return {
      plan: {
        code: "PJ01", name: "販売管理システム刷新", version: book.version, minutes_per_day: 480, start: Math.min(...extremes(rows, "start")),
        finish: Math.max(...extremes(rows, "finish")), status_date: book.status, can_edit: true, policy: "msproject", project_url: "/projects/PJ01/",
      },
      columns: wireColumns(book), relations: wireRelations(book), calendars: [book.calendar],
      baselines: [{ number: 0, name: "v1", at: "2026-10-01T09:00:00+09:00" }], baseline: 0,
      progress_lines: this.lines.map((date) => ({ date, percent: rows.map((row) => (row.start < date ? Math.max(0, row.percent - 30) : 0)) })),
    };
  }

  edit(edits: Edit[], keep: boolean): [number, unknown] {
    if (this.conflictOnce) {
      const conflict = this.conflictOnce;
      this.conflictOnce = null;
      (this.book.rows.find((r) => r.id === conflict.id) as unknown as Record<string, unknown>)[conflict.field] = conflict.theirs;
      this.book.version++;
      return [409, { conflicts: [conflict], version: this.book.version }];
    }
    const after = structuredClone(this.book);
    const temp: Record<string, number> = {};
    const errors = edits.flatMap((edit, i) => refusal(after, edit, temp, i));
    if (errors.length) return [422, { errors }];
    try {
      schedule(after);
    } catch (error) {
      if (!(error instanceof Cycle)) throw error;
      return [422, { errors: [{ edit: 0, id: edits[0] && "successor" in edits[0] ? edits[0].successor : 0, field: "predecessors", sentence: "依存関係が輪になります。" }] }];
    }
    const answer = compared(this.book, after, keep, temp, edits);
    if (keep) {
      this.history.push(this.book);
      after.version++;
      this.book = after;
    }
    return [200, { ...answer, version: this.book.version, undo: keep ? "直前の変更" : undefined }];
  }

  undo(): [number, unknown] {
    const before = this.history.pop();
    if (!before) return [404, { sentence: "元に戻す操作はありません。" }];
    const answer = compared(this.book, before, true, {}, []);
    before.version = this.book.version + 1;
    this.book = before;
    return [200, { ...answer, version: before.version, undone: "直前の変更を元に戻しました。", undo: "" }];
  }

  baseline(): [number, unknown] {
    for (const row of this.book.rows) [row.baseline_start, row.baseline_finish] = [row.start, row.finish];
    return [200, { number: 1 }];
  }
}

const extremes = (rows: Row[], field: "start" | "finish"): number[] => {
  const values = rows.map((row) => row[field]);
  return [values.reduce((a, b) => Math.min(a, b), Infinity), values.reduce((a, b) => Math.max(a, b), -Infinity)];
};

function refusal(book: Book, edit: Edit, temps: Record<string, number>, at: number): object[] {
  try {
    applyEdit(book, edit, temps);
    return [];
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return [{ edit: at, id: error.id, field: error.field, sentence: error.message }];
  }
}

function compared(before: Book, after: Book, kept: boolean, temp: Record<string, number>, edits: Edit[]): Answer {
  const old = new Map(before.rows.map((row) => [row.id, row]));
  const rows = after.rows.filter((row) => old.has(row.id));
  const differs = rows.filter((row) => SHOWN.some((name) => row[name] !== old.get(row.id)![name]));
  const changed = { id: differs.map((r) => r.id), ...Object.fromEntries(SHOWN.map((name) => [name, differs.map((r) => r[name])])) } as unknown as WireChanged;
  const shape = (book: Book) => book.rows.map((row) => `${row.id} ${row.level}`).join();
  const whole = shape(before) !== shape(after) || edits.some((e) => e.op !== "set") || JSON.stringify(before.relations) !== JSON.stringify(after.relations);
  const moved = rows.filter((row) => row.kind !== "summary" && (row.start !== old.get(row.id)!.start || row.finish !== old.get(row.id)!.finish));
  const [finish_before, finish_after] = [before, after].map((book) => Math.max(...extremes(book.rows, "finish"))) as [number, number];
  const newly = rows.filter((row) => row.critical && !old.get(row.id)!.critical && row.kind !== "summary").length;
  const missed = rows.filter((row) => row.deadline !== null && row.finish > row.deadline && old.get(row.id)!.finish <= row.deadline).map((row) => row.id);
  const days = Math.round((finish_after - finish_before) / 14400);
  const sentence = days === 0 ? `完了日は変わりません。${moved.length}件の活動が動きます。` : `完了が${Math.abs(days)}日${days > 0 ? "遅れ" : "早まり"}ます(${moved.length}件の活動が動きます)。`;
  return {
    version: after.version, kept, changed, temp, structure: whole ? { columns: wireColumns(after), relations: wireRelations(after) } : null,
    consequence: { finish_before, finish_after, moved: moved.length, newly_critical: newly, deadlines_missed: missed, sentence, other_projects: [], overloads: [] },
    problems: [],
  };
}
