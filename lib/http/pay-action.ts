import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Ctx } from "@/lib/platform/context";
import { findInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { payerContext } from "@/lib/platform/make-context";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import { hashToken } from "@/lib/platform/secrets";
import type { ActionResult } from "./action-result";
import { describeError } from "./describe-error";
import { callerAddress } from "./peer-address";

type Options<S extends z.ZodType, T> = {
  /** What the token opens. */
  kind: "pay_link" | "method_request" | "page_submission";
  input: S;
  /** Writes nothing and asks no gateway: counts as looking at the page, so that no try to pay is used up. */
  onlyLooks?: true;
  verb: (ctx: Ctx, refId: string, input: z.output<S>) => Promise<T>;
};

/**
 * The only way from a public page to a verb: limit by address, the token opens one object of one firm, limit by object, parse, verb,
 * words for errors. The token is the whole right; nothing else of the browser is believed.
 */
export function payAction<S extends z.ZodType, T>(
  options: Options<S, T>,
): (token: string, raw: z.input<S>) => Promise<ActionResult<T>> {
  return async (token, raw) => {
    try {
      const ip = callerAddress(await headers());
      await takeFromLimit(options.onlyLooks ? "token-page-address" : "pay-submit-address", ip);
      const entry = typeof token === "string" ? await findInDirectory(options.kind, hashToken(token)) : null;
      if (!entry) throw new AppError("not_found", { reason: "link_unknown" });
      if (!options.onlyLooks) await takeFromLimit("pay-submit-link", entry.refId);
      const ctx = payerContext(entry.firmId, entry.refId, ip);
      return { ok: true, data: await options.verb(ctx, entry.refId, options.input.parse(raw)) };
    } catch (error) {
      unstable_rethrow(error);
      return describeError(error);
    }
  };
}
