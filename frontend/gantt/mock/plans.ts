// Plans for development: one that shows everything, one of any size.
import type { WireCalendar, WireData } from "../model/contract";
import { dayNumber } from "../model/dates";
import { type Book, type Relation, newRow, wbsNumbers } from "./rows";

const DAY = 4800; // ticks of working time
const SHIFTS = [[480, 720], [780, 1020]];
const at = (y: number, m: number, d: number, minutes = 480): number => dayNumber(y, m, d) * 14400 + minutes * 10;

export const CALENDAR: WireCalendar = {
  name: "標準",
  week: [SHIFTS, SHIFTS, SHIFTS, SHIFTS, SHIFTS, [], []],
  days: Object.fromEntries(
    ([[2026, 11, 3, "文化の日"], [2026, 11, 23, "勤労感謝の日"], [2026, 12, 29, "年末休業"], [2026, 12, 30, "年末休業"], [2026, 12, 31, "年末休業"], [2027, 1, 1, "元日"],
      [2027, 1, 11, "成人の日"], [2027, 2, 11, "建国記念の日"], [2027, 2, 23, "天皇誕生日"], [2027, 3, 22, "振替休日"], [2027, 4, 29, "昭和の日"]] as const)
      .map(([y, m, d, name]) => [String(dayNumber(y, m, d)), [name, []]]),
  ),
};

type Line = [level: number, name: string, days: number, percent: number, resources: string, predecessors: string];

const LINES: Line[] = [
  [1, "企画・要件定義", 0, 0, "", ""],
  [2, "現行業務の調査", 8, 100, "山田", ""],
  [2, "業務要件の整理", 10, 100, "山田; 佐藤[50%]", "2FS"],
  [2, "システム要件の整理", 10, 80, "佐藤", "3SS+3"],
  [2, "要件定義の承認", 0, 0, "", "3FS 4FS"],
  [1, "設計", 0, 0, "", ""],
  [2, "画面・帳票の設計", 15, 30, "鈴木", "5FS"],
  [2, "データベースの設計", 12, 45, "高橋", "5FS"],
  [2, "外部接続の設計", 8, 0, "田中", "8SS+4"],
  [2, "設計書の確認会", 2, 0, "山田; 鈴木", "7FS 8FS 9FS"],
  [1, "製造・単体試験", 0, 0, "", ""],
  [2, "受注機能", 18, 0, "鈴木", "10FS"],
  [2, "在庫機能", 16, 0, "高橋", "10FS+1"],
  [2, "請求機能", 14, 0, "田中", "10FS"],
  [2, "帳票出力", 9, 0, "伊藤", "14FF+2"],
  [1, "試験", 0, 0, "", ""],
  [2, "結合試験", 12, 0, "鈴木; 高橋", "12FS 13FS 14FS"],
  [2, "性能試験", 6, 0, "伊藤", "17SS+4"],
  [2, "受入試験", 10, 0, "お客様", "17FS 18FS"],
  [1, "移行・切り替え", 0, 0, "", ""],
  [2, "移行手順の準備", 10, 0, "渡辺", "13FS"],
  [2, "データ移行の予行", 5, 0, "渡辺", "21FS 19SF"],
  [2, "本番切り替え", 2, 0, "全員", "19FS 22FS"],
  [2, "稼働開始", 0, 0, "", "23FS"],
];

function relationsOf(line: Line, successor: number): Omit<Relation, "id">[] {
  return line[5].split(" ").filter(Boolean).map((text) => {
    const [, row, kind, lag] = /^(\d+)([A-Z]{2})([+-]\d+)?$/.exec(text)!;
    return { predecessor: Number(row), successor, kind: kind as Relation["kind"], lag: Number(lag ?? 0) * DAY, lag_kind: "working", driving: 0 };
  });
}

