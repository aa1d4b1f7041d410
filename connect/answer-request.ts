import { MAX_ANSWER_BYTES, OPERATIONS, type Operation } from "@/lib/connections/model";
import { writeStorableJson } from "@/lib/connections/rules";
import { OPERATION_SHAPES, type OperationInput } from "@/lib/connections/schemas";
import type { MatterSystem } from "@/lib/matter-systems/port";

type Request = { id: string; operation: string; input: unknown };

type Doers = { [Name in Operation]: (system: MatterSystem, input: OperationInput<Name>) => Promise<unknown> };

const DOERS: Doers = {
  describe: (system) => system.describe(),
  "search-invoices": (system, search) => system.searchInvoices(search),
  "search-trust-ledgers": (system, search) => system.searchTrustLedgers(search),
  "read-items": (system, { refs }) => system.readItems(refs),
  "find-invoices": (system, { number }) => system.findInvoices(number),
  "list-bank-accounts": (system) => system.listBankAccounts(),
  "list-ledger-codes": (system) => system.listLedgerCodes(),
  "list-transaction-types": (system) => system.listTransactionTypes(),
  "deliver-batch": (system, file) => system.deliverBatch(file),
  "confirm-records": (system, { references }) => system.confirmRecords(references),
};

/**
 * Does what the portal asks and answers the JSON to send back. Never throws: what went wrong is an answer in words, which `explain`
 * finds. Safe to do twice, because every operation is.
 */
export async function answerRequest(
  system: MatterSystem,
  { id, operation, input }: Request,
  explain: (error: unknown) => string,
): Promise<{ json: string; failure: string | null }> {
  const known = OPERATIONS.find((each) => each === operation);
  if (!known) return failed(id, `The Connect service does not know "${operation}". Update it.`);
  const parsed = OPERATION_SHAPES[known].input.safeParse(input);
  if (!parsed.success) return failed(id, `The Connect service cannot read "${operation}". Update service and portal.`);
  try {
    const run = DOERS[known] as (system: MatterSystem, input: unknown) => Promise<unknown>;
    const json = writeStorableJson({ id, ok: true, output: await run(system, parsed.data) });
    if (Buffer.byteLength(json) <= MAX_ANSWER_BYTES) return { json, failure: null };
    return failed(id, "The answer is longer than 10 MB. Search for less.");
  } catch (error) {
    return failed(id, explain(error));
  }
}

function failed(id: string, failure: string): { json: string; failure: string } {
  return { json: writeStorableJson({ id, ok: false, failure: failure.slice(0, 2_000) }), failure };
}
