// One call of the job in a process of its own: started by the test, killed while its charges are on their way.

import { runAutoPays } from "@/lib/auto-pays/run-auto-pays";
import { fixedClock } from "@/lib/platform/clock";
import { systemContext } from "@/lib/platform/make-context";

// It does not outlive the test that started it.
process.once("disconnect", () => process.exit());

const [firmId = "", instant = ""] = process.argv.slice(2);

runAutoPays(systemContext(firmId, "auto-pays", fixedClock(new Date(instant))))
  .then(() => process.exit())
  .catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
