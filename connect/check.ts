import { type HealthCheck, LINE_VERSIONS } from "@/lib/connections/model";
import { HandshakeAnswer } from "@/lib/connections/schemas";
import { systemClock } from "@/lib/platform/clock";
import { randomIds } from "@/lib/platform/ids";
import { callPortal } from "./call-portal";
import type { ConnectSettings } from "./config";
import { readPortalAddress } from "./portal-address";

const CALL_MS = 20_000;

export type CheckedParts = {
  settings: ConnectSettings;
  instance: string;
  serviceVersion: string;
  look(): Promise<{ scriptVersion: string; health: readonly HealthCheck[] }>;
};

/** What is looked at, in words for the list. */
const NAMES: Record<string, string> = {
  database: "The matter system's database",
  procedures: "Its procedures",
  version: "Their version",
  drop: "Where posting files go",
  state: "The state folder",
  portal: "The portal",
};

/**
 * Tries everything once and tells each result as a line. The handshake is made in the name of this installation, so that it may run
 * beside the service itself.
 * @returns whether all is well
 */
export async function checkService(parts: CheckedParts, tell: (line: string) => void): Promise<boolean> {
  const seen = await parts.look();
  const portal = await checkPortal(parts, seen);
  for (const { check, ok, detail } of [...seen.health, portal])
    tell(`${ok ? "ok   " : "WRONG"}  ${NAMES[check] ?? check}${detail ? `: ${detail}` : ""}`);
  return [...seen.health, portal].every(({ ok }) => ok);
}

async function checkPortal(
  { settings, instance, serviceVersion }: CheckedParts,
  seen: { scriptVersion: string; health: readonly HealthCheck[] },
): Promise<HealthCheck> {
  const portal = readPortalAddress(settings.portal, settings.key);
  const { system } = settings;
  const json = JSON.stringify({ lineVersions: LINE_VERSIONS, instance, system, serviceVersion, ...seen });
  const caller = { portal, clock: systemClock, ids: randomIds };
  const result = await callPortal(caller, { name: "handshake", json, timeoutMs: CALL_MS });
  if (result.kind !== "ok") return { check: "portal", ok: false, detail: result.words };
  const answer = HandshakeAnswer.safeParse(result.value);
  if (!answer.success)
    return { check: "portal", ok: false, detail: "Its answer cannot be read. Update the service to its version." };
  const { connectionName, firmName, portalVersion } = answer.data;
  return { check: "portal", ok: true, detail: `"${connectionName}" of ${firmName}, version ${portalVersion}` };
}
