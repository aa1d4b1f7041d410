import { z } from "zod";
import { ITEM_KINDS, MATTER_SYSTEMS, SEARCH_FIELDS } from "@/lib/matter-systems/model";
import { OPERATIONS, type Operation } from "./model";

export const ConnectionName = z.string().trim().min(1, "required").max(80, "too_long");

export const CreateConnectionInput = z.object({ name: ConnectionName, system: z.enum(MATTER_SYSTEMS) });
export type CreateConnectionInput = z.infer<typeof CreateConnectionInput>;

export const RenameConnectionInput = z.object({ connectionId: z.string().max(80), name: ConnectionName });
export type RenameConnectionInput = z.infer<typeof RenameConnectionInput>;

export const RevokeConnectionInput = z.object({ connectionId: z.string().max(80) });
export type RevokeConnectionInput = z.infer<typeof RevokeConnectionInput>;

const text = z.string().max(2_000);
const cents = z.int();
const day = z.iso.date();

const Search = z.object({
  by: z.enum(SEARCH_FIELDS),
  query: z.string().max(200),
  match: z.enum(["contains", "exact"]),
  cursor: z.string().max(500).nullable(),
  limit: z.int().min(1).max(500),
});

const OpenItem = z.object({
  key: z.string().min(1).max(80),
  kind: z.enum(ITEM_KINDS),
  clientNumber: text,
  clientName: text,
  matterNumber: text,
  matterName: text,
  invoiceNumber: text,
  payorNumber: text,
  payorName: text,
  payorPercent: z.number().nullable(),
  bankAccount: text,
  datedOn: day.nullable(),
  originalCents: cents,
  balanceCents: cents,
  currency: z.string().max(10),
});

const ItemPage = z.object({ items: z.array(OpenItem).max(500), nextCursor: z.string().max(500).nullable() });
const ReadItem = OpenItem.extend({ status: z.enum(["open", "paid", "closed", "reversed"]) });
const SystemCodes = z.array(z.object({ code: text, name: text, isTrust: z.boolean() })).max(10_000);

export const SystemDescription = z.object({
  system: z.enum(MATTER_SYSTEMS),
  serviceVersion: z.string().max(40),
  scriptVersion: z.string().max(40),
  searchFields: z.array(z.enum(SEARCH_FIELDS)).max(20),
  hasTrust: z.boolean(),
  confirms: z.boolean(),
});

const File = z.object({
  batchId: z.string().min(1).max(80),
  fileName: z.string().min(1).max(200),
  content: z.string(),
  encoding: z.enum(["utf8", "latin1", "utf16le"]),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  records: z.int().min(0),
  totalCents: cents,
});

const Outcome = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("delivered"), isRepeat: z.boolean(), place: text }),
  z.object({ kind: z.literal("refused"), reason: text }),
]);

const Nothing = z.object({});

/** What each operation is asked and answers, on both sides of the line: neither believes the other unread. */
export const OPERATION_SHAPES = {
  describe: { input: Nothing, output: SystemDescription },
  "search-invoices": { input: Search, output: ItemPage },
  "search-trust-ledgers": { input: Search, output: ItemPage },
  "read-items": {
    input: z.object({ refs: z.array(z.object({ kind: z.enum(ITEM_KINDS), key: z.string().max(80) })).max(500) }),
    output: z.array(ReadItem).max(500),
  },
  "find-invoices": { input: z.object({ number: z.string().max(200) }), output: z.array(ReadItem).max(20) },
  "list-bank-accounts": { input: Nothing, output: SystemCodes },
  "list-ledger-codes": { input: Nothing, output: SystemCodes },
  "list-transaction-types": { input: Nothing, output: SystemCodes },
  "deliver-batch": { input: File, output: Outcome },
  "confirm-records": {
    input: z.object({ references: z.array(z.string().max(80)).max(500) }),
    output: z.array(z.object({ reference: z.string().max(80), receiptRef: text, receivedOn: day })).max(500),
  },
} as const satisfies Record<Operation, { input: z.ZodType; output: z.ZodType }>;

export type OperationInput<Name extends Operation> = z.input<(typeof OPERATION_SHAPES)[Name]["input"]>;
export type OperationOutput<Name extends Operation> = z.output<(typeof OPERATION_SHAPES)[Name]["output"]>;

const HealthChecks = z
  .array(z.object({ check: z.string().max(60), ok: z.boolean(), detail: z.string().max(1_000) }))
  .max(40)
  .meta({ description: "The service's look at its surroundings: one line per check, wrong ones in words." });

/** Made once per installation and kept in its state folder, beside the journal of what was delivered. */
const Instance = z
  .string()
  .regex(/^[A-Za-z0-9_-]{16,64}$/)
  .meta({ description: "Names this installation, the same after a restart." });

const RequestId = z.string().regex(/^crq_[0-9a-z_]{1,60}$/);

export const HandshakeInput = z.object({
  lineVersions: z
    .array(z.int())
    .min(1)
    .max(20)
    .meta({ description: "Versions of this protocol that the service speaks." }),
  instance: Instance,
  system: z.enum(MATTER_SYSTEMS),
  serviceVersion: z.string().max(40),
  scriptVersion: z
    .string()
    .max(40)
    .meta({ description: "Of the installed procedures; empty while they cannot be asked." }),
  health: HealthChecks,
});
export type HandshakeInput = z.infer<typeof HandshakeInput>;

export const HandshakeAnswer = z.object({
  lineVersion: z.int(),
  portalVersion: z.string(),
  firmName: z.string(),
  connectionName: z.string(),
  holdSeconds: z.number().meta({ description: "How long a question for requests is held when there is none." }),
});
export type HandshakeAnswer = z.infer<typeof HandshakeAnswer>;

export const RequestsInput = z.object({
  instance: Instance,
  atWork: z
    .array(RequestId)
    .max(100)
    .meta({ description: "Requests the service has in hand. Others that it was given are given again." }),
  limit: z.int().min(1).max(50),
  holdSeconds: z.number().min(0).max(60),
});
export type RequestsInput = z.infer<typeof RequestsInput>;

export const LineRequest = z.object({
  id: RequestId,
  operation: z.enum(OPERATIONS),
  input: z.unknown().meta({ description: "As the operation wants it, see the list of operations." }),
});
export type LineRequest = z.infer<typeof LineRequest>;

export const RequestsAnswer = z.object({ requests: z.array(LineRequest) });

export const AnswersInput = z.discriminatedUnion("ok", [
  z.object({ id: RequestId, ok: z.literal(true), output: z.unknown() }),
  z.object({ id: RequestId, ok: z.literal(false), failure: z.string().max(2_000) }),
]);
export type AnswersInput = z.infer<typeof AnswersInput>;

export const AnswersAnswer = z.object({
  kept: z.boolean().meta({ description: "False: nobody waits for it any more, or it was answered before." }),
});

export const HealthInput = z.object({
  instance: Instance,
  scriptVersion: z.string().max(40),
  health: HealthChecks,
  isLeaving: z
    .boolean()
    .default(false)
    .meta({ description: "The service stops: another installation may have the line at once." }),
});
export type HealthInput = z.infer<typeof HealthInput>;

export const HealthAnswer = z.object({ kept: z.boolean() });
