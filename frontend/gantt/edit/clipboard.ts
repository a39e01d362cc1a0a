// Blocks of cells as Excel puts them on the clipboard: tabs, line ends, quotes around cells that hold either.

export function parseBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const plain = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let i = 0; i < plain.length; i++) {
    const letter = plain[i]!;
    if (quoted) {
      if (letter === '"' && plain[i + 1] === '"') cell += plain[++i];
      else if (letter === '"') quoted = false;
      else cell += letter;
    } else if (letter === '"' && cell === "") quoted = true;
    else if (letter === "\t" || letter === "\n") {
      rows[rows.length - 1]!.push(cell);
      if (letter === "\n") rows.push([]);
      cell = "";
    } else cell += letter;
  }
  rows[rows.length - 1]!.push(cell);
  return rows;
}

const quoted = (cell: string): string => (/["\t\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);

export const formatBlock = (rows: string[][]): string => rows.map((row) => row.map(quoted).join("\t")).join("\r\n");
