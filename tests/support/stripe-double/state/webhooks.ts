import { createHmac } from "node:crypto";
import type Stripe from "stripe";
import { chance } from "./ids";

export type Endpoint = { url: string; secret: string };

/** How the deliveries misbehave. Shares are from 0 to 1. */
export type WebhookHabits = {
  /** False: events wait until `desk.deliverWebhooks()`. */
  isAutomatic: boolean;
  /** The same event is posted again. */
  duplicateShare: number;
  /** The event is never posted. */
  dropShare: number;
  /** Two Event objects, each with its own id, tell of one fact. */
  twinShare: number;
  /** Those that wait are posted in another order. */
  isShuffled: boolean;
  /** By the double's clock. */
  delaySeconds: number;
};

const CALM: WebhookHabits = {
  isAutomatic: true,
  duplicateShare: 0,
  dropShare: 0,
  twinShare: 0,
  isShuffled: false,
  delaySeconds: 0,
};

type Waiting = { account: string; event: Stripe.Event; dueAtMs: number; attempt: number };
export type Delivery = { eventId: string; type: string; status: number | null };
type Setup = { seed: number; endpoint: Endpoint | null; nowMs: () => number; saveEvent: (event: Stripe.Event) => void };

/** Stripe tries for three days, each time later than before. */
const MAX_ATTEMPTS = 16;
const HOUR_MS = 3_600_000;
const TIMEOUT_MS = 20_000;

export class Webhooks {
  private habits = CALM;
  private waiting: Waiting[] = [];
  private readonly endpoints = new Map<string, Endpoint>();
  private running: Promise<unknown> = Promise.resolve();
  private throws = 0;
  private isClosed = false;

  constructor(private readonly setup: Setup) {}

  setHabits(habits: Partial<WebhookHabits>): void {
    this.habits = { ...this.habits, ...habits };
  }

  setEndpoint(account: string, endpoint: Endpoint): void {
    this.endpoints.set(account, endpoint);
  }

  endpointOf(account: string): Endpoint | null {
    return this.endpoints.get(account) ?? this.setup.endpoint;
  }

  twinsOf(type: string): boolean {
    return this.throwFor("twin", type) < this.habits.twinShare;
  }

  enqueue(account: string, event: Stripe.Event): void {
    if (!this.endpointOf(account) || this.throwFor("drop", event.id) < this.habits.dropShare) return;
    const dueAtMs = this.setup.nowMs() + this.habits.delaySeconds * 1_000;
    const times = this.throwFor("duplicate", event.id) < this.habits.duplicateShare ? 2 : 1;
    for (let i = 0; i < times; i++) this.waiting.push({ account, event, dueAtMs, attempt: 0 });
  }

  /** Puts an old event into the queue again. */
  resend(account: string, event: Stripe.Event): void {
    this.waiting.push({ account, event, dueAtMs: this.setup.nowMs(), attempt: 0 });
  }

  /** Called after each unit of work; does nothing when events wait for the desk. */
  deliverByItself(): void {
    if (this.habits.isAutomatic && this.waiting.length > 0) void this.deliver();
  }

  /** Posts what is due, one after the other. A refusal puts the event back, an hour later by the double's clock, then two, then four. */
  deliver(): Promise<Delivery[]> {
    const result = this.running.then(() => this.deliverDue());
    this.running = result.catch(() => undefined);
    return result;
  }

  get waitingCount(): number {
    return this.waiting.length;
  }

  close(): Promise<unknown> {
    this.isClosed = true;
    return this.running;
  }

  private async deliverDue(): Promise<Delivery[]> {
    const done: Delivery[] = [];
    for (const one of this.takeDue()) {
      if (this.isClosed) break;
      const endpoint = this.endpointOf(one.account);
      const status = endpoint ? await post(endpoint, one.event, this.setup.nowMs()) : null;
      done.push({ eventId: one.event.id, type: one.event.type, status });
      this.settle(one, status);
    }
    return done;
  }

  private settle(one: Waiting, status: number | null): void {
    if (status !== null && status >= 200 && status < 300) {
      one.event.pending_webhooks = 0;
      this.setup.saveEvent(one.event);
    } else if (one.attempt + 1 < MAX_ATTEMPTS) {
      const dueAtMs = this.setup.nowMs() + Math.min(2 ** one.attempt, 12) * HOUR_MS;
      this.waiting.push({ ...one, attempt: one.attempt + 1, dueAtMs });
    }
  }

  private takeDue(): Waiting[] {
    const now = this.setup.nowMs();
    const due = this.waiting.filter((one) => one.dueAtMs <= now);
    this.waiting = this.waiting.filter((one) => one.dueAtMs > now);
    if (!this.habits.isShuffled) return due;
    const placed = due.map((one) => ({ one, place: this.throwFor("place", one.event.id) }));
    return placed.sort((a, b) => a.place - b.place).map(({ one }) => one);
  }

  private throwFor(kind: string, about: string): number {
    this.throws += 1;
    return chance(this.setup.seed, kind, about, this.throws);
  }
}

/** The header that docs.stripe.com/webhooks describes: `t=<seconds>,v1=<HMAC-SHA256 of "t.body">`. */
export function signBody(body: string, secret: string, atSeconds: number): string {
  return `t=${atSeconds},v1=${createHmac("sha256", secret).update(`${atSeconds}.${body}`).digest("hex")}`;
}

async function post(endpoint: Endpoint, event: Stripe.Event, nowMs: number): Promise<number | null> {
  const body = JSON.stringify(event, null, 2);
  try {
    const answer = await fetch(endpoint.url, {
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "stripe-signature": signBody(body, endpoint.secret, Math.floor(nowMs / 1_000)),
        "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
      },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return null;
  }
}
