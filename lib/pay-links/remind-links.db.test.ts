import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliverMail } from "@/lib/email/deliver-mail";
import { findMailboxMail } from "@/lib/email/mailbox";
import type { OutgoingMail } from "@/lib/email/transports/port";
import { cronRoute } from "@/lib/http/cron-route";
import { keyOfAddress } from "@/lib/link-reminders/find-recipient";
import { saveLinkSettings } from "@/lib/link-settings/save-link-settings";
import { LinkSettingsInput } from "@/lib/link-settings/schemas";
import { fixedClock } from "@/lib/platform/clock";
import { env, resetEnv } from "@/lib/platform/env";
import { calmFaults, causeFaults, payAs, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { cancelPayLink } from "./cancel-pay-link";
import { chooseReminders } from "./choose-reminders";
import { findReminderChoice } from "./find-reminder-choice";
import { remindLinks } from "./remind-links";
import { setLinkReminders } from "./set-link-reminders";

const test = useTestDatabase();
const ELENA = "elena.marsh@bluewater.example";
const clock = (text: string) => fixedClock(new Date(text));

// In New York: mailed on June 1, due on June 10, open until July 1. The firm reminds at nine, 3 days before and 2 days after the due day.
const MADE = clock("2026-06-01T15:00:00Z");
const FIRST = clock("2026-06-07T13:00:00Z");
const SECOND = clock("2026-06-12T13:00:00Z");
const NOTHING = { examined: 0, done: 0, failed: 0, remaining: 0 };

const SETTINGS = LinkSettingsInput.parse({
  captcha: "none",
  defaultMessage: "",
  disclaimer: "",
  lifeDays: 30,
  methods: "all",
  allowsPartPayment: false,
  reminders: {
    isOn: true,
    hour: 9,
    steps: [
      { anchor: "before_due", days: 3 },
      { anchor: "after_due", days: 2 },
    ],
  },
});

let firms = 0;
/** Each story has a firm of its own, so that one look of the job sees its links alone. */
async function firmWithReminders(changes: Partial<typeof SETTINGS.reminders> = {}): Promise<TestFirm> {
  firms += 1;
  const firm = await makeTestFirm(`frm_remind_${firms}`);
  const settings = { ...SETTINGS, reminders: { ...SETTINGS.reminders, ...changes } };
  await saveLinkSettings(firm.ctxAt(clock("2026-05-01T00:00:00Z")), settings);
  return firm;
}

const make = (firm: TestFirm, changes = {}) => firm.makeLink({ dueDate: "2026-06-10", ...changes }, MADE);
const mailsOf = (linkId: string) =>
  test.asOwner<{ id: string; to_address: string }>(
    "select id, to_address from mails where object_id = $1 and kind = 'link-reminder' order by created_at, id",
    [linkId],
  );
const eventsOf = async (linkId: string) =>
  (
    await test.asOwner<{ kind: string }>(
      "select kind from pay_link_events where link_id = $1 and kind not in ('created', 'sent') order by id",
      [linkId],
    )
  ).map(({ kind }) => kind);

describe("remindLinks", () => {
  it("mails each recipient once for its day, also when ten callers ask at once, and again on the next day that is due", async () => {
    const firm = await firmWithReminders();
    const link = await make(firm, { recipientEmails: [ELENA, "marsh@bluewater.example"] });
    const plain = await make(firm, { send: false, recipientEmails: [] });
    expect(await remindLinks(firm.ctxAt(clock("2026-06-07T12:59:59Z")))).toEqual(NOTHING);

    const runs = await releaseTogether(10, () => remindLinks(firm.ctxAt(FIRST)));
    expect(runs.reduce((sum, run) => sum + (run instanceof Error ? Number.NaN : run.done), 0)).toBe(1);
    expect((await mailsOf(link.id)).map((mail) => mail.to_address).sort()).toEqual([ELENA, "marsh@bluewater.example"]);
    expect(await remindLinks(firm.ctxAt(clock("2026-06-08T13:00:00Z")))).toMatchObject({ done: 0 });
    expect(await remindLinks(firm.ctxAt(SECOND))).toMatchObject({ done: 1 });
    expect(await remindLinks(firm.ctxAt(SECOND))).toEqual(NOTHING);
    expect(await mailsOf(link.id)).toHaveLength(4);
    expect(await eventsOf(link.id)).toEqual(["reminded", "reminded"]);
    expect(await mailsOf(plain.id)).toEqual([]);
  });

  it("after two days of silence sends the newest alone, and what is older than three days not at all", async () => {
    const firm = await firmWithReminders({ steps: [3, 2, 1].map((days) => ({ anchor: "before_due", days })) });
    const link = await make(firm);
    expect(await remindLinks(firm.ctxAt(clock("2026-06-09T14:00:00Z")))).toMatchObject({ done: 1 });
    expect(await mailsOf(link.id)).toHaveLength(1);
    const late = await firmWithReminders({ steps: [{ anchor: "before_due", days: 3 }] });
    await make(late);
    expect(await remindLinks(late.ctxAt(clock("2026-06-10T13:00:01Z")))).toEqual(NOTHING);
  });

  it("writes what is owed, by when, and how to get no more of it, in words and for the mail program", async () => {
    const firm = await firmWithReminders();
    const link = await make(firm, { locale: "fr" });
    await remindLinks(firm.ctxAt(FIRST));
    const id = (await mailsOf(link.id))[0]?.id ?? "";
    const sent: OutgoingMail[] = [];
    const transport = {
      name: "mailbox" as const,
      send: async (mail: OutgoingMail) => {
        sent.push(mail);
        return { kind: "sent" as const };
      },
    };
    expect(await deliverMail(firm.ctxAt(FIRST), id, transport)).toBe("sent");
    const path = `/pay/${link.token}/reminders/${keyOfAddress(ELENA)}`;
    expect(sent[0]?.unsubscribeUrl?.endsWith(`${path}/stop`)).toBe(true);
    const mail = await findMailboxMail(id);
    expect(mail?.subject).toBe("Rappel\u00a0: facture 204118 de Hartwell & Lowe LLP");
    expect(mail?.text).toContain("L’échéance est le 10 juin 2026.");
    expect(mail?.links.some((url) => url.endsWith(`${path}?lang=fr`))).toBe(true);
    expect(mail?.html).toContain(`${path}?lang=fr`);
  });

  it("passes over what is paid, cancelled, expired or switched off, and waits while a payment is in question", async () => {
    const firm = await firmWithReminders();
    const [paid, cancelled, off, asked, still] = [
      await make(firm),
      await make(firm),
      await make(firm),
      await make(firm),
      await make(firm),
    ];
    await payAs(firm, paid.id, { clock: MADE });
    await cancelPayLink(firm.ctxAt(MADE), { linkId: cancelled.id });
    await setLinkReminders(firm.ctxAt(MADE), { linkId: off.id, isOff: true });
    await causeFaults("lost=1");
    expect(await payAs(firm, asked.id, { clock: MADE })).toMatchObject({ kind: "unknown" });
    await calmFaults();
    expect(await remindLinks(firm.ctxAt(FIRST))).toEqual({ examined: 2, done: 1, failed: 0, remaining: 1 });
    for (const { id } of [paid, cancelled, off, asked]) expect(await mailsOf(id)).toEqual([]);
    expect(await mailsOf(still.id)).toHaveLength(1);
    const expiring = await firmWithReminders({ steps: [{ anchor: "after_due", days: 60 }] });
    await make(expiring);
    expect(await remindLinks(expiring.ctxAt(clock("2026-08-09T13:00:00Z")))).toEqual(NOTHING);
  });

  it("lets go of a reminder whose link was paid or whose reader opted out before it went out", async () => {
    const firm = await firmWithReminders();
    const [paid, left] = [await make(firm), await make(firm)];
    await remindLinks(firm.ctxAt(FIRST));
    await payAs(firm, paid.id, { clock: FIRST });
    expect(await deliverMail(firm.ctxAt(FIRST), (await mailsOf(paid.id))[0]?.id ?? "")).toBe("dropped");
    await chooseReminders(firm.ctxAt(FIRST), left.id, { recipient: keyOfAddress(ELENA), wants: false });
    expect(await deliverMail(firm.ctxAt(FIRST), (await mailsOf(left.id))[0]?.id ?? "")).toBe("dropped");
  });

  it("follows up nobody while the firm's money stands still, and catches up within three days", async () => {
    const firm = await firmWithReminders();
    const link = await make(firm);
    await test.asOwner("update firms set money_frozen_at = now() where firm_id = $1", [firm.firmId]);
    expect(await remindLinks(firm.ctxAt(FIRST))).toMatchObject({ done: 0, remaining: 1 });
    await test.asOwner("update firms set money_frozen_at = null where firm_id = $1", [firm.firmId]);
    expect(await remindLinks(firm.ctxAt(clock("2026-06-09T13:00:00Z")))).toMatchObject({ done: 1 });
    expect(await mailsOf(link.id)).toHaveLength(1);
  });

  it("catches nothing up when it is switched on after the hour", async () => {
    const firm = await firmWithReminders({ isOn: false });
    await make(firm);
    await saveLinkSettings(firm.ctxAt(clock("2026-06-07T20:00:00Z")), SETTINGS);
    expect(await remindLinks(firm.ctxAt(clock("2026-06-07T21:00:00Z")))).toEqual(NOTHING);
    // Other settings saved leave the rules as they were.
    await saveLinkSettings(firm.ctxAt(clock("2026-06-12T14:00:00Z")), { ...SETTINGS, disclaimer: "Words" });
    expect(await remindLinks(firm.ctxAt(clock("2026-06-12T15:00:00Z")))).toMatchObject({ done: 1 });
  });

  it("works through more than one batch", async () => {
    const firm = await firmWithReminders();
    for (let made = 0; made < 120; made += 1) await make(firm);
    expect(await remindLinks(firm.ctxAt(FIRST))).toEqual({ examined: 120, done: 120, failed: 0, remaining: 0 });
  });
});

describe("chooseReminders", () => {
  it("stops every reminder of the firm to that address, once told, and lets it begin again", async () => {
    const firm = await firmWithReminders();
    const [first, other] = [await make(firm), await make(firm, { recipientEmails: [ELENA.toUpperCase()] })];
    const recipient = keyOfAddress(ELENA);
    const stop = () => chooseReminders(firm.ctxAt(MADE), first.id, { recipient, wants: false });
    await releaseTogether(5, stop);
    expect(await eventsOf(first.id)).toEqual(["opted_out"]);
    expect((await findReminderChoice(first.token, recipient))?.choice).toEqual({ address: ELENA, isOptedOut: true });
    expect(await remindLinks(firm.ctxAt(FIRST))).toMatchObject({ examined: 2, done: 0 });
    expect([...(await mailsOf(first.id)), ...(await mailsOf(other.id))]).toEqual([]);

    await chooseReminders(firm.ctxAt(MADE), first.id, { recipient, wants: true });
    expect(await eventsOf(first.id)).toEqual(["opted_out", "opted_in"]);
    expect(await remindLinks(firm.ctxAt(FIRST))).toMatchObject({ done: 2 });
    const audit = await test.asOwner("select action, detail from audit_log where object_id = $1 order by seq", [
      first.id,
    ]);
    expect(audit.slice(-2)).toMatchObject([
      { action: "reminders.opt_out", detail: { address: ELENA } },
      { action: "reminders.opt_in" },
    ]);
  });

  it("knows no other recipient, no other link and no other firm", async () => {
    const firm = await firmWithReminders();
    const stranger = await firmWithReminders();
    const link = await make(firm);
    const recipient = keyOfAddress(ELENA);
    const choose = (ctx: ReturnType<TestFirm["ctxAt"]>, linkId: string, key: string) =>
      refusalOf(chooseReminders(ctx, linkId, { recipient: key, wants: false }));
    expect(await choose(firm.ctxAt(MADE), link.id, keyOfAddress("nobody@bluewater.example"))).toMatchObject({
      code: "not_found",
    });
    expect(await choose(firm.ctxAt(MADE), "lnk_none", recipient)).toMatchObject({ code: "not_found" });
    expect(await choose(stranger.ctxAt(MADE), link.id, recipient)).toMatchObject({ code: "not_found" });
    expect(await findReminderChoice("unknown", recipient)).toBeNull();
    expect(await findReminderChoice(link.token, "unknown")).toBeNull();
  });
});

describe("setLinkReminders", () => {
  it("refuses the wrong actor, another's account and another firm", async () => {
    const firm = await firmWithReminders();
    const link = await make(firm);
    const off = { linkId: link.id, isOff: true };
    const viewer = staffCtx(firm, ["payments.view"]);
    const elsewhere = staffCtx(firm, ["links.send"], { accountIds: ["acc_trust"] });
    const stranger = await firmWithReminders();
    expect(await refusalOf(setLinkReminders(viewer, off))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(setLinkReminders(elsewhere, off))).toMatchObject({ code: "not_found" });
    expect(await refusalOf(setLinkReminders(stranger.ctxAt(), off))).toMatchObject({ code: "not_found" });
    await setLinkReminders(firm.ctxAt(MADE), off);
    await setLinkReminders(firm.ctxAt(MADE), off);
    await setLinkReminders(firm.ctxAt(MADE), { ...off, isOff: false });
    expect(await eventsOf(link.id)).toEqual(["reminders_off", "reminders_on"]);
  });
});

describe("the cron route", () => {
  beforeAll(() => {
    process.env.TEST_CLOCK = "1";
    resetEnv();
  });
  afterAll(() => {
    process.env.TEST_CLOCK = "";
    resetEnv();
  });

  it("answers for all firms as the contract says, at the time it is told", async () => {
    const firm = await firmWithReminders();
    await make(firm);
    const call = async () => {
      const request = new Request("http://127.0.0.1:3000/api/cron/reminders?now=2026-06-07T13:00:00Z", {
        method: "POST",
        headers: { authorization: `Bearer ${env().CRON_SECRET}` },
      });
      return (await cronRoute()(request, { params: Promise.resolve({ job: "reminders" }) })).json();
    };
    const answer = await call();
    expect(Object.keys(answer)).toEqual(["job", "now", "examined", "done", "failed", "remaining"]);
    expect(answer).toMatchObject({ job: "reminders", now: "2026-06-07T13:00:00.000Z", failed: 0 });
    expect(answer.done).toBeGreaterThanOrEqual(1);
    expect(await call()).toMatchObject({ done: 0 });
  });
});
