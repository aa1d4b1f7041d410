import type { Ctx } from "@/lib/platform/context";
import { findInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { payerContext } from "@/lib/platform/make-context";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import { hashToken } from "@/lib/platform/secrets";
import { callerAddress } from "./peer-address";

type RouteContext = { params: Promise<{ token: string }> };

/**
 * A note that a public page sends about itself, such as "a person opened me". A GET never writes; this does, and can do nothing else.
 * Answers 204 whatever happened, so that nothing is learned by guessing.
 */
export function payBeacon(
  kind: "pay_link" | "method_request" | "invoice",
  note: (ctx: Ctx, refId: string) => Promise<void>,
) {
  return async (request: Request, context: RouteContext): Promise<Response> => {
    const done = new Response(null, { status: 204 });
    const ip = callerAddress(request.headers);
    try {
      await takeFromLimit("token-page-address", ip);
      const { token } = await context.params;
      const entry = await findInDirectory(kind, hashToken(token));
      if (entry) await note(payerContext(entry.firmId, entry.refId, ip), entry.refId);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
    return done;
  };
}
