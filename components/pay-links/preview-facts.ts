import type { FirmIdentity } from "@/components/layout/firm-mark";
import type { MissingWords } from "@/components/pay-links/message-text";
import type { MessagePart } from "@/lib/pay-links/rules";

/** What both previews show, already in the client's language. Null: not typed yet. */
export type PreviewFacts = {
  firm: FirmIdentity & { addressLine: string; phone: string };
  kind: "operating" | "trust";
  /** Empty: our own sentence stands instead. */
  message: readonly MessagePart[];
  recipient: string | null;
  amount: string | null;
  invoice: string;
  due: string;
  client: string;
  matter: string;
  openUntil: string;
  words: MissingWords;
};
