import type { ProcedureCaller } from "@/connect/databases/call";
import { procedureMatterSystem } from "@/connect/procedure-matter-system";
import type { MatterPlace } from "@/db/seed/matter-systems/places";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { matterSystemDefinition } from "@/lib/matter-systems/registry";

/** A demo matter system as its Connect service sees it, that takes no files. */
export function searchingSystem({ system }: MatterPlace, caller: ProcedureCaller): MatterSystem {
  const drop = {
    drop: () => Promise.reject(new Error("A bench delivers nothing.")),
    check: () => Promise.resolve(null),
  };
  const definition = matterSystemDefinition(system);
  return procedureMatterSystem({ caller, definition, drop, serviceVersion: "bench" });
}
