import { findBookFaults } from "@/tests/support/books-oracle";
import { compareCorrections } from "./compare-corrections";
import type { CrashDatabase } from "./crash-database";
import type { MixedFigures } from "./model";
import { withDatabaseUrl } from "./with-database-url";

type Asked = Omit<
  MixedFigures,
  | "events"
  | "eventsNeverTold"
  | "eventsHanded"
  | "gatewayRestarts"
  | "storiesLeft"
  | "refundDifferences"
  | "stateDifferences"
  | "bookFaults"
>;

// A press of a refund is told by its request key, whatever became of it; what follows "/" makes it fresh in a run without that guard.
// Its last part is what was asked for: see stories.ts.
const GIVEN = `with given as (select s.*, split_part(coalesce(r.request_key, s.reference), '/', 1) as press
    from sandbox.refunds s left join refunds r on r.firm_id = s.firm_id and r.id = s.reference),
  presses as (select press, count(*) as times, sum(amount_cents) as cents, substring(press from '([0-9]+)$')::bigint as asked
    from given group by 1),
  kept as (select * from sandbox.methods where removed_at is null)`;

const QUESTIONS: Record<keyof Asked, string> = {
  refunds: "select count(*) from given",
  voids: "select count(*) from sandbox.charges where state = 'voided' and decline_code = ''",
  returns: "select count(*) from sandbox.charges where state = 'returned'",
  disputes: "select count(*) from sandbox.charges where dispute_status <> ''",
  methods: "select count(*) from sandbox.methods",
  refundedTwice: "select count(*) from presses where times > 1",
  refundedBeyondAsk: "select count(*) from presses where asked is null or cents > asked",
  refundsAbovePayment: `select count(*) from sandbox.charges c
    where (select coalesce(sum(g.amount_cents), 0) from given g where g.charge_id = c.id) > c.amount_cents`,
  voidedAndRefunded: `select count(*) from payments p left join sandbox.charges c on c.firm_id = p.firm_id and c.reference = p.id
    where (p.status = 'voided' or c.state = 'voided' or exists (select 1 from voids v where v.payment_id = p.id and v.status = 'voided'))
      and (exists (select 1 from refunds r where r.payment_id = p.id and r.status <> 'refused')
        or exists (select 1 from given g where g.charge_id = c.id))`,
  correctionsLeft: `select (select count(*) from refunds where status in ('processing', 'unknown'))
    + (select count(*) from voids where status in ('processing', 'unknown'))
    + (select count(*) from payment_methods where status in ('processing', 'removing'))`,
  methodsTwice: `select count(*) from (select m.intent from sandbox.methods k
    join payment_methods m on m.firm_id = k.firm_id and m.id = k.reference group by 1 having count(*) > 1) twice`,
  methodsApart: `select count(*) from (select firm_id, account_id, id from payment_methods where status = 'active') m
    full join kept k on (k.firm_id, k.account_id, k.reference) = (m.firm_id, m.account_id, m.id)
    where m.id is null or k.reference is null`,
  correctionMailsTwice: `select count(*) from (select 1 from mails where kind in ('refund-receipt', 'method-saved')
    group by kind, to_address, object_id, payload ->> 'refundId' having count(*) > 1) twice`,
};

/** What both books say of refunds, voids and methods at the end of a mixed run, and what the books oracle says of everything. */
export async function readMixedFigures(
  database: CrashDatabase,
): Promise<Asked & Pick<MixedFigures, "refundDifferences" | "stateDifferences" | "bookFaults">> {
  const columns = Object.entries(QUESTIONS).map(([name, sql]) => `(${sql}) as "${name}"`);
  const [row] = await database.ask<Record<string, string>>(`${GIVEN} select ${columns.join(", ")}`);
  const read = (name: keyof Asked) => Number(row?.[name] ?? Number.NaN);
  const { url, ask } = database;
  const { refunds, states } = await compareCorrections(database);
  return {
    refunds: read("refunds"),
    voids: read("voids"),
    returns: read("returns"),
    disputes: read("disputes"),
    methods: read("methods"),
    refundedTwice: read("refundedTwice"),
    refundedBeyondAsk: read("refundedBeyondAsk"),
    refundsAbovePayment: read("refundsAbovePayment"),
    voidedAndRefunded: read("voidedAndRefunded"),
    correctionsLeft: read("correctionsLeft"),
    methodsTwice: read("methodsTwice"),
    methodsApart: read("methodsApart"),
    correctionMailsTwice: read("correctionMailsTwice"),
    refundDifferences: refunds,
    stateDifferences: states,
    bookFaults: await withDatabaseUrl(url, () => findBookFaults({ url, asOwner: ask })),
  };
}
