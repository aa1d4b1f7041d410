import type { ClientBase } from "pg";
import { allocationLines } from "@/db/schema/allocations";
import { postingBatches, postings } from "@/db/schema/postings";
import type { PostingTrouble } from "@/lib/postings/model";
import { writeTrouble } from "@/lib/postings/schemas";
import type { SeedFirm } from "../firms";
import { insertRows } from "../insert-rows";
import type { MatterPlace } from "../matter-systems/places";
import { createRandom } from "../random";
import { type FoundTargets, findReceipts, findTargets, type TargetFacts } from "./find-targets";
import { type FiledPosting, makeFiles, type PostingFileRow } from "./make-files";
import type { PlannedPosting, PostingPlan } from "./plan-postings";
import type { Role } from "./roles";

const AR_MESSAGE = "Docketpay payment";
/** Two clients have a bill of this number. */
const SHARED = { number: "204188", clients: ["10360", "10285"] } as const;

type Row = typeof postings.$inferInsert;
type Known = { planned: PlannedPosting; facts: TargetFacts };

/** Writes what was planned, on the items of the firm's matter system; for the firm that the transaction has set. */
export async function writePostings(
  client: ClientBase,
  { firm, place, plan, now }: { firm: SeedFirm; place: MatterPlace; plan: PostingPlan; now: Date },
): Promise<void> {
  const targets = await findTargets(client, place, {
    invoices: [
      SHARED.number,
      ...plan.postings.flatMap(({ target }) => (target.kind === "invoice" ? [target.invoiceNumber] : [])),
    ],
    matters: plan.postings.flatMap(({ target }) => (target.kind === "trust" ? [target.matterNumber] : [])),
  });
  const known = plan.postings.flatMap((planned): Known[] => {
    const facts = factsOf(planned, targets);
    return facts ? [{ planned, facts }] : [];
  });
  const random = createRandom(`${firm.slug}/postings`);
  const ids = new Map(known.map(({ planned }) => [planned.number, random.id("pst", planned.createdAt)]));
  const filed = known.filter(({ planned }) => planned.filedAt !== null);
  const files = makeFiles(
    filed.map(({ planned, facts }): FiledPosting => ({ ...planned, ...facts, arMessage: AR_MESSAGE })),
    {
      firm,
      place,
      numbering: plan.numbering,
      idAt: (at) => random.id("pbt", at),
    },
  );
  const receipts = await findReceipts(
    client,
    place,
    filed.map(({ planned }) => planned.number),
  );
  await insertRows(
    client,
    postingBatches,
    files.map(({ row }) => row),
  );
  await insertRows(
    client,
    allocationLines,
    known.filter(hasLine).map((each) => lineOf(each, firm, place)),
  );
  const rows = known.map((each) => rowOf(each, { firm, place, ids, files, receipts, targets, now }));
  // A record that takes another back comes after it.
  await insertRows(
    client,
    postings,
    rows.filter(({ reversesId }) => reversesId === null),
  );
  await insertRows(
    client,
    postings,
    rows.filter(({ reversesId }) => reversesId !== null),
  );
  await writeRefusals(client, files, firm);
  await plan.numbering.write(client, firm.firmId);
}

function factsOf({ target, payment }: PlannedPosting, targets: FoundTargets): TargetFacts | null {
  if (target.kind === "trust") return targets.ofLedger(target.matterNumber);
  const { invoiceNumber, clientNumber } = target;
  const given = { ...NO_FACTS, clientNumber, invoiceNumber, matterNumber: payment.matterNumber };
  if (!target.isMatched) return given;
  if (target.isGone)
    return { ...given, itemKey: `999${invoiceNumber}`, payorNumber: clientNumber, payorName: payment.payerName };
  return targets.ofBill(invoiceNumber, clientNumber);
}

const NO_FACTS: TargetFacts = {
  ...{ itemKey: "", clientNumber: "", clientName: "", matterNumber: "", matterName: "", invoiceNumber: "" },
  ...{ payorNumber: "", payorName: "", bankAccount: "", balanceCents: 0 },
};

function hasLine({ planned }: Known): boolean {
  return planned.cause === "payment";
}

function lineOf({ planned, facts }: Known, { firmId }: SeedFirm, { connectionId }: MatterPlace) {
  const { payment, place, amountCents, target } = planned;
  const { obligation, currency, paidAt: createdAt } = payment;
  const { balanceCents: now, ...of } = facts;
  // What was open then: what is open now and what this line has taken since.
  const balanceCents = Math.max(amountCents, now + (planned.role === "posted" ? amountCents : 0));
  const line = { firmId, obligation, place, connectionId, kind: target.kind, ...of };
  return { ...line, balanceCents, amountCents, currency, arMessage: AR_MESSAGE, createdAt };
}

