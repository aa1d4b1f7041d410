import { matterSystemDefinition } from "@/lib/matter-systems/registry";
import { version } from "@/package.json";
import type { ConnectSettings } from "./config";
import type { ProcedureCaller } from "./databases/call";
import { openDrop } from "./drops/open-drop";
import { lookAround, type Surroundings } from "./look-around";
import { procedureMatterSystem } from "./procedure-matter-system";
import { journalFolderOf } from "./state-folder";

export type Parts = Surroundings & {
  serviceVersion: string;
  look(): ReturnType<typeof lookAround>;
  close(): Promise<void>;
};

/** Puts a service together from its settings. Connects to nothing yet. */
export async function openParts(settings: ConnectSettings): Promise<Parts> {
  const definition = matterSystemDefinition(settings.system);
  const caller = await openCaller(settings);
  const drop = openDrop(settings.drop, journalFolderOf(settings.stateFolder));
  const serviceVersion = version;
  const system = procedureMatterSystem({ definition, caller, drop, serviceVersion });
  const around: Surroundings = { definition, caller, system, drop, stateFolder: settings.stateFolder };
  return { ...around, serviceVersion, look: () => lookAround(around), close: () => caller.close() };
}

async function openCaller({ system, database }: ConnectSettings): Promise<ProcedureCaller> {
  // Each is loaded only where it is used: a firm's service has no use for the demo's translator, nor a demo for SQL Server's driver.
  if (database.kind === "demo") {
    const { openDemoPostgres } = await import("./databases/demo-postgres");
    return openDemoPostgres({ databaseUrl: database.databaseUrl, schema: database.schema, system });
  }
  const [{ openSqlServer }, { loadScript }] = await Promise.all([
    import("./databases/sql-server"),
    import("./databases/procedures"),
  ]);
  return openSqlServer(database, loadScript(system));
}
