import type { MatterSystemId } from "@/lib/matter-systems/model";

/** Versions of the line between portal and service that this program speaks, newest last. */
export const LINE_VERSIONS = [1] as const;

/** Where the portal answers services; what a call is signed for, whatever address a proxy makes of it. */
export const LINE_PATH = "/api/connect/v1";
export const LINE_CALLS = ["handshake", "requests", "answers", "health"] as const;
export type LineCall = (typeof LINE_CALLS)[number];

/** Headers of every call. Time is an ISO instant; the signature is `v1=` and 64 hex digits. */
export const LINE_HEADERS = {
  connection: "docketpay-connection",
  time: "docketpay-time",
  nonce: "docketpay-nonce",
  signature: "docketpay-signature",
} as const;

/** How far the clocks of both sides may be apart. A nonce is kept for twice as long. */
export const CLOCK_TOLERANCE_SECONDS = 300;

/** How long the portal holds a question for requests when there is none. */
export const HOLD_SECONDS = 25;

/** A service that was not heard of for so long counts as lost; people are told a while later. */
export const LOST_AFTER_SECONDS = 90;
export const ALERT_AFTER_SECONDS = 300;

/** Of an answer: 500 items of the longest texts are a tenth of it. */
export const MAX_ANSWER_BYTES = 10 * 1024 * 1024;
export const MAX_CALL_BYTES = 64 * 1024;

/** The methods of `MatterSystem`, as the line names them. */
export const OPERATIONS = [
  "describe",
  "search-invoices",
  "search-trust-ledgers",
  "read-items",
  "find-invoices",
  "list-bank-accounts",
  "list-ledger-codes",
  "list-transaction-types",
  "deliver-batch",
  "confirm-records",
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** How long whoever asks waits. A delivery writes, syncs and may cross a slow network. */
export const OPERATION_SECONDS: Record<Operation, number> = {
  describe: 15,
  "search-invoices": 15,
  "search-trust-ledgers": 15,
  "read-items": 15,
  "find-invoices": 15,
  "list-bank-accounts": 15,
  "list-ledger-codes": 15,
  "list-transaction-types": 15,
  "deliver-batch": 60,
  "confirm-records": 30,
};

/** One line of the service's look at its surroundings. `detail` says in words what is wrong and how to mend it. */
export type HealthCheck = { check: string; ok: boolean; detail: string };

/** `new`: its service has never called. `lost`: since `since`. */
export type LineState = "new" | "connected" | "lost" | "revoked";

/** One connection as the settings show it. */
export type ConnectionRow = {
  id: string;
  name: string;
  system: MatterSystemId;
  state: LineState;
  /** When its state began, as far as that is known: made, last heard of, revoked. Of a connected one, when it was last heard of. */
  since: Date;
  /** Empty before its first handshake. */
  serviceVersion: string;
  scriptVersion: string;
  health: readonly HealthCheck[];
  createdAt: Date;
  isInUse: boolean;
};

export type ConnectionInUse = { id: string; system: MatterSystemId; name: string };
