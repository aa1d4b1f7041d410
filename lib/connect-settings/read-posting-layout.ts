import { findConnectionInUse } from "@/lib/connections/find-connection-in-use";
import type { ConnectionInUse } from "@/lib/connections/model";
import { MATTER_SYSTEM_NAMES } from "@/lib/matter-systems/model";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { BUILT_IN_LAYOUTS } from "@/lib/posting-layouts/built-in-layouts";
import type { PostingLayout } from "@/lib/posting-layouts/model";
import { getPostingLayout } from "./get-posting-layout";

export type PostingLayoutView = {
  connection: ConnectionInUse;
  systemName: string;
  /** The layout in use as text to edit. */
  text: string;
  own: { savedAt: Date } | null;
  /** Those that ship for the system, as text, to begin from. */
  builtIns: { name: string; text: string }[];
};

/** The layout of the connection in use for the screen; null while none is. @throws AppError forbidden */
export async function readPostingLayout(ctx: Ctx): Promise<PostingLayoutView | null> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    const connection = await findConnectionInUse(ctx, tx);
    if (!connection) return null;
    const { layout, own } = await getPostingLayout(ctx, tx, connection);
    return {
      connection,
      systemName: MATTER_SYSTEM_NAMES[connection.system],
      text: textOf(layout),
      own: own && { savedAt: own.savedAt },
      builtIns: BUILT_IN_LAYOUTS[connection.system].map((each) => ({ name: each.name, text: textOf(each) })),
    };
  });
}

function textOf(layout: PostingLayout): string {
  return JSON.stringify(layout, null, 2);
}
