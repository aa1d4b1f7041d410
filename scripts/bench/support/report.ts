/** Lines of cells under a head; the first cell of each is words, the others are figures. */
export function printTable(head: readonly string[], lines: readonly (readonly string[])[]): void {
  const widths = head.map((_, index) => Math.max(...[head, ...lines].map((line) => line[index]?.length ?? 0)));
  const pad = (cell: string, index: number) =>
    index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart((widths[index] ?? 0) + 2);
  console.info(`\n${[head, ...lines].map((line) => line.map(pad).join("")).join("\n")}\n`);
}

export type Limit = { words: string; value: number; atLeast?: number; atMost?: number };

/** Says of each limit whether it is kept. Answers the exit code. */
export function tellLimits(limits: readonly Limit[]): number {
  const kept = limits.map(({ words, value, atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY }) => {
    const isKept = value >= atLeast && value <= atMost;
    const limit = Number.isFinite(atLeast) ? `at least ${atLeast}` : `at most ${atMost}`;
    console.info(`${isKept ? "ok  " : "FAIL"}  ${words}: ${value.toFixed(2)} (limit: ${limit})`);
    return isKept;
  });
  return kept.every(Boolean) ? 0 : 1;
}
