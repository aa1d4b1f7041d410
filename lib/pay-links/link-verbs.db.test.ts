import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { findInDirectory } from "@/lib/platform/directory";
import { hashToken } from "@/lib/platform/secrets";
import { inFirm } from "@/lib/platform/tx";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { clockAfter, DAY_MS, MINUTE_MS, payAs, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { cancelPayLink } from "./cancel-pay-link";
import { closePaidLink } from "./close-paid-link";
import { createPayLink } from "./create-pay-link";
import { findLinkToken } from "./find-link-token";
import { findPublicLink } from "./find-public-link";
import { markLinkOpened } from "./mark-link-opened";
import { resendPayLink } from "./resend-pay-link";
import { CreatePayLinkInput } from "./schemas";

const test = useTestDatabase();
let firm: TestFirm;
let stranger: TestFirm;
let keys = 0;

beforeAll(async () => {
  firm = await makeTestFirm();
  stranger = await makeTestFirm("frm_other");
});
afterEach(() => expectBooksToAgree(test));

const sender = (accountIds: string[] | null = null, ms = 0) =>
  staffCtx(firm, ["links.send", "payments.view"], { accountIds, clock: clockAfter(ms) });
const viewer = () => staffCtx(firm, ["payments.view"]);
const input = (changes: Partial<CreatePayLinkInput> = {}) => {
  keys += 1;
  return CreatePayLinkInput.parse({
    account: "Operating",
    amountCents: 125_000,
    recipientName: "Elena Marsh",
    recipientEmails: ["elena.marsh@bluewater.example", "marsh@bluewater.example"],
    send: true,
    requestKey: `request-${keys}`,
    ...changes,
  });
};
const create = (changes: Partial<CreatePayLinkInput> = {}) => createPayLink(sender(), input(changes));
const eventsOf = async (linkId: string) =>
  (
    await test.asOwner<{ kind: string }>("select kind from pay_link_events where link_id = $1 order by id", [linkId])
  ).map((row) => row.kind);
const auditOf = (linkId: string) =>
  test.asOwner<{ action: string; actor: string }>(
    "select action, actor from audit_log where object_id = $1 order by seq",
    [linkId],
  );
const mailsOf = async (linkId: string) =>
  (await test.asOwner<{ to_address: string }>("select to_address from mails where object_id = $1", [linkId])).map(
    (row) => row.to_address,
  );
const statusOf = async (linkId: string) =>
  (await test.asOwner<{ status: string }>("select status from pay_links where id = $1", [linkId]))[0]?.status;
const countLinks = async () => Number((await test.asOwner<{ n: string }>("select count(*) as n from pay_links"))[0]?.n);

describe("createPayLink", () => {
  it("makes a link whose token is stored hashed and sealed, mails every address, writes history and audit", async () => {
    const { id, token } = await create();
    expect(token).toMatch(/^[\w-]{43}$/);
    const [row] = await test.asOwner("select * from pay_links where id = $1", [id]);
    expect(JSON.stringify(row)).not.toContain(token);
    expect(row).toMatchObject({
      status: "open",
      amount_cents: "125000",
      currency: "USD",
      token_hash: hashToken(token),
    });
    expect(await inFirm(firm.ctxAt(), (tx) => findLinkToken(firm.ctxAt(), tx, id))).toBe(token);
    expect(await findInDirectory("pay_link", hashToken(token))).toEqual({ firmId: "frm_test", refId: id });
    expect(await mailsOf(id)).toEqual(["elena.marsh@bluewater.example", "marsh@bluewater.example"]);
    expect(await eventsOf(id)).toEqual(["created", "sent"]);
    expect(await auditOf(id)).toEqual([{ action: "pay_link.create", actor: "user:usr_test" }]);
  });

  it("is one link of one request key, also 20 times at once", async () => {
    const wish = input();
    const before = await countLinks();
    const answers = await releaseTogether(20, () => createPayLink(sender(), wish));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await countLinks()).toBe(before + 1);
    expect(await createPayLink(stranger.ctxAt(), wish)).not.toEqual(answers[0]);
  });

  it("refuses who may not send, and accounts that are not theirs or not there", async () => {
    const before = await countLinks();
    expect(await refusalOf(createPayLink(viewer(), input()))).toEqual({
      code: "forbidden",
      reason: "needs_links.send",
    });
    const unknown = { code: "invalid_input", reason: "account_unknown" };
    expect(await refusalOf(createPayLink(sender(["acc_trust"]), input()))).toEqual(unknown);
    expect(await refusalOf(create({ account: "Nowhere" }))).toEqual(unknown);
    for (const refs of [{}, { clientRef: "10041" }, { matterRef: "0003" }])
      expect(await refusalOf(create({ account: "IOLTA Trust", ...refs }))).toEqual({
        code: "invalid_input",
        reason: "trust_needs_matter",
      });
    expect(await countLinks()).toBe(before);
    const trust = await create({ account: "acc_trust", clientRef: "10041", matterRef: "0003" });
    expect((await payAs(firm, trust.id)).kind).toBe("approved");
  });

  it("leaves nothing behind when it fails half-way: no row, no mail, no number, no entry", async () => {
    const [before] = await test.asOwner("select value from firm_counters where firm_id = 'frm_test' and kind = 'link'");
    const counts = await test.asOwner(
      "select (select count(*) from mails) m, (select count(*) from directory) d, (select count(*) from audit_log) a",
    );
    const tooLate = {
      ...sender(),
      ids: {
        ...sender().ids,
        token: () => {
          throw new Error("no chance left");
        },
      },
    };
    await expect(createPayLink(tooLate, input())).rejects.toThrow("no chance left");
    expect(await test.asOwner("select value from firm_counters where firm_id = 'frm_test' and kind = 'link'")).toEqual([
      before,
    ]);
    expect(
      await test.asOwner(
        "select (select count(*) from mails) m, (select count(*) from directory) d, (select count(*) from audit_log) a",
      ),
    ).toEqual(counts);
  });
});

