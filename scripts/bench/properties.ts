// Properties of shares, roundings, refunds and a payment's states in many cases, and races of refunds and voids many times over
import { runNode } from "../runner/children.mjs";
import { live } from "../runner/lifetime.mjs";
import { readNumbers } from "./support/options";

const { runs, stories, rounds } = readNumbers({ runs: 10_000, stories: 10_000, rounds: 200 });

const PARTS = [
  { project: "unit", files: ["tests/properties/"], env: { PROPERTY_RUNS: String(runs) } },
  { project: "db", files: ["tests/properties/"], env: { PROPERTY_RUNS: String(stories) } },
  {
    project: "db",
    files: ["lib/refunds/refund-payment", "lib/voids/void-payment"],
    env: { RACE_ROUNDS: String(rounds) },
  },
];

/** The tests of these rules are the bench: only how often each is tried is another. */
await live(async () => {
  for (const { project, files, env } of PARTS) {
    const args = ["node_modules/vitest/vitest.mjs", "run", "--project", project, ...files];
    const { code, output } = await runNode(args, { env: { ...process.env, ...env, NODE_ENV: "test", NO_COLOR: "1" } });
    console.info(output.trim());
    if (code !== 0) return code;
  }
  return 0;
});
