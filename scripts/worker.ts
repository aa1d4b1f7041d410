import { closeDatabase } from "@/db/client";
import { startGuard } from "@/lib/installation/start-guard";
import { keepWorker } from "@/lib/jobs/keep-worker";
import { env } from "@/lib/platform/env";

if (!env().DATABASE_URL) {
  console.error(
    "DATABASE_URL is not set. The embedded database runs its worker inside npm start; a worker of its own needs the server's address.",
  );
  process.exit(1);
}
startGuard();
const worker = keepWorker();
console.info("The worker takes jobs. Ctrl-C stops it after those in hand.");

const stop = async () => {
  await worker.stop();
  await closeDatabase();
  process.exit(0);
};
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
