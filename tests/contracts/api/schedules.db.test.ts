import { beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, makeApiClient } from "@/tests/support/api-client";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm } from "@/tests/support/test-firm";

useTestDatabase();
let api: ApiClient;

const PLAN = { frequency: "monthly", startDate: "2026-01-31", timeZone: "America/New_York", amountCents: 10_000 };

beforeAll(async () => {
  const firm = await makeTestFirm();
  api = await makeApiClient(firm.firmId, "dp_test_first");
});

describe("POST /schedules/preview", () => {
  it("answers runs with date, instant and amount, and nothing else", async () => {
    const { status, text } = await api.post("/schedules/preview", { ...PLAN, count: 2, hour: 2 });
    expect(status).toBe(200);
    expect(text).toBe(
      '{"runs":[{"date":"2026-01-31","at":"2026-01-31T07:00:00Z","amountCents":10000},{"date":"2026-02-28","at":"2026-02-28T07:00:00Z","amountCents":10000}]}',
    );
  });

  it("shows 120 runs of an endless plan, and 09:00 unless told otherwise", async () => {
    const { body } = await api.post("/schedules/preview", PLAN);
    expect(body.runs).toHaveLength(120);
    expect(body.runs[6]).toEqual({ date: "2026-07-31", at: "2026-07-31T13:00:00Z", amountCents: 10_000 });
  });

  it.each<[string, object, number[]]>([
    ["a total over three runs", { amountCents: undefined, totalCents: 100, count: 3 }, [34, 33, 33]],
    ["a total of a single run", { frequency: "single", amountCents: undefined, totalCents: 100 }, [100]],
    ["a total to stop at", { stopAtTotalCents: 15_000 }, [10_000, 5_000]],
    ["an end day, which counts", { endDate: "2026-02-28" }, [10_000, 10_000]],
    ["twice a month", { frequency: "twice_monthly", days: [30, 31], endDate: "2026-02-28" }, [10_000, 10_000]],
  ])("takes %s", async (_name, changes, amounts) => {
    const { body } = await api.post("/schedules/preview", { ...PLAN, ...changes });
    expect(body.runs.map((run: { amountCents: number }) => run.amountCents)).toEqual(amounts);
  });

  it.each<[string, object, string]>([
    ["an unknown frequency", { frequency: "hourly" }, "frequency"],
    ["no start", { startDate: undefined }, "startDate"],
    ["a day that is none", { startDate: "2026-02-30" }, "startDate"],
    ["an unknown zone", { timeZone: "America/Atlantis" }, "timeZone"],
    ["no zone", { timeZone: undefined }, "timeZone"],
    ["an empty zone", { timeZone: "" }, "timeZone"],
    ["no amount", { amountCents: undefined }, "amountCents"],
    ["amount 0", { amountCents: 0 }, "amountCents"],
    ["half a cent", { amountCents: 0.5 }, "amountCents"],
    ["both amounts", { totalCents: 5, count: 1 }, "totalCents"],
    ["a total without count", { amountCents: undefined, totalCents: 500 }, "count"],
    ["a total below a cent each", { amountCents: undefined, totalCents: 2, count: 3 }, "totalCents"],
    ["count 0", { count: 0 }, "count"],
    ["a count beyond all plans", { count: 1_000_000 }, "count"],
    ["a single one three times", { frequency: "single", count: 3 }, "count"],
    ["an end before the start", { endDate: "2026-01-30" }, "endDate"],
    ["hour 24", { hour: 24 }, "hour"],
    ["twice a month without days", { frequency: "twice_monthly" }, "days"],
    ["day 0", { frequency: "twice_monthly", days: [0, 15] }, "days.0"],
    ["day 32", { frequency: "twice_monthly", days: [1, 32] }, "days.1"],
    ["days of another kind", { days: [1, 15] }, "days"],
    ["a total of 0 to stop at", { stopAtTotalCents: 0 }, "stopAtTotalCents"],
    ["a mistyped field", { enddate: "2026-12-31" }, "enddate"],
  ])("refuses %s with 422", async (_name, changes, path) => {
    const { status, body } = await api.post("/schedules/preview", { ...PLAN, ...changes });
    expect(status).toBe(422);
    expect(body.code).toBe("invalid_input");
    expect(body.errors.map((error: { path: string }) => error.path)).toContain(path);
    for (const { message } of body.errors) expect(message).toMatch(/^[A-Z].*\.$/);
  });
});
