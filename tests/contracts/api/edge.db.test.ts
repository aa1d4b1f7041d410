import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { API_PATHS } from "@/lib/api/describe-api";
import { EVENT_TYPES } from "@/lib/event-endpoints/model";
import { resetEnv } from "@/lib/platform/env";
import { listPaths } from "@/tests/architecture/support/sources";
import { type ApiClient, apiClient, makeApiClient } from "@/tests/support/api-client";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";

const test = useTestDatabase();
let firm: TestFirm;
let api: ApiClient;

beforeAll(async () => {
  firm = await makeTestFirm();
  api = await makeApiClient(firm.firmId, "dp_test_first");
});

describe("keys", () => {
  it.each([
    ["no key", ""],
    ["an unknown key", "dp_test_unknown"],
    ["a key that was revoked", "dp_test_revoked"],
    ["a key with a letter more", "dp_test_firstx"],
  ])("401 with %s, on every address", async (_name, plain) => {
    if (plain === "dp_test_revoked") {
      await makeApiClient(firm.firmId, plain);
      await test.asOwner("update api_keys set revoked_at = now() where name = $1", [plain]);
    }
    const client = apiClient(plain);
    for (const [path, { GET, POST }] of Object.entries(API_PATHS)) {
      const address = path.replace("{id}", "lnk_0000000000");
      const answers = [...(GET ? [await client.get(address)] : []), ...(POST ? [await client.post(address, {})] : [])];
      for (const answer of answers) {
        expect({ address, status: answer.status, code: answer.body.code }).toEqual({
          address,
          status: 401,
          code: "unauthenticated",
        });
        expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
        expect(answer.headers.get("cache-control")).toBe("no-store");
      }
    }
  });

  it.each([
    "Basic ZHBfdGVzdF9maXJzdDo=",
    "dp_test_first",
    "Bearer",
    "Bearer dp_test_first extra",
    "Bearer é".normalize("NFD").replace(/[^ -~]/g, ""),
  ])("401 with the header %j", async (authorization) => {
    expect((await apiClient("").get("/links", { headers: { authorization } })).status).toBe(401);
  });

  it("are read whatever the case of the scheme", async () => {
    expect((await apiClient("").get("/links", { headers: { authorization: "bearer dp_test_first" } })).status).toBe(
      200,
    );
  });

  it("403 names the permission that is missing, and nothing happens", async () => {
    const viewer = await makeApiClient(firm.firmId, "dp_test_viewer", ["payments.view"]);
    const refused = await viewer.post("/links", { account: "Operating", amountCents: 5, send: false });
    expect(refused.body).toMatchObject({
      status: 403,
      code: "forbidden",
      detail: expect.stringContaining("links.send"),
    });
    const sender = await makeApiClient(firm.firmId, "dp_test_sender", ["links.send"]);
    expect((await sender.post("/links", { account: "Operating", amountCents: 5, send: false })).status).toBe(403);
    expect(await test.asOwner("select 1 from pay_links where amount_cents = 5")).toEqual([]);
  });

  it("429 says when to come back", async () => {
    process.env.RATE_LIMITS = "strict";
    resetEnv();
    const globals = globalThis as { docketpayLimiters?: unknown };
    globals.docketpayLimiters = undefined;
    // A key without rights is refused right after its count, so that all 601 come within the minute on a slow machine too.
    const busy = await makeApiClient(firm.firmId, "dp_test_busy", []);
    const answers = await Promise.all(Array.from({ length: 601 }, () => busy.get("/payments?limit=1")));
    process.env.RATE_LIMITS = "relaxed";
    resetEnv();
    globals.docketpayLimiters = undefined;
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.body).toMatchObject({ code: "rate_limited" });
    expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  });
});

