import { resolve } from "node:path";
import { prepareBinaries } from "../../scripts/launcher/binaries.mjs";
import { preparePlaces } from "../../scripts/launcher/cluster.mjs";
import { choosePostgresUser } from "../../scripts/launcher/postgres-user.mjs";
import { run } from "../../scripts/launcher/processes.mjs";

/**
 * Ends an embedded server without a word to anyone, as a power cut would, and starts it again on the same port.
 * @param {string} dataDir as given to `startDatabase`
 */
export async function restartPostgresHard(dataDir) {
  const user = choosePostgresUser();
  const places = preparePlaces(resolve(dataDir), user);
  const { bin } = await prepareBinaries(user, places.home);
  const outcome = await run(
    bin("pg_ctl"),
    ["-D", places.cluster, "-l", places.log, "-m", "immediate", "-w", "-t", "60", "restart"],
    { user },
  );
  if (outcome.code !== 0) throw new Error(`The database did not come back:\n${outcome.output}`);
}
