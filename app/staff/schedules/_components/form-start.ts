import type { ScheduleProgress, ScheduleTerms } from "@/lib/schedules/model";
import type { CreateSchedulesInput } from "@/lib/schedules/schemas";

/** A payer who can be enrolled, as the form needs them. */
export type PayerChoice = {
  id: string;
  name: string;
  email: string;
  clientRef: string;
  methods: { id: string; kind: string; brand: string; last4: string; isDefault: boolean }[];
};

export type PickedPayer = CreateSchedulesInput["payers"][number];

/** The form as it is filled in; hidden parts keep what stands in them. */
export type ScheduleStart = {
  planId: string;
  kind: "one" | "general";
  name: string;
  account: string;
  payers: PickedPayer[];
  invoiceNumber: string;
  frequency: ScheduleTerms["frequency"];
  startDate: string;
  firstDay: string;
  secondDay: string;
  share: "each" | "shared";
  amountCents?: number;
  totalCents?: number;
  count: string;
  ends: "never" | "count" | "date" | "total";
  endDate: string;
  stopAtCents?: number;
  reminderDays: string;
  authorizedBy: string;
  authorizedHow: "phone" | "mail" | "in_person" | "letter";
  isAuthorized: boolean;
};

export type FormAccount = { id: string; name: string; kind: "operating" | "trust"; currency: string };

export type ScheduleFormFacts = {
  requestId: string;
  accounts: FormAccount[];
  /** Who can be charged at each account, by its id. */
  payersOf: Record<string, PayerChoice[]>;
  /** The form was opened for this payer, or for more payers of a plan: the choice is made. */
  isFixed: boolean;
  start: ScheduleStart;
  today: string;
  timeZone: string;
};

export function pickOf(payer: PayerChoice): PickedPayer {
  return { payerId: payer.id, methodId: payer.methods[0]?.id ?? "", clientRef: payer.clientRef, matterRef: "" };
}

type TermsStart = Pick<
  ScheduleStart,
  | "frequency"
  | "startDate"
  | "firstDay"
  | "secondDay"
  | "share"
  | "amountCents"
  | "totalCents"
  | "count"
  | "ends"
  | "endDate"
  | "stopAtCents"
  | "reminderDays"
>;

/** Kept terms as they stand in the form: of a schedule that runs, what is left of them. */
export function termsStart(terms: ScheduleTerms, progress?: ScheduleProgress): TermsStart {
  const { takenRuns, takenCents } = progress ?? { takenRuns: 0, takenCents: 0 };
  const { frequency, startDate, days, amountCents, totalCents, count, endDate, stopAtCents, reminderDays } = terms;
  return {
    ...{ frequency, startDate, firstDay: String(days[0] ?? "1"), secondDay: String(days[1] ?? "15") },
    share: totalCents === null ? "each" : "shared",
    ...(amountCents !== null && { amountCents }),
    ...(totalCents !== null && { totalCents: totalCents - takenCents }),
    count: count === null ? "" : String(count - takenRuns),
    ends: endOf(terms),
    endDate: endDate ?? "",
    ...(stopAtCents !== null && { stopAtCents: stopAtCents - takenCents }),
    reminderDays: String(reminderDays),
  };
}

function endOf({ totalCents, count, endDate, stopAtCents }: ScheduleTerms): ScheduleStart["ends"] {
  if (totalCents !== null) return "never";
  if (count !== null) return "count";
  if (endDate !== null) return "date";
  return stopAtCents === null ? "never" : "total";
}
