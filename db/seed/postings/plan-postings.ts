import type { AskedBill, AskedDeposit } from "../matter-systems/asked-bills";
import { KNOWN_NUMBERS } from "../matter-systems/known-bills";
import { Numbering } from "../numbering";
import { ROLES, ROLES_OF_PAGES, type Role } from "./roles";
import type { TakenPayment } from "./taken-payments";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Numbers of bills that payments do not name themselves. */
const FIRST_NUMBER = 206_001;
/** A payment above this is spread over two bills now and then. */
const SPREAD_ABOVE_CENTS = 150_000;
const SPREAD_EVERY = 4;
/** What is open beside what was paid, in turns. */
const BESIDE_CENTS = [0, 25_000, 0, 120_050, 4_275];
const CHECK = "CK 2214";

/** What a line is put on: a bill of a client, or a matter's trust ledger. */
export type PlannedTarget =
  | { kind: "invoice"; invoiceNumber: string; clientNumber: string; isGone: boolean; isMatched: boolean }
  | { kind: "trust"; matterNumber: string };

export type PlannedPosting = {
  number: string;
  payment: TakenPayment;
  place: number;
  cause: string;
  role: Role;
  amountCents: number;
  target: PlannedTarget;
  createdAt: Date;
  /** The number of what it takes back. */
  reverses: string | null;
  /** When its file was made; null while it is in none. */
  filedAt: Date | null;
};

export type PostingPlan = {
  postings: readonly PlannedPosting[];
  bills: readonly AskedBill[];
  deposits: readonly AskedDeposit[];
  numbering: Numbering;
};

type Draft = Omit<PlannedPosting, "number" | "reverses"> & { reverses: Draft | null; bill: AskedBill | null };

/**
 * What the demo's taken payments have become in Manage Postings, and what the matter system must hold for that. The newest are still on
 * their way, in every way that there is; older ones are posted and confirmed. `openMatters` are those that money may be held for.
 */
export function planPostings(
  payments: readonly TakenPayment[],
  { openMatters, now }: { openMatters: ReadonlySet<string>; now: Date },
): PostingPlan {
  const planner = new Planner(openMatters, now);
  for (const payment of payments) planner.add(payment);
  return planner.finish();
}

class Planner {
  private readonly drafts: Draft[] = [];
  private readonly bills: (AskedBill & { draft: Draft })[] = [];
  private readonly used = new Set<string>(KNOWN_NUMBERS.map(String));
  private next = FIRST_NUMBER;
  private readonly counts = { connect: 0, page: 0, trust: 0 };

  constructor(
    private readonly openMatters: ReadonlySet<string>,
    private readonly now: Date,
  ) {}

  add(payment: TakenPayment): void {
    if (payment.accountKind === "trust") this.addTrust(payment);
    else if (payment.status === "refunded" || payment.status === "partially_refunded" || payment.status === "returned")
      this.addLines(payment, "posted");
    else if (payment.source === "payment_page") this.addLines(payment, ROLES_OF_PAGES[this.counts.page++] ?? null);
    else this.addLines(payment, ROLES[this.counts.connect++] ?? "posted");
  }

  finish(): PostingPlan {
    const numbering = new Numbering();
    const drafts = this.drafts.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
    const numbers = new Map(drafts.map((draft) => [draft, numbering.next("posting", draft.createdAt)]));
    const numberOf = (draft: Draft) => numbers.get(draft) ?? "";
    const postings = drafts.map(({ bill: _bill, reverses, ...draft }, index): PlannedPosting => {
      const own = drafts[index];
      return { ...draft, number: own ? numberOf(own) : "", reverses: reverses ? numberOf(reverses) : null };
    });
    const booked = (one: { draft: Draft }) =>
      drafts.filter((draft) => draft.filedAt && rootOf(draft) === one.draft && draft.role === "posted");
    const receiptOf = (draft: Draft) => ({
      on: dayOf(draft.createdAt),
      cents: draft.amountCents,
      reference: numberOf(draft),
    });
    const bills = this.bills.map(({ draft, ...bill }) => ({
      ...bill,
      receipts: [...bill.receipts, ...booked({ draft }).map(receiptOf)],
    }));
    const deposits = drafts.flatMap((draft): AskedDeposit[] => {
      if (draft.target.kind !== "trust") return [];
      const { matterNumber } = draft.target;
      return [{ matterNumber, receipts: draft.role === "posted" ? [receiptOf(draft)] : [] }];
    });
    return { postings, bills, deposits, numbering };
  }

