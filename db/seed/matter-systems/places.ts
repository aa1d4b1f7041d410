import { createHash } from "node:crypto";
import { writeConnectionKey } from "@/lib/connections/rules";
import type { MatterSystemId } from "@/lib/matter-systems/model";
import { HARTWELL, OKAFOR, type SeedFirm } from "../firms";

/** A demo matter system: a schema of the demo's own database in the shape of one system, and the connection by which its firm reaches it. */
export type MatterPlace = {
  schema: string;
  system: MatterSystemId;
  firm: SeedFirm;
  connectionId: string;
  connectionName: string;
  /** The one that its firm works with. */
  isInUse: boolean;
};

/** The first firm has one of each, the second one of its own: nothing that one firm's system holds is seen by the other. */
export const MATTER_PLACES: readonly MatterPlace[] = [
  {
    schema: "matter_three_e",
    system: "threeE",
    firm: HARTWELL,
    connectionId: "con_hartwell_three_e",
    connectionName: "Elite 3E",
    isInUse: true,
  },
  {
    schema: "matter_enterprise",
    system: "enterprise",
    firm: HARTWELL,
    connectionId: "con_hartwell_enterprise",
    connectionName: "Elite Enterprise, archive",
    isInUse: false,
  },
  {
    schema: "matter_prolaw",
    system: "prolaw",
    firm: HARTWELL,
    connectionId: "con_hartwell_prolaw",
    connectionName: "ProLaw, Boston office",
    isInUse: false,
  },
  {
    schema: "matter_aderant",
    system: "aderant",
    firm: HARTWELL,
    connectionId: "con_hartwell_aderant",
    connectionName: "Aderant, Chicago office",
    isInUse: false,
  },
  {
    schema: "matter_prolaw_okafor",
    system: "prolaw",
    firm: OKAFOR,
    connectionId: "con_okafor_prolaw",
    connectionName: "ProLaw",
    isInUse: true,
  },
];

/** Of a demo connection: published like the demo's passwords, so that its service needs no set-up. */
export function demoConnectionSecret(connectionId: string): string {
  return createHash("sha256").update(`docketpay demo key of ${connectionId}`).digest("base64url");
}

export function demoConnectionKey(connectionId: string): string {
  return writeConnectionKey(connectionId, demoConnectionSecret(connectionId));
}
