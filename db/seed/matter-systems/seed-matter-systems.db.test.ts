import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/tests/support/test-database";
import { MATTER_PLACES } from "./places";
import { seedMatterSystems } from "./seed-matter-systems";

const NOW = new Date("2026-03-10T15:30:00Z");
const test = useTestDatabase();

beforeAll(async () => {
  await seedMatterSystems(test.url, { now: NOW });
});

/** One row per bill and payor that owes something, in the same words whatever the system. */
const OPEN: Record<string, string> = {
  matter_enterprise: `
    select l.linvoice::text as number, min(l.lmatter) as matter, l.lpayor as payor,
      sum(case lc.lcdebcr when 'C' then -l.lamount else l.lamount end)::text as balance
    from matter_enterprise.ledger l
    join matter_enterprise.ledcode lc on lc.lccode = l.llcode
    join matter_enterprise.matter m on m.mmatter = l.lmatter
    where l.linvoice is not null and l.lzero in ('N', 'Y')
    group by l.linvoice, m.mclient, l.lpayor
    having sum(case lc.lcdebcr when 'C' then -l.lamount else l.lamount end) > 0`,
  matter_three_e: `
    select i.InvNumber as number, m.Number as matter, c.Number as payor, p.BalAmt::text as balance
    from matter_three_e.InvPayor p
    join matter_three_e.InvMaster i on i.InvIndex = p.InvMaster
    join matter_three_e.Matter m on m.MattIndex = i.LeadMatter
    join matter_three_e.Client c on c.ClientIndex = p.Payor - 70000
    where p.BalAmt > 0 and i.InvNumber <> 'PURGE'`,
  matter_prolaw: prolaw("matter_prolaw"),
  matter_aderant: `
    select b.BILL_NUM::text as number,
      (select m.MATTER_CODE from matter_aderant.BLT_BILLM bm join matter_aderant.HBM_MATTER m using (MATTER_UNO)
       where bm.BILL_TRAN_UNO = b.TRAN_UNO order by bm.BILLM_UNO limit 1)::text as matter,
      c.CLIENT_CODE::text as payor, p.TOTAL_AR::text as balance
    from matter_aderant.BLT_BILLP p
    join matter_aderant.BLT_BILL b on b.TRAN_UNO = p.BILL_TRAN_UNO
    join matter_aderant.HBM_CLIENT c on c.CLIENT_UNO = p.PAYR_CLIENT_UNO
    where p.AR_STATUS = 'O' and b.LAST_BILL_ACTION <> 'REVR' and p.TOTAL_AR > 0`,
  matter_prolaw_okafor: prolaw("matter_prolaw_okafor"),
};

function prolaw(schema: string): string {
  return `
    select s.StmnNo::text as number, m.MatterID as matter, c.ContactID as payor, s.AmountDue::text as balance
    from ${schema}.StmnLedger s join ${schema}.Matters m using (Matters) join ${schema}.Contacts c on c.Contacts = s.Contacts
    where s.LedgerType = 'S' and s.StmnNo is not null and s.AmountDue > 0`;
}

