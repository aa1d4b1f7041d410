import type { MatterSystemId } from "@/lib/matter-systems/model";
import { ADERANT_RECEIPTS } from "./built-in/aderant";
import { ENTERPRISE_DELIMITED, ENTERPRISE_FIXED } from "./built-in/enterprise";
import { PROLAW_RECEIPTS } from "./built-in/prolaw";
import { THREE_E_PROCESS } from "./built-in/three-e";
import type { PostingLayout } from "./model";

/** Those that ship, the one that is used unless the firm has its own first. */
export const BUILT_IN_LAYOUTS: Record<MatterSystemId, readonly [PostingLayout, ...PostingLayout[]]> = {
  enterprise: [ENTERPRISE_DELIMITED, ENTERPRISE_FIXED],
  threeE: [THREE_E_PROCESS],
  prolaw: [PROLAW_RECEIPTS],
  aderant: [ADERANT_RECEIPTS],
};

/** What the matter system still needs after a delivery, in the language of who reads it. Empty: nothing. */
export function chooseAfterDelivery({ afterDelivery }: Pick<PostingLayout, "afterDelivery">, locale: string): string {
  const language = locale.split("-")[0];
  if (language === "fr") return afterDelivery.fr ?? afterDelivery.en;
  return language === "es" ? (afterDelivery.es ?? afterDelivery.en) : afterDelivery.en;
}
