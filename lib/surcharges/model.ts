/** A card surcharge: a percentage of a credit card payment, borne by whoever pays. Rates are basis points: 290 is 2.9 %. */

/** Above this no rate is lawful for a product that takes every network (S2). Equal to the database's `surcharge_ceiling`. */
export const MAX_BASIS_POINTS = 300;
/** Networks and processor are told so many days before the first surcharge (S4). */
export const NOTICE_DAYS = 30;

export type SurchargeSettings = {
  isEnabled: boolean;
  rateBasisPoints: number;
  /** What the firm's processor takes of it for a credit card: a surcharge is never more than that (S2). */
  costBasisPoints: number;
  /** Two letters of the firm's own state: its law decides (S3). */
  state: string;
  /** The day on which networks and processor were told, ISO; "" while they were not (S4). */
  noticeDate: string;
  /** The firm's own words to clients beside the amount. */
  disclosure: string;
  /** Where the engagement letter or notice that tells clients beforehand is kept (S9). */
  evidence: string;
};

export const SURCHARGE_OFF: SurchargeSettings = {
  isEnabled: false,
  rateBasisPoints: 0,
  costBasisPoints: 0,
  state: "",
  noticeDate: "",
  disclosure: "",
  evidence: "",
};

/** A surcharge on one amount, before it is charged. `totalCents` is amount and surcharge together. */
export type Surcharge = { surchargeCents: number; totalCents: number; basisPoints: number };

export const SURCHARGE_REFUSALS = [
  "surcharge_rate_missing",
  "surcharge_rate_too_high",
  "surcharge_above_cost",
  "surcharge_cost_missing",
  "surcharge_state_missing",
  "surcharge_state_prohibits",
  "surcharge_above_state",
  "surcharge_notice_missing",
  "surcharge_notice_too_new",
  "surcharge_disclosure_missing",
  "surcharge_evidence_missing",
] as const;
export type SurchargeRefusal = (typeof SURCHARGE_REFUSALS)[number];

/** Which field of the settings is wrong, and why. */
export type SurchargeProblem = { path: keyof SurchargeSettings; refusal: SurchargeRefusal };

/**
 * What a state's law says of card surcharges, from a day on. Sources disagree and laws change: each line has its day and its source, and
 * the newest line that has begun counts. A state without a line has no rule of its own. Not legal advice: the firm confirms it.
 */
export type StateRule = {
  state: string;
  /** ISO date. */
  from: string;
  /** `cap`: at most so many basis points. `actual_cost`: at most what the processor takes; always asked, so it adds no figure. */
  rule: { kind: "prohibited" } | { kind: "cap"; maxBasisPoints: number } | { kind: "actual_cost" };
  source: string;
};

export const STATE_RULES: readonly StateRule[] = [
  { state: "CT", from: "1986-10-01", rule: { kind: "prohibited" }, source: "Conn. Gen. Stat. 42-133ff" },
  { state: "MA", from: "1981-01-01", rule: { kind: "prohibited" }, source: "Mass. Gen. Laws ch. 140D 28A" },
  {
    state: "ME",
    from: "1981-01-01",
    rule: { kind: "prohibited" },
    source: "9-A Me. Rev. Stat. 8-509; processors refuse it",
  },
  { state: "PR", from: "2011-08-14", rule: { kind: "prohibited" }, source: "10 L.P.R.A. 11" },
  { state: "CO", from: "1981-01-01", rule: { kind: "prohibited" }, source: "Colo. Rev. Stat. 5-2-212 before 2022" },
  { state: "CO", from: "2022-07-01", rule: { kind: "cap", maxBasisPoints: 200 }, source: "Colo. Rev. Stat. 5-2-212" },
  { state: "NY", from: "1984-01-01", rule: { kind: "prohibited" }, source: "N.Y. Gen. Bus. Law 518 before 2024" },
  { state: "NY", from: "2024-02-11", rule: { kind: "actual_cost" }, source: "N.Y. Gen. Bus. Law 518" },
];

/** Where a firm may be, in the order of their names in English. */
export const STATES = [
  "AL",
  "AK",
  "AZ",
  "AR",
  "CA",
  "CO",
  "CT",
  "DE",
  "DC",
  "FL",
  "GA",
  "HI",
  "ID",
  "IL",
  "IN",
  "IA",
  "KS",
  "KY",
  "LA",
  "ME",
  "MD",
  "MA",
  "MI",
  "MN",
  "MS",
  "MO",
  "MT",
  "NE",
  "NV",
  "NH",
  "NJ",
  "NM",
  "NY",
  "NC",
  "ND",
  "OH",
  "OK",
  "OR",
  "PA",
  "PR",
  "RI",
  "SC",
  "SD",
  "TN",
  "TX",
  "UT",
  "VT",
  "VA",
  "WA",
  "WV",
  "WI",
  "WY",
] as const;
