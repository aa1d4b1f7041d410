import type { ClientBase } from "pg";
import { firmCounters } from "@/db/schema/firms";
import { insertRows } from "./insert-rows";

const LETTERS = { payment: "P", receipt: "R", link: "L", posting: "D", schedule: "S", batch: "B" } as const;
type Kind = keyof typeof LETTERS;

/** Gives running numbers as lib/firms/next-number.ts does, in order of time, and remembers where each year stands. */
export class Numbering {
  readonly #values = new Map<string, { kind: Kind; year: number; value: number }>();

  next(kind: Kind, at: Date): string {
    const year = at.getUTCFullYear();
    const key = `${kind} ${year}`;
    const value = (this.#values.get(key)?.value ?? 0) + 1;
    this.#values.set(key, { kind, year, value });
    return `${LETTERS[kind]}-${year}-${String(value).padStart(6, "0")}`;
  }

  /** So that the program counts on from here. */
  async write(client: ClientBase, firmId: string): Promise<void> {
    await insertRows(
      client,
      firmCounters,
      [...this.#values.values()].map((counter) => ({ firmId, ...counter })),
    );
  }
}
