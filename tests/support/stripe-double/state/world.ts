import type Stripe from "stripe";
import { DEFAULT_SECRET, readSettings, type Settings, type StripeDoubleOptions } from "../options";
import { Faults } from "../wire/faults";
import { IdempotencyKeys, type KeyRecord } from "../wire/idempotency";
import { Ids, mix } from "./ids";
import { Journal } from "./journal";
import { type AnyObject, Ledger, type Row } from "./ledger";
import { Webhooks } from "./webhooks";

/** Something that will happen by itself when the clock reaches it. */
export type Job = {
  id: string;
  account: string;
  dueAt: number;
  kind: "settle_debit" | "settle_refund";
  objectId: string;
};

/** Who acts: a request of an account, or (without a request id) the world outside. */
export type Call = { world: World; account: string; requestId: string | null; idempotencyKey: string | null };

type Line =
  | { t: "row"; row: Row; atMs: number }
  | { t: "key"; id: string; record: KeyRecord | null }
  | { t: "job"; job: Job | null; id: string }
  | { t: "count"; count: number; offsetMs: number };

/** All state of one double. */
export class World {
  readonly ledger: Ledger;
  readonly ids: Ids;
  readonly faults: Faults;
  readonly settings: Settings;
  readonly keys: IdempotencyKeys;
  readonly webhooks: Webhooks;
  private readonly journal: Journal;
  private readonly jobs = new Map<string, Job>();
  private newEvents: { account: string; event: Stripe.Event }[] = [];
  private readonly changedJobs = new Set<string>();
  private offsetMs = 0;
  private writtenOffsetMs = 0;

  constructor(private readonly options: StripeDoubleOptions) {
    const seed = options.seed ?? 1;
    this.ids = new Ids(seed);
    this.faults = new Faults({ seed, ...options.faults });
    this.settings = readSettings(options);
    this.ledger = new Ledger(() => this.nowMs());
    this.keys = new IdempotencyKeys(() => this.nowMs());
    this.journal = new Journal(options.statePath ?? null);
    const endpoint = options.webhookUrl
      ? { url: options.webhookUrl, secret: options.webhookSecret ?? DEFAULT_SECRET }
      : null;
    this.webhooks = new Webhooks({ seed, endpoint, nowMs: () => this.nowMs(), saveEvent: (event) => this.save(event) });
    this.readJournal();
  }

  nowMs(): number {
    return (this.options.clock?.now().getTime() ?? Date.now()) + this.offsetMs;
  }

  /** Stripe's instants are whole seconds. */
  now(): number {
    return Math.floor(this.nowMs() / 1_000);
  }

  shiftClock(ms: number): void {
    this.offsetMs += ms;
  }

  schedule(job: Omit<Job, "id">): void {
    const id = `${job.kind}:${job.objectId}`;
    this.jobs.set(id, { ...job, id });
    this.changedJobs.add(id);
  }

  unschedule(kind: Job["kind"], objectId: string): void {
    const id = `${kind}:${objectId}`;
    if (this.jobs.delete(id)) this.changedJobs.add(id);
  }

  /** The jobs that are due, the earliest first; each is handed out once. */
  takeDueJobs(): Job[] {
    const due = [...this.jobs.values()].filter((job) => job.dueAt <= this.now()).sort((a, b) => a.dueAt - b.dueAt);
    for (const job of due) this.unschedule(job.kind, job.objectId);
    return due;
  }

  /** Keeps an event and hands it to the endpoint, as it reads at this moment. */
  emit(call: Call, type: string, object: AnyObject, previous?: Record<string, unknown>): void {
    const count = this.webhooks.twinsOf(type) ? 2 : 1;
    for (let i = 0; i < count; i++) {
      const event = {
        id: this.ids.next("evt_"),
        object: "event",
        api_version: API_VERSION,
        created: this.now(),
        data: { object: structuredClone(object), ...(previous ? { previous_attributes: previous } : {}) },
        livemode: false,
        pending_webhooks: this.webhooks.endpointOf(call.account) ? 1 : 0,
        request: { id: call.requestId, idempotency_key: call.idempotencyKey },
        type,
      } as unknown as Stripe.Event & { object: "event" };
      this.ledger.insert(call.account, event);
      this.newEvents.push({ account: call.account, event });
    }
  }

  save(object: AnyObject): void {
    this.ledger.save(object);
  }

  /** Ends a unit of work: what changed is written down, before anyone is told of it. */
  commit(): void {
    const atMs = this.nowMs();
    const rows = this.ledger.commit();
    const lines: Line[] = [
      ...rows.map((row): Line => ({ t: "row", row, atMs })),
      ...this.keys.takeChanged().map(([id, record]): Line => ({ t: "key", id, record })),
      ...[...this.changedJobs].map((id): Line => ({ t: "job", id, job: this.jobs.get(id) ?? null })),
    ];
    this.changedJobs.clear();
    for (const { account, event } of this.newEvents.splice(0)) this.webhooks.enqueue(account, event);
    if (lines.length === 0 && this.offsetMs === this.writtenOffsetMs) return;
    this.writtenOffsetMs = this.offsetMs;
    this.journal.append([...lines, { t: "count", count: this.ids.count, offsetMs: this.offsetMs }]);
  }

  /** Ends a unit of work that was refused: nothing of it remains. */
  rollback(): void {
    this.ledger.rollback();
    this.newEvents = [];
  }

  private readJournal(): void {
    for (const line of this.journal.read() as Line[]) {
      if (line.t === "row") this.ledger.restore(line.row, line.atMs);
      else if (line.t === "key") this.keys.restore(line.id, line.record);
      else if (line.t === "job") {
        if (line.job) this.jobs.set(line.id, line.job);
        else this.jobs.delete(line.id);
      } else {
        this.ids.skipTo(line.count);
        this.offsetMs = line.offsetMs;
        this.writtenOffsetMs = line.offsetMs;
      }
    }
  }
}

/** What the installed SDK pins. */
export const API_VERSION = "2026-10-28.endive";

/** `sk_test_smith`, `rk_test_smith` and `pk_test_smith` are the keys of one account. */
export function accountOfKey(key: string): string | null {
  const name = /^[srp]k_test_([A-Za-z0-9_]{3,})$/.exec(key)?.[1];
  return name ? `acct_${mix(`account:${name}`, 16)}` : null;
}
