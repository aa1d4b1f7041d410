import { addressKeyOf } from "@/lib/payment-pages/rules";
import type { Ctx } from "@/lib/platform/context";
import { findInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { payerContext } from "@/lib/platform/make-context";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import { callerAddress } from "./peer-address";

type RouteContext = { params: Promise<{ firm: string; page: string }> };

/** As `payBeacon`, for a page that is found by its name: a note that it was opened, which can do nothing else and always answers 204. */
export function pageBeacon(note: (ctx: Ctx, pageId: string) => Promise<void>) {
  return async (request: Request, context: RouteContext): Promise<Response> => {
    const done = new Response(null, { status: 204 });
    const ip = callerAddress(request.headers);
    try {
      await takeFromLimit("token-page-address", ip);
      const { firm, page } = await context.params;
      const entry = await findInDirectory("payment_page", addressKeyOf(firm, page));
      if (entry) await note(payerContext(entry.firmId, entry.refId, ip), entry.refId);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
    return done;
  };
}
