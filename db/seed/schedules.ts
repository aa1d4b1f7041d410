import type { ClientBase } from "pg";
import { alerts } from "@/db/schema/alerts";
import { scheduleEvents, scheduleMandates, schedulePlans, scheduleRuns, schedules } from "@/db/schema/schedules";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { addDays } from "@/lib/dates/period-days";
import { MANDATE_VERSION, type ScheduleTerms } from "@/lib/schedules/model";
import { nextColumns } from "@/lib/schedules/rules";
import { writeMandateText } from "@/lib/schedules/write-mandate-text";
import { CURRENCY, type SeedFirm } from "./firms";
import { insertRows } from "./insert-rows";
import type { Numbering } from "./numbering";
import type { SeedPayer } from "./payers";
import type { Random } from "./random";

const DAY_MS = 86_400_000;

type Wanted = {
  payer: number;
  last4: string;
  name: string;
  invoiceNumber: string;
  /** Days from today to the next run. */
  startsIn: number;
  terms: Partial<ScheduleTerms>;
  state: "active" | "paused" | "failed";
  isOfPlan: boolean;
};

const one = (wanted: Partial<Wanted> & Pick<Wanted, "payer" | "last4" | "name" | "terms">): Wanted => ({
  ...{ invoiceNumber: "", startsIn: 6, state: "active", isOfPlan: false },
  ...wanted,
});

/** On the methods that the first payers have saved. One card has expired since, so one run has failed. */
const WANTED: readonly Wanted[] = [
  one({
    payer: 0,
    last4: "4242",
    name: "Payment plan, invoice 204118",
    invoiceNumber: "204118",
    terms: { amountCents: 25_000, count: 6 },
  }),
  one({
    payer: 2,
    last4: "0005",
    name: "Monthly retainer",
    startsIn: 9,
    terms: { frequency: "twice_monthly", days: [1, "last"], amountCents: 40_000 },
  }),
  one({
    payer: 6,
    last4: "6789",
    name: "Settlement in four parts",
    state: "paused",
    terms: { totalCents: 1_000_000, count: 4 },
  }),
  one({
    payer: 3,
    last4: "4444",
    name: "Payment plan, invoice 204102",
    invoiceNumber: "204102",
    state: "failed",
    startsIn: 29,
    terms: { amountCents: 18_050 },
  }),
  one({
    payer: 4,
    last4: "0341",
    name: "Weekly installments",
    startsIn: 4,
    terms: { frequency: "weekly", amountCents: 9_500, stopAtCents: 100_000 },
  }),
  one({
    payer: 9,
    last4: "1117",
    name: "Shared counsel, cost of experts",
    isOfPlan: true,
    terms: { amountCents: 15_000, count: 12 },
  }),
  one({
    payer: 0,
    last4: "6789",
    name: "Shared counsel, cost of experts",
    isOfPlan: true,
    terms: { amountCents: 15_000, count: 12 },
  }),
];

type Input = { random: Random; firm: SeedFirm; people: readonly SeedPayer[]; numbering: Numbering; now: Date };
type Method = { id: string; kind: "card" | "echeck"; brand: string; last4: string };

/** Payment schedules of the first payers, one general plan, and one run that failed with its alert. */
export async function writeSchedules(client: ClientBase, input: Input): Promise<void> {
  const createdAt = new Date(input.now.getTime() - 12 * DAY_MS);
  const planId = input.random.id("spl", createdAt);
  const { firm, numbering } = input;
  const shared = WANTED.find(({ isOfPlan }) => isOfPlan);
  if (!shared) return;
  await insertRows(client, schedulePlans, [
    {
      ...{
        firmId: firm.firmId,
        id: planId,
        number: numbering.next("schedule", createdAt),
        requestKey: `seed:${planId}`,
      },
      ...{ name: shared.name, accountId: firm.operating.id, ...termsOf(shared, input) },
      ...{ createdBy: `user:${firm.users[0].id}`, createdAt },
    },
  ]);
  for (const wanted of WANTED) await writeSchedule(client, input, { wanted, createdAt, planId });
}

function termsOf({ startsIn, terms }: Wanted, { firm, now }: Input): ScheduleTerms {
  const startDate = addDays(dateInZone(now, firm.timeZone), startsIn);
  const none = { days: [], amountCents: null, totalCents: null, count: null, endDate: null, stopAtCents: null };
  return { frequency: "monthly", ...none, reminderDays: 2, ...terms, startDate };
}

