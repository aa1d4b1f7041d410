import type { WebhookEvent } from "@/lib/gateways/webhook-protocol";

/** Parts of the real program that a run may do without, to see the harness go red. Never a switch of the program itself. */
export const GUARDS = {
  "open-claim": "the unique index that lets one attempt of an obligation be open or successful",
  "attempt-number": "the unique index on obligation and attempt number",
  "link-lock": "the lock on the link while it is decided whether it may be paid or cancelled",
  "link-close": "the condition that only an open link is closed, in the code and in the database",
  "look-up": "the question to the gateway before anything is sent again",
  "same-key": "the same idempotency key when something is sent again, and the question before it",
  "refund-key": "the request key, by which the same press of a refund is one refund",
  "refund-look-up": "the question to the gateway before a refund is sent again, and its same key",
  "save-intent": "the row that is written before the gateway is asked to keep a method, and its unique index",
} as const;
export type Guard = keyof typeof GUARDS;

export function isGuard(name: string): name is Guard {
  return Object.hasOwn(GUARDS, name);
}

/** Who is the gateway: the sandbox, or Stripe's double, a process of its own that is never killed but once restarted. */
export type GatewayKind = "sandbox" | "stripe";

export type CrashPlan = {
  gatewayKind: GatewayKind;
  /** Stories instead of payments alone: bank payments, refunds, voids, saved methods, and a gateway that acts and tells of it. */
  isMixed: boolean;
  /** Decides the moments of the kills, the faults of the gateway and who presses what when. */
  seed: number;
  /** Links that are owed, each once; of a mixed run a part are saved methods, each charged once. */
  charges: number;
  /** Processes at once upon the same links. */
  processes: number;
  kills: number;
  /** Hard restarts of the database server; only where `CrashServer.restart` is given. */
  restarts: number;
  /** Share of links that staff try to cancel at the moment at which they are paid. */
  cancelShare: number;
  /** A plan of the gateway, such as "lost=0.2,slow=0.05". The harness adds its own time limit. */
  faults: string;
  /** Simulated seconds in a real one. */
  speed: number;
  without: readonly Guard[];
  /** When the run is given up as it stands. */
  limitSeconds: number;
};

/** A clock that all processes of a run share: it began with the run, runs `speed` times as fast, and can be set ahead. */
export type SharedTime = { startedAtMs: number; speed: number; aheadMs: number };

/** What one process is told to do. */
export type Orders = {
  databaseUrl: string;
  gatewayKind: GatewayKind;
  isMixed: boolean;
  /** Where Stripe's double listens; "" without one. */
  stripeUrl: string;
  firmId: string;
  time: SharedTime;
  /** Differs from process to process. */
  seed: string;
  /** Open links, of a mixed run also requests for methods, in the order in which everybody tries them, so that two processes meet. */
  linkIds: string[];
  /** Of a mixed run, by id. */
  storyNames: Readonly<Record<string, string>>;
  cancelShare: number;
  without: readonly Guard[];
  /** Payments that it may begin until it is told "more"; null: as many as there are. */
  allowance: number | null;
  /** `charge`: pay and reconcile until stopped or killed. `finish`: bring everything to its end, with long waits made short. */
  task: "charge" | "finish";
};

/** An event of the gateway, before or after its signature was checked. */
export type Told =
  | { kind: "sandbox"; event: WebhookEvent }
  /** As Stripe's double posted it; the process that gets it signs it, because minutes are milliseconds here and signatures age. */
  | { kind: "stripe"; accountId: string; rawBody: string };

export type ToProcess =
  | { kind: "go"; orders: Orders }
  | { kind: "more"; payments: number }
  | { kind: "told"; told: Told }
  | { kind: "stop" };

export type FromProcess =
  /** Its programs are loaded; `without` names the parts that were really replaced. */
  | { kind: "ready"; without: string[] }
  | { kind: "began" }
  /** A call that moves something goes to the gateway, and its answer, or none in time, has come; `reference` is our row's id. */
  | { kind: "calling" | "answered"; reference: string }
  | { kind: "ended" }
  /** Of a mixed run: a story is at its end, or waits for the gateway or for recovery. */
  | { kind: "done" | "waits"; storyId: string }
  /** Something that no fault of the plan explains. */
  | { kind: "surprise"; text: string }
  | { kind: "finished" };

export type CrashReport = {
  plan: CrashPlan;
  /** Money that the gateway's own ledger says it took, and how often it was asked and refused. */
  taken: number;
  refused: number;
  /** Obligations for which it took money more than once, and how much too much. */
  chargedTwice: number;
  surplusCents: number;
  /** Money taken at the gateway that is not in our books as taken. */
  lost: number;
  /** Money taken on a link that staff had cancelled. */
  chargedThoughCancelled: number;
  unknownLeft: number;
  linksLeftOpen: number;
  linksCancelled: number;
  receiptsTwice: number;
  mailsTwice: number;
  /** Lines in which both books differ; the first few in words. */
  differences: number;
  firstDifferences: string[];
  kills: number;
  /** Of these, with at least one charge under way in the killed process. */
  killsWhileCharging: number;
  /** Of these, after which an attempt that no kill had hit before stood in our books as sent and not answered. */
  killsMidCharge: number;
  restarts: number;
  /** Attempts left without an answer by a process that died or was too slow: the gateway had taken the money, or it was sent again. */
  foundTaken: number;
  sentAgain: number;
  /** Attempts whose answer never came, found out later. */
  answersFoundLater: number;
  /** Errors that nothing in the plan explains, with their number. */
  surprises: Record<string, number>;
  /** Of a mixed run; null else. */
  mixed: MixedFigures | null;
  isGivenUp: boolean;
  seconds: number;
};

/** What a mixed run adds. */
export type MixedFigures = {
  /** What there was of each, by the gateway's books. */
  refunds: number;
  voids: number;
  returns: number;
  disputes: number;
  methods: number;
  /** Events that came about at the gateway, of which so many were told to nobody; copies handed to a process. */
  events: number;
  eventsNeverTold: number;
  eventsHanded: number;
  /** Hard restarts of the gateway's own process; the sandbox has none. */
  gatewayRestarts: number;
  /** Presses of one refund for which the gateway gave more than one, or more money than was asked. */
  refundedTwice: number;
  refundedBeyondAsk: number;
  refundsAbovePayment: number;
  voidedAndRefunded: number;
  /** Refunds, voids and methods whose outcome is not known. */
  correctionsLeft: number;
  /** Requests for which the gateway keeps more than one method; methods that one side alone knows. */
  methodsTwice: number;
  methodsApart: number;
  correctionMailsTwice: number;
  storiesLeft: number;
  /** Refunds that differ from the gateway's, line by line, and payments that are not where the gateway has them, in words. */
  refundDifferences: string[];
  stateDifferences: string[];
  /** What the books oracle says, trust ledger and audit chain included. */
  bookFaults: string[];
};
