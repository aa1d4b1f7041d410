import iconv from "iconv-lite";
import { beforeAll, describe, expect, it } from "vitest";
import { getPayLink } from "@/lib/pay-links/queries";
import { type ApiClient, makeApiClient } from "@/tests/support/api-client";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";

const test = useTestDatabase();
let firm: TestFirm;
let api: ApiClient;

const HEADER = "Invoice Number,Invoice Date,Due Date,Recipient Name,Recipient Email,Amount,Custom Message";

beforeAll(async () => {
  firm = await makeTestFirm();
  api = await makeApiClient(firm.firmId, "dp_test_first");
});

const rowOf = (number: string, amount = '"$1,250.00"') =>
  `${number},11/01/2026,12/01/2026,Elena Marsh,a@bluewater.example;b@bluewater.example,${amount},Dear {recipient}`;
const fileOf = (...rows: string[]) => [HEADER, ...rows, ""].join("\r\n");

async function counts() {
  const [row] = await test.asOwner(
    `select (select count(*) from pay_links)::int as links, (select count(*) from link_batches)::int as batches,
       (select count(*) from mails)::int as mails, (select count(*) from graphile_worker.jobs)::int as jobs,
       (select count(*) from directory where kind = 'pay_link')::int as entries, (select count(*) from audit_log)::int as audit`,
  );
  return row as { links: number; batches: number; mails: number; jobs: number; entries: number; audit: number };
}

