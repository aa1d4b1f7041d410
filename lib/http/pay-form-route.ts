import type { Ctx } from "@/lib/platform/context";
import { findInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { payerContext } from "@/lib/platform/make-context";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import { hashToken } from "@/lib/platform/secrets";
import { callerAddress } from "./peer-address";

type Params = { token: string } & Record<string, string>;
type RouteContext<P extends Params> = { params: Promise<P> };

type Options<P extends Params> = {
  /** What the token opens. */
  kind: "pay_link";
  verb: (ctx: Ctx, refId: string, form: URLSearchParams, params: P) => Promise<void>;
  /** The page that shows the form and what became of it. */
  page: (params: P) => string;
};

/**
 * A form of a public page that works without scripts: one post does it and leads back to the page. A mail program may post to the same
 * address in its reader's stead (RFC 8058) and is answered in a word. A look at the address changes nothing and leads to the page, since
 * scanners of mail open every address they find.
 */
export function payFormRoute<P extends Params>({ kind, verb, page }: Options<P>) {
  const POST = async (request: Request, context: RouteContext<P>): Promise<Response> => {
    const ip = callerAddress(request.headers);
    const params = await context.params;
    try {
      await takeFromLimit("token-page-address", ip);
      const entry = await findInDirectory(kind, hashToken(params.token));
      if (!entry) throw new AppError("not_found", { reason: "link_unknown" });
      const form = await readForm(request);
      await verb(payerContext(entry.firmId, entry.refId, ip), entry.refId, form, params);
      return form.get("List-Unsubscribe") === "One-Click" ? plain(200, "Done.") : leadTo(request, page(params));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === "rate_limited")
        return plain(429, "Too many requests from this address.", error.retryAfterSeconds ?? 60);
      return plain(404, "This address opens nothing.");
    }
  };
  const GET = async (request: Request, context: RouteContext<P>) => leadTo(request, page(await context.params));
  return { GET, POST };
}

/** Both ways in which RFC 8058 lets it be sent; anything else is an empty form. */
async function readForm(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type)) return new URLSearchParams();
  const form = await request.formData().catch(() => new FormData());
  return new URLSearchParams([...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
}

/** Relative, so that it holds on every name the program is reached by; in the language that was asked for. */
function leadTo(request: Request, path: string): Response {
  const lang = new URL(request.url).searchParams.get("lang");
  const location = lang && /^[a-z]{2}$/.test(lang) ? `${path}?lang=${lang}` : path;
  return new Response(null, { status: 303, headers: { Location: location, "Cache-Control": "no-store" } });
}

function plain(status: number, text: string, retryAfterSeconds?: number): Response {
  const headers = new Headers({ "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" });
  if (retryAfterSeconds) headers.set("Retry-After", String(retryAfterSeconds));
  return new Response(text, { status, headers });
}
