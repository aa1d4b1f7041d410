import type { PaymentStatus } from "@/lib/payments/model";
import { mayMove } from "@/lib/payments/rules";
import type { Move, Placed } from "./story";

/** The moves of one payment in their order. Begins as every charge does: made and handed to the gateway. */
export class Timeline {
  readonly moves: Move[] = [];
  #status: PaymentStatus = "processing";
  #at: Date;

  constructor({ createdAt, createdBy }: Placed) {
    this.#at = createdAt;
    this.moves.push(
      { from: null, to: "created", at: createdAt, actor: createdBy, detail: {} },
      { from: "created", to: "processing", at: createdAt, actor: createdBy, detail: {} },
    );
  }

  get status(): PaymentStatus {
    return this.#status;
  }

  /** @throws Error when the move is not a legal one or goes back in time: then the seed tells an impossible story */
  move(to: PaymentStatus, at: Date, actor: string, detail: Record<string, string> = {}): void {
    if (!mayMove(this.#status, to) || at < this.#at)
      throw new Error(`The seed moves a payment from ${this.#status} to ${to} at ${at.toISOString()}.`);
    this.moves.push({ from: this.#status, to, at, actor, detail });
    this.#status = to;
    this.#at = at;
  }
}
