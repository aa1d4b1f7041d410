import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import type { Desk } from "../desk/desk";
import { confirmIntent } from "../rules/confirm-payment";
import { confirmSetup } from "../rules/setup-intents";
import type { Call, World } from "../state/world";
import { StripeFailure } from "../wire/failures";
import { challengePage, controllerPage, fieldsPage } from "./pages";
import { makeToken, type Typed } from "./tokens";

type Exchange = { request: IncomingMessage; response: ServerResponse; url: URL; body: string };
type Given = {
  client_secret?: string;
  confirmation_token?: string;
  return_url?: string;
  result?: string;
  typed?: Typed;
  key?: string;
  params?: { return_url?: string; payment_method_data?: { billing_details?: Record<string, string> } };
  futureUsage?: "off_session" | "on_session";
};

const SCRIPT = /^\/(v3\/?|stripe\.js|[a-z]+\/stripe\.js)$/;

/** What js.stripe.com and hooks.stripe.com would answer to a browser. False for the API's addresses. */
export function serveBrowser(world: World, desk: Desk, { request, response, url, body }: Exchange): boolean {
  const send = (type: string, text: string) => {
    response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "cache-control": "no-store" });
    response.end(text);
  };
  const { pathname } = url;
  if (request.method === "POST" && pathname.startsWith("/_browser/")) {
    send("application/json", JSON.stringify(act(world, desk, pathname.slice("/_browser/".length), body, request)));
  } else if (request.method !== "GET") return false;
  else if (SCRIPT.test(pathname)) send("text/javascript", asset("stripe.js"));
  else if (pathname === "/frame.js") send("text/javascript", asset("frame.js"));
  else if (pathname === "/fields") send("text/html", fieldsPage((url.searchParams.get("types") ?? "").split(",")));
  else if (pathname === "/controller") send("text/html", controllerPage());
  else if (pathname === "/3d_secure_2/hosted") send("text/html", challengePage());
  else return false;
  return true;
}

function asset(name: string): string {
  return readFileSync(join(import.meta.dirname, "assets", name), "utf8");
}

/** One act of the browser. A refusal is an answer with `error`, as Stripe.js gives it to the page. */
function act(world: World, desk: Desk, name: string, body: string, request: IncomingMessage): unknown {
  const given = JSON.parse(body) as Given;
  try {
    if (name === "tokens") return makeToken(world, desk, given, request.headers["user-agent"] ?? "");
    const found = findBySecret(world, given.client_secret ?? "");
    if (name === "challenge") {
      desk.finishChallenge(given.client_secret ?? "", given.result === "complete" ? "complete" : "fail");
      return { return_url: returnAddress(world, found.intent.id, found.intent.object, given.client_secret ?? "") };
    }
    if (name === "confirm") confirmFound(found, given);
    return { intent: found.intent };
  } catch (error) {
    if (error instanceof StripeFailure) {
      if (error.body.type === "invalid_request_error") world.rollback();
      return { error: error.body };
    }
    world.rollback();
    return { error: { type: "api_error", message: error instanceof Error ? error.message : String(error) } };
  } finally {
    world.commit();
    world.webhooks.deliverByItself();
  }
}

function findBySecret(world: World, secret: string) {
  const id = secret.split("_secret_")[0] ?? "";
  const account = world.ledger.accountOf(id);
  const call: Call = { world, account, requestId: null, idempotencyKey: null };
  const payment = world.ledger.find("payment_intent", account, id);
  if (payment?.client_secret === secret) return { call, intent: payment };
  const setup = world.ledger.find("setup_intent", account, id);
  if (setup?.client_secret === secret) return { call, intent: setup };
  throw new Error("No intent has this client secret.");
}

function confirmFound({ call, intent }: ReturnType<typeof findBySecret>, given: Given): void {
  const { confirmation_token, return_url } = given;
  if (intent.object === "payment_intent") confirmIntent(call, intent, { confirmation_token, return_url });
  else confirmSetup(call, intent, { confirmation_token, return_url });
}

/** Where a payer who was sent away comes back to, with what Stripe adds. */
function returnAddress(world: World, id: string, object: string, secret: string): string | null {
  const { returnUrl } = world.ledger.note(id);
  if (returnUrl === undefined) return null;
  const intent = findBySecret(world, secret).intent;
  const address = new URL(returnUrl);
  address.searchParams.set(object, id);
  address.searchParams.set(`${object}_client_secret`, secret);
  address.searchParams.set("redirect_status", intent.status === "requires_payment_method" ? "failed" : "succeeded");
  return address.href;
}
