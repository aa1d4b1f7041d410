import type { SystemCode } from "@/lib/matter-systems/model";
import type { LayoutRefusal } from "@/lib/posting-layouts/model";

/** Pure words of the Connect module's settings. */

/** Whether a record carries the day of the payment or the day on which it was posted. */
export const POSTING_DATES = ["paid", "posted"] as const;
export type PostingDate = (typeof POSTING_DATES)[number];

/** When an eCheck of operating money gets its posting records; trust money always at settlement. */
export const ECHECK_POSTINGS = ["accepted", "settled"] as const;
export type EcheckPosting = (typeof ECHECK_POSTINGS)[number];

export const MAX_AR_MESSAGE = 200;
export const MAX_LINK_LIFE_HOURS = 8_760;

export type ConnectSettings = {
  isOn: boolean;
  /** The connection in use; null while none was chosen. */
  connectionId: string | null;
  /** What a new payment begins with; travels to the matter system and is never shown to the client. */
  arMessage: string;
  postingDate: PostingDate;
  /** Matched records are queued by the job, without a person. */
  postsAutomatically: boolean;
  echeckPosting: EcheckPosting;
  /** Of a link made in Make a Payment. */
  linkLifeHours: number;
};

/** A firm that has never touched Connect. Equal to the defaults of the table. */
export const CONNECT_OFF: ConnectSettings = {
  isOn: false,
  connectionId: null,
  arMessage: "",
  postingDate: "paid",
  postsAutomatically: false,
  echeckPosting: "accepted",
  linkLifeHours: 24,
};

/** What money of a merchant account is called in one matter system. */
export type PostingAccount = {
  accountId: string;
  ledgerCode: string;
  transactionType: string;
  bankAccount: string;
};

export type PostingCodes = Omit<PostingAccount, "accountId">;

/** What the matter system offers for each of the three. */
export type PostingChoices = Record<keyof PostingCodes, SystemCode[]>;

/** One line of a select: `isKnown` is false for a saved code that the matter system does not list (any more). */
export type CodeOption = { code: string; name: string; isKnown: boolean };

/** What a layout makes of the newest records, before it is saved. `isSample`: there are none yet, and made-up ones are shown. */
export type LayoutPreviewResult =
  | {
      kind: "file";
      isSample: boolean;
      fileName: string;
      content: string;
      records: number;
      totalCents: number;
      currency: string;
    }
  | { kind: "refused"; refusal: LayoutRefusal };
