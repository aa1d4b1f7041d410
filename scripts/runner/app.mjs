import { randomUUID } from "node:crypto";
import { endBuildUse, noteBuildUse } from "./build.mjs";
import { spawnNode } from "./children.mjs";
import { PORT_TAKEN, waitUntilHealthy } from "./health.mjs";
import { startForLife } from "./lifetime.mjs";
import { commandScript } from "./project.mjs";

// Each page leaves a few MB of short-lived objects. With room for 64 MB of them between two collections (Node: 16) most are dead by then:
// a tenth less CPU for a payment page, at up to 90 MB more memory (docs/benches.md). NODE_OPTIONS of the host may say otherwise.
const YOUNG_SPACE = "--max-semi-space-size";

const READY_WITHIN_MS = { built: 60_000, dev: 180_000 };

/**
 * Starts the app and waits until it answers.
 * @param {{port: number, host?: string, mode?: "built" | "dev", env: Record<string, string>, onOutput?: (text: string) => void}} options
 *   `host`: the address to listen on, all when absent; `env` is laid over the present environment
 * @returns {Promise<{url: string, pid: number | undefined, exited: Promise<number>, logs(): string, stop(): Promise<void>}>}
 * @throws Error with the end of the app's own output; with the code PORT_TAKEN when another program has the port
 */
export async function startApp({ port, host, mode = "built", env, onOutput }) {
  const url = `http://127.0.0.1:${port}`;
  const startId = randomUUID();
  const isTuned = mode === "dev" || process.env.NODE_OPTIONS?.includes(YOUNG_SPACE);
  const child = spawnNode(
    [
      ...(isTuned ? [] : [`${YOUNG_SPACE}=64`]),
      commandScript("next"),
      mode === "built" ? "start" : "dev",
      "-p",
      String(port),
      ...(host ? ["-H", host] : []),
    ],
    {
      env: {
        ...process.env,
        NEXT_TELEMETRY_DISABLED: "1",
        NODE_ENV: mode === "built" ? "production" : "development",
        PORT: String(port),
        ...env,
        START_ID: startId,
      },
      leash: true,
      onOutput,
    },
  );
  if (mode === "built") noteBuildUse();
  const stop = async () => {
    await child.stop();
    if (mode === "built") endBuildUse();
  };
  try {
    await waitUntilHealthy({ url, startId, withinMs: READY_WITHIN_MS[mode], child });
  } catch (error) {
    await stop();
    // Whoever asked for the output has seen it, and a taken port needs none.
    throw onOutput || error.code === PORT_TAKEN ? error : new Error(`${error.message}\n${lastPart(child.logs())}`);
  }
  return { url, pid: child.pid, exited: child.exited, logs: child.logs, stop };
}

/** The same, stopped with this command. */
export function startAppForLife(options) {
  return startForLife(
    () => startApp(options),
    (app) => app.stop(),
  );
}

function lastPart(text) {
  return text.trim().split("\n").slice(-30).join("\n");
}
