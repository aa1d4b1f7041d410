import { appendFileSync, existsSync, readFileSync } from "node:fs";

/** One line per change. A line that was cut off by a crash is dropped: its request was never answered. */
export class Journal {
  constructor(private readonly path: string | null) {}

  append(lines: readonly unknown[]): void {
    if (this.path === null || lines.length === 0) return;
    appendFileSync(this.path, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  }

  read(): unknown[] {
    if (this.path === null || !existsSync(this.path)) return [];
    return readFileSync(this.path, "utf8")
      .split("\n")
      .flatMap((line) => {
        try {
          return line === "" ? [] : [JSON.parse(line)];
        } catch {
          return [];
        }
      });
  }
}
