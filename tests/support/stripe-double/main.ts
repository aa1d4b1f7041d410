// npx tsx tests/support/stripe-double/main.ts --port 12111 [--faults lost=0.2,slow=0.1] [--seed 7] [--state-path FILE]
//   [--webhook-url URL] [--webhook-secret whsec_...] [--search-delay-seconds 60] [--debit-settle-seconds 345600]
// A double of Stripe as a process of its own, so that it outlives ours. Says where it listens, then serves until it is ended.
import { parseArgs } from "node:util";
import type { StripeDoubleOptions } from "./options";
import { startStripeDouble } from "./start";
import { parseFaults } from "./wire/faults";

const TEXT = { type: "string" } as const;
const { values } = parseArgs({
  options: {
    port: TEXT,
    faults: TEXT,
    seed: TEXT,
    "state-path": TEXT,
    "webhook-url": TEXT,
    "webhook-secret": TEXT,
    "search-delay-seconds": TEXT,
    "debit-settle-seconds": TEXT,
    "refund-settle-seconds": TEXT,
  },
});

const figure = (text: string | undefined) => (text === undefined ? undefined : Number(text));
const options: StripeDoubleOptions = {
  port: figure(values.port),
  faults: parseFaults(values.faults ?? ""),
  seed: figure(values.seed),
  statePath: values["state-path"],
  webhookUrl: values["webhook-url"],
  webhookSecret: values["webhook-secret"],
  searchDelaySeconds: figure(values["search-delay-seconds"]),
  debitSettleSeconds: figure(values["debit-settle-seconds"]),
  refundSettleSeconds: figure(values["refund-settle-seconds"]),
};
const double = await startStripeDouble(options);
console.info(`The double of Stripe listens at ${double.url}`);
