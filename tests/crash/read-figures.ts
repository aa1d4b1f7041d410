import { CHARGED, compareBooks, TAKEN } from "./compare-books";
import type { CrashDatabase } from "./crash-database";
import type { CrashReport } from "./model";

type Counted = Omit<
  CrashReport,
  | "plan"
  | "kills"
  | "killsWhileCharging"
  | "killsMidCharge"
  | "restarts"
  | "surprises"
  | "mixed"
  | "isGivenUp"
  | "seconds"
  | "differences"
  | "firstDifferences"
>;

// Under any key the first two words of it are the obligation: "link:lnk_1:1", or with something added to make it fresh.
const OBLIGATION = "split_part(c.idempotency_key, ':', 1) || ':' || split_part(c.idempotency_key, ':', 2)";
const IS_TAKEN = `p.status in (${TAKEN.map((status) => `'${status}'`).join(", ")})`;
/** A look-up comes a minute and more after the call; a charge older than this was there before it, a younger one was sent again. */
const SENT_AGAIN_WITHIN = "interval '60 seconds'";

const CHARGES = `with charged as (select c.*, ${OBLIGATION} as obligation from sandbox.charges c where ${CHARGED}),
  twice as (select obligation, sum(amount_cents) - max(amount_cents) as surplus from charged group by 1 having count(*) > 1),
  found as (select e.payment_id, e.from_status, e.at, c.created_at as charged_at from payment_events e
    join charged c on c.reference = e.payment_id
    where e.to_status in ('approved', 'pending') and e.actor = 'system:reconcile')`;

const QUESTIONS: Record<keyof Counted, string> = {
  taken: "select count(*) from charged",
  refused: "select count(*) from sandbox.charges c where c.state = 'declined'",
  chargedTwice: "select count(*) from twice",
  surplusCents: "select coalesce(sum(surplus), 0) from twice",
  lost: `select count(*) from charged c left join payments p on p.firm_id = c.firm_id and p.id = c.reference
    where p.id is null or not ${IS_TAKEN}`,
  chargedThoughCancelled: `select count(distinct l.id) from charged c
    join pay_links l on l.firm_id = c.firm_id and 'link:' || l.id = c.obligation
    join pay_link_events e on e.firm_id = l.firm_id and e.link_id = l.id and e.kind = 'cancelled'`,
  unknownLeft: "select count(*) from payments p where p.status in ('created', 'processing', 'unknown')",
  linksLeftOpen: "select count(*) from pay_links l where l.status = 'open'",
  linksCancelled: "select count(*) from pay_links l where l.status = 'cancelled'",
  receiptsTwice: `select count(*) from (select p.obligation from receipts r
    join payments p on p.firm_id = r.firm_id and p.id = r.payment_id group by 1 having count(*) > 1) o`,
  mailsTwice: `select count(*) from (select p.obligation, m.kind, m.to_address from mails m
    join payments p on p.firm_id = m.firm_id and p.id = m.object_id where m.kind = 'receipt' group by 1, 2, 3 having count(*) > 1) o`,
  foundTaken: `select count(*) from found where from_status = 'processing' and charged_at < at - ${SENT_AGAIN_WITHIN}`,
  sentAgain: `select count(*) from found where from_status = 'processing' and charged_at >= at - ${SENT_AGAIN_WITHIN}`,
  answersFoundLater: "select count(*) from found where from_status = 'unknown'",
};

/** What both books say at the end of a run. */
export async function readFigures(
  database: CrashDatabase,
): Promise<Counted & Pick<CrashReport, "differences" | "firstDifferences">> {
  const columns = Object.entries(QUESTIONS).map(([name, sql]) => `(${sql}) as "${name}"`);
  const [row] = await database.ask<Record<string, string>>(`${CHARGES} select ${columns.join(", ")}`);
  const read = (name: keyof Counted) => Number(row?.[name] ?? Number.NaN);
  const differences = await compareBooks(database);
  return {
    taken: read("taken"),
    refused: read("refused"),
    chargedTwice: read("chargedTwice"),
    surplusCents: read("surplusCents"),
    lost: read("lost"),
    chargedThoughCancelled: read("chargedThoughCancelled"),
    unknownLeft: read("unknownLeft"),
    linksLeftOpen: read("linksLeftOpen"),
    linksCancelled: read("linksCancelled"),
    receiptsTwice: read("receiptsTwice"),
    mailsTwice: read("mailsTwice"),
    foundTaken: read("foundTaken"),
    sentAgain: read("sentAgain"),
    answersFoundLater: read("answersFoundLater"),
    differences: differences.length,
    firstDifferences: differences.slice(0, 5),
  };
}
