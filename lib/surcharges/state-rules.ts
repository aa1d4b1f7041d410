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

/** The rule of a state on a day (ISO); null when it has none of its own. */
export function stateRuleOn(state: string, day: string): StateRule | null {
  const begun = STATE_RULES.filter((rule) => rule.state === state && rule.from <= day);
  return begun.reduce<StateRule | null>((newest, rule) => (newest && newest.from > rule.from ? newest : rule), null);
}
