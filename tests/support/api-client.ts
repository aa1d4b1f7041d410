import { existsSync } from "node:fs";
import { apiKeys } from "@/db/schema/staff";
import { putInDirectory } from "@/lib/platform/directory";
import { systemContext } from "@/lib/platform/make-context";
import { hashToken } from "@/lib/platform/secrets";
import { inFirm } from "@/lib/platform/tx";
import { PERMISSIONS, type Permission } from "@/lib/staff/model";

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects, and fails when it is not there.
type Json = any;

export type ApiAnswer = { status: number; headers: Headers; text: string; body: Json };
type Extra = { key?: string; headers?: Record<string, string>; raw?: string | Uint8Array };

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** Gives the firm an API key, and calls the API's own route handlers with it, without a server between. */
export async function makeApiClient(firmId: string, plain: string, permissions: readonly Permission[] = PERMISSIONS) {
  const ctx = systemContext(firmId, "test");
  await inFirm(ctx, async (tx) => {
    const id = ctx.ids.next("key");
    const createdAt = ctx.clock.now();
    await tx
      .insert(apiKeys)
      .values({ firmId, id, name: plain, keyHash: hashToken(plain), permissions: [...permissions], createdAt });
    await putInDirectory(tx, "api_key", hashToken(plain), id);
  });
  return apiClient(plain);
}

/** The same with a key that need not exist; "" sends none. */
export function apiClient(plain: string) {
  const call = (method: string, path: string, body: unknown, extra: Extra = {}) =>
    callApi(plain, method, path, body, extra);
  return {
    get: (path: string, extra?: Extra) => call("GET", path, undefined, extra),
    post: (path: string, body?: unknown, extra?: Extra) => call("POST", path, body, extra),
    call,
  };
}

export type ApiClient = ReturnType<typeof apiClient>;

async function callApi(plain: string, method: string, path: string, body: unknown, extra: Extra): Promise<ApiAnswer> {
  const [pathname = ""] = path.split("?");
  const { file, params } = findRoute(pathname.split("/").filter(Boolean));
  const handlers = (await import(file)) as Record<string, Handler>;
  const handler = handlers[method];
  if (!handler) throw new Error(`${file} has no ${method}`);
  const sent = extra.raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const request = new Request(`http://127.0.0.1:3000/api/v1${path}`, {
    method,
    body: method === "GET" ? undefined : (sent as BodyInit | undefined),
    headers: {
      host: "127.0.0.1:3000",
      ...(plain ? { authorization: `Bearer ${plain}` } : {}),
      ...(extra.key ? { "idempotency-key": extra.key } : {}),
      ...extra.headers,
    },
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: text === "" ? null : JSON.parse(text) };
}

/** As Next finds a route: a fixed name goes before `[id]`, and what is left is the catch-all's. */
function findRoute(parts: string[]): { file: string; params: Record<string, string> } {
  let folder = "app/api/v1";
  const params: Record<string, string> = {};
  for (const part of parts) {
    if (existsSync(`${folder}/${part}`)) folder += `/${part}`;
    else if (existsSync(`${folder}/[id]`)) {
      folder += "/[id]";
      params.id = decodeURIComponent(part);
    } else return { file: "@/app/api/v1/[[...path]]/route", params: {} };
  }
  return existsSync(`${folder}/route.ts`)
    ? { file: `@/${folder}/route`, params }
    : { file: "@/app/api/v1/[[...path]]/route", params: {} };
}
