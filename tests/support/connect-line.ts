import { afterAll, afterEach, beforeAll } from "vitest";
import { createConnection } from "@/lib/connections/create-connection";
import type { Ctx } from "@/lib/platform/context";
import { endNews } from "@/lib/platform/news";
import { startPortalSide, startServiceSide, type TestLine, waitFor } from "./connect-bench";
import type { RouteServer } from "./route-server";
import { makeTestFirm } from "./test-firm";

/** What the firms' tests look for over the line. */
export const SEARCH = { by: "client_number", query: "10012", match: "contains", cursor: null, limit: 50 } as const;

/** A posting file that a service is asked to hand over. */
export const POSTING_FILE = {
  batchId: "pbt_1",
  fileName: "a.txt",
  content: "R|1\r\n",
  encoding: "utf8",
  sha256: "a".repeat(64),
  records: 1,
  totalCents: 100,
} as const;

/**
 * The portal's end of the line for one test file, with a firm of its own: after `useTestDatabase`. What a test connects is hung up after
 * it, and what it intercepts passes again.
 */
export function useConnectLine() {
  const lines: TestLine[] = [];
  const own = {} as { portal: RouteServer; ctx: Ctx };

  beforeAll(async () => {
    own.portal = await startPortalSide();
    own.ctx = (await makeTestFirm("frm_line")).ctxAt();
  });
  afterEach(async () => {
    own.portal.intercept = () => null;
    await Promise.all(lines.splice(0).map((line) => line.stop()));
  });
  afterAll(async () => {
    await own.portal.stop();
    await endNews({ forGood: false });
  });

  /** A connection of the firm, with a service at its other end that has its line. */
  async function connect(service: Parameters<typeof startServiceSide>[2] = {}) {
    const { id, key } = await createConnection(own.ctx, { name: "Hartwell 3E", system: "threeE" });
    const line = startServiceSide(own.portal.url, key, service);
    lines.push(line);
    await waitFor("the line", () => line.isConnected());
    return { id, key, line };
  }

  return Object.assign(own, { connect, lines });
}
