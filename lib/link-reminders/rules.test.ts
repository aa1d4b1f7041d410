import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/dates/period-days";
import type { NoReminder, ReminderRules, ReminderStep } from "./model";
import {
  areSameRules,
  comingReminders,
  daysToAskFor,
  dueReminder,
  instantsOfDay,
  type JudgedLink,
  judgeReminder,
  planReminders,
  readReminderRules,
} from "./rules";

const ZONE = "America/New_York";
const at = (text: string) => new Date(text);

const RULES: ReminderRules = {
  isOn: true,
  hour: 9,
  steps: [
    { anchor: "before_due", days: 3 },
    { anchor: "after_due", days: 7 },
    { anchor: "before_expiry", days: 2 },
  ],
  since: "2026-01-01T00:00:00.000Z",
};

const LINK: JudgedLink = {
  dueDate: "2026-06-10",
  expiresAt: at("2026-06-25T16:00:00Z"),
  sentAt: at("2026-06-01T15:00:00Z"),
  remindedOn: null,
  status: "open",
  isReminderOff: false,
  byEmail: true,
  isBeingPaid: false,
  addresses: ["elena@bluewater.example"],
  recipients: 1,
};

const planOf = (step: ReminderStep, link: Partial<JudgedLink>, zone = ZONE, hour = 9) =>
  planReminders({ ...RULES, hour, steps: [step] }, { ...LINK, ...link }, zone).map(({ at: moment }) =>
    moment.toISOString(),
  );

describe("planReminders", () => {
  it.each<[string, ReminderStep, Partial<JudgedLink>, string, number, string[]]>([
    ["before the due day", { anchor: "before_due", days: 3 }, {}, ZONE, 9, ["2026-06-07T13:00:00.000Z"]],
    ["on the due day", { anchor: "before_due", days: 0 }, {}, ZONE, 9, ["2026-06-10T13:00:00.000Z"]],
    ["after it", { anchor: "after_due", days: 1 }, {}, ZONE, 0, ["2026-06-11T04:00:00.000Z"]],
    ["before it expires", { anchor: "before_expiry", days: 2 }, {}, ZONE, 23, ["2026-06-24T03:00:00.000Z"]],
    [
      "its last day is the firm's day, not that of UTC",
      { anchor: "before_expiry", days: 1 },
      { expiresAt: at("2026-06-25T03:59:00Z") },
      ZONE,
      9,
      ["2026-06-23T13:00:00.000Z"],
    ],
    ["without a due day there is none", { anchor: "before_due", days: 3 }, { dueDate: null }, ZONE, 9, []],
    ["none after it has expired", { anchor: "after_due", days: 20 }, {}, ZONE, 9, []],
    [
      "over the end of a month",
      { anchor: "before_due", days: 1 },
      { dueDate: "2026-06-01" },
      ZONE,
      9,
      ["2026-05-31T13:00:00.000Z"],
    ],
    [
      "over a leap day",
      { anchor: "after_due", days: 1 },
      { dueDate: "2028-02-28", expiresAt: at("2028-04-01T00:00:00Z") },
      ZONE,
      9,
      ["2028-02-29T14:00:00.000Z"],
    ],
    [
      "over the end of a year",
      { anchor: "after_due", days: 3 },
      { dueDate: "2026-12-30", expiresAt: at("2027-02-01T00:00:00Z") },
      ZONE,
      9,
      ["2027-01-02T14:00:00.000Z"],
    ],
    [
      "the hour that the clocks leave out moves forward",
      { anchor: "before_due", days: 0 },
      { dueDate: "2026-03-08" },
      ZONE,
      2,
      ["2026-03-08T07:00:00.000Z"],
    ],
    [
      "of the hour that comes twice the first counts",
      { anchor: "before_due", days: 0 },
      { dueDate: "2026-11-01", expiresAt: at("2026-12-01T00:00:00Z") },
      ZONE,
      1,
      ["2026-11-01T05:00:00.000Z"],
    ],
    ["another zone", { anchor: "before_due", days: 0 }, {}, "Pacific/Auckland", 9, ["2026-06-09T21:00:00.000Z"]],
  ])("%s", (_name, step, link, zone, hour, expected) => {
    expect(planOf(step, link, zone, hour)).toEqual(expected);
  });

  it("puts two steps of one day together", () => {
    const steps: ReminderStep[] = [
      { anchor: "after_due", days: 13 },
      { anchor: "before_expiry", days: 2 },
    ];
    expect(planReminders({ ...RULES, steps }, LINK, ZONE)).toEqual([
      { anchor: "after_due", days: 13, day: "2026-06-23", at: at("2026-06-23T13:00:00Z") },
    ]);
  });
});

