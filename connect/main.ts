// npm run connect: the Connect service, which runs at the firm beside its matter system. docs/connect.md tells how.
import { parseArgs } from "node:util";
import { systemClock } from "@/lib/platform/clock";
import { connectSetting } from "@/lib/platform/env";
import { checkService } from "./check";
import { startLine } from "./client";
import { type ConnectSettings, readSettings } from "./config";
import { settleDelivery } from "./drops/open-drop";
import { explainFailure, placeOfFailure } from "./explain-failure";
import { openParts } from "./open-parts";
import { readPortalAddress } from "./portal-address";
import { journalFolderOf, readInstance, takeStateFolder } from "./state-folder";

const HELP = `npm run connect -- [command] [--config connect.json]

  (none)   runs the service until it is stopped
  check    tries everything once and says in words what is wrong
  settle <batch> delivered|again
           says of a posting file of which nobody could tell: it was delivered, or it is to be delivered again

The settings are a JSON file, connect.json unless --config or DOCKETPAY_CONNECT_CONFIG names another.`;

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { config: { type: "string" }, help: { type: "boolean", short: "h" } },
  });
  const work = values.help ? null : readCommand(positionals);
  if (!work) {
    print(HELP);
    return values.help ? 0 : 2;
  }
  return work(readSettings(values.config ?? (connectSetting("CONFIG") || "connect.json"), connectSetting));
}

type Work = (settings: ConnectSettings) => Promise<number>;

/** Null for what is no command. */
function readCommand([command = "run", batchId, finding, ...rest]: readonly string[]): Work | null {
  if (command === "run" && !batchId) return run;
  if (command === "check" && !batchId) return check;
  if (command !== "settle" || !batchId || rest.length > 0) return null;
  if (finding !== "delivered" && finding !== "again") return null;
  return async ({ stateFolder }) => {
    await settleDelivery(journalFolderOf(stateFolder), batchId, finding);
    print(
      `Batch ${batchId} counts as ${finding === "delivered" ? "delivered" : "not delivered; it is delivered again"}.`,
    );
    return 0;
  };
}

async function check(settings: ConnectSettings): Promise<number> {
  const parts = await openParts(settings);
  try {
    const instance = readInstance(settings.stateFolder);
    const isWell = await checkService({ ...parts, settings, instance }, print);
    print(isWell ? "All is well." : "Mend what is wrong, then check again. docs/connect.md says more on each.");
    return isWell ? 0 : 1;
  } finally {
    await parts.close();
  }
}

async function run(settings: ConnectSettings): Promise<number> {
  const parts = await openParts(settings);
  const state = takeStateFolder(settings.stateFolder);
  const tell = (words: string) => print(`${systemClock.now().toISOString()} ${words}`);
  tell(`Docketpay Connect ${parts.serviceVersion} for ${parts.definition.name}.`);
  const line = startLine({
    portal: readPortalAddress(settings.portal, settings.key),
    systemId: settings.system,
    system: parts.system,
    instance: state.instance,
    serviceVersion: parts.serviceVersion,
    look: parts.look,
    explain: (error) => {
      const place = placeOfFailure(error);
      if (place) tell(`Unforeseen:\n${place}`);
      return explainFailure(error);
    },
    tell,
  });
  const signal = await new Promise<string>((resolve) => {
    for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, () => resolve(name));
  });
  tell(`Stopping (${signal}).`);
  await line.stop();
  await parts.close();
  state.leave();
  return 0;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