export function example(): Book {
  const rows = LINES.map(([level, name, days, percent, resources], i) => {
    const summary = LINES[i + 1] !== undefined && LINES[i + 1]![0] > level;
    return { ...newRow(i + 1, level, name, days * DAY, summary ? "summary" : days ? "task" : "milestone"), percent, resources };
  });
  const relations = LINES.flatMap((line, i) => relationsOf(line, i + 1)).map((relation, i) => ({ ...relation, id: 1000 + i }));
  rows[18]!.deadline = at(2027, 3, 12, 1020);
  Object.assign(rows[8]!, { constraint: "SNET", constraint_date: at(2026, 12, 1) });
  return { rows, relations, calendar: CALENDAR, start: at(2026, 10, 5), status: at(2026, 11, 26, 1020), version: 12, nextId: 5000 };
}

/** A baseline a little earlier than the plan, so that the slip shows. */
export function withBaseline(book: Book): Book {
  for (const row of book.rows) [row.baseline_start, row.baseline_finish] = [row.start - 2 * 14400, row.finish - 3 * 14400];
  return book;
}

/** `size` rows in three levels with as many relations, dates already known: what a server sends, without scheduling it here. */
export function large(size: number): WireData {
  let seed = 7;
  const chance = (n: number) => ((seed = (seed * 48271) % 2147483647), seed % n);
  const level = Array.from({ length: size }, (_, i) => (i % 500 === 0 ? 1 : i % 20 === 0 ? 2 : 3));
  const start = level.map((_, i) => at(2026, 4, 1) + Math.floor(i / 60) * 14400 * 0.8 + chance(20) * 14400);
  const days = level.map((l) => (l < 3 ? 25 : chance(40) === 0 ? 0 : 1 + chance(12)));
  const finish = start.map((s, i) => s + days[i]! * 14400 * 1.4);
  const nothing = level.map(() => null);
  const links = level.map((_, i) => i).filter((i) => level[i] === 3 && i > 30);
  const near = links.map((i) => (i % 50 === 0 ? chance(i) : i - 1 - chance(25)));
  return {
    plan: { code: "BIG", name: "BIG", version: 1, minutes_per_day: 480, start: at(2026, 4, 1), finish: finish.reduce((a, b) => Math.max(a, b)), status_date: at(2027, 6, 1, 1020), can_edit: true, policy: "msproject", project_url: "/" },
    columns: {
      id: level.map((_, i) => i + 1), level, kind: level.map((l, i) => (l < 3 ? "summary" : days[i] ? "task" : "milestone")), wbs: wbsNumbers(level), name: level.map((l, i) => (l < 3 ? `工程 ${i + 1}` : `活動 ${i + 1} 設計と確認`)),
      start, finish, duration: days.map((d) => d * DAY), elapsed: level.map(() => 0), percent: level.map(() => chance(101)), total_float: level.map(() => chance(15) * DAY), free_float: level.map(() => 0), critical: level.map(() => (chance(6) === 0 ? 1 : 0)),
      constraint: level.map(() => "ASAP"), constraint_date: nothing, deadline: level.map((_, i) => (i % 37 === 0 ? finish[i]! + 5 * 14400 : null)), actual_start: nothing, actual_finish: nothing,
      baseline_start: start.map((s) => s - 14400), baseline_finish: finish.map((f) => f - 2 * 14400), manual: level.map(() => 0), active: level.map(() => 1), resources: level.map((l, i) => (l < 3 ? "" : `担当${(i % 90) + 1}`)), version: level.map(() => 1), calendar: level.map(() => 0),
    },
    relations: { id: links.map((i) => i), predecessor: near, successor: links, kind: links.map((i) => (["FS", "SS", "FF", "SF"] as const)[i % 10 > 3 ? 0 : i % 10]!), lag: links.map(() => 0), lag_kind: links.map(() => "working"), driving: links.map((i) => i % 2), outside: links.map(() => null) },
    calendars: [CALENDAR], baselines: [{ number: 0, name: "v1", at: "2026-04-01T00:00:00+09:00" }], baseline: 0, progress_lines: [],
  };
}
