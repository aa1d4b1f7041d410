import { refuse, StripeFailure } from "./failures";

/** What was answered to the first request with a key; `null` while that one is still being worked on. */
export type KeyRecord = {
  fingerprint: string;
  requestId: string;
  createdAtMs: number;
  answer: { status: number; body: string } | null;
  /** The first request has not been answered yet, though its work may be done. */
  isRunning?: boolean;
};

export type KeyClaim = { isNew: true } | { isNew: false; requestId: string; answer: { status: number; body: string } };

const LIFETIME_MS = 24 * 3_600_000;

/** Idempotency keys of API v1: docs.stripe.com/api/idempotent_requests. */
export class IdempotencyKeys {
  private readonly records = new Map<string, KeyRecord>();
  private readonly changed = new Set<string>();

  constructor(private readonly nowMs: () => number) {}

  /**
   * Takes a key for a request, or answers what the first one was told.
   * @throws StripeFailure 400 for other parameters, 409 while the first is under way
   */
  claim(id: string, key: string, fingerprint: string, requestId: string): KeyClaim {
    const known = this.records.get(id);
    if (known && this.nowMs() - known.createdAtMs < LIFETIME_MS) {
      if (known.fingerprint !== fingerprint) throw otherParameters(key);
      if (known.answer === null || known.isRunning) throw inUse(key);
      return { isNew: false, requestId: known.requestId, answer: known.answer };
    }
    this.records.set(id, { fingerprint, requestId, createdAtMs: this.nowMs(), answer: null, isRunning: true });
    return { isNew: true };
  }

  finish(id: string, answer: { status: number; body: string }): void {
    const record = this.records.get(id);
    if (!record) return;
    record.answer = answer;
    this.changed.add(id);
  }

  /** The first request is over; from now on its answer is repeated. */
  release(id: string): void {
    const record = this.records.get(id);
    if (record) record.isRunning = false;
  }

  /** Nothing was begun: the key is as new. Also what happens to keys after 24 hours, or earlier by the fault `pruned`. */
  forget(id: string): void {
    if (this.records.delete(id)) this.changed.add(id);
  }

  forgetAll(): void {
    for (const id of [...this.records.keys()]) this.forget(id);
  }

  takeChanged(): [string, KeyRecord | null][] {
    const changed = [...this.changed].map((id): [string, KeyRecord | null] => [id, this.records.get(id) ?? null]);
    this.changed.clear();
    return changed;
  }

  restore(id: string, record: KeyRecord | null): void {
    if (record) this.records.set(id, { ...record, isRunning: false });
    else this.records.delete(id);
  }
}

/** Read before anything else is known of a request. */
export function checkKey(key: string): void {
  if (key.length > 255) throw refuse("Idempotency keys may be at most 255 characters long.");
}

function otherParameters(key: string): StripeFailure {
  return new StripeFailure(400, {
    type: "idempotency_error",
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  });
}

function inUse(key: string): StripeFailure {
  const message = `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`;
  return refuse(message, { code: "idempotency_key_in_use", status: 409 });
}
