import { listFirms } from "@/lib/firms/list-firms";
import type { ImportObstacle } from "@/lib/installation/model";
import { systemContext } from "@/lib/platform/make-context";
import { listComparisons } from "./queries";

/** What of all firms' accounts is not imported since a restore, or still differs. For whoever runs the server. */
export async function listImportObstacles(restoredAt: Date): Promise<ImportObstacle[]> {
  const obstacles: ImportObstacle[] = [];
  for (const { firmId, name } of await listFirms("restore-guard")) {
    for (const { accountName, last, failedAt, openBreaks } of await listComparisons(
      systemContext(firmId, "restore-guard"),
    )) {
      const isCompared = last !== null && last.startedAt >= restoredAt;
      if (isCompared && openBreaks === 0) continue;
      const hasFailed = failedAt !== null && failedAt >= restoredAt;
      const notCompared = hasFailed ? "failed" : "waiting";
      obstacles.push({
        firmId,
        firmName: name,
        accountName,
        kind: isCompared ? "breaks" : notCompared,
        openBreaks,
      });
    }
  }
  return obstacles;
}
