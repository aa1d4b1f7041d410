import { join } from "node:path";
import { spawnNode } from "./children.mjs";
import { startForLife } from "./lifetime.mjs";
import { dataFolder } from "./project.mjs";

/** What says that all is well, which nobody needs to read at each start. */
const GOOD_NEWS = /^.+: Connected to /;

/**
 * Starts what runs at the firms of the demo, for the life of this command: a Connect service for each demo matter system, in one process.
 * Comes back at once; the lines are there a moment later.
 * @param {{portalUrl: string, databaseUrl: string, onOutput: (text: string) => void}} options
 */
export function startConnectForLife({ portalUrl, databaseUrl, onOutput }) {
  const folder = join(dataFolder(), "connect");
  return startForLife(
    () =>
      spawnNode(["--import", "tsx", "connect/demo/main.ts", portalUrl, folder], {
        env: { ...process.env, DATABASE_URL: databaseUrl, NODE_ENV: "development" },
        leash: true,
        onOutput: (text) => onOutput(withoutGoodNews(text)),
      }),
    (child) => child.stop(),
  );
}

function withoutGoodNews(text) {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "" && !GOOD_NEWS.test(line))
    .map((line) => `Connect: ${line}\n`)
    .join("");
}
