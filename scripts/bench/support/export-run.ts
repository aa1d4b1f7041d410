// One export of all payments of a firm by the job that writes them, alone in its process; prints what it took as JSON. Run by
// scripts/bench/exports.ts: DATABASE_URL, and as arguments the firm, the user and the format.
import { closeDatabase } from "@/db/client";
import { orderExport } from "@/lib/exports/order-export";
import { writeExport } from "@/lib/exports/write-export";
import { PAYMENT_COLUMNS } from "@/lib/payments/columns";
import { systemClock } from "@/lib/platform/clock";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";

const SAMPLE_MS = 20;
const SETTLE_MS = 2_000;

const [firmId = "", userId = "", format = "xlsx"] = process.argv.slice(2);
const ctx = systemContext(firmId, "bench");
const columns = PAYMENT_COLUMNS.map(({ id }) => id);
const order = { listId: "payments", query: "", columns, format: format === "csv" ? "csv" : "xlsx" } as const;
const whose = { userId, locale: "en", asOf: systemClock.now(), timeZone: "America/New_York" } as const;
const exportId = await inFirm(ctx, (tx) => orderExport(ctx, tx, { ...order, ...whose }));

await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
const idleBytes = process.memoryUsage.rss();
let peakBytes = idleBytes;
const sampling = setInterval(() => {
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
}, SAMPLE_MS);
const startedAt = performance.now();
const cpuBefore = process.cpuUsage();
await writeExport(ctx, exportId);
const cpu = process.cpuUsage(cpuBefore);
const seconds = (performance.now() - startedAt) / 1_000;
clearInterval(sampling);
console.info(
  JSON.stringify({ exportId, idleBytes, peakBytes, seconds, cpuSeconds: (cpu.user + cpu.system) / 1_000_000 }),
);
await closeDatabase();
