// A worker of the program with a process of its own: started by the test, killed while it writes.

import { startWorker } from "@/lib/jobs/runner";

// It does not outlive the test that started it.
process.once("disconnect", () => process.exit());

startWorker().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
