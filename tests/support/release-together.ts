/**
 * Begins all the work at once and waits for all of it, successful or not. A thrown error is kept in its place, so that a test can
 * count what became of each.
 */
export async function releaseTogether<T>(count: number, work: (index: number) => Promise<T>): Promise<(T | Error)[]> {
  const settled = await Promise.allSettled(Array.from({ length: count }, (_, index) => work(index)));
  return settled.map((one) => {
    if (one.status === "fulfilled") return one.value;
    return one.reason instanceof Error ? one.reason : new Error(String(one.reason));
  });
}

/** How often each kind of answer came: `{approved: 1, "refused link_paid": 29}`. */
export function countAnswers(answers: readonly unknown[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const answer of answers) {
    const name = nameOf(answer);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function nameOf(answer: unknown): string {
  if (answer instanceof Error)
    return "code" in answer && "reason" in answer
      ? `${answer.code} ${answer.reason}`
      : `${answer.name}: ${answer.message}`;
  return typeof answer === "object" && answer !== null && "kind" in answer ? String(answer.kind) : typeof answer;
}
