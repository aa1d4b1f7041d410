import { revalidatePath } from "next/cache";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { findStaff } from "@/lib/auth/session";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import type { Permission } from "@/lib/staff/model";
import type { ActionResult } from "./action-result";
import { describeError } from "./describe-error";

type Options<S extends z.ZodType, T> = {
  permission: Permission | "signed-in";
  input: S;
  verb: (ctx: Ctx, input: z.output<S>) => Promise<T>;
  /** Paths whose data the verb changed. */
  revalidate?: readonly string[];
};

/**
 * The only way from a staff screen to a verb: who, limit, permission, parse, verb, words for errors, fresh data; in this order. The
 * verb checks the permission again, so a verb is safe from every edge.
 */
export function staffAction<S extends z.ZodType, T>(
  options: Options<S, T>,
): (raw: z.input<S>) => Promise<ActionResult<T>> {
  return async (raw) => {
    try {
      const staff = await findStaff();
      if (!staff) throw new AppError("unauthenticated");
      await takeFromLimit("staff-action", staff.userId);
      if (options.permission !== "signed-in" && !staff.can(options.permission)) {
        throw new AppError("forbidden", { reason: `needs_${options.permission}` });
      }
      const data = await options.verb(staff.ctx, options.input.parse(raw));
      for (const path of options.revalidate ?? []) revalidatePath(path);
      return { ok: true, data };
    } catch (error) {
      unstable_rethrow(error);
      return describeError(error);
    }
  };
}
