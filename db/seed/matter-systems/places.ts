import type { MatterSystemId } from "@/lib/matter-systems/model";
import { HARTWELL, OKAFOR, type SeedFirm } from "../firms";

/** A demo matter system: a schema of the demo's own database in the shape of one system, of one firm. */
export type MatterPlace = { schema: string; system: MatterSystemId; firm: SeedFirm };

/** The first firm has one of each, the second one of its own: nothing that one firm's system holds is seen by the other. */
export const MATTER_PLACES: readonly MatterPlace[] = [
  { schema: "matter_enterprise", system: "enterprise", firm: HARTWELL },
  { schema: "matter_three_e", system: "threeE", firm: HARTWELL },
  { schema: "matter_prolaw", system: "prolaw", firm: HARTWELL },
  { schema: "matter_aderant", system: "aderant", firm: HARTWELL },
  { schema: "matter_prolaw_okafor", system: "prolaw", firm: OKAFOR },
];
