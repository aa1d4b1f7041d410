import { users } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { lockOwnRow, userIs } from "./internal/load";
import type { ProfileInput } from "./schemas";

/** A user sets their own name, language, colours, row height and background. @throws AppError forbidden when no user acts */
export async function changeProfile(ctx: Ctx, input: ProfileInput): Promise<{ changed: string[] }> {
  return inFirm(ctx, async (tx) => {
    const user = await lockOwnRow(ctx, tx);
    const names = ["name", "locale", "theme", "density", "backdrop"] as const;
    const changed = names.filter((name) => user[name] !== input[name]);
    if (changed.length === 0) return { changed };
    await tx.update(users).set(input).where(userIs(ctx, user.id));
    await appendAudit(ctx, tx, {
      action: "profile.change",
      objectType: "user",
      objectId: user.id,
      detail: Object.fromEntries(changed.map((name) => [name, { from: user[name], to: input[name] }])),
    });
    return { changed };
  });
}
