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
