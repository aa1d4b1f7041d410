// One call of the job in a process of its own: started by the test, killed while its charges are on their way.

import { fixedClock } from "@/lib/platform/clock";
import { systemContext } from "@/lib/platform/make-context";
import { runSchedules } from "@/lib/schedules/run-schedules";

// It does not outlive the test that started it.
process.once("disconnect", () => process.exit());

const [firmId = "", instant = ""] = process.argv.slice(2);

runSchedules(systemContext(firmId, "schedules", fixedClock(new Date(instant))))
  .then(() => process.exit())
  .catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
