import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { APP_ROLE } from "@/db/client";
import { PAYMENT_STATUSES } from "@/lib/payments/model";
import { mayMove, PAYMENT_MOVES } from "@/lib/payments/rules";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm } from "@/tests/support/test-firm";

// What the database itself refuses, asked by hand-written SQL as the app's own role: whoever gets this far has passed all code.

const test = useTestDatabase();
let app: Client;

beforeAll(async () => {
  await makeTestFirm();
  await makeTestFirm("frm_other");
  app = new Client({ connectionString: test.url, options: `-c role=${APP_ROLE}` });
  await app.connect();
});
afterAll(() => app.end());

/** Runs statements in a transaction of one firm and takes them back. @returns the last one's rows */
async function asApp(statements: string | string[], firmId = "frm_test"): Promise<Record<string, unknown>[]> {
  await app.query("begin");
  try {
    await app.query("select set_config('app.firm_id', $1, true)", [firmId]);
    let rows: Record<string, unknown>[] = [];
    for (const statement of [statements].flat()) rows = (await app.query(statement)).rows;
    return rows;
  } finally {
    await app.query("rollback");
  }
}

/** What refused: a constraint's name, or the error's code when there is none. */
async function refuserOf(statements: string | string[], firmId = "frm_test"): Promise<string> {
  const error = await asApp(statements, firmId).then(
    () => null,
    (thrown: { code: string; constraint?: string }) => thrown,
  );
  return error ? (error.constraint ?? error.code) : "nothing";
}

const NO_PRIVILEGE = "42501";

const insertPayment = (over: Record<string, string> = {}) => {
  const values: Record<string, string> = {
    firm_id: "'frm_test'",
    id: "'pay_1'",
    number: "'P-1'",
    source: "'quick_link'",
    status: "'created'",
    obligation: "'link:lnk_1'",
    attempt: "1",
    account_id: "'acc_operating'",
    amount_cents: "10000",
    currency: "'USD'",
    receipt_emails: "'{}'",
    gateway: "'sandbox'",
    method_token: "'tok'",
    created_by: "'payer:x'",
    created_at: "now()",
    ...over,
  };
  return `insert into payments (${Object.keys(values).join(", ")}) values (${Object.values(values).join(", ")})`;
};
const insertRefund = (cents: number, id = "ref_1", over = "'USD', 'processing'") =>
  `insert into refunds (firm_id, id, payment_id, amount_cents, currency, status, request_key, created_by, created_at)
   values ('frm_test', '${id}', 'pay_1', ${cents}, ${over}, 'key-${id}', 'user:x', now())`;
const insertRefundRequest = (id = "rrq_1") =>
  `insert into refund_requests (firm_id, id, payment_id, amount_cents, currency, request_key, status, asked_by, asked_person, asked_name, asked_at)
   values ('frm_test', '${id}', 'pay_1', 5000, 'USD', 'key-${id}', 'waiting', 'api_key:k', 'user:x', 'x', now())`;
const insertLink = (over: Record<string, string> = {}) => {
  const values: Record<string, string> = {
    firm_id: "'frm_test'",
    id: "'lnk_1'",
    number: "'L-1'",
    token_hash: "'hash'",
    token_sealed: "'sealed'",
    source: "'quick_link'",
    account_id: "'acc_operating'",
    amount_cents: "10000",
    currency: "'USD'",
    recipient_emails: "'{}'",
    by_email: "false",
    request_key: "'key'",
    created_by: "'user:x'",
    created_at: "now()",
    expires_at: "now()",
    ...over,
  };
  return `insert into pay_links (${Object.keys(values).join(", ")}) values (${Object.values(values).join(", ")})`;
};
const set = (change: string) => `update payments set ${change} where id = 'pay_1'`;

/** The legal moves that lead to a status. */
function wayTo(status: string): string[] {
  const ways = new Map<string, string[]>([["created", []]]);
  for (const [from, way] of ways)
    for (const to of PAYMENT_MOVES[from as keyof typeof PAYMENT_MOVES]) if (!ways.has(to)) ways.set(to, [...way, to]);
  const way = ways.get(status);
  if (!way) throw new Error(`No way leads to ${status}.`);
  return way;
}