  private addTrust(payment: TakenPayment): void {
    const { status, matterNumber, amountCents, paidAt } = payment;
    // An eCheck gets its record once it has settled; what went back from trust is left out of the story.
    if ((status !== "approved" && status !== "settled") || !this.openMatters.has(matterNumber)) return;
    if (payment.source === "payment_page") return;
    const role = this.counts.trust++ < 4 ? "pending" : "posted";
    const target = { kind: "trust" as const, matterNumber };
    this.draft({
      payment,
      place: 0,
      cause: "payment",
      role,
      amountCents,
      target,
      createdAt: paidAt,
      reverses: null,
      bill: null,
    });
  }

  private addLines(payment: TakenPayment, role: Role | null): void {
    if (role === null) return;
    const back = this.takenBack(payment);
    // Had it gone back before its file was made, it would never have been in one.
    if (back.some(({ at }) => at.getTime() - DAY_MS < payment.paidAt.getTime())) return;
    const { amountCents, paidAt: createdAt } = payment;
    const isSpread =
      back.length === 0 &&
      (role === "pending" || role === "posted") &&
      amountCents > SPREAD_ABOVE_CENTS &&
      this.drafts.length % SPREAD_EVERY === 0;
    const first = isSpread ? Math.round(amountCents * 0.6) : amountCents;
    for (const [place, cents] of (isSpread ? [first, amountCents - first] : [first]).entries()) {
      const own = place === 0 ? payment.invoiceNumber : "";
      const target = this.targetFor(payment, role, own);
      const draft = this.draft({
        payment,
        place,
        cause: "payment",
        role,
        amountCents: cents,
        target,
        createdAt,
        reverses: null,
        bill: null,
      });
      if (!target.isGone && target.isMatched)
        this.bills.push({ draft, ...this.billFor(payment, role, target.invoiceNumber, cents) });
      for (const { cause, at, cents: gone } of back) {
        const isNew = this.now.getTime() - at.getTime() < 21 * DAY_MS;
        const reversal = {
          payment,
          place,
          cause,
          role: isNew ? "pending" : "posted",
          amountCents: -gone,
          target,
        } as const;
        this.draft({ ...reversal, createdAt: at, reverses: draft, bill: null });
      }
    }
  }

  private draft(asked: Omit<Draft, "filedAt">): Draft {
    // What is newer than two hours is still on its way.
    const latest = this.now.getTime() - HOUR_MS;
    const isFiled =
      (asked.role === "posted" || asked.role === "in_refused_file") && asked.createdAt.getTime() < latest - HOUR_MS;
    const role = asked.role === "posted" && !isFiled ? "pending" : asked.role;
    // A file takes what came until the evening of its day; the one that was refused is of today.
    const evening = Math.floor(asked.createdAt.getTime() / DAY_MS) * DAY_MS + 23 * HOUR_MS;
    const usual = Math.min(Math.max(evening, asked.createdAt.getTime() + MINUTE_MS), latest);
    const filed = asked.role === "in_refused_file" ? latest - HOUR_MS : usual;
    const made = { ...asked, role, filedAt: isFiled ? new Date(filed) : null };
    this.drafts.push(made);
    return made;
  }

  private targetFor(payment: TakenPayment, role: Role, own: string) {
    const { clientNumber } = payment;
    const isMatched = role !== "several_invoices" && role !== "number_unknown";
    const given = { several_invoices: "204188", number_unknown: "20412" }[role as string];
    const invoiceNumber = given ?? this.freshNumber(own);
    return { kind: "invoice" as const, invoiceNumber, clientNumber, isGone: role === "invoice_not_found", isMatched };
  }

  private billFor(payment: TakenPayment, role: Role, number: string, cents: number): AskedBill {
    const { clientNumber, matterNumber, paidAt } = payment;
    const paidOn = dayOf(paidAt);
    const byCheck = { over_balance: Math.round(cents / 10), invoice_closed: cents }[role as string] ?? 0;
    const beside = byCheck > 0 ? 0 : (BESIDE_CENTS[this.bills.length % BESIDE_CENTS.length] ?? 0);
    return {
      ...{ number: Number(number), clientNumber, matterNumber, paidOn, cents: cents + beside },
      receipts: byCheck > 0 ? [{ on: paidOn, cents: byCheck, reference: CHECK }] : [],
    };
  }

  /** The payment's own number, unless another bill has it. */
  private freshNumber(own: string): string {
    const isFree = /^\d{6}$/.test(own) && !this.used.has(own);
    const number = isFree ? own : String(this.next++);
    this.used.add(number);
    return number;
  }

  private takenBack({ refunds, returnedAt, amountCents }: TakenPayment): { cause: string; at: Date; cents: number }[] {
    const returned = returnedAt ? [{ cause: "return", at: returnedAt, cents: amountCents }] : [];
    return [...refunds.map(({ id, at, cents }) => ({ cause: `refund:${id}`, at, cents })), ...returned];
  }
}

function rootOf(draft: Draft): Draft {
  return draft.reverses ?? draft;
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
