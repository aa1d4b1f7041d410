import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "@/lib/platform/clock";
import { env, resetEnv } from "@/lib/platform/env";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm } from "@/tests/support/test-firm";
import { cronRoute } from "./cron-route";

const test = useTestDatabase();
const handle = cronRoute();

beforeAll(async () => {
  process.env.TEST_CLOCK = "1";
  resetEnv();
  for (const firmId of ["frm_one", "frm_two"]) {
    const firm = await makeTestFirm(firmId);
    await firm.makeLink({}, fixedClock(new Date("2026-03-01T12:00:00Z")));
  }
});

afterAll(() => {
  process.env.TEST_CLOCK = "";
  resetEnv();
});

function call(
  job: string,
  query = "",
  authorization: string | null = `Bearer ${env().CRON_SECRET}`,
): Promise<Response> {
  const headers = authorization === null ? undefined : { authorization };
  return handle(new Request(`http://127.0.0.1:3000/api/cron/${job}${query}`, { method: "POST", headers }), {
    params: Promise.resolve({ job }),
  });
}

describe("a cron route", () => {
  it.each([null, "", "Bearer", "Bearer ", "Bearer wrong", "Basic demo-only-cron-secret", "demo-only-cron-secret"])(
    "refuses the authorization %j with 401",
    async (authorization) => {
      const response = await call("link-expiry", "", authorization);
      expect(response.status).toBe(401);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      expect(await response.json()).toMatchObject({ status: 401, code: "unauthenticated" });
    },
  );

  it("answers 404 for a job that does not exist", async () => {
    const response = await call("coffee");
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: "job_unknown" });
  });

  it.each(["?now=yesterday", "?now=2026-02-31T00:00:00Z", "?now=2026-03-31", "?now="])(
    "answers 422 for %s",
    async (query) => {
      const response = await call("link-expiry", query);
      expect(response.status).toBe(422);
      expect(await response.json()).toMatchObject({ code: "now_invalid" });
    },
  );

  it("does the work of all firms at the asked time, and nothing the second time", async () => {
    const at = "?now=2026-04-01T12:00:00%2B02:00";
    const first = await call("link-expiry", at);
    expect(first.status).toBe(200);
    expect(await first.json()).toEqual({
      job: "link-expiry",
      now: "2026-04-01T10:00:00.000Z",
      examined: 2,
      done: 2,
      failed: 0,
      remaining: 0,
    });
    expect(await (await call("link-expiry", at)).json()).toMatchObject({ examined: 0, done: 0 });
    expect(await test.asOwner("select firm_id from mails where kind = 'link-expired' order by 1")).toEqual([
      { firm_id: "frm_one" },
      { firm_id: "frm_two" },
    ]);
  });

  it("takes no time from outside without TEST_CLOCK", async () => {
    process.env.TEST_CLOCK = "";
    resetEnv();
    expect((await call("reconcile", "?now=2026-04-01T12:00:00Z")).status).toBe(422);
    const now = await call("reconcile");
    expect(now.status).toBe(200);
    expect(await now.json()).toMatchObject({ job: "reconcile", failed: 0 });
  });
});