describe("POST /links/bulk/preview", () => {
  it("answers the contract's shape and writes nothing", async () => {
    const before = await counts();
    const raw = fileOf(rowOf("B-1"), "", rowOf("B-2", "5,00"));
    const { status, body } = await api.post("/links/bulk/preview", undefined, { raw });
    expect(status).toBe(200);
    expect(body).toEqual({
      rows: [
        {
          line: 2,
          values: {
            invoiceNumber: "B-1",
            invoiceDate: "2026-11-01",
            dueDate: "2026-12-01",
            recipientName: "Elena Marsh",
            recipientEmails: ["a@bluewater.example", "b@bluewater.example"],
            amountCents: 125_000,
            customMessage: "Dear {recipient}",
          },
          errors: [],
          warnings: [],
        },
        { line: 4, values: expect.anything(), errors: [{ column: null, message: expect.any(String) }], warnings: [] },
      ],
      counts: { rows: 2, valid: 1, invalid: 1 },
      totalCents: 125_000,
    });
    expect(await counts()).toEqual(before);
  });

  it.each<[string, string, string | Uint8Array, string]>([
    ["an empty file", "", "", "file_empty"],
    ["a NUL", "", `${HEADER}\u0000`, "file_has_nul"],
    ["a missing column", "", "Amount\n5", "column_missing"],
    ["an unknown account", "?account=Savings", fileOf(rowOf("B-1")), "account_unknown"],
    ["a trust account", "?account=IOLTA+Trust", fileOf(rowOf("B-1")), "trust_not_for_files"],
    ["a trust account by id", "?account=acc_trust", fileOf(rowOf("B-1")), "trust_not_for_files"],
    ["more than 10 MB", "", "x".repeat(10 * 1024 * 1024 + 1), "body_too_large"],
  ])("refuses %s with 422", async (_name, query, raw, code) => {
    for (const path of ["/links/bulk/preview", "/links/bulk"]) {
      const refused = await api.post(`${path}${query}`, undefined, { raw });
      expect(refused.body).toMatchObject({
        status: 422,
        code,
        title: expect.any(String),
        detail: expect.stringMatching(/^[A-Z`].*\.$/),
      });
      expect(refused.headers.get("content-type")).toBe("application/problem+json");
    }
  });

  it("takes the account by name or id, and other encodings", async () => {
    const raw = iconv.encode(fileOf(rowOf("B-1").replace("Elena", "Amélie")), "utf-16le", { addBOM: true });
    for (const query of ["", "?account=Operating", "?account=acc_operating"]) {
      const { body } = await api.post(`/links/bulk/preview${query}`, undefined, { raw });
      expect(body.rows[0].values.recipientName).toBe("Amélie Marsh");
    }
  });
});

describe("POST /links/bulk", () => {
  it("makes every link, findable, with its own page, without mails unless asked", async () => {
    const before = await counts();
    const made = await api.post("/links/bulk", undefined, { raw: fileOf(rowOf("B-10"), rowOf("B-11", "USD 7.50")) });
    expect(made.status).toBe(201);
    expect(made.body).toEqual({ batchId: expect.stringMatching(/^bat_/), created: 2 });
    const after = await counts();
    expect(after).toEqual({
      ...before,
      links: before.links + 2,
      batches: before.batches + 1,
      entries: before.entries + 2,
      audit: before.audit + 1,
    });
    const rows = await test.asOwner<{ id: string; number: string }>(
      "select id, number from pay_links where batch_id = $1 order by number",
      [made.body.batchId],
    );
    const link = await getPayLink(firm.ctxAt(), rows[1]?.id ?? "");
    expect(link).toMatchObject({
      invoiceNumber: "B-11",
      amountCents: 750,
      status: "outstanding",
      byEmail: false,
      sentAt: null,
      accountName: "Operating",
    });
    expect((await api.get(`/links/${link.id}`)).body.url).toContain(`/pay/${link.token}`);
    const [stored] = await test.asOwner<{ invoice_date: string; source: string }>(
      "select invoice_date::text, source from pay_links where id = $1",
      [link.id],
    );
    expect(stored).toEqual({ invoice_date: "2026-11-01", source: "bulk_link" });
    expect(await test.asOwner("select kind from pay_link_events where link_id = $1", [link.id])).toEqual([
      { kind: "created" },
    ]);
  });

  it("mails every recipient once with send", async () => {
    const before = await counts();
    const made = await api.post("/links/bulk?send=true&account=Operating", undefined, {
      raw: fileOf(rowOf("B-20"), rowOf("B-21")),
    });
    expect(made.body.created).toBe(2);
    const after = await counts();
    expect([after.mails - before.mails, after.jobs - before.jobs]).toEqual([4, 4]);
    const events = await test.asOwner<{ kind: string }>(
      "select kind from pay_link_events e join pay_links l on l.id = e.link_id where l.batch_id = $1 order by kind",
      [made.body.batchId],
    );
    expect(events.map((event) => event.kind)).toEqual(["created", "created", "sent", "sent"]);
  });

  it("refuses the whole file when one row is wrong, and says which", async () => {
    const before = await counts();
    const refused = await api.post("/links/bulk?send=true", undefined, {
      raw: fileOf(rowOf("B-30"), rowOf("B-31", "-5"), rowOf("B-32", "a,b")),
    });
    expect(refused.body).toMatchObject({
      status: 422,
      code: "rows_invalid",
      detail: expect.stringContaining("2 rows are wrong"),
    });
    expect(refused.body.errors.map((error: { path: string }) => error.path)).toEqual(["3.Amount", "4", "4.Amount"]);
    expect(await counts()).toEqual(before);
    const empty = await api.post("/links/bulk", undefined, { raw: HEADER });
    expect(empty.body).toMatchObject({ status: 422, code: "file_without_rows" });
    expect(
      (await api.post("/links/bulk?send=maybe", undefined, { raw: fileOf(rowOf("B-33")) })).body.errors[0].path,
    ).toBe("send");
  });

  it("makes one batch of one key: again, at once, after a crash; another file under it is 409", async () => {
    const before = await counts();
    const raw = fileOf(rowOf("B-40"), rowOf("B-41"));
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => api.post("/links/bulk?send=true", undefined, { raw, key: "b-40" })),
    );
    await test.asOwner(
      "update idempotency_keys set status = null, answer = '{\"leasedUntil\": \"2001-01-01T00:00:00.000Z\"}' where key = 'b-40'",
    );
    answers.push(await api.post("/links/bulk?send=true", undefined, { raw, key: "b-40" }));
    expect(new Set(answers.map((answer) => `${answer.status} ${answer.text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    const after = await counts();
    expect([after.links - before.links, after.batches - before.batches, after.mails - before.mails]).toEqual([2, 1, 4]);
    expect(
      (await api.post("/links/bulk?send=true", undefined, { raw: fileOf(rowOf("B-42")), key: "b-40" })).status,
    ).toBe(409);
    expect((await api.post("/links/bulk", undefined, { raw, key: "b-40" })).status).toBe(409);
    const again = await api.post("/links/bulk?send=true", undefined, { raw });
    expect(again.body.batchId).not.toBe(answers[0]?.body.batchId);
  });

  it("makes nothing when it fails half way", async () => {
    const before = await counts();
    await test.asOwner(
      "alter table mails add constraint stop check (to_address <> 'stop@bluewater.example') not valid",
    );
    const raw = fileOf(rowOf("B-50"), rowOf("B-51").replace("b@bluewater", "stop@bluewater"));
    const failed = await api.post("/links/bulk?send=true", undefined, { raw, key: "b-50" });
    await test.asOwner("alter table mails drop constraint stop");
    expect(failed.status).toBe(500);
    expect(await counts()).toEqual(before);
    expect((await api.post("/links/bulk?send=true", undefined, { raw, key: "b-50" })).body.created).toBe(2);
  });

  it("numbers links without gaps, also beside single ones", async () => {
    await Promise.all([
      api.post("/links/bulk", undefined, {
        raw: fileOf(...Array.from({ length: 30 }, (_, index) => rowOf(`B-60-${index}`))),
      }),
      ...Array.from({ length: 5 }, () => api.post("/links", { account: "Operating", amountCents: 5, send: false })),
    ]);
    const rows = await test.asOwner<{ number: string }>(
      "select number from pay_links where firm_id = 'frm_test' order by number",
    );
    const numbers = rows.map(({ number }) => Number(number.slice(-6)));
    expect(numbers).toEqual(numbers.map((_number, index) => index + 1));
  });

  it("makes 10,000 links with mails in one go", async () => {
    const before = await counts();
    const raw = fileOf(
      ...Array.from({ length: 10_000 }, (_, index) => rowOf(`B-70-${index}`).replace(";b@bluewater.example", "")),
    );
    const made = await api.post("/links/bulk?send=true", undefined, { raw });
    expect(made.body).toMatchObject({ created: 10_000 });
    const after = await counts();
    expect([
      after.links - before.links,
      after.mails - before.mails,
      after.jobs - before.jobs,
      after.entries - before.entries,
    ]).toEqual([10_000, 10_000, 10_000, 10_000]);
  }, 60_000);
});
