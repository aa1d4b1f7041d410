import { z } from "zod";
import { LINE_HEADERS, type LineCall, MAX_CALL_BYTES } from "@/lib/connections/model";
import { readStorableJson } from "@/lib/connections/rules";
import { type LineCaller, verifyCall } from "@/lib/connections/verify-call";
import { AppError } from "@/lib/platform/errors";
import { newRequestId } from "@/lib/platform/ids";
import { log } from "@/lib/platform/log";
import { readBody } from "./api-body";
import { problemResponse } from "./api-problem";
import { callerAddress } from "./peer-address";

type LineOperation<Input> = {
  name: LineCall;
  input: z.ZodType<Input>;
  /** Of the body; 64 KB unless told. */
  maxBytes?: number;
  run(caller: LineCaller, input: Input, isGone: AbortSignal): Promise<object>;
};

/**
 * The only way from `/api/connect/*` to a verb: headers, connection, limit, body, signature, clock, nonce, input; in this order. Faults
 * are problem+json whose `code` the service acts upon. Nothing of a body is logged.
 */
export function connectRoute<Input>(operation: LineOperation<Input>): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      const header = (name: keyof typeof LINE_HEADERS) => request.headers.get(LINE_HEADERS[name]) ?? "";
      const caller = await verifyCall({
        name: operation.name,
        connectionId: header("connection"),
        time: header("time"),
        nonce: header("nonce"),
        signature: header("signature"),
        readBody: () => readBody(request, operation.maxBytes ?? MAX_CALL_BYTES),
        ip: callerAddress(request.headers),
      });
      const input = operation.input.parse(readStorableJson(new TextDecoder().decode(caller.body)));
      const answer = await operation.run(caller, input, request.signal);
      return Response.json(answer, { headers: { "Cache-Control": "no-store" } });
    } catch (error) {
      return refuse(error, operation.name);
    }
  };
}

const STATUS: Record<string, number> = {
  invalid_input: 422,
  unauthenticated: 401,
  conflict: 409,
  rate_limited: 429,
  upstream_unavailable: 503,
};
const TITLES: Record<number, string> = {
  401: "Not a call of a connection",
  409: "Not agreed",
  413: "Too long",
  422: "Not understood",
  429: "Too many calls",
  500: "Not done",
  503: "Not now",
};

function refuse(error: unknown, name: LineCall): Response {
  if (error instanceof z.ZodError || error instanceof SyntaxError) {
    const where = error instanceof z.ZodError ? error.issues[0]?.path.join(".") : "";
    return problem(
      422,
      "invalid_input",
      `The body of ${name} is not as openapi.json says${where ? ` at ${where}` : ""}.`,
    );
  }
  if (error instanceof AppError && STATUS[error.code]) {
    const status = error.reason === "body_too_large" ? 413 : (STATUS[error.code] ?? 500);
    const retry: Record<string, string> = error.retryAfterSeconds
      ? { "Retry-After": String(error.retryAfterSeconds) }
      : {};
    return problem(status, error.reason, error.userMessage ?? TITLES[status] ?? "", retry);
  }
  const reference = newRequestId();
  log().error({ err: error, call: name, reference }, "unexpected error of the Connect line");
  return problem(500, "internal", `This did not work. The portal's log names the cause under ${reference}.`);
}

function problem(status: number, code: string, detail: string, headers: Record<string, string> = {}): Response {
  return problemResponse({ type: "about:blank", title: TITLES[status] ?? "", status, code, detail }, headers);
}