/** Each finds what a matter system would never hold. */
const FAULTS: Record<string, string> = {
  "a 3E bill whose payors do not bear all of it": `
    select i.InvIndex from matter_three_e.InvMaster i
    where (select sum(OrgAmt) from matter_three_e.InvPayor p where p.InvMaster = i.InvIndex)
      <> (select sum(ARAmt) from matter_three_e.ARDetail d where d.InvMaster = i.InvIndex and d.ARList = 'Bill')`,
  "3E percentages that are not a hundred": `
    select InvMaster from matter_three_e.InvPayor group by 1 having count(*) > 1 and sum(Percentage) <> 100`,
  "a 3E balance that its buckets or its receipts do not make": `
    select p.InvPayorIndex from matter_three_e.InvPayor p join matter_three_e.InvMaster i on i.InvIndex = p.InvMaster
    where p.BalAmt <> p.BalFee + p.BalOth + p.BalHCo + p.BalSCo + p.BalTax
      or i.IsReversed = 0 and i.InvNumber <> 'PURGE'
        and p.BalAmt > p.OrgAmt - (select coalesce(sum(r.Amount), 0) from matter_three_e.RcptInvoice r where r.InvPayor = p.InvPayorIndex)`,
  "a 3E trust movement without its receipt": `
    select b.TrustBalanceIndex from matter_three_e.TrustBalance b
    left join matter_three_e.TrustReceiptDetail d on d.TrustRcptDetIndex = b.TrustReceiptDetail and d.Amount = b.Amount
    where b.Amount > 0 and d.TrustReceipt is null`,
  "an Aderant bill whose matters and payors differ": `
    select TRAN_UNO from matter_aderant.BLT_BILL b
    where (select (sum(TOTAL_AR), sum(TOTAL_BIL)) from matter_aderant.BLT_BILLM m where m.BILL_TRAN_UNO = b.TRAN_UNO)
      is distinct from (select (sum(TOTAL_AR), sum(TOTAL_BIL)) from matter_aderant.BLT_BILLP p where p.BILL_TRAN_UNO = b.TRAN_UNO)`,
  "an Aderant balance that its transactions do not make": `
    select p.BILLP_UNO from matter_aderant.BLT_BILLP p
    where p.AR_STATUS <> 'X' and p.TOTAL_AR <> (select sum(a.SIGN * (a.FEES_AMT + a.HARD_AMT)) from matter_aderant.BLT_BILL_AMT a where a.BILLP_UNO = p.BILLP_UNO)`,
  "an Aderant receipt that is on no bill": `
    select c.TRAN_UNO from matter_aderant.CRT_CASH c
    left join matter_aderant.BLT_BILL_AMT a on a.SOURCE_TRAN_UNO = c.TRAN_UNO and a.FEES_AMT + a.HARD_AMT = c.RECEIPT_AMT
    where a.ROW_UNO is null`,
  "a ProLaw statement whose receipts lower it by more than they are": `
    select s.StmnLedger from matter_prolaw.StmnLedger s
    where s.LedgerType = 'S' and s.IsReversed = 0 and s.StmnNo is not null
      and s.AmountDue > s.Amount + (select coalesce(sum(r.Amount), 0) from matter_prolaw.StmnLedger r where r.OnStatement = s.StmnLedger)`,
  "Enterprise rows that say they are offset and are not": `
    select l.linvoice from matter_enterprise.ledger l join matter_enterprise.ledcode c on c.lccode = l.llcode
      join matter_enterprise.matter m on m.mmatter = l.lmatter
    where l.lzero in ('N', 'Y') and l.linvoice is not null
    group by l.linvoice, m.mclient, l.lpayor
    having (sum(case c.lcdebcr when 'C' then -l.lamount else l.lamount end) = 0) <> bool_and(l.lzero = 'Y')`,
  "a trust ledger below zero": `
    select tttrust::text from matter_enterprise.trsttran group by 1 having sum(ttamount) < 0
    union all select TRUST_ID::text from matter_aderant.TRT_TRUST_TRAN group by 1 having sum(AMOUNT) < 0
    union all select Matters from matter_prolaw.TrustLedger group by Matters, BankAccounts having sum(Amount) < 0`,
};

