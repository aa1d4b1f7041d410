import type { MoneyLanguage } from "@/lib/money/locale";
import type { AccountKind } from "@/lib/payments/model";
import type { FigureAddress } from "./figure-address";

/** What every part of the dashboard needs to write its figures and to lead to the lists behind them. */
export type DashboardView = {
  currency: string;
  locale: MoneyLanguage;
  timeZone: string;
  now: Date;
  addressOf: FigureAddress;
  /** The kinds of money that are shown: one or both, operating first. */
  kinds: readonly AccountKind[];
};

export const BOTH_KINDS = ["operating", "trust"] as const;