type Around = {
  firm: SeedFirm;
  place: MatterPlace;
  ids: ReadonlyMap<string, string>;
  files: readonly PostingFileRow[];
  receipts: ReadonlyMap<string, string>;
  targets: FoundTargets;
  now: Date;
};

function rowOf({ planned, facts }: Known, around: Around): Row {
  const { payment, number, place, cause, amountCents, createdAt, reverses, role } = planned;
  const { balanceCents: _balance, ...item } = facts;
  const { firm, ids, files, receipts, now } = around;
  const file = files.find(({ numbers }) => numbers.includes(number));
  const isConfirmed = file?.row.confirmedAt != null;
  const by = firm.users[1]?.id ?? firm.users[0].id;
  return {
    ...{ firmId: firm.firmId, id: ids.get(number) ?? "", number, paymentId: payment.id, place, cause, amountCents },
    ...{ reversesId: reverses ? (ids.get(reverses) ?? null) : null, connectionId: around.place.connectionId },
    ...{ accountId: payment.accountId, currency: payment.currency, kind: planned.target.kind, ...item },
    ...{ payerName: payment.payerName, source: payment.source, arMessage: AR_MESSAGE, paidAt: createdAt, createdAt },
    ...standingOf(role, planned, around),
    checkedAt: now,
    queuedAt: queuedAt(role, planned, now),
    queuedBy: STATES[role] === "queued" || STATES[role] === "posted" ? `user:${by}` : "",
    batchId: file?.row.id ?? null,
    postedAt: role === "posted" ? (file?.row.deliveredAt ?? null) : null,
    confirmedAt: isConfirmed ? (file?.row.confirmedAt ?? null) : null,
    receiptRef: isConfirmed ? (receipts.get(number) ?? "") : "",
    removedAt: role === "removed" ? new Date(createdAt.getTime() + 60_000) : null,
    removedBy: role === "removed" ? `user:${by}` : "",
  };
}

const STATES: Record<Role, Row["state"]> = {
  ...{ pending: "pending", queued: "queued", in_refused_file: "queued", removed: "removed", posted: "posted" },
  ...{ over_balance: "incomplete", invoice_closed: "incomplete", invoice_not_found: "incomplete" },
  ...{ several_invoices: "incomplete", number_unknown: "incomplete" },
};

function queuedAt(role: Role, { filedAt, createdAt }: PlannedPosting, now: Date): Date | null {
  if (filedAt)
    return new Date(filedAt.getTime() - 60_000 < createdAt.getTime() ? createdAt : filedAt.getTime() - 60_000);
  return role === "queued" ? now : null;
}

function standingOf(role: Role, planned: PlannedPosting, { targets }: Around) {
  const trouble = troubleOf(role, planned, targets);
  const state = STATES[role];
  return trouble ? { state, ...writeTrouble(trouble) } : { state, reason: "", reasonDetail: {} };
}

function troubleOf(role: Role, { target, amountCents }: PlannedPosting, targets: FoundTargets): PostingTrouble | null {
  if (target.kind === "trust") return null;
  const { invoiceNumber: given, clientNumber } = target;
  if (role === "invoice_not_found" || role === "number_unknown")
    return { reason: "invoice_not_found", given, closest: null };
  if (role === "invoice_closed") return { reason: "invoice_closed", given, status: "paid" };
  if (role === "several_invoices") return severalOf(given, targets);
  if (role !== "over_balance") return null;
  const openCents = targets.ofBill(given, clientNumber)?.balanceCents ?? 0;
  return { reason: "over_balance", paidCents: amountCents, openCents, overCents: amountCents - openCents };
}

function severalOf(given: string, targets: FoundTargets): PostingTrouble {
  const fits = SHARED.clients.flatMap((client) => {
    const facts = targets.ofBill(SHARED.number, client);
    if (!facts) return [];
    const { itemKey: key, invoiceNumber, clientNumber, matterNumber, payorName: name, balanceCents: openCents } = facts;
    return [{ key, invoiceNumber, clientNumber, matterNumber, name, openCents }];
  });
  // The second firm has no such bill.
  if (fits.length === 0) return { reason: "invoice_not_found", given, closest: null };
  return { reason: "several_invoices", given, fits, count: fits.length };
}

/** The alert of a file that was refused. */
async function writeRefusals(
  client: ClientBase,
  files: readonly PostingFileRow[],
  { firmId }: SeedFirm,
): Promise<void> {
  for (const { row } of files) {
    if (row.status !== "refused") continue;
    await client.query(
      `insert into alerts (firm_id, id, kind, object_type, object_id, account_id, detail, raised_at)
       values ($1, 'alt_' || substr($2, 5), 'posting_failed', 'posting', $2, $3, $4, $5)`,
      [firmId, row.id, row.accountId, JSON.stringify({ number: row.number, failure: row.failure }), row.createdAt],
    );
  }
}