describe("moves of a payment", () => {
  it("are the same in the table of the database and in the code", async () => {
    const rows = await test.asOwner<{ move: string }>(
      "select from_status || ' ' || to_status as move from payment_moves",
    );
    const ours = Object.entries(PAYMENT_MOVES).flatMap(([from, to]) => to.map((status) => `${from} ${status}`));
    expect(rows.map((row) => row.move).sort()).toEqual(ours.sort());
  });

  it.each(PAYMENT_STATUSES)("from %s: the legal ones pass, every other is refused", async (from) => {
    for (const to of PAYMENT_STATUSES) {
      const steps = [
        insertPayment(),
        ...wayTo(from).map((status) => set(`status = '${status}'`)),
        set(`status = '${to}'`),
      ];
      expect(`${from} ${to} ${await refuserOf(steps)}`).toBe(
        `${from} ${to} ${mayMove(from, to) || from === to ? "nothing" : "payment_moves"}`,
      );
    }
  });

  it("begin at created, and lead to no status that is not one", async () => {
    for (const status of PAYMENT_STATUSES.filter((each) => each !== "created"))
      expect(await refuserOf(insertPayment({ status: `'${status}'` }))).toBe("payment_moves");
    expect(await refuserOf([insertPayment(), set("status = 'paid'")])).toBe("payment_moves");
  });

  it("cannot be widened by the app, nor by a table of its own that stands in for them", async () => {
    expect(await refuserOf("insert into payment_moves values ('declined', 'approved')")).toBe(NO_PRIVILEGE);
    const hijack = [
      "create temporary table payment_moves (from_status text, to_status text) on commit drop",
      "insert into pg_temp.payment_moves values ('created', 'approved')",
      insertPayment(),
      set("status = 'approved'"),
    ];
    expect(await refuserOf(hijack)).toBe("payment_moves");
  });

  it("write their history themselves, also past a table of the app's own that stands in for it", async () => {
    const rows = await asApp([
      "create temporary table payment_events (like public.payment_events including all) on commit drop",
      insertPayment(),
      set("status = 'processing'"),
      "select to_status from public.payment_events where payment_id = 'pay_1' order by id",
    ]);
    expect(rows).toEqual([{ to_status: "created" }, { to_status: "processing" }]);
  });
});

describe("functions that run with their owner's rights", () => {
  it("look into a caller's temporary tables last", async () => {
    const rows = await test.asOwner(
      `select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where p.prosecdef and n.nspname in ('public', 'sandbox')
          and not coalesce(array_to_string(p.proconfig, ' '), '') ~ 'search_path=.*pg_temp$'`,
    );
    expect(rows).toEqual([]);
  });
});

describe("the facts of a payment", () => {
  it.each([
    ["its amount", set("amount_cents = 9999"), "payment_facts"],
    ["its currency", set("currency = 'CAD'"), "payment_facts"],
    ["its account", set("account_id = 'acc_trust'"), "payment_facts"],
    ["its obligation", set("obligation = 'link:lnk_2'"), "payment_facts"],
    ["its attempt", set("attempt = 2"), "payment_facts"],
    ["more given back than came in", set("refunded_cents = 10001"), "payments_refunded"],
    ["less than nothing given back", set("refunded_cents = -1"), "payment_refunded"],
    ["a firm that is not the transaction's", set("firm_id = 'frm_other'"), NO_PRIVILEGE],
  ])("%s is refused", async (_name, change, refuser) => {
    expect(await refuserOf([insertPayment(), change])).toBe(refuser);
  });

  it.each([
    ["a second open claim", insertPayment({ id: "'pay_2'", number: "'P-2'", attempt: "2" }), "payments_one_open_claim"],
    ["an attempt's number again", insertPayment({ id: "'pay_2'", number: "'P-2'" }), "payments_"],
    ["a number again", insertPayment({ id: "'pay_2'", obligation: "'link:lnk_2'" }), "payments_number"],
    ["an amount of nothing", insertPayment({ id: "'pay_2'", amount_cents: "0" }), "payments_amount"],
    ["another currency than the account's", insertPayment({ id: "'pay_2'", currency: "'CAD'" }), "account_currency"],
    ["an account that is not there", insertPayment({ id: "'pay_2'", account_id: "'acc_none'" }), "account_known"],
    [
      "trust money without client and matter",
      insertPayment({ id: "'pay_2'", account_id: "'acc_trust'" }),
      "trust_needs_matter",
    ],
    [
      "trust money without matter",
      insertPayment({ id: "'pay_2'", account_id: "'acc_trust'", client_ref: "'10041'" }),
      "trust_needs_matter",
    ],
  ])("%s is refused", async (_name, statement, refuser) => {
    expect(await refuserOf([insertPayment(), statement])).toContain(refuser);
  });

  it("trust money cannot lose its matter later, and what was given back cannot become less", async () => {
    const trust = insertPayment({ account_id: "'acc_trust'", client_ref: "'10041'", matter_ref: "'0003'" });
    expect(await refuserOf([trust, set("matter_ref = ''")])).toBe("trust_needs_matter");
    expect(await refuserOf([insertPayment(), set("refunded_cents = 500"), set("refunded_cents = 499")])).toBe(
      "payment_refunded",
    );
  });

  it("a claim is free again after a definite no, and only then", async () => {
    for (const status of PAYMENT_STATUSES) {
      const steps = [
        insertPayment(),
        ...wayTo(status).map((step) => set(`status = '${step}'`)),
        insertPayment({ id: "'pay_2'", number: "'P-2'", attempt: "2" }),
      ];
      const isFree = ["declined", "error", "voided"].includes(status);
      expect(`${status}: ${await refuserOf(steps)}`).toBe(
        `${status}: ${isFree ? "nothing" : "payments_one_open_claim"}`,
      );
    }
  });
});