describe("seedMatterSystems", () => {
  it("changes nothing the second time", async () => {
    const before = await openIn("matter_three_e");
    expect(await seedMatterSystems(test.url, { now: new Date("2026-04-01T00:00:00Z") })).toEqual([]);
    expect(await openIn("matter_three_e")).toEqual(before);
  });

  it("tells the same open bills in the shape of each system", async () => {
    const told = await openIn("matter_enterprise");
    expect(told.length).toBeGreaterThan(150);
    for (const schema of ["matter_three_e", "matter_prolaw", "matter_aderant"])
      expect(await openIn(schema)).toEqual(told);
  });

  it("tells the same trust ledgers, an emptied one too", async () => {
    const told = await test.asOwner<{ matter: string; bank: string; held: string }>(
      `select trmatter as matter, trbank as bank, sum(ttamount)::text as held from matter_enterprise.trust
       join matter_enterprise.trsttran on tttrust = trindex group by 1, 2 order by 1, 2`,
    );
    expect(told).toContainEqual({ matter: "10427-0005", bank: "IOLTA", held: "0.00" });
    expect(told.filter(({ matter }) => matter === "10427-0003").map(({ bank }) => bank)).toEqual(["ESCROW", "IOLTA"]);
    const threeE = await test.asOwner(
      `select m.Number as matter, a.Number as bank, sum(b.Amount)::text as held from matter_three_e.TrustBalance b
       join matter_three_e.Matter m on m.MattIndex = b.Matter join matter_three_e.BankAcct a on a.BankAcctIndex = b.BankAcctTrust
       group by 1, 2 order by 1, 2`,
    );
    expect(threeE).toEqual(told);
  });

  it("holds what a firm of some size holds", async () => {
    const [row] = await test.asOwner<Record<string, number>>(
      `select (select count(*)::int from matter_three_e.Client) as clients, (select count(*)::int from matter_three_e.Matter) as matters,
        (select count(*)::int from matter_three_e.Matter where MattStatus = 'CL') as closed,
        (select count(*)::int from matter_three_e.InvMaster) as bills,
        (select count(*)::int from matter_three_e.InvMaster where InvNumber = 'PURGE') as purged,
        (select count(*)::int from matter_three_e.InvMaster where IsReversed = 1) as reversed,
        (select count(*)::int from matter_three_e.InvPayor where BalAmt between 0.01 and OrgAmt - 0.01) as part_paid,
        (select count(*)::int from matter_three_e.InvPayor where BalAmt < 0) as overpaid,
        (select count(*)::int from matter_three_e.InvPayor where Percentage is not null) as shares`,
    );
    expect(row?.clients).toBeGreaterThanOrEqual(40);
    expect(row?.matters).toBeGreaterThanOrEqual(120);
    expect(row?.bills).toBeGreaterThanOrEqual(400);
    for (const name of ["closed", "purged", "reversed", "part_paid", "overpaid", "shares"])
      expect(row?.[name], name).toBeGreaterThan(3);
  });

  it.each(Object.entries(FAULTS))("has no %s", async (_words, sql) => {
    expect(await test.asOwner(sql)).toEqual([]);
  });

  it("keeps each firm's system in a schema of its own, closed to the app", async () => {
    const ours = await openIn("matter_prolaw_okafor");
    expect(ours.length).toBeGreaterThan(5);
    const rows = await test.asOwner<{ schema: string; may: boolean }>(
      "select nspname as schema, has_schema_privilege('docketpay_app', oid, 'usage') as may from pg_namespace where nspname like 'matter\\_%' order by 1",
    );
    expect(rows.map(({ schema }) => schema).sort()).toEqual(MATTER_PLACES.map(({ schema }) => schema).sort());
    expect(rows.some(({ may }) => may)).toBe(false);
  });

  it("takes many invoices more", async () => {
    expect(await seedMatterSystems(test.url, { now: NOW, invoices: 3_000, schemas: ["matter_aderant"] })).toEqual([
      "matter_aderant",
    ]);
    expect((await openIn("matter_aderant")).length).toBeGreaterThan(3_000);
  });
});

async function openIn(schema: string): Promise<{ number: string; matter: string; payor: string; balance: string }[]> {
  const rows = await test.asOwner<{ number: string; matter: string; payor: string; balance: string }>(
    OPEN[schema] ?? "",
  );
  const told = rows.map(({ number, matter, payor, balance }) => ({
    number,
    matter: matter.trim(),
    payor: payor.trim(),
    balance,
  }));
  return told.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
