import { Client } from "pg";

export type Statement = { text: string; values: unknown[] };

let last: Statement | null = null;
let isWatching = false;

/** Remembers the last statement that asked the view of lists, so that its plan can be asked for. Of this process only. */
export function watchStatements(): () => Statement | null {
  if (!isWatching) {
    isWatching = true;
    const original = Client.prototype.query;
    Client.prototype.query = function (this: Client, ...args: unknown[]) {
      const [question, values] = args as [string | { text?: string; values?: unknown[] }, unknown[] | undefined];
      const text = typeof question === "string" ? question : question?.text;
      if (text && /listed_payments/.test(text)) {
        const own = typeof question === "string" ? undefined : question.values;
        last = { text, values: values ?? own ?? [] };
      }
      return Reflect.apply(original, this, args);
    } as typeof original;
  }
  last = null;
  return () => last;
}
