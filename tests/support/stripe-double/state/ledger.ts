import type Stripe from "stripe";

/** Everything that the double keeps, in the very shapes that it answers with. */
export type Tables = {
  customer: Stripe.Customer;
  payment_method: Stripe.PaymentMethod;
  confirmation_token: Stripe.ConfirmationToken;
  setup_intent: Stripe.SetupIntent;
  payment_intent: Stripe.PaymentIntent;
  charge: Stripe.Charge;
  refund: Stripe.Refund;
  dispute: Stripe.Dispute;
  balance_transaction: Stripe.BalanceTransaction;
  mandate: Stripe.Mandate;
  event: Stripe.Event;
};
export type Kind = keyof Tables;
export type AnyObject = Tables[Kind];

/** What the double knows of an object beyond what Stripe would show. */
export type Note = {
  /** The published test method behind a payment method or token. */
  testMethod?: string;
  /** The card was authenticated while it was being set up; "unless set up" cards then need nothing more. */
  isSetUp?: boolean;
  /** Used, and kept for no customer, or detached: it may not be used again. */
  isSpent?: boolean;
  expMonth?: number;
  expYear?: number;
  /** The mandate that a bank account was saved with. */
  mandateId?: string;
  returnUrl?: string;
  isOffSession?: boolean;
};

export type Row<K extends Kind = Kind> = { kind: K; account: string; object: Tables[K]; note: Note; order: number };

/** Objects by kind and id, apart for each account: a key of one account never sees what another holds. */
export class Ledger {
  private readonly rows = new Map<string, Row>();
  private readonly history = new Map<string, { atMs: number; object: AnyObject }[]>();
  private readonly dirty = new Set<string>();
  /** Each row as it was at the last commit, to go back to. */
  private readonly committed = new Map<string, string>();
  private order = 0;

  constructor(private readonly nowMs: () => number) {}

  insert<K extends Kind>(account: string, object: Tables[K] & { object: K }, note: Note = {}): void {
    this.order += 1;
    this.rows.set(object.id, { kind: object.object, account, object, note, order: this.order });
    this.dirty.add(object.id);
  }

  /** Says that an object was changed; every change of an object or its note ends with this. */
  save(object: AnyObject): void {
    this.dirty.add(object.id);
  }

  find<K extends Kind>(kind: K, account: string, id: string): Tables[K] | null {
    const row = this.rows.get(id);
    return row?.kind === kind && row.account === account ? (row.object as Tables[K]) : null;
  }

  note(id: string): Note {
    return this.rows.get(id)?.note ?? {};
  }

  /** Newest first, as Stripe lists. */
  list<K extends Kind>(kind: K, account: string): Tables[K][] {
    return this.allRows(kind)
      .filter((row) => row.account === account)
      .map((row) => row.object);
  }

  allRows<K extends Kind>(kind: K): Row<K>[] {
    const rows = [...this.rows.values()].filter((row): row is Row<K> => row.kind === kind);
    return rows.sort((a, b) => b.order - a.order);
  }

  accountOf(id: string): string {
    return this.rows.get(id)?.account ?? "";
  }

  /** Each object as it stood at an instant, newest first: what a search index that lags behind would know. */
  asOf<K extends Kind>(kind: K, account: string, atMs: number): Tables[K][] {
    return this.list(kind, account).flatMap((object) => {
      const past = (this.history.get(object.id) ?? []).filter((version) => version.atMs <= atMs).at(-1);
      return past ? [past.object as Tables[K]] : [];
    });
  }

  /** Ends one unit of work: answers the rows that it changed. */
  commit(): Row[] {
    const changed = [...this.dirty].flatMap((id) => this.rows.get(id) ?? []);
    this.dirty.clear();
    for (const row of changed) {
      this.committed.set(row.object.id, JSON.stringify([row.object, row.note]));
      this.remember(row, this.nowMs());
    }
    return changed;
  }

  /** Undoes what was changed since the last commit: a request that was refused changed nothing. */
  rollback(): void {
    for (const id of this.dirty) {
      const row = this.rows.get(id);
      const before = this.committed.get(id);
      if (!row) continue;
      if (before === undefined) this.rows.delete(id);
      else [row.object, row.note] = JSON.parse(before) as [AnyObject, Note];
    }
    this.dirty.clear();
  }

  /** Puts back a row that was written down before a restart. */
  restore(row: Row, atMs: number): void {
    this.rows.set(row.object.id, row);
    this.order = Math.max(this.order, row.order);
    this.committed.set(row.object.id, JSON.stringify([row.object, row.note]));
    this.remember(row, atMs);
  }

  private remember(row: Row, atMs: number): void {
    if (row.kind !== "payment_intent" && row.kind !== "charge") return;
    const versions = this.history.get(row.object.id) ?? [];
    versions.push({ atMs, object: structuredClone(row.object) });
    this.history.set(row.object.id, versions);
  }
}