describe("addresses", () => {
  it("that are not there: 404 as problem+json", async () => {
    for (const path of ["", "/", "/nothing", "/links/lnk_1/nothing", "/nobodies"]) {
      for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
        const answer = await api.call(method, path, undefined);
        expect(answer.headers.get("content-type")).toBe("application/problem+json");
        expect({ path, method, status: answer.status }).toEqual({ path, method, status: 404 });
      }
    }
  });

  it("take only their methods: 405 with Allow", async () => {
    for (const [path, operations] of Object.entries({ ...API_PATHS, "/openapi.json": { GET: true } })) {
      const allowed = ["GET", "POST"].filter((method) => method in operations);
      for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"].filter((name) => !allowed.includes(name))) {
        const answer = await api.call(method, path.replace("{id}", "lnk_1"), undefined);
        expect({ path, method, status: answer.status, code: answer.body.code }).toEqual({
          path,
          method,
          status: 405,
          code: "method_not_allowed",
        });
        expect(answer.headers.get("allow")).toBe(allowed.join(", "));
      }
      const named = await api.call("OPTIONS", path.replace("{id}", "lnk_1"), undefined);
      expect({ path, status: named.status, allow: named.headers.get("allow") }).toEqual({
        path,
        status: 204,
        allow: allowed.join(", "),
      });
    }
  });

  it("are all described, and all that is described is there", () => {
    const routes = listPaths(["app/api/v1"], /\/route\.ts$/)
      .map((path) => path.replace("app/api/v1", "").replace("/route.ts", "").replace("[id]", "{id}"))
      .filter((path) => path !== "/[[...path]]" && path !== "/openapi.json");
    expect(routes.sort()).toEqual(Object.keys(API_PATHS).sort());
    for (const [path, operations] of Object.entries(API_PATHS)) {
      const source = readFileSync(`app/api/v1${path.replace("{id}", "[id]")}/route.ts`, "utf8");
      expect([path, ...["GET", "POST"].filter((method) => source.includes(`${method}: `))]).toEqual([
        path,
        ...Object.keys(operations),
      ]);
    }
  });
});

describe("parameters that an address does not know", () => {
  const takers = Object.entries(API_PATHS).flatMap(([path, { GET, POST }]) => [
    ...(GET?.query ? [["GET", path] as const] : []),
    ...(POST?.query ? [["POST", path] as const] : []),
  ]);

  it("are asked for by every list, and by the files of links", () => {
    expect(takers.map((taker) => taker.join(" ")).sort()).toEqual([
      "GET /auto-pays",
      "GET /connect/search",
      "GET /invoices",
      "GET /links",
      "GET /payers",
      "GET /payments",
      "GET /postings",
      "POST /links/bulk",
      "POST /links/bulk/preview",
    ]);
  });

  it.each(takers)("%s %s refuses them by name", async (method, path) => {
    const answer = await api.call(method, `${path}?stauts=approved`, {});
    expect(answer.body).toMatchObject({ status: 422, code: "unknown_parameter" });
    expect(answer.body.errors).toEqual([
      { path: "stauts", message: expect.stringMatching(/^There is no such parameter here\..* write one of: /) },
    ]);
  });

  it.each(takers)("%s %s still takes each of its own", async (method, path) => {
    const names = Object.keys(API_PATHS[path]?.[method]?.query?.shape ?? {});
    expect(names.length).toBeGreaterThan(0);
    for (const name of names)
      expect([name, (await api.call(method, `${path}?${name}=`, {})).body?.code]).not.toEqual([
        name,
        "unknown_parameter",
      ]);
  });

  it("leave the firm's own fields to the payments alone", async () => {
    expect((await api.get("/payments?cf.fld_0a1b2c=yes")).status).toBe(200);
    expect((await api.get("/payers?cf.fld_0a1b2c=yes")).body).toMatchObject({ code: "unknown_parameter" });
  });
});

it("an unexpected failure tells a reference and nothing else", async () => {
  await test.asOwner("alter table pay_links rename column invoice_number to invoice_number_gone");
  const failed = await api.get("/links");
  await test.asOwner("alter table pay_links rename column invoice_number_gone to invoice_number");
  expect(failed.status).toBe(500);
  expect(failed.body).toMatchObject({ code: "internal", reference: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(failed.text).not.toMatch(/invoice_number|select|column/);
});

describe("GET /openapi.json", () => {
  it("needs no key and describes every operation on the address it was asked on", async () => {
    const { status, body } = await apiClient("").get("/openapi.json");
    expect(status).toBe(200);
    expect(body.openapi).toBe("3.1.0");
    expect(body.servers).toEqual([{ url: "http://127.0.0.1:3000/api/v1" }]);
    expect(Object.keys(body.paths).sort()).toEqual(Object.keys(API_PATHS).sort());
    const create = body.components.schemas.CreateLink;
    expect(create.required.sort()).toEqual(["account", "amountCents", "send"]);
    expect(create.properties.amountCents).toMatchObject({ type: "integer", minimum: 1, maximum: 99_999_999_999 });
    expect(Object.keys(body.components.schemas.Link.properties)).toContain("balanceCents");
  });

  it("has a target for every reference and a name of its own for every operation and every webhook", async () => {
    const { body, text } = await apiClient("").get("/openapi.json");
    const targets = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1] ?? "");
    expect(targets.filter((name) => !(name in body.components.schemas))).toEqual([]);
    const names = [...text.matchAll(/"operationId":"(\w+)"/g)].map((match) => match[1]);
    expect(new Set(names).size).toBe(names.length);
    const asked = Object.values(API_PATHS).flatMap((operations) => Object.keys(operations));
    expect(names.length).toBe(asked.length + EVENT_TYPES.length);
  });
});
