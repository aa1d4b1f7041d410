import { and, eq } from "drizzle-orm";
import { connections } from "@/db/schema/connections";
import { firms } from "@/db/schema/firms";
import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { MATTER_SYSTEM_NAMES } from "@/lib/matter-systems/model";
import { systemClock } from "@/lib/platform/clock";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { version } from "@/package.json";
import { HOLD_SECONDS, LINE_VERSIONS } from "./model";
import { isLineLost } from "./rules";
import type { HandshakeAnswer, HandshakeInput } from "./schemas";
import type { LineCaller } from "./verify-call";

/**
 * The first call of a service, and of one that was away: agrees on a version, notes what it says of itself, gives it the line, and
 * closes the alert that it was lost.
 * @throws AppError conflict (line_version_unknown, other_system, other_instance)
 */
export async function receiveHandshake(
  { ctx, connection }: LineCaller,
  input: HandshakeInput,
): Promise<HandshakeAnswer> {
  const lineVersion = LINE_VERSIONS.findLast((known) => input.lineVersions.includes(known));
  if (!lineVersion) throw refusal("line_version_unknown", wordsOfVersions(input.lineVersions));
  if (input.system !== connection.system) {
    const [here, there] = [connection.system, input.system].map((system) => MATTER_SYSTEM_NAMES[system]);
    const words = `The connection "${connection.name}" is for ${here}, the service is set up for ${there}. Change "system" in its settings, or use the key of another connection.`;
    throw refusal("other_system", words);
  }
  const isTaken = connection.instance !== "" && connection.instance !== input.instance;
  if (isTaken && !isLineLost(connection.lastSeenAt, systemClock.now())) throw otherInstance();
  const { instance, serviceVersion, scriptVersion, health } = input;
  const isConnection = and(eq(connections.firmId, ctx.firmId), eq(connections.id, connection.id));
  const firmName = await inFirm(ctx, async (tx) => {
    await tx
      .update(connections)
      .set({ instance, serviceVersion, scriptVersion, health, lastSeenAt: systemClock.now() })
      .where(isConnection);
    const subject = { objectType: "connection", objectId: connection.id } as const;
    await clearAlerts(ctx, tx, { ...subject, kinds: ["connector_down"] });
    const rows = await tx.select({ name: firms.name }).from(firms).where(eq(firms.firmId, ctx.firmId));
    return rows[0]?.name ?? "";
  });
  return {
    lineVersion,
    portalVersion: version,
    firmName,
    connectionName: connection.name,
    holdSeconds: HOLD_SECONDS,
  };
}

/** @throws AppError conflict (handshake_needed, other_instance) unless this installation holds the line */
export function requireLineHolder({ connection }: LineCaller, instance: string): void {
  if (connection.instance === instance) return;
  if (connection.instance === "") throw refusal("handshake_needed", "Make the handshake first.");
  throw otherInstance();
}

function otherInstance(): AppError {
  const words =
    "Another installation of the Connect service uses this key. Stop one of the two; when a service moved to another machine, wait two minutes after the old one has stopped.";
  return refusal("other_instance", words);
}

function wordsOfVersions(theirs: readonly number[]): string {
  const newest = LINE_VERSIONS.at(-1) ?? 0;
  const isServiceOld = theirs.every((each) => each < newest);
  return `The portal speaks version ${LINE_VERSIONS.join(", ")} of the line, the service version ${theirs.join(", ")}. Update the ${isServiceOld ? "service" : "portal"}.`;
}

function refusal(reason: string, userMessage: string): AppError {
  return new AppError("conflict", { reason, userMessage });
}
