// npm start: the app for production. Uses DATABASE_URL, or starts the built-in database when it is unset.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { startAppForLife } from "./runner/app.mjs";
import { takeDataFolder } from "./runner/data-folder.mjs";
import { inspectDatabase, migrate, openDatabase } from "./runner/database.mjs";
import { live } from "./runner/lifetime.mjs";
import { isPortFree } from "./runner/ports.mjs";
import { dataFolder, loadSettings, ROOT, readPort, readSetting } from "./runner/project.mjs";

await live(async () => {
  loadSettings();
  const port = readPort();
  const host = readSetting("HOST");
  if (!existsSync(join(ROOT, ".next/BUILD_ID"))) throw new Error("The app is not built. Run: npm run build");
  if (!(await isPortFree(port, host)))
    throw new Error(`Port ${port} is taken by another program. Set PORT to a free one.`);
  // With a server of its own any number of apps may run; the built-in database is for one.
  if (readSetting("DATABASE_URL") === undefined) await takeDataFolder({ port, refusal: refuseSecondApp });

  const database = await openDatabase();
  if (!(await inspectDatabase(database.url)).isMigrated) await migrate(database.url);
  const app = await startAppForLife({
    port,
    host,
    env: { DATABASE_URL: database.url, DATA_DIR: dataFolder(), WORKER: readSetting("WORKER") ?? "inprocess" },
    onOutput: (text) => process.stdout.write(text),
  });
  console.info(`Docketpay answers on port ${port}.`);
  return app.exited;
});

function refuseSecondApp(holder) {
  return `Process ${holder.pid} already runs on the data in ${dataFolder()}. Stop it, or set DATABASE_URL to share one database between several.`;
}