describe("refunds", () => {
  it("never exceed the payment: done, under way and unknown together", async () => {
    const paid = [insertPayment(), set("status = 'processing'"), set("status = 'approved'")];
    expect(await refuserOf([...paid, insertRefund(10_000)])).toBe("nothing");
    expect(await refuserOf([...paid, insertRefund(10_001)])).toBe("refunds_within_payment");
    expect(await refuserOf([...paid, insertRefund(6_000), insertRefund(4_001, "ref_2")])).toBe(
      "refunds_within_payment",
    );
    const refused = "update refunds set status = 'refused' where id = 'ref_1'";
    expect(await refuserOf([...paid, insertRefund(6_000), refused, insertRefund(10_000, "ref_2")])).toBe("nothing");
    expect(await refuserOf([...paid, insertRefund(0)])).toBe("refunds_amount");
    expect(await refuserOf([...paid, insertRefund(100, "ref_1", "'CAD', 'processing'")])).toBe("refund_currency");
  });

  it("stay answered and keep their facts", async () => {
    const given = [insertPayment(), insertRefund(5_000), "update refunds set status = 'refunded'"];
    expect(await refuserOf([...given, "update refunds set status = 'unknown'"])).toBe("refund_moves");
    expect(await refuserOf([...given, "update refunds set status = 'refused'"])).toBe("refund_moves");
    expect(await refuserOf([...given, "update refunds set amount_cents = 1"])).toBe("refund_facts");
    expect(await refuserOf([...given, "update refunds set request_key = 'another'"])).toBe("refund_facts");
  });

  it("asked of a second person keep what was asked, and are approved by another", async () => {
    const asked = [insertPayment(), insertRefund(5_000), insertRefundRequest()];
    const decide = (set: string) => `update refund_requests set ${set}, decided_at = now() where id = 'rrq_1'`;
    const approved = "status = 'approved', refund_id = 'ref_1'";
    expect(await refuserOf([...asked, decide(`${approved}, decided_by = 'user:y'`)])).toBe("nothing");
    for (const self of ["user:x", "api_key:k", ""])
      expect(await refuserOf([...asked, decide(`${approved}, decided_by = '${self}'`)])).toBe("refund_requests_two");
    expect(await refuserOf([...asked, decide("status = 'declined', decided_by = 'user:x'")])).toBe(
      "refund_requests_two",
    );
    expect(await refuserOf([...asked, "update refund_requests set amount_cents = 1"])).toBe("refund_request_facts");
    expect(await refuserOf([...asked, "update refund_requests set asked_person = 'user:z'"])).toBe(
      "refund_request_facts",
    );
    const cancelled = decide("status = 'cancelled', decided_by = 'user:x'");
    expect(await refuserOf([...asked, cancelled, decide(`${approved}, decided_by = 'user:y'`)])).toBe(
      "refund_request_moves",
    );
    expect(await refuserOf([...asked, insertRefundRequest("rrq_2")])).toBe("refund_requests_one_waiting");
  });

  it("inserted by many at once without any code are bounded too", async () => {
    await test.asOwner(insertPayment({ id: "'pay_raced'", number: "'P-raced'", obligation: "'link:raced'" }));
    const clients = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const client = new Client({
          connectionString: test.url,
          options: `-c role=${APP_ROLE} -c app.firm_id=frm_test`,
        });
        await client.connect();
        return client;
      }),
    );
    const sql = (n: number) => insertRefund(6_000, `ref_raced_${n}`).replace("'pay_1'", "'pay_raced'");
    const done = await Promise.allSettled(clients.map((client, n) => client.query(sql(n))));
    await Promise.all(clients.map((client) => client.end()));
    expect(done.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });
});

