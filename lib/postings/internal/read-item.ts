import type { ItemRef, ReadItem } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { AppError } from "@/lib/platform/errors";

/** An item that a person chose, as it stands now. @throws AppError refused (item_unknown), upstream_unavailable */
export async function readItemForPosting(system: MatterSystem, ref: ItemRef): Promise<ReadItem> {
  const [item] = await system.readItems([ref]);
  if (!item || item.kind !== ref.kind) throw new AppError("refused", { reason: "item_unknown" });
  return item;
}
