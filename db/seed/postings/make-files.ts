import type { postingBatches } from "@/db/schema/postings";
import { matterSystemDefinition } from "@/lib/matter-systems/registry";
import { requireCurrency } from "@/lib/money/currency";
import { BUILT_IN_LAYOUTS } from "@/lib/posting-layouts/built-in-layouts";
import { hashPostingFile } from "@/lib/posting-layouts/hash-posting-file";
import type { PostingFileRecord } from "@/lib/posting-layouts/model";
import { renderPostingFile } from "@/lib/posting-layouts/render";
import type { SeedFirm } from "../firms";
import type { MatterPlace } from "../matter-systems/places";
import type { Numbering } from "../numbering";
import type { TargetFacts } from "./find-targets";
import type { PlannedPosting } from "./plan-postings";

const MINUTE_MS = 60_000;
const REFUSAL = "The file arrived damaged: its checksum does not match.";

export type FiledPosting = PlannedPosting & TargetFacts & { arMessage: string };

export type PostingFileRow = {
  row: typeof postingBatches.$inferInsert & { id: string; createdAt: Date };
  /** The references that stand in it. */
  numbers: readonly string[];
};

type Around = {
  firm: SeedFirm;
  place: MatterPlace;
  numbering: Numbering;
  idAt: (at: Date) => string;
};

/** The posting files that hold these: one per account and moment, as they were delivered; what a service refused in one of its own. Oldest first. */
export function makeFiles(postings: readonly FiledPosting[], around: Around): PostingFileRow[] {
  const groups = new Map<string, FiledPosting[]>();
  for (const posting of postings) {
    const key = [posting.filedAt?.toISOString(), posting.payment.accountId, posting.role].join(" ");
    groups.set(key, [...(groups.get(key) ?? []), posting]);
  }
  const ordered = [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
  return ordered.map((group) => makeFile(group, around));
}

function makeFile(group: readonly FiledPosting[], around: Around): PostingFileRow {
  const { firm, place, numbering, idAt } = around;
  const [first] = group;
  if (!first?.filedAt) throw new Error("A posting file of the seed holds nothing.");
  const { filedAt: createdAt, payment } = first;
  const id = idAt(createdAt);
  const number = numbering.next("batch", createdAt);
  const day = createdAt.toISOString().slice(0, 10);
  const rendered = renderPostingFile(BUILT_IN_LAYOUTS[place.system][0], {
    ...{ batchId: id, number, createdOn: day, postedOn: day, firmName: firm.name },
    currency: requireCurrency(payment.currency),
    records: group.map((posting) => recordOf(posting, place)),
  });
  if (!rendered.ok) throw new Error(`A posting file of the seed cannot be written: ${rendered.refusal.message}`);
  const { fileName, content, encoding, records, totalCents } = rendered.file;
  const isRefused = first.role === "in_refused_file";
  const deliveredAt = isRefused ? null : new Date(createdAt.getTime() + MINUTE_MS);
  const row: PostingFileRow["row"] = {
    ...{ firmId: firm.firmId, id, number, connectionId: place.connectionId, accountId: payment.accountId },
    ...{ fileName, content, encoding, sha256: hashPostingFile(rendered.file), records, totalCents },
    ...{ currency: payment.currency, attempts: 1, nextAttemptAt: null, createdAt, deliveredAt },
    status: isRefused ? "refused" : "delivered",
    failure: isRefused ? REFUSAL : "",
    confirmedAt: deliveredAt ? new Date(createdAt.getTime() + 7 * MINUTE_MS) : null,
  };
  return { row, numbers: group.map((posting) => posting.number) };
}

function recordOf(posting: FiledPosting, place: MatterPlace): PostingFileRecord {
  const { payment, amountCents, reverses, target, createdAt, arMessage } = posting;
  const { itemKey, clientNumber, clientName, matterNumber, matterName, invoiceNumber, payorNumber, payorName } =
    posting;
  const codes = matterSystemDefinition(place.system).defaultCodes[payment.accountKind];
  const day = createdAt.toISOString().slice(0, 10);
  return {
    ...{ itemKey, clientNumber, clientName, matterNumber, matterName, invoiceNumber, payorNumber, payorName },
    ...{ ...codes, arMessage, amountCents, reference: posting.number, paymentNumber: payment.number },
    bankAccount: posting.bankAccount || codes.bankAccount,
    kind: reverses === null ? "payment" : "reversal",
    reversesReference: reverses ?? "",
    itemKind: target.kind,
    payerName: payment.payerName,
    currency: requireCurrency(payment.currency),
    ...{ postingDate: day, transactionDate: day },
    ...{ methodKind: payment.methodKind, methodLast4: payment.methodLast4, authCode: payment.authCode },
  };
}
