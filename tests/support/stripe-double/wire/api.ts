import type { IncomingMessage, ServerResponse } from "node:http";
import { runDueJobs } from "../rules/due-jobs";
import { Ids } from "../state/ids";
import { API_VERSION, type Call, type World } from "../state/world";
import { authenticate, checkVersion } from "./authentication";
import { expand } from "./expand";
import { type ErrorBody, invalid, refuse, StripeFailure } from "./failures";
import type { FaultKind } from "./faults";
import { canonical, MalformedForm, type Params, parseForm } from "./form";
import { checkKey } from "./idempotency";
import { type Found, findRoute } from "./routes";

type Answer = { status: number; body: string; headers?: Record<string, string> };
type Incoming = { request: IncomingMessage; url: URL; body: string; requestId: string };

/** Requests that are done and wait to be answered; for tests of what happens meanwhile. */
export type Gate = { pass(path: string): Promise<void> };

/** Answers the requests of the API, one unit of work each. */
export class Api {
  private readonly requestIds: Ids;

  constructor(
    private readonly world: World,
    private readonly gate: Gate,
    seed: number,
  ) {
    this.requestIds = new Ids(seed + 7_919);
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL, body: string): Promise<void> {
    const method = request.method ?? "GET";
    const faults = this.world.faults.strike({ method, path: url.pathname });
    if (faults.has("down") || faults.has("unsent")) {
      request.socket.destroy();
      return;
    }
    const requestId = this.requestIds.next("req_", 14);
    const answer = await this.answer({ request, url, body, requestId }, faults);
    if (faults.has("lost")) {
      request.socket.destroy();
      return;
    }
    const key = request.headers["idempotency-key"];
    response.writeHead(answer.status, {
      "content-type": "application/json",
      "request-id": requestId,
      "stripe-version": API_VERSION,
      "cache-control": "no-cache, no-store",
      ...(key === undefined ? {} : { "idempotency-key": String(key) }),
      ...answer.headers,
    });
    response.end(answer.body);
  }

  private async answer(incoming: Incoming, faults: ReadonlySet<FaultKind>): Promise<Answer> {
    try {
      if (faults.has("rate")) throw rateLimited();
      if (faults.has("error503")) throw internal(503);
      return await this.work(incoming, faults);
    } catch (error) {
      return failed(error);
    }
  }

  private async work(incoming: Incoming, faults: ReadonlySet<FaultKind>): Promise<Answer> {
    const { request, url, requestId } = incoming;
    const account = authenticate(request.headers);
    checkVersion(request.headers);
    const method = request.method ?? "GET";
    const route = findRoute(method, url.pathname);
    if (!route) {
      throw refuse(
        `Unrecognized request URL (${method}: ${url.pathname}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
        { status: 404 },
      );
    }
    const params = readParams(incoming);
    const key = method === "POST" ? request.headers["idempotency-key"] : undefined;
    const call: Call = {
      world: this.world,
      account,
      requestId,
      idempotencyKey: key === undefined ? null : String(key),
    };
    if (call.idempotencyKey === null)
      return this.endWith(await this.carryOut(call, route, params, faults), url, faults);
    return this.oncePerKey(call, call.idempotencyKey, { route, params, url }, faults);
  }

  private async oncePerKey(
    call: Call,
    key: string,
    what: { route: Found; params: Params; url: URL },
    faults: ReadonlySet<FaultKind>,
  ): Promise<Answer> {
    checkKey(key);
    const { keys } = this.world;
    const id = `${call.account}:${key}`;
    if (faults.has("pruned")) keys.forget(id);
    const claim = keys.claim(id, key, `${what.url.pathname}${canonical(what.params)}`, call.requestId ?? "");
    if (!claim.isNew)
      return { ...claim.answer, headers: { "idempotent-replayed": "true", "original-request": claim.requestId } };
    const result = await this.carryOut(call, what.route, what.params, faults, (answer) => keys.finish(id, answer));
    if (result.isNotBegun) keys.forget(id);
    return this.endWith(result, what.url, faults, () => keys.release(id));
  }

  /** The work and, in the same write, what is kept under the key: a crash of the double leaves both or neither. */
  private async carryOut(
    call: Call,
    route: Found,
    params: Params,
    faults: ReadonlySet<FaultKind>,
    keep: (answer: Answer) => void = () => undefined,
  ): Promise<Answer & { isNotBegun?: boolean }> {
    runDueJobs(this.world);
    let answer: Answer & { isNotBegun?: boolean };
    try {
      const { expand: paths, work } = route.read(params);
      if (faults.has("errorBefore")) throw internal(500);
      answer = { status: 200, body: show(expand(call, work(call), paths)) };
      if (faults.has("errorAfter")) answer = failed(internal(500));
    } catch (error) {
      const isRefused = !(error instanceof StripeFailure) || error.body.type === "invalid_request_error";
      if (isRefused) this.world.rollback();
      answer = { ...failed(error), isNotBegun: error instanceof StripeFailure && error.isValidation };
    }
    if (!answer.isNotBegun) keep({ status: answer.status, body: answer.body });
    this.world.commit();
    this.world.webhooks.deliverByItself();
    return answer;
  }

  private async endWith(
    answer: Answer,
    url: URL,
    faults: ReadonlySet<FaultKind>,
    release?: () => void,
  ): Promise<Answer> {
    if (faults.has("slow")) await new Promise((resolve) => setTimeout(resolve, this.world.faults.plan.slowMs));
    await this.gate.pass(url.pathname);
    release?.();
    return answer;
  }
}

function readParams({ request, url, body }: Incoming): Params {
  try {
    const type = request.headers["content-type"] ?? "";
    if (body !== "" && !type.startsWith("application/x-www-form-urlencoded"))
      throw invalid(
        `Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have questions, we can help at https://support.stripe.com/.`,
      );
    return { ...parseForm(url.search.slice(1)), ...parseForm(body) };
  } catch (error) {
    if (error instanceof MalformedForm)
      throw invalid(`Invalid parameter name: ${error.message}`, { param: error.message });
    throw error;
  }
}

function failed(error: unknown): Answer {
  if (error instanceof StripeFailure) {
    const headers = error.status === 401 ? { "www-authenticate": 'Basic realm="Stripe"' } : undefined;
    return { status: error.status, body: show({ error: error.body }), headers };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    status: 500,
    body: show({ error: { type: "api_error", message: `The double itself failed: ${text}` } satisfies ErrorBody }),
  };
}

function rateLimited(): StripeFailure {
  return new StripeFailure(429, {
    type: "invalid_request_error",
    code: "rate_limit",
    message: "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.",
    doc_url: "https://stripe.com/docs/error-codes/rate-limit",
  });
}

function internal(status: number): StripeFailure {
  return new StripeFailure(status, {
    type: "api_error",
    message: "Sorry! There was an error while talking to one of our backends. Support has been notified.",
  });
}

function show(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
