// Child of the bench connect-line: Connect services in one process, each with a matter system that answers at once.
import { makeItem, makeSystem, startServiceSide } from "@/tests/support/connect-bench";

const [, , portalUrl = "", rows = "50", ...keys] = process.argv;
const items = Array.from({ length: Number(rows) }, (_, index) => makeItem({ key: `inv:${index}` }));
const system = makeSystem({ searchInvoices: async () => ({ items, nextCursor: null }) });
const lines = keys.map((key, index) =>
  startServiceSide(portalUrl, key, { system, instance: `instance-of-bench-${index}-of-one` }),
);
while (!lines.every((line) => line.isConnected())) await new Promise((resolve) => setTimeout(resolve, 20));
console.info("connected");
