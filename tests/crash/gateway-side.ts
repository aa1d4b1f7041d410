import { createRandom, type Random } from "@/db/seed/random";
import type { Told } from "./model";

/** What a gateway, the banks and the payers do by themselves. */
export type Act = "settle" | "return" | "dispute" | "win" | "lose";
/** Why a bank sends a debit back. */
export type ReturnCode = "R01" | "R02";

/** The gateway of a run, seen from its own side. The run never kills it. */
export interface GatewaySide {
  /** Where Stripe's double listens; "" for the sandbox. */
  url: string;
  listTaken(): Promise<{ id: string; isBank: boolean }[]>;
  /** False when the charge's state does not allow it any more. */
  act(chargeId: string, act: Act, code: ReturnCode): Promise<boolean>;
  /** Events since the last time, each once. */
  takeEvents(): Told[];
  /** Ends the gateway hard and starts it again with its books, where it is a process of its own. */
  restart(): Promise<void>;
  /** At the end: its books lie in the schema `sandbox` of the run's database, so that the same questions are asked of every gateway. */
  layBooksOpen(): Promise<void>;
  close(): Promise<void>;
}

const CARD_FATES: readonly (readonly [readonly Act[], number])[] = [
  [[], 8],
  [["settle"], 4],
  [["dispute"], 1],
  [["dispute", "win"], 1],
  [["dispute", "lose"], 1],
  [["settle", "dispute", "lose", "win"], 1],
];
const BANK_FATES: typeof CARD_FATES = [
  [["settle"], 5],
  [["return"], 2],
  [["settle", "return"], 2],
];
const AT_ONCE = 2;
const ACT_SHARE = 0.5;
/** The first thing happens to a charge so long after it was taken, so that staff are sometimes faster. */
const FIRST_AFTER_MS = 3_000;

/** Lets happen what happens to charges, in the order of each, mixed over all. */
export class Fates {
  private readonly ahead = new Map<string, { acts: Act[]; code: ReturnCode; atMs: number }>();

  constructor(
    private readonly gateway: GatewaySide,
    private readonly random: Random,
  ) {}

  async goOn(): Promise<void> {
    for (const { id, isBank } of await this.gateway.listTaken()) {
      if (this.ahead.has(id)) continue;
      const random = createRandom(`crash/fate/${id}`);
      const acts = [...random.weighted(isBank ? BANK_FATES : CARD_FATES)];
      const atMs = Date.now() + random.int(0, FIRST_AFTER_MS);
      this.ahead.set(id, { acts, code: random.pick(["R01", "R02"]), atMs });
    }
    const waiting = [...this.ahead].filter(([, { acts, atMs }]) => acts.length > 0 && atMs <= Date.now());
    for (let done = 0; done < AT_ONCE && waiting.length > 0; done += 1) {
      const [id, fate] = this.random.pick(waiting);
      const act = fate.acts[0];
      if (!act || !this.random.chance(ACT_SHARE)) continue;
      fate.acts.shift();
      // Voided or refunded meanwhile: nothing more happens to it.
      if (!(await this.gateway.act(id, act, fate.code))) fate.acts.length = 0;
    }
  }
}

const NEVER_SHARE = 0.1;
const MOST_COPIES = 3;
const LATE_MS = 1_500;

/** Tells what happened: to whoever is alive, once to three times, late, in any order, or never. */
export class Post {
  readonly counts = { events: 0, never: 0, handed: 0 };
  private onTheWay: { told: Told; atMs: number }[] = [];

  constructor(private readonly random: Random) {}

  take(told: Told): void {
    this.counts.events += 1;
    if (this.random.chance(NEVER_SHARE)) this.counts.never += 1;
    else
      for (let copy = this.random.int(1, MOST_COPIES); copy > 0; copy -= 1)
        this.onTheWay.push({ told, atMs: Date.now() + this.random.int(0, LATE_MS) });
  }

  deliver(receivers: readonly { hand(told: Told): void }[]): void {
    if (receivers.length === 0) return;
    const due = this.onTheWay.filter(({ atMs }) => atMs <= Date.now());
    this.onTheWay = this.onTheWay.filter(({ atMs }) => atMs > Date.now());
    for (const { told } of due) this.random.pick(receivers).hand(told);
    this.counts.handed += due.length;
  }
}
