import type { MatterSystemId, SearchField } from "@/lib/matter-systems/model";

export type MatterQuestion = { by: SearchField; match: "contains" | "exact"; query: string };

/** What staff type. The client and the invoice are of the many that the seed adds; some of these find one row, some thousands. */
export const MATTER_QUESTIONS: readonly MatterQuestion[] = [
  { by: "client_name", match: "contains", query: "holdings" },
  { by: "client_name", match: "contains", query: "smith" },
  { by: "client_number", match: "exact", query: "400123" },
  { by: "client_number", match: "contains", query: "4001" },
  { by: "matter_number", match: "exact", query: "400123-0002" },
  { by: "matter_number", match: "contains", query: "00123-0002" },
  { by: "matter_description", match: "contains", query: "lease of" },
  { by: "invoice_number", match: "exact", query: "345678" },
  { by: "invoice_number", match: "contains", query: "45678" },
];

type HandWritten = {
  /** Before the condition, and after it. $1 is the text or pattern, in lower case; $2 the number of rows. */
  before: string;
  after: string;
  columns: Record<SearchField, string>;
  /** The whole number that invoices are known by, where they have one. */
  invoiceId?: string;
};

/** For one question: the SQL that somebody who knows the tables and PostgreSQL would write for it, with the same columns in the same order. */
export function handWritten(system: MatterSystemId, { by, match, query }: MatterQuestion) {
  const { before, after, columns, invoiceId } = BY_HAND[system];
  if (match === "exact" && by === "invoice_number" && invoiceId !== undefined)
    return { text: `${before} and ${invoiceId} = $1 ${after}`, value: query };
  const condition = `lower(${columns[by]}) ${match === "exact" ? "=" : "like"} $1`;
  return { text: `${before} and ${condition} ${after}`, value: match === "exact" ? query : `%${query}%` };
}

const BY_HAND: Record<MatterSystemId, HandWritten> = {
  threeE: {
    before: `select ip.invpayorindex::text, c.number, c.displayname, m.number, m.displayname, im.invnumber, p.payorindex::text, p.displayname,
        ip.percentage, im.invdate::date::text, (ip.orgamt * 100)::bigint, (ip.balamt * 100)::bigint, im.currency
      from invpayor ip join invmaster im on im.invindex = ip.invmaster join matter m on m.mattindex = im.leadmatter
      join client c on c.clientindex = m.client join payor p on p.payorindex = ip.payor
      where ip.balamt > 0 and im.isreversed = 0 and im.invnumber <> 'PURGE' and m.mattstatus = 'OP'`,
    after: "order by im.invdate, ip.invpayorindex limit $2",
    columns: {
      client_name: "c.displayname",
      client_number: "c.number",
      matter_number: "m.number",
      matter_description: "m.displayname",
      invoice_number: "im.invnumber",
    },
  },
  aderant: {
    before: `select bp.billp_uno::text, c.client_code, c.client_name, m.matter_code, m.matter_name, b.bill_num::text, p.client_code,
        p.client_name, bp.payr_percent, b.bill_date::date::text, (bp.total_bil * 100)::bigint, (bp.total_ar * 100)::bigint, b.currency_code
      from blt_billp bp join blt_bill b on b.tran_uno = bp.bill_tran_uno join blt_billm bm on bm.bill_tran_uno = b.tran_uno
      join hbm_matter m on m.matter_uno = bm.matter_uno join hbm_client c on c.client_uno = m.client_uno
      join hbm_client p on p.client_uno = bp.payr_client_uno
      where bp.ar_status = 'O' and bp.total_ar > 0 and b.last_bill_action <> 'REVR' and m.status_code not in ('CLOSE', 'FINAL')
        and not exists (select from blt_billm e where e.bill_tran_uno = bm.bill_tran_uno and e.billm_uno < bm.billm_uno)`,
    after: "order by b.bill_date, bp.billp_uno limit $2",
    columns: {
      client_name: "c.client_name",
      client_number: "c.client_code::text",
      matter_number: "m.matter_code::text",
      matter_description: "m.matter_name",
      invoice_number: "b.bill_num::text",
    },
    invoiceId: "b.bill_num",
  },
  prolaw: {
    before: `select s.stmnledger, c.contactid, c.fullname, m.matterid, m.shortdesc, s.stmnno::text, p.contactid, p.fullname, mc.billpercent,
        s.transdate::date::text, (s.amount * 100)::bigint, (s.amountdue * 100)::bigint, i.value
      from stmnledger s join matters m on m.matters = s.matters join contacts c on c.contacts = m.client
      join contacts p on p.contacts = s.contacts
      left join mattercontacts mc on mc.matters = s.matters and mc.contacts = s.contacts and mc.assignedtype = 'Billing'
      left join prolawini i on i.section = 'Accounting' and i.ident = 'Currency'
      where s.ledgertype = 'S' and s.stmnno is not null and s.amountdue > 0 and s.isreversed = 0 and m.status = 'Open'`,
    after: "order by s.transdate, s.stmnledger limit $2",
    columns: {
      client_name: "c.fullname",
      client_number: "c.contactid",
      matter_number: "m.matterid",
      matter_description: "m.shortdesc",
      invoice_number: "s.stmnno::text",
    },
    invoiceId: "s.stmnno",
  },
  enterprise: {
    before: `select b.*, bp.bppct from (
      select h.linvoice, min(l.lindex) as first_index, m.mclient, c.clname1, c.clname2, m.mmatter, m.mdesc1, h.lpayor, p.clname1 as payor,
        min(l.ltradat) as billed_at, m.mcurrency, sum(case lc.lcdebcr when 'C' then 0 else l.lamount end) as billed,
        sum(case lc.lcdebcr when 'C' then -l.lamount else l.lamount end) as balance
      from ledger h join matter m on m.mmatter = h.lmatter join client c on c.clnum = m.mclient join client p on p.clnum = h.lpayor
      join ledger l on l.linvoice = h.linvoice and l.lpayor = h.lpayor and l.lzero <> 'R'
      join matter lm on lm.mmatter = l.lmatter and lm.mclient = m.mclient join ledcode lc on lc.lccode = l.llcode
      where m.mstatus = 'OP' and h.linvoice is not null and not exists (select from ledger e
          where e.linvoice = h.linvoice and e.lpayor = h.lpayor and e.lmatter = h.lmatter and e.lindex < h.lindex)`,
    after: `group by h.linvoice, h.lpayor, m.mmatter, m.mdesc1, m.mclient, m.mcurrency, c.clname1, c.clname2, p.clname1
        having min(l.lmatter) = m.mmatter and sum(case lc.lcdebcr when 'C' then -l.lamount else l.lamount end) > 0
      ) b left join billpayr bp on bp.bpinvoice = b.linvoice and bp.bpclient = b.mclient and bp.bppayor = b.lpayor
      order by b.billed_at, b.first_index limit $2`,
    columns: {
      client_name: "c.clname1",
      client_number: "m.mclient",
      matter_number: "m.mmatter",
      matter_description: "m.mdesc1",
      invoice_number: "h.linvoice::text",
    },
    invoiceId: "h.linvoice",
  },
};
