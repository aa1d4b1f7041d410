import { beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "@/lib/platform/clock";
import type { Ctx } from "@/lib/platform/context";
import { randomIds } from "@/lib/platform/ids";
import { PERMISSIONS } from "@/lib/staff/model";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { cancelPayLink } from "./cancel-pay-link";
import { createQuickLink } from "./create-quick-link";
import { getLinkHistory } from "./get-link-history";
import { countPayLinks, getPayLink, listPayLinks } from "./queries";
import { resendPayLink } from "./resend-pay-link";
import { type QuickLinkInput, quickLinkInput } from "./schemas";

const test = useTestDatabase();
let firm: TestFirm;
let other: TestFirm;

const NOW = fixedClock(new Date("2026-11-21T14:00:00Z"));

beforeAll(async () => {
  firm = await makeTestFirm();
  other = await makeTestFirm("frm_other");
  await test.asOwner(
    "insert into users (firm_id, id, email, name, password_hash, permissions, created_at) values ('frm_test', 'usr_dana', 'dana@hartwell.example', 'Dana Whitfield', '', '{}', now())",
  );
});

function form(changes: Partial<QuickLinkInput> = {}): QuickLinkInput {
  return quickLinkInput().parse({
    account: "acc_operating",
    amountCents: 125_000,
    invoiceNumber: "204118",
    dueDate: "",
    delivery: "mail",
    recipientName: "Elena Marsh",
    recipientEmails: "elena.marsh@bluewater.example; ap@bluewater.example",
    message: "Dear {recipient}.",
    clientRef: "",
    matterRef: "",
    requestId: randomIds.next("req"),
    ...changes,
  });
}

function as(permissions: readonly (typeof PERMISSIONS)[number][], accountIds: string[] | null = null): Ctx {
  const actor = { kind: "user", userId: "usr_dana", name: "Dana Whitfield", permissions, accountIds } as const;
  return { ...firm.ctxAt(NOW), actor };
}

describe("createQuickLink", () => {
  it("makes a link, mails it to every address and writes audit", async () => {
    const { id } = await createQuickLink(as(["links.send"]), form());
    const link = await getPayLink(firm.ctxAt(NOW), id);
    expect(link).toMatchObject({
      status: "outstanding",
      amountCents: 125_000,
      dueDate: null,
      byEmail: true,
      message: "Dear {recipient}.",
    });
    expect(link.expiresAt.toISOString()).toBe("2026-12-21T14:00:00.000Z");
    const mails = await test.asOwner<{ to_address: string }>(
      "select to_address from mails where object_id = $1 order by to_address",
      [id],
    );
    expect(mails.map((mail) => mail.to_address)).toEqual(["ap@bluewater.example", "elena.marsh@bluewater.example"]);
    expect(
      await test.asOwner("select actor from audit_log where object_id = $1 and action = 'pay_link.create'", [id]),
    ).toEqual([{ actor: "user:usr_dana" }]);
  });

  it("makes one link of one form, however often and at once it is sent", async () => {
    const same = form();
    const made = await Promise.all(Array.from({ length: 6 }, () => createQuickLink(firm.ctxAt(NOW), same)));
    expect(new Set(made.map((link) => link.id)).size).toBe(1);
    expect(await test.asOwner("select 1 from mails where object_id = $1", [made[0]?.id])).toHaveLength(2);
  });

  it("makes another link when the form was changed before it was sent again", async () => {
    const first = form();
    const a = await createQuickLink(firm.ctxAt(NOW), first);
    const b = await createQuickLink(firm.ctxAt(NOW), { ...first, amountCents: 130_000 });
    expect(b.id).not.toBe(a.id);
    expect((await getPayLink(firm.ctxAt(NOW), b.id)).amountCents).toBe(130_000);
  });

  it("mails nothing when the link is made by hand", async () => {
    const { id } = await createQuickLink(firm.ctxAt(NOW), form({ delivery: "link" }));
    expect(await test.asOwner("select 1 from mails where object_id = $1", [id])).toEqual([]);
  });

  it("refuses who may not send, another's account, and trust money of no matter", async () => {
    await expect(createQuickLink(as(["payments.view"]), form())).rejects.toMatchObject({
      code: "forbidden",
      reason: "needs_links.send",
    });
    await expect(createQuickLink(as(["links.send"], ["acc_trust"]), form())).rejects.toMatchObject({
      reason: "account_unknown",
    });
    await expect(createQuickLink(firm.ctxAt(NOW), form({ account: "acc_nobody" }))).rejects.toMatchObject({
      reason: "account_unknown",
    });
    await expect(createQuickLink(firm.ctxAt(NOW), form({ account: "acc_trust" }))).rejects.toMatchObject({
      fields: [{ path: "clientRef" }],
    });
  });
});

describe("getLinkHistory", () => {
  it("tells who did what, newest first", async () => {
    const dana = as(PERMISSIONS);
    const { id } = await createQuickLink(dana, form());
    await resendPayLink({ ...dana, clock: fixedClock(new Date("2026-11-22T09:00:00Z")) }, { linkId: id });
    await cancelPayLink({ ...dana, clock: fixedClock(new Date("2026-11-23T09:00:00Z")) }, { linkId: id });
    const history = await getLinkHistory(dana, id);
    expect(history.map((event) => event.kind)).toEqual(["cancelled", "resent", "sent", "created"]);
    expect(history[0]).toMatchObject({ by: "staff", actorName: "Dana Whitfield", payment: null });
    expect(history[1]?.detail.to).toContain("ap@bluewater.example");
  });

  it("tells of a mail that was given up", async () => {
    const { id } = await createQuickLink(firm.ctxAt(NOW), form());
    await test.asOwner("update mails set status = 'failed' where object_id = $1 and to_address like 'ap@%'", [id]);
    const history = await getLinkHistory(firm.ctxAt(NOW), id);
    expect(history.filter((event) => event.kind === "mail.failed").map((event) => event.detail)).toEqual([
      { to: "ap@bluewater.example" },
    ]);
  });

  it("refuses who may not see payments, another firm, and an account that is not theirs", async () => {
    const { id } = await createQuickLink(firm.ctxAt(NOW), form());
    await expect(getLinkHistory(as(["links.send"]), id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(getLinkHistory(other.ctxAt(NOW), id)).rejects.toMatchObject({ code: "not_found" });
    await expect(getLinkHistory(as(["payments.view"], ["acc_trust"]), id)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("listPayLinks", () => {
  it("goes to older and back to newer over the same pages", async () => {
    for (let minute = 0; minute < 7; minute++) {
      const clock = fixedClock(new Date(Date.UTC(2026, 10, 21, 15, minute)));
      await other.makeLink({ requestKey: `paging-${minute}`, recipientName: `Client ${minute}` }, clock);
    }
    const ctx = other.ctxAt(fixedClock(new Date("2026-11-21T16:00:00Z")));
    const list = (cursor: string | null) => listPayLinks(ctx, { status: "outstanding", cursor, limit: 3 });
    const names = (page: Awaited<ReturnType<typeof list>>) =>
      page.rows.map((row) => row.recipientName.slice(-1)).join("");
    const first = await list(null);
    const second = await list(first.nextCursor);
    const third = await list(second.nextCursor);
    expect([names(first), names(second), names(third)]).toEqual(["654", "321", "0"]);
    expect([first.previousCursor, third.nextCursor]).toEqual([null, null]);
    const back = await list(third.previousCursor);
    const start = await list(back.previousCursor);
    expect([names(back), names(start), start.previousCursor]).toEqual(["321", "654", null]);
    expect(names(await list(start.nextCursor))).toBe("321");
  });

  it("counts what a search finds", async () => {
    const counts = await countPayLinks(other.ctxAt(fixedClock(new Date("2026-11-21T16:00:00Z"))), { q: "client 3" });
    expect(counts).toEqual({ outstanding: 1, payment_received: 0, cancelled: 0, expired: 0, all: 1 });
  });
});
