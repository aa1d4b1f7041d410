import { findStaff } from "@/lib/auth/session";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import type { Permission } from "@/lib/staff/model";
import type { ActionResult } from "./action-result";
import { readBody, readQuery } from "./api-body";
import { describeError } from "./describe-error";

type Options<T> = {
  permission: Permission;
  /** Asks for the permission again, as every verb does. `query`: what the address says beside the body. */
  run: (ctx: Ctx, body: Uint8Array, query: Readonly<Record<string, string | string[]>>) => Promise<T>;
};

/**
 * What an action does, for bodies that are larger than an action takes: files and what was read from them, up to 10 MB. Answers as
 * an action does; a request of another site never arrives (proxy.ts).
 */
export function staffUploadRoute<T>({ permission, run }: Options<T>): (request: Request) => Promise<Response> {
  return async (request) => {
    const answer = (result: ActionResult<T>) =>
      Response.json(result, { status: result.ok ? 200 : 422, headers: { "Cache-Control": "no-store" } });
    try {
      const staff = await findStaff();
      if (!staff) throw new AppError("unauthenticated");
      await takeFromLimit("staff-action", staff.userId);
      if (!staff.can(permission)) throw new AppError("forbidden", { reason: `needs_${permission}` });
      return answer({ ok: true, data: await run(staff.ctx, await readBody(request), readQuery(request.url)) });
    } catch (error) {
      return answer(await describeError(error));
    }
  };
}