describe("links and accounts", () => {
  it.each([
    [
      "a paid link opened again",
      ["status = 'paid', amount_paid_cents = 10000", "status = 'open', amount_paid_cents = 0"],
      "pay_link_moves",
    ],
    ["a cancelled link paid", ["status = 'cancelled'", "status = 'paid', amount_paid_cents = 1"], "pay_link_moves"],
    ["another amount", ["amount_cents = 1"], "pay_link_facts"],
    ["another account", ["account_id = 'acc_trust'"], "trust_needs_matter"],
    ["another token", ["token_hash = 'mine'"], "pay_link_facts"],
    ["paid with nothing", ["status = 'paid'"], "pay_links_paid"],
  ])("%s is refused", async (_name, changes, refuser) => {
    expect(
      await refuserOf([insertLink(), ...changes.map((change) => `update pay_links set ${change} where id = 'lnk_1'`)]),
    ).toBe(refuser);
  });

  it("a link on a trust account names client and matter, in the account's currency", async () => {
    expect(await refuserOf(insertLink({ account_id: "'acc_trust'" }))).toBe("trust_needs_matter");
    expect(await refuserOf(insertLink({ currency: "'EUR'" }))).toBe("account_currency");
  });

  it("an account keeps its kind and currency", async () => {
    for (const change of ["kind = 'trust'", "currency = 'CAD'"])
      expect(await refuserOf(`update merchant_accounts set ${change} where id = 'acc_operating'`)).toBe("account_kind");
  });
});

describe("what only grows", () => {
  const HISTORIES = ["payment_events", "pay_link_events", "audit_log", "receipts"];

  it.each(HISTORIES)("%s takes no change and no removal from the app", async (table) => {
    expect(await refuserOf(`update ${table} set firm_id = firm_id`)).toBe(NO_PRIVILEGE);
    expect(await refuserOf(`delete from ${table}`)).toBe(NO_PRIVILEGE);
    expect(await refuserOf(`truncate ${table}`)).toBe(NO_PRIVILEGE);
    expect(await refuserOf(`alter table ${table} disable trigger all`)).toBe(NO_PRIVILEGE);
  });

  it.each(["payment_events", "pay_link_events", "audit_log"])("%s takes none from its owner either", async (table) => {
    await test.asOwner(
      "insert into audit_log (firm_id, seq, at, actor, ip, action, object_type, object_id, detail, prev_hash, hash) values ('frm_test', 0, now(), 'a', '', 'x.y', 'x', 'x', '{}', '', '')",
    );
    await expect(test.asOwner(`truncate ${table}`)).rejects.toThrow("append-only");
    if (table === "audit_log") {
      await expect(test.asOwner(`update ${table} set actor = 'b'`)).rejects.toThrow("append-only");
      await expect(test.asOwner(`delete from ${table}`)).rejects.toThrow("append-only");
    }
  });

  it("a payment's history cannot be written by hand", async () => {
    expect(
      await refuserOf(
        "insert into payment_events (firm_id, payment_id, to_status, actor, at) values ('frm_test', 'pay_1', 'approved', 'x', now())",
      ),
    ).toBe(NO_PRIVILEGE);
  });

  it("nothing else can be removed by the app, but counters, answers to repeated requests, questions on their way, files, pictures that nobody shows, old sessions, and what users arrange for themselves", async () => {
    const rows = await test.asOwner<{ name: string }>(
      `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         and has_table_privilege('${APP_ROLE}', c.oid, 'delete, truncate') order by 1`,
    );
    expect(rows.map((row) => row.name)).toEqual([
      "auto_pay_enrollments",
      // An answer counts once while it could be sent again; after that it is nothing.
      "captcha_answers",
      "connect_drafts",
      "connection_nonces",
      "connection_requests",
      "event_deliveries",
      "export_parts",
      "exports",
      "idempotency_keys",
      "invoice_attachments",
      "invoice_lines",
      "link_upload_rows",
      "notification_addresses",
      // Only one that no page shows: lib/payment-pages.
      "page_pictures",
      "posting_accounts",
      "posting_layouts",
      "rate_limits",
      // Whoever wanted no reminders may want them again; the audit keeps both.
      "reminder_opt_outs",
      "report_schedules",
      "saved_views",
      "staff_sessions",
      "user_preferences",
      // Only an invitation that nobody took up: lib/staff/set-password-by-token.db.test.ts.
      "users",
    ]);
  });

  it("an audit row chains itself, whatever number and hash it brings, also past a stand-in table", async () => {
    const insert = `insert into audit_log (firm_id, seq, at, actor, ip, action, object_type, object_id, detail, prev_hash, hash)
      values ('frm_test', 77, now(), 'user:x', '', 'a.b', 'x', 'x', '{}', 'mine', 'mine') returning seq, prev_hash, hash`;
    const [last] = await test.asOwner<{ seq: string; hash: string }>(
      "select seq, hash from audit_log where firm_id = 'frm_test' order by seq desc limit 1",
    );
    const forged = "create temporary table audit_log (like public.audit_log) on commit drop";
    const [row] = await asApp([forged, insert.replace("into audit_log", "into public.audit_log")]);
    expect(row).toMatchObject({ seq: String(Number(last?.seq ?? 0) + 1), prev_hash: last?.hash ?? "" });
    expect(row?.hash).toMatch(/^[0-9a-f]{64}$/);
  });
});
