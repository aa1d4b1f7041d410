import { afterEach, beforeEach, vi } from "vitest";

type Level = "error" | "warn";
type Call = { level: Level; text: string };

let calls: Call[] = [];
let expected: { level: Level; pattern: RegExp }[] = [];

/**
 * Announces that the present test makes the program, or a page in the browser, write to the console, and what. Any other `console.error` or
 * `console.warn` fails the test, and so does an announced one that never comes.
 */
export function expectConsole(level: Level, pattern: RegExp): void {
  expected.push({ level, pattern });
}

/** Counts a message that reached a console elsewhere (a page in the browser) as one of the present test's. */
export function reportConsole(level: Level, text: string): void {
  calls.push({ level, text });
}

beforeEach(() => {
  calls = [];
  expected = [];
  for (const level of ["error", "warn"] as const) {
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => {
      reportConsole(level, parts.map(describePart).join(" "));
    });
  }
});

afterEach(() => {
  const unexpected = calls.filter(
    (call) => !expected.some((one) => one.level === call.level && one.pattern.test(call.text)),
  );
  const missing = expected.filter(
    (one) => !calls.some((call) => one.level === call.level && one.pattern.test(call.text)),
  );
  const problems = [
    ...unexpected.map((call) => `console.${call.level} was called: ${call.text}`),
    ...missing.map((one) => `console.${one.level} was expected to be called with ${one.pattern}, and was not.`),
  ];
  if (problems.length > 0) throw new Error(problems.join("\n"));
});

function describePart(part: unknown): string {
  if (part instanceof Error) return part.stack ?? part.message;
  return typeof part === "string" ? part : JSON.stringify(part);
}
