/**
 * The least time of each, in milliseconds. All take turns, in another order each round, so that whatever else the machine does weighs on
 * all alike; the least, because it only ever adds.
 */
export async function leastInTurns<Name extends string>(
  asked: Record<Name, () => Promise<unknown>>,
  rounds: number,
): Promise<Record<Name, number>> {
  const names = Object.keys(asked) as Name[];
  const least = Object.fromEntries(names.map((name) => [name, Number.POSITIVE_INFINITY])) as Record<Name, number>;
  for (let round = 0; round < rounds; round++) {
    for (const place of names.keys()) {
      const name = names[(place + round) % names.length];
      if (name === undefined) continue;
      const askedAt = performance.now();
      await asked[name]();
      least[name] = Math.min(least[name], performance.now() - askedAt);
    }
  }
  return least;
}