describe("dueReminder", () => {
  const dueAt = (now: string, link: Partial<JudgedLink> = {}, rules: Partial<ReminderRules> = {}) =>
    dueReminder({ ...RULES, ...rules }, { ...LINK, ...link }, ZONE, at(now))?.day ?? null;

  it.each<[string, string, Partial<JudgedLink>, Partial<ReminderRules>, string | null]>([
    ["not before its hour", "2026-06-07T12:59:59Z", {}, {}, null],
    ["at its hour", "2026-06-07T13:00:00Z", {}, {}, "2026-06-07"],
    ["two days late", "2026-06-09T13:00:00Z", {}, {}, "2026-06-07"],
    ["more than three days late it is of no use", "2026-06-10T13:00:00Z", {}, {}, null],
    ["once for its day", "2026-06-07T13:00:00Z", { remindedOn: "2026-06-07" }, {}, null],
    ["not when a later one went out", "2026-06-08T13:00:00Z", { remindedOn: "2026-06-08" }, {}, null],
    [
      "not on a day on which the link was mailed",
      "2026-06-07T13:00:00Z",
      { sentAt: at("2026-06-07T12:00:00Z") },
      {},
      null,
    ],
    ["not for a day before it was mailed", "2026-06-08T13:00:00Z", { sentAt: at("2026-06-08T01:00:00Z") }, {}, null],
    ["not when it was never mailed", "2026-06-07T13:00:00Z", { sentAt: null }, {}, null],
    ["not from before the rules held", "2026-06-07T18:00:00Z", {}, { since: "2026-06-07T17:00:00.000Z" }, null],
  ])("%s", (_name, now, link, rules, expected) => {
    expect(dueAt(now, link, rules)).toBe(expected);
  });

  it("after a silence is the newest one alone", () => {
    const steps: ReminderStep[] = [3, 2, 1, 0].map((days) => ({ anchor: "before_due", days }));
    expect(dueAt("2026-06-10T14:00:00Z", {}, { steps })).toBe("2026-06-10");
    expect(dueAt("2026-06-09T14:00:00Z", {}, { steps })).toBe("2026-06-09");
  });

  it("comes again before a later end when the link was extended", () => {
    const extended = { expiresAt: at("2026-07-25T16:00:00Z"), remindedOn: "2026-06-23" };
    expect(
      comingReminders(RULES, { ...LINK, ...extended }, ZONE, at("2026-06-24T00:00:00Z")).map(({ day }) => day),
    ).toEqual(["2026-07-23"]);
  });
});

describe("judgeReminder", () => {
  const NOW = at("2026-06-07T13:00:00Z");

  it.each<[NoReminder, Partial<JudgedLink>, Partial<ReminderRules>]>([
    ["paid", { status: "paid" }, {}],
    ["cancelled", { status: "cancelled" }, {}],
    ["expired", { expiresAt: NOW }, {}],
    ["being_paid", { isBeingPaid: true }, {}],
    ["rules_off", {}, { isOn: false }],
    ["link_off", { isReminderOff: true }, {}],
    ["not_mailed", { byEmail: false }, {}],
    ["not_mailed", { recipients: 0, addresses: [] }, {}],
    ["opted_out", { addresses: [] }, {}],
    ["nothing_due", { remindedOn: "2026-06-07" }, {}],
  ])("none: %s", (why, link, rules) => {
    expect(judgeReminder({ ...RULES, ...rules }, { ...LINK, ...link }, ZONE, NOW)).toEqual({ kind: "none", why });
  });

  it("due, as long as one recipient wants it", () => {
    expect(judgeReminder(RULES, { ...LINK, recipients: 2 }, ZONE, NOW)).toMatchObject({ kind: "due" });
  });
});