describe("cancelPayLink", () => {
  it("cancels an outstanding link once, with history and audit", async () => {
    const { id, token } = await create();
    const answers = await releaseTogether(10, () => cancelPayLink(sender(), { linkId: id }));
    expect(countAnswers(answers)).toEqual({ object: 1, "refused link_cancelled": 9 });
    expect(await statusOf(id)).toBe("cancelled");
    expect(await eventsOf(id)).toEqual(["created", "sent", "cancelled"]);
    expect((await auditOf(id)).at(-1)).toEqual({ action: "pay_link.cancel", actor: "user:usr_test" });
    expect((await findPublicLink(token, ""))?.link.state).toBe("cancelled");
  });

  it("refuses the wrong actor, another's account and another firm", async () => {
    const { id } = await create();
    expect(await refusalOf(cancelPayLink(viewer(), { linkId: id }))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(cancelPayLink(sender(["acc_trust"]), { linkId: id }))).toMatchObject({ code: "not_found" });
    expect(await refusalOf(cancelPayLink(stranger.ctxAt(), { linkId: id }))).toMatchObject({ code: "not_found" });
    expect(await statusOf(id)).toBe("open");
  });

  it("refuses what is paid, expired or being paid", async () => {
    const paid = await create();
    await payAs(firm, paid.id);
    expect(await refusalOf(cancelPayLink(sender(), { linkId: paid.id }))).toMatchObject({ reason: "link_paid" });
    const asked = await create();
    await payAs(firm, asked.id, { method: "authenticate" });
    expect(await refusalOf(cancelPayLink(sender(), { linkId: asked.id }))).toMatchObject({ reason: "link_being_paid" });
    const old = await create();
    expect(await refusalOf(cancelPayLink(sender(null, 30 * DAY_MS), { linkId: old.id }))).toMatchObject({
      reason: "link_expired",
    });
  });

  it("and a payment at the same moment: paid with a receipt or cancelled without a charge, never both, 40 times", async () => {
    const totals = { paid: 0, cancelled: 0 };
    for (let round = 0; round < 40; round += 1) {
      const { id } = await create({ send: false });
      const later = (work: () => Promise<unknown>) =>
        new Promise((resolve) => setTimeout(resolve, round % 10)).then(work);
      const pay = () => payAs(firm, id);
      const stop = () => cancelPayLink(sender(), { linkId: id });
      const [payment, cancel] = await Promise.allSettled(round % 2 ? [later(pay), stop()] : [pay(), later(stop)]);
      const isPaid = payment.status === "fulfilled";
      expect(isPaid).toBe(cancel.status === "rejected");
      expect(await statusOf(id)).toBe(isPaid ? "paid" : "cancelled");
      totals[isPaid ? "paid" : "cancelled"] += 1;
    }
    process.stdout.write(`cancel against pay x 40: ${JSON.stringify(totals)}\n`);
    expect(Math.min(totals.paid, totals.cancelled)).toBeGreaterThan(0);
  });
});

