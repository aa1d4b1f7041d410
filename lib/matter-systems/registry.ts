import { aderantDefinition } from "./adapters/aderant/system";
import { enterpriseDefinition } from "./adapters/enterprise/system";
import { prolawDefinition } from "./adapters/prolaw/system";
import { threeEDefinition } from "./adapters/threeE/system";
import type { MatterSystemDefinition, MatterSystemId } from "./model";

const DEFINITIONS: Readonly<Record<MatterSystemId, MatterSystemDefinition>> = {
  enterprise: enterpriseDefinition,
  threeE: threeEDefinition,
  prolaw: prolawDefinition,
  aderant: aderantDefinition,
};

/** What is known of a matter system before any is connected; data only. */
export function matterSystemDefinition(id: MatterSystemId): MatterSystemDefinition {
  return DEFINITIONS[id];
}
