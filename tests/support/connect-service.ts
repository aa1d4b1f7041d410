import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { MATTER_PLACES } from "@/db/seed/matter-systems/places";
import type { MatterSystemId } from "@/lib/matter-systems/model";
import { spawnNode } from "../../scripts/runner/children.mjs";

export type ConnectService = {
  /** Holds `<connection id>/files`, where posting files arrive, and `taken` and `refused` beside it. */
  folder: string;
  /** What the service has said so far. */
  logs(): string;
  stop(): Promise<void>;
};

export type ConnectServiceOptions = {
  /** With the demo seeded, as the owner. */
  databaseUrl: string;
  /** Without a slash at the end. */
  portalUrl: string;
  /** How often the matter systems look for files; 200 unless given. */
  importEveryMs?: number;
};

const READY_WITHIN_MS = 60_000;

/** The firms' side of the demo, as npm run demo starts it; comes back when all connections have their line. */
export async function startConnectService(options: ConnectServiceOptions): Promise<ConnectService> {
  await forgetEarlierServices(options.databaseUrl);
  const folder = mkdtempSync(join(tmpdir(), "docketpay-connect-"));
  const args = [
    "--import",
    "tsx",
    "connect/demo/main.ts",
    options.portalUrl,
    folder,
    String(options.importEveryMs ?? 200),
  ];
  const child = spawnNode(args, {
    env: { ...process.env, DATABASE_URL: options.databaseUrl, NODE_ENV: "test" },
    leash: true,
  });
  const stop = async () => {
    await child.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const isUp = () => MATTER_PLACES.every(({ connectionName }) => child.logs().includes(`${connectionName}: Connected`));
  let hasEnded = false;
  void child.exited.then(() => {
    hasEnded = true;
  });
  for (let waited = 0; !isUp(); waited += 50) {
    if (hasEnded || waited > READY_WITHIN_MS) {
      await stop();
      throw new Error(`The Connect service did not reach the portal:\n${child.logs()}`);
    }
    await sleep(50);
  }
  return { folder, logs: child.logs, stop };
}

/** A line belongs to one installation until it has been silent for a while; those of earlier test files are gone for sure. */
async function forgetEarlierServices(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("update connections set instance = '', last_seen_at = null");
  } finally {
    await client.end();
  }
}

/** The connection of the first demo firm to its matter system of this kind. */
export function demoConnectionId(system: MatterSystemId): string {
  const place = MATTER_PLACES.find((each) => each.system === system);
  if (!place) throw new Error(`The demo has no ${system}.`);
  return place.connectionId;
}
