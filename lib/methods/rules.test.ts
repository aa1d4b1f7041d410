import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { LOCALES } from "@/lib/i18n/model";
import { CONSENT_VERSION } from "./model";
import { decideMethodCharge, isExpiredMonth, monthOf, publicRequestState, requestStatusAt } from "./rules";
import { writeConsentText } from "./write-consent-text";

describe("a card's last month", () => {
  it.each([
    ["2026-06", "2026-07-01T03:59:59Z", false],
    ["2026-06", "2026-07-01T04:00:00Z", true],
    ["2026-07", "2026-07-31T23:00:00Z", false],
    ["", "2099-01-01T00:00:00Z", false],
  ])("%s at %s in New York: over is %s", (month, now, isOver) => {
    expect(isExpiredMonth(month, new Date(now), "America/New_York")).toBe(isOver);
  });

  it("is told by the firm's calendar", () => {
    const newYear = new Date("2027-01-01T02:00:00Z");
    expect([monthOf(newYear, "America/New_York"), monthOf(newYear, "UTC")]).toEqual(["2026-12", "2027-01"]);
  });
});

describe("a request", () => {
  const now = new Date("2026-05-04T15:00:00Z");
  const open = { status: "open" as const, expiresAt: new Date("2026-05-04T15:00:01Z") };
  const past = { status: "open" as const, expiresAt: now };

  it.each([
    [open, "open"],
    [past, "expired"],
    [{ ...past, status: "done" as const }, "done"],
    [{ ...past, status: "cancelled" as const }, "cancelled"],
  ])("%o is %s to staff", (request, status) => {
    expect(requestStatusAt(request, now)).toBe(status);
  });

  it.each([
    [open, null, "open"],
    [open, { status: "processing", challengeUrl: "" }, "saving"],
    [past, { status: "processing", challengeUrl: "" }, "saving"],
    [open, { status: "processing", challengeUrl: "/challenge" }, "action"],
    [past, null, "expired"],
    [{ ...open, status: "done" }, { status: "active", challengeUrl: "" }, "done"],
    [{ ...open, status: "done" }, { status: "removed", challengeUrl: "" }, "done"],
    [{ ...open, status: "cancelled" }, null, "cancelled"],
  ] as const)("%o with the try %o shows as %s to the payer", (request, attempt, state) => {
    expect(publicRequestState(request, attempt, now)).toBe(state);
  });
});

describe("whether a method may be charged", () => {
  const ready = { status: "active", isExpired: false, isBlocked: false } as const;
  it.each([
    [{}, null],
    [{ status: "removing" }, "method_not_active"],
    [{ status: "processing" }, "method_not_active"],
    [{ isExpired: true }, "method_expired"],
    [{ isBlocked: true }, "method_blocked"],
  ] as const)("%o: %s", (change, refusal) => {
    const decision = decideMethodCharge({ ...ready, ...change });
    expect(decision.ok ? null : decision.refusal).toBe(refusal);
  });
});

describe("the words of a consent", () => {
  const firm = { firm: "Hartwell & Lowe LLP", phone: "(212) 555-0142", email: "billing@hartwell.example" };
  const texts = LOCALES.flatMap((locale) =>
    (["card", "echeck"] as const).map((kind) => writeConsentText(kind, locale, firm)),
  );

  it("name the firm and both ways to take it back, and leave nothing open", () => {
    for (const text of texts) {
      for (const part of Object.values(firm)) expect(text).toContain(part);
      expect(text).not.toMatch(/[{}]|consent\./);
    }
  });

  // A record names the version of its words. Whoever changes a text gives it a new version here and in the model.
  it("are those of their version", () => {
    const hash = createHash("sha256").update(texts.join("\n")).digest("hex").slice(0, 16);
    expect([CONSENT_VERSION, hash]).toEqual(["2026-11-21", "411d0784242a12d1"]);
  });
});