const zones = fc.constantFrom(ZONE, "Europe/Paris", "UTC", "Pacific/Auckland", "America/St_Johns", "Asia/Kolkata");
const days = fc
  .date({ min: at("2026-01-01T00:00:00Z"), max: at("2029-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const stepsOf = fc.uniqueArray(
  fc.record({
    anchor: fc.constantFrom("before_due", "after_due", "before_expiry"),
    days: fc.integer({ min: 1, max: 40 }),
  }) as fc.Arbitrary<ReminderStep>,
  { minLength: 1, maxLength: 4, selector: (step) => `${step.anchor} ${step.days}` },
);
const stories = fc.record({
  zone: zones,
  hour: fc.integer({ min: 0, max: 23 }),
  steps: stepsOf,
  sentDay: days,
  dueIn: fc.option(fc.integer({ min: -10, max: 60 })),
  lifeDays: fc.integer({ min: 1, max: 90 }),
});

type Story = {
  zone: string;
  hour: number;
  steps: ReminderStep[];
  sentDay: string;
  dueIn: number | null;
  lifeDays: number;
};

function storyOf({ zone, hour, steps, sentDay, dueIn, lifeDays }: Story) {
  const sentAt = new Date(Date.parse(`${sentDay}T15:00:00Z`));
  const link: JudgedLink = {
    ...LINK,
    sentAt,
    dueDate: dueIn === null ? null : addDays(sentDay, dueIn),
    expiresAt: new Date(sentAt.getTime() + lifeDays * 86_400_000),
  };
  return { rules: { ...RULES, hour, steps }, link, zone };
}

describe("over the life of any link", () => {
  it("each planned reminder goes out once, at its local hour, whoever asks every few hours; none goes out beside the plan", () => {
    fc.assert(
      fc.property(stories, fc.integer({ min: 5, max: 17 }), (story, hoursBetween) => {
        const { rules, link, zone } = storyOf(story);
        const planned = comingReminders(rules, link, zone, link.sentAt ?? new Date(0)).map(({ day }) => day);
        const sent: string[] = [];
        let remindedOn: string | null = null;
        for (let ms = link.sentAt?.getTime() ?? 0; ms < link.expiresAt.getTime(); ms += hoursBetween * 3_600_000) {
          const found = judgeReminder(rules, { ...link, remindedOn }, zone, new Date(ms));
          if (found.kind === "none") continue;
          const local = Temporal.Instant.fromEpochMilliseconds(found.reminder.at.getTime()).toZonedDateTimeISO(zone);
          expect(local.toPlainDate().toString()).toBe(found.reminder.day);
          expect(local.hour - rules.hour).toBeOneOf([0, 1]);
          remindedOn = found.reminder.day;
          sent.push(remindedOn);
        }
        expect(new Set(sent).size).toBe(sent.length);
        expect(planned).toEqual(expect.arrayContaining(sent));
        // What the last look was too early for is all that may be left.
        expect(planned.length - sent.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 40 },
    );
  });

  it("whatever is due lies on a day that the job asks for", () => {
    fc.assert(
      fc.property(stories, fc.nat({ max: 90 * 24 }), (story, hours) => {
        const { rules, link, zone } = storyOf(story);
        const now = new Date((link.sentAt?.getTime() ?? 0) + hours * 3_600_000);
        const found = judgeReminder(rules, link, zone, now);
        if (found.kind === "none") return;
        const asked = daysToAskFor(rules, zone, now);
        const isDue = link.dueDate !== null && asked?.dueDays.includes(link.dueDate);
        const isExpiring = asked?.expiryDays.some((day) => {
          const { from, to } = instantsOfDay(day, zone);
          return link.expiresAt >= from && link.expiresAt < to;
        });
        expect(isDue || isExpiring).toBe(true);
        expect(found.reminder.day <= (asked?.newest ?? "")).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

describe("the firm's column", () => {
  it("that cannot be read reminds nobody", () => {
    expect(readReminderRules({}).isOn).toBe(false);
    expect(readReminderRules({ ...RULES, steps: [{ anchor: "after_due", days: 0 }] }).isOn).toBe(false);
    expect(readReminderRules(JSON.parse(JSON.stringify(RULES)))).toEqual(RULES);
  });

  it("is the same whenever it began to hold", () => {
    expect(areSameRules(RULES, { ...RULES, since: "2026-05-01T00:00:00.000Z" })).toBe(true);
    expect(areSameRules(RULES, { ...RULES, hour: 10 })).toBe(false);
  });
});
