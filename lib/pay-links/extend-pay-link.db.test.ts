import { describe, expect, it } from "vitest";
import { deliverMail } from "@/lib/email/deliver-mail";
import { findMailboxMail } from "@/lib/email/mailbox";
import { useLinkBench } from "@/tests/support/link-bench";
import { clockAfter, DAY_MS, payAs, refusalOf } from "@/tests/support/money-bench";
import { cancelPayLink } from "./cancel-pay-link";
import { extendPayLink } from "./extend-pay-link";
import { noticeExpiredLinks } from "./notice-expired-links";

const bench = useLinkBench();
const { sender, viewer, create, eventsOf, mailsOf, test } = bench;

const expiryOf = async (linkId: string) => {
  const rows = await test.asOwner<{ at: Date }>("select expires_at as at from pay_links where id = $1", [linkId]);
  return rows[0]?.at.toISOString();
};

// Links are made on 2026-05-04 and live 30 days.
describe("extendPayLink", () => {
  it("opens an expired link again until the end of the firm's day, in history and audit, and the mail says the new date", async () => {
    const { id } = await create();
    const late = sender(null, 31 * DAY_MS);
    await noticeExpiredLinks(bench.firm.ctxAt(clockAfter(31 * DAY_MS)));
    expect(await refusalOf(payAs(bench.firm, id, { clock: clockAfter(31 * DAY_MS) }))).toMatchObject({
      reason: "link_expired",
    });
    const extend = () => extendPayLink(late, { linkId: id, openUntil: "2026-06-20", send: true });
    expect((await extend()).addresses).toHaveLength(2);
    await extend();
    expect(await expiryOf(id)).toBe("2026-06-21T03:59:00.000Z");
    expect(await eventsOf(id)).toEqual(["created", "sent", "expired", "extended"]);
    expect(await mailsOf(id)).toHaveLength(5);
    const audit = await test.asOwner(
      "select detail from audit_log where object_id = $1 and action = 'pay_link.extend'",
      [id],
    );
    expect(audit).toEqual([
      { detail: { before: "2026-06-03T15:00:00.000Z", after: "2026-06-21T03:59:00.000Z", send: true } },
    ]);
    const [mail] = await test.asOwner<{ id: string }>(
      "select id from mails where object_id = $1 and dedupe_key like '%until-2026-06-20%' limit 1",
      [id],
    );
    await deliverMail(late, mail?.id ?? "");
    expect((await findMailboxMail(mail?.id ?? ""))?.text).toContain("Link open until: Jun 20, 2026, 11:59 PM ET");
    expect(await payAs(bench.firm, id, { clock: clockAfter(32 * DAY_MS) })).toMatchObject({ kind: "approved" });
  });

  it("is told once more when it expires once more, and mails nobody unless asked", async () => {
    const { id } = await create();
    await noticeExpiredLinks(bench.firm.ctxAt(clockAfter(31 * DAY_MS)));
    await extendPayLink(sender(null, 31 * DAY_MS), { linkId: id, openUntil: "2026-06-10", send: false });
    expect(await mailsOf(id)).toHaveLength(3);
    await noticeExpiredLinks(bench.firm.ctxAt(clockAfter(60 * DAY_MS)));
    expect(await eventsOf(id)).toEqual(["created", "sent", "expired", "extended", "expired"]);
  });

  it.each([
    ["the day on which it closes", "2026-06-02", "extension_too_early"],
    ["a day that has gone", "2026-01-01", "extension_too_early"],
    ["more than a year", "2027-06-01", "extension_too_late"],
  ])("refuses %s", async (_name, openUntil, reason) => {
    const { id } = await create({ send: false });
    const work = extendPayLink(sender(), { linkId: id, openUntil, send: false });
    expect(await refusalOf(work)).toMatchObject({ code: "refused", reason });
  });

  it("refuses what is paid, cancelled or of Connect, the wrong actor, another's account and another firm", async () => {
    const { id } = await create({ send: false });
    const until = { linkId: id, openUntil: "2026-06-20", send: false };
    expect(await refusalOf(extendPayLink(viewer(), until))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(extendPayLink(sender(["acc_trust"]), until))).toMatchObject({ code: "not_found" });
    expect(await refusalOf(extendPayLink(bench.stranger.ctxAt(), until))).toMatchObject({ code: "not_found" });
    const cancelled = await create({ send: false });
    await cancelPayLink(sender(), { linkId: cancelled.id });
    const again = extendPayLink(sender(), { ...until, linkId: cancelled.id });
    expect(await refusalOf(again)).toMatchObject({ reason: "link_cancelled" });
    await test.asOwner("update pay_links set source = 'connect_link' where id = $1", [id]);
    expect(await refusalOf(extendPayLink(sender(), until))).toMatchObject({ reason: "link_of_connect" });
    await test.asOwner("update pay_links set source = 'quick_link' where id = $1", [id]);
    await payAs(bench.firm, id);
    expect(await refusalOf(extendPayLink(sender(), until))).toMatchObject({ reason: "link_paid" });
  });
});
