import { readFileSync, statSync } from "node:fs";
import { afterEach, beforeEach, inject } from "vitest";
import { findNumbers } from "./number-guard";

let expected: RegExp[] = [];

/** Announces that the present test makes the server log an error, and which. */
export function expectServerError(pattern: RegExp): void {
  expected.push(pattern);
}

/** After each test of the file: no number of a card or bank account, no secret of a page and no unannounced error is in the server's log. */
export function guardServerLog(): void {
  let from = 0;
  beforeEach(() => {
    from = statSync(inject("appLogPath")).size;
    expected = [];
  });
  afterEach(() => {
    const written = readFileSync(inject("appLogPath")).subarray(from).toString("utf8");
    const problems = findNumbers(written).map((number) => `The server logged ${number}.`);
    const secrets =
      written.match(/\/(?:pay|receipt|method)\/[A-Za-z0-9_-]{16,}|sbx_(?:tok|saved)_\S+|dp_demo_\w+/g) ?? [];
    problems.push(...secrets.map((secret) => `The server logged a secret that begins with ${secret.slice(0, 14)}.`));
    const errors = written.split("\n").filter(isError);
    const strange = errors.filter((line) => !expected.some((pattern) => pattern.test(line)));
    problems.push(...strange.map((line) => `The server logged an error: ${line}`));
    for (const pattern of expected)
      if (!errors.some((line) => pattern.test(line))) problems.push(`The server was to log ${pattern}, and did not.`);
    if (problems.length > 0) throw new Error(problems.join("\n"));
  });
}

/** A line of pino at the level of an error, or a stack of Next's own. */
function isError(line: string): boolean {
  return /"level":[56]0/.test(line) || /^\s*(⨯|\w*Error:)/.test(line);
}
