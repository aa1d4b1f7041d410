import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { demoConnectionKey, type MatterPlace } from "@/db/seed/matter-systems/places";
import { matterSystemDefinition } from "@/lib/matter-systems/registry";
import { version } from "@/package.json";
import { startLine } from "../client";
import { openDemoPostgres } from "../databases/demo-postgres";
import { folderDrop } from "../drops/folder";
import { Journal } from "../drops/journal";
import { explainFailure } from "../explain-failure";
import { lookAround } from "../look-around";
import { readPortalAddress } from "../portal-address";
import { procedureMatterSystem } from "../procedure-matter-system";
import { takeStateFolder } from "../state-folder";
import { startImporter } from "./importer";

export type ServeOptions = {
  databaseUrl: string;
  /** Without a slash at the end. */
  portalUrl: string;
  /** Holds a folder for each connection: `files` that the matter system reads, `taken` and `refused` ones, `state` of the service. */
  folder: string;
  /** How often the matter system looks for files. */
  importEveryMs: number;
  /** Is told in words what changes. */
  tell(words: string): void;
};

export type ServedPlace = { isConnected(): boolean; stop(): Promise<void> };

/** What runs at a firm, for one demo matter system: its Connect service, and the importer of the matter system itself. */
export function servePlace(place: MatterPlace, options: ServeOptions): ServedPlace {
  const { databaseUrl, portalUrl, folder, importEveryMs } = options;
  const { system, schema, connectionId, connectionName } = place;
  const tell = (words: string) => options.tell(`${connectionName}: ${words}`);
  const home = join(folder, connectionId);
  const files = join(home, "files");
  mkdirSync(files, { recursive: true });
  const state = takeStateFolder(join(home, "state"));
  const definition = matterSystemDefinition(system);
  const caller = openDemoPostgres({ databaseUrl, schema, system, maxConnections: 2 });
  const drop = folderDrop({ folder: files, workFolder: join(home, "work") }, new Journal(join(state.path, "journal")));
  const matterSystem = procedureMatterSystem({ definition, caller, drop, serviceVersion: version });
  const line = startLine({
    portal: readPortalAddress(portalUrl, demoConnectionKey(connectionId)),
    systemId: system,
    system: matterSystem,
    instance: state.instance,
    serviceVersion: version,
    look: () => lookAround({ definition, caller, system: matterSystem, drop, stateFolder: state.path }),
    explain: explainFailure,
    tell,
  });
  const importer = startImporter({ databaseUrl, schema, system, home, everyMs: importEveryMs, tell });
  return {
    isConnected: () => line.isConnected(),
    async stop() {
      await Promise.all([line.stop(), importer.stop()]);
      await caller.close();
      state.leave();
    },
  };
}
