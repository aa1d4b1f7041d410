/**
 * How often a property or a race is tried: `short` in every test run, the environment's figure in the long form
 * (`npm run bench -- properties`).
 */
export function runsOf(name: "PROPERTY_RUNS" | "RACE_ROUNDS", short: number): number {
  return Number(process.env[name] ?? "") || short;
}
