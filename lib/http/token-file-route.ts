import { AppError } from "@/lib/platform/errors";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import { answerPdf, type FileAnswer } from "./file-answer";
import { callerAddress } from "./peer-address";

type RouteContext = { params: Promise<{ token: string }> };
type Wish = { ip: string; search: URLSearchParams };

/** A file that a secret token opens, without a session. Guessing is limited by address; an unknown token is 404. */
export function tokenFileRoute(read: (token: string, wish: Wish) => Promise<FileAnswer | null>) {
  return async (request: Request, context: RouteContext): Promise<Response> => {
    const ip = callerAddress(request.headers);
    try {
      await takeFromLimit("token-page-address", ip);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "rate_limited") throw error;
      return plain(429, "Too many requests from this address.", error.retryAfterSeconds ?? 60);
    }
    const { token } = await context.params;
    const file = await read(token, { ip, search: new URL(request.url).searchParams });
    return file ? answerPdf(file) : plain(404, "This address shows no file.");
  };
}

function plain(status: number, text: string, retryAfterSeconds?: number): Response {
  const headers = new Headers({ "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" });
  if (retryAfterSeconds) headers.set("Retry-After", String(retryAfterSeconds));
  return new Response(text, { status, headers });
}
