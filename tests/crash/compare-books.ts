import type { CrashDatabase } from "./crash-database";

// The gateway took money, whatever became of it. A challenge that nobody answered is "voided" with a decline code.
export const CHARGED =
  "(c.state in ('pending', 'approved', 'settled', 'returned', 'disputed') or (c.state = 'voided' and c.decline_code = ''))";
export const TAKEN = [
  "pending",
  "approved",
  "settled",
  "voided",
  "partially_refunded",
  "refunded",
  "returned",
  "disputed",
  "dispute_lost",
];

/** One line of either book, in the same words: money as text of cents, so that no digit is lost. */
type Line = {
  reference: string;
  gatewayRef: string;
  key: string;
  amountCents: string;
  currency: string;
  account: string;
};

/**
 * Every line of money taken, ours beside the gateway's own. Empty when both books say the same; else one sentence for each line that
 * stands in one of them only, or says something else.
 */
export async function compareBooks(database: CrashDatabase): Promise<string[]> {
  const ours = await database.ask<Line>(
    `select p.id as reference, p.gateway_ref as "gatewayRef", p.obligation || ':' || p.attempt as key,
       p.amount_cents::text as "amountCents", p.currency, a.name as account
     from payments p join merchant_accounts a on a.firm_id = p.firm_id and a.id = p.account_id
     where p.status = any($1)`,
    [TAKEN],
  );
  const theirs = await database.ask<Line>(
    `select c.reference, c.id as "gatewayRef", c.idempotency_key as key, c.amount_cents::text as "amountCents", c.currency,
       c.account_name as account
     from sandbox.charges c where ${CHARGED} order by c.seq`,
  );
  const unmatched = new Map(ours.map((line) => [line.reference, line]));
  const differences: string[] = [];
  for (const line of theirs) {
    const own = unmatched.get(line.reference);
    unmatched.delete(line.reference);
    if (!own)
      differences.push(`the gateway took ${line.amountCents} cents under ${line.key}, and our books do not show it`);
    else differences.push(...differingWords(own, line));
  }
  for (const line of unmatched.values())
    differences.push(`our books show ${line.amountCents} cents under ${line.key}, and the gateway never took them`);
  return differences;
}

function differingWords(own: Line, other: Line): string[] {
  const names = ["gatewayRef", "key", "amountCents", "currency", "account"] as const;
  return names
    .filter((name) => own[name] !== other[name])
    .map((name) => `${own.reference}: ${name} is ${own[name]} in our books and ${other[name]} at the gateway`);
}
