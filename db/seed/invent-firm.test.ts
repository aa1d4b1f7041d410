import { describe, expect, it } from "vitest";
import { HARTWELL, OKAFOR, type SeedFirm } from "./firms";
import { type InventedFirm, inventFirm } from "./invent-firm";

const DAY_MS = 86_400_000;

function invent(firm: SeedFirm, now: Date): InventedFirm {
  return inventFirm(firm, {
    now,
    count: 300,
    payers: firm === HARTWELL ? 120 : 24,
    openedAt: new Date(now.getTime() - 400 * DAY_MS),
  });
}

/** Awkward instants: new year, leap day, both changes of the clocks, just after the firm's midnight, a Saturday, a bill run's day. */
const INSTANTS = [
  "2026-11-21T08:00:00Z",
  "2027-01-01T00:00:30Z",
  "2027-01-01T05:00:30Z",
  "2028-02-29T12:00:00Z",
  "2026-03-08T07:30:00Z",
  "2026-11-01T06:30:00Z",
  "2026-12-15T14:30:00Z",
  "2026-06-01T04:01:00Z",
  "2026-07-31T23:59:59Z",
  "2026-05-17T16:00:00Z",
].map((text) => [text, new Date(text)] as const);

describe.each([HARTWELL, OKAFOR])("a year of $slug", (firm) => {
  it.each(INSTANTS)("tells only stories that can have happened by %s", (_text, now) => {
    const { attempts, plans } = invent(firm, now);
    const links = new Map(plans.map((plan) => [plan.id, plan]));
    for (const attempt of attempts) {
      const link = attempt.linkId === null ? null : links.get(attempt.linkId);
      expect(link).not.toBeUndefined();
      if (link) {
        expect(attempt.createdAt > link.createdAt && attempt.createdAt < link.expiresAt).toBe(true);
        expect(link.openedAt !== null && link.openedAt <= attempt.createdAt).toBe(true);
        expect(link.account.id).toBe(attempt.account.id);
      }
      for (const { at } of attempt.moves) expect(at <= now).toBe(true);
      expect(
        Number.isInteger(attempt.amountCents) && attempt.amountCents >= 15_000 && attempt.amountCents <= 4_500_000,
      ).toBe(true);
      expect(attempt.account.kind === "trust" ? attempt.clientRef !== "" && attempt.matterRef !== "" : true).toBe(true);
    }
    for (const { createdAt, openedAt, cancelledAt } of plans) {
      for (const at of [createdAt, openedAt, cancelledAt]) expect(at === null || at <= now).toBe(true);
    }
  });

  it.each(INSTANTS)("has payments on the firm's own day at %s", (_text, now) => {
    const dayOf = (at: Date) => at.toLocaleDateString("en-CA", { timeZone: firm.timeZone });
    expect(
      invent(firm, now).attempts.filter((attempt) => dayOf(attempt.createdAt) === dayOf(now)).length,
    ).toBeGreaterThan(0);
  });
});

describe("inventFirm", () => {
  const now = new Date("2026-11-21T15:00:00Z");

  it("invents the same year for the same instant, but for the printed link's token", () => {
    const [one, two] = [invent(HARTWELL, now), invent(HARTWELL, now)];
    expect(one.attempts).toEqual(two.attempts);
    expect(one.people).toEqual(two.people);
    const differing = one.plans.filter((plan, index) => plan.token !== two.plans[index]?.token);
    expect(differing.map((plan) => plan.requestKey)).toEqual(["demo:printed-link"]);
  });

  it("names nobody at an address that exists", () => {
    const { people, plans } = invent(HARTWELL, now);
    const addresses = [...people.map((payer) => payer.email), ...plans.flatMap((plan) => plan.recipientEmails)];
    expect(addresses.filter((address) => !/^[a-z.]+@[a-z]+\.example$/.test(address))).toEqual([]);
  });

  it("follows the week: more on a Tuesday than on a Sunday", () => {
    const { attempts } = inventFirm(HARTWELL, {
      now,
      count: 1_000,
      payers: 120,
      openedAt: new Date(now.getTime() - 400 * DAY_MS),
    });
    const on = (name: string) =>
      attempts.filter(
        (one) => one.createdAt.toLocaleDateString("en-US", { timeZone: HARTWELL.timeZone, weekday: "short" }) === name,
      );
    expect(on("Tue").length).toBeGreaterThan(4 * on("Sun").length);
    const half = now.getTime() - 182 * DAY_MS;
    const late = attempts.filter((one) => one.createdAt.getTime() > half).length;
    expect(late).toBeGreaterThan(attempts.length * 0.53);
  });
});
