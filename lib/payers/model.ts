import type { Locale } from "@/lib/i18n/model";
import type { AccountKind } from "@/lib/payments/model";

/** Pure words and view types of payers: who pays, a person or a business. */

export const PAYER_KINDS = ["person", "business"] as const;
export type PayerKind = (typeof PAYER_KINDS)[number];

export const MOST_EMAILS = 20;
export const MOST_REFS = 20;

/** ISO 3166-1, two letters each. */
export const COUNTRIES: readonly string[] = (
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK " +
  "CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS " +
  "GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV " +
  "LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM " +
  "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR " +
  "TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
).split(" ");

export type PayerAddress = {
  line1: string;
  line2: string;
  city: string;
  region: string;
  postalCode: string;
  /** One of `COUNTRIES`; empty when not known. */
  country: string;
};

/** What a payer is made of, as a form or request gives it. */
export type PayerFacts = {
  kind: PayerKind;
  /** Of a business its name; of a person only when neither given nor family name is known. */
  name: string;
  givenName: string;
  familyName: string;
  emails: string[];
  phone: string;
  address: PayerAddress;
  /** The client's numbers in the matter system. */
  clientRefs: string[];
  notes: string;
  locale: Locale;
  customFields: Record<string, string>;
};

/** One line of the list of payers. `lastPaidAt`: when money was last taken from them, into accounts that the reader may see. */
export type PayerRow = {
  id: string;
  kind: PayerKind;
  name: string;
  emails: string[];
  phone: string;
  clientRefs: string[];
  createdAt: Date;
  lastPaidAt: Date | null;
};

export type PayerDetail = PayerFacts & {
  id: string;
  /** Grows with each change; sent back by the form, so that nobody's change is overwritten unseen. */
  revision: number;
  createdAt: Date;
  archivedAt: Date | null;
  mergedInto: string | null;
};

export type WholePayer = PayerDetail & { lastPaidAt: Date | null };

/** What moves when one payer is merged into another. */
export type MovedWithPayer = {
  payments: number;
  links: number;
  methods: number;
  requests: number;
  schedules: number;
  autoPays: number;
  invoices: number;
};

/** Payers who may be one and the same: by an address, or by a name that differs in marks and case at most. */
export type LikelyDuplicates = { reason: "email" | "name"; value: string; payers: PayerRow[] };

/** What somebody has paid, net of refunds; operating and trust never in one figure. */
export type PaidSums = { kind: AccountKind; payments: number; cents: number; currency: string };

/** A link that waits for this payer. */
export type AddressedLink = {
  id: string;
  number: string;
  amountCents: number;
  currency: string;
  accountKind: AccountKind;
  invoiceNumber: string;
  expiresAt: Date;
  /** The invoice that it was made for: it is shown there, not among the sent links. */
  invoiceId: string | null;
  isInvoicingOn: boolean;
};