describe("closePaidLink", () => {
  const close = (linkId: string) => {
    const ctx = firm.ctxAt(clockAfter(0));
    return inFirm(ctx, (tx) => closePaidLink(ctx, tx, linkId, { id: "pay_x", amountCents: 1, isClearing: false }));
  };

  it("closes an open link only: a cancelled or paid one refuses, and stays as it was", async () => {
    const [cancelled, paid] = [await create(), await create()];
    await cancelPayLink(sender(), { linkId: cancelled.id });
    await payAs(firm, paid.id);
    for (const { id } of [cancelled, paid]) {
      const before = await test.asOwner("select * from pay_links where id = $1", [id]);
      expect(await refusalOf(close(id))).toEqual({ code: "conflict", reason: "link_closed" });
      expect(await test.asOwner("select * from pay_links where id = $1", [id])).toEqual(before);
    }
  });
});

describe("resendPayLink", () => {
  it("mails every address again, once per minute, and writes it down", async () => {
    const { id } = await create();
    expect(await resendPayLink(sender(null, MINUTE_MS), { linkId: id })).toEqual({
      id,
      addresses: ["elena.marsh@bluewater.example", "marsh@bluewater.example"],
    });
    await resendPayLink(sender(null, MINUTE_MS + 20_000), { linkId: id });
    expect(await mailsOf(id)).toHaveLength(4);
    await resendPayLink(sender(null, 2 * MINUTE_MS), { linkId: id });
    expect(await mailsOf(id)).toHaveLength(6);
    expect((await auditOf(id)).at(-1)).toMatchObject({ action: "pay_link.resend" });
  });

  it("refuses the wrong actor, another's account, another firm, what is closed, and what has no address", async () => {
    const { id } = await create();
    expect(await refusalOf(resendPayLink(viewer(), { linkId: id }))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(resendPayLink(sender(["acc_trust"]), { linkId: id }))).toMatchObject({ code: "not_found" });
    expect(await refusalOf(resendPayLink(stranger.ctxAt(), { linkId: id }))).toMatchObject({ code: "not_found" });
    await payAs(firm, id);
    expect(await refusalOf(resendPayLink(sender(), { linkId: id }))).toMatchObject({ reason: "link_paid" });
    const silent = await create({ send: false, recipientEmails: [] });
    expect(await refusalOf(resendPayLink(sender(), { linkId: silent.id }))).toMatchObject({ reason: "no_address" });
  });
});

describe("markLinkOpened", () => {
  it("notes the first opening only, 20 scanners at once, and leaves the link payable", async () => {
    const { id } = await create();
    await releaseTogether(20, () => markLinkOpened(firm.ctxAt(clockAfter(MINUTE_MS)), id));
    await markLinkOpened(firm.ctxAt(clockAfter(DAY_MS)), id);
    expect(await eventsOf(id)).toEqual(["created", "sent", "opened"]);
    const [row] = await test.asOwner<{ opened_at: Date }>("select opened_at from pay_links where id = $1", [id]);
    expect(row?.opened_at).toEqual(clockAfter(MINUTE_MS).now());
    expect((await payAs(firm, id)).kind).toBe("approved");
  });

  it("of another firm, or of none, changes nothing", async () => {
    const { id } = await create();
    await markLinkOpened(stranger.ctxAt(), id);
    await markLinkOpened(firm.ctxAt(), "lnk_none");
    expect(await eventsOf(id)).toEqual(["created", "sent"]);
  });
});

it("a token opens its own link only; 1,000 guesses open none", async () => {
  const { id, token } = await create();
  expect((await findPublicLink(token, ""))?.link.id).toBe(id);
  const guesses = Array.from({ length: 1_000 }, (_, n) =>
    n % 2 ? firm.ctxAt().ids.token() : `${token.slice(0, -1)}${"_-AZaz09"[n % 8]}${n}`,
  );
  for (const guess of [...guesses, "", hashToken(token), token.toUpperCase()])
    expect(await findPublicLink(guess, "")).toBeNull();
});