async function writeSchedule(
  client: ClientBase,
  input: Input,
  { wanted, createdAt, planId }: { wanted: Wanted; createdAt: Date; planId: string },
): Promise<void> {
  const { random, firm, people, numbering, now } = input;
  const payer = people[wanted.payer];
  const method = payer?.id ? await findMethod(client, firm, payer.id, wanted.last4) : null;
  if (!payer?.id || !method) return;
  const { firmId, operating, timeZone } = firm;
  const id = random.id("sch", createdAt);
  const number = numbering.next("schedule", createdAt);
  const terms = termsOf(wanted, input);
  const progress = { takenRuns: 0, takenCents: 0, lastDate: null, skips: [] };
  const next = nextColumns(terms, progress, { timeZone, now, startedOn: null });
  const isPaused = wanted.state === "paused";
  const row = {
    ...{ firmId, id, number, requestKey: `seed:${id}`, planId: wanted.isOfPlan ? planId : null, name: wanted.name },
    ...{ payerId: payer.id, methodId: method.id, accountId: operating.id, currency: CURRENCY },
    ...{ invoiceNumber: wanted.invoiceNumber, clientRef: "", matterRef: "", ...terms, ...progress, ...next },
    ...(isPaused && { status: "paused" as const, nextAt: null, remindAt: null }),
    ...{ revision: 1, createdBy: `user:${firm.users[0].id}`, createdAt },
  };
  await insertRows(client, schedules, [row]);
  const mandateText = writeMandateText(row, { firm, payer, method, locale: payer.locale });
  await insertRows(client, scheduleMandates, [
    {
      ...{ firmId, id: random.id("mdt", createdAt), scheduleId: id, methodId: method.id, text: mandateText },
      ...{ version: MANDATE_VERSION, language: payer.locale, authorizedBy: payer.name, authorizedHow: "phone" },
      ...{ last4: method.last4, actor: row.createdBy, ip: "203.0.113.9", at: createdAt },
    },
  ]);
  const event = { firmId, scheduleId: id, period: null as string | null, actor: row.createdBy, detail: {} };
  const events = [{ ...event, kind: "created", at: createdAt }];
  if (isPaused) events.push({ ...event, kind: "paused", at: new Date(now.getTime() - 2 * DAY_MS) });
  await insertRows(client, scheduleEvents, events);
  if (wanted.state === "failed")
    await writeFailure(client, input, row, { payerName: payer.name, amountCents: terms.amountCents ?? 0 });
}

/** The card had expired when its day came: nothing was sent to the gateway. */
async function writeFailure(
  client: ClientBase,
  { firm, random, now }: Input,
  schedule: { id: string; number: string; accountId: string; methodId: string; currency: string },
  { payerName, amountCents }: { payerName: string; amountCents: number },
): Promise<void> {
  const at = new Date(now.getTime() - DAY_MS);
  const period = dateInZone(at, firm.timeZone);
  const { firmId } = firm;
  const reason = "method_expired";
  await insertRows(client, scheduleRuns, [
    {
      ...{ firmId, scheduleId: schedule.id, period, status: "failed", amountCents, currency: schedule.currency },
      ...{ firstTriedOn: period, failure: "other_method", reason, failedMethodId: schedule.methodId, createdAt: at },
    },
  ]);
  const detail = { reason, retryOn: "", refusal: "needs_payer", paymentId: "" };
  await insertRows(client, scheduleEvents, [
    { firmId, scheduleId: schedule.id, period, kind: "run_failed", actor: "system:schedules", detail, at },
  ]);
  await insertRows(client, alerts, [
    {
      ...{ firmId, id: random.id("alt", at), kind: "schedule_failed", objectType: "schedule", objectId: schedule.id },
      ...{ accountId: schedule.accountId, raisedAt: at },
      detail: { period, payer: payerName, reason, retryOn: "", number: schedule.number, scheduleId: schedule.id },
    },
  ]);
}

async function findMethod(
  client: ClientBase,
  { firmId }: SeedFirm,
  payerId: string,
  last4: string,
): Promise<Method | null> {
  const { rows } = await client.query<Method>(
    "select id, kind, brand, last4 from payment_methods where firm_id = $1 and payer_id = $2 and last4 = $3",
    [firmId, payerId, last4],
  );
  return rows[0] ?? null;
}
