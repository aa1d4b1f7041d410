import { useTranslations } from "next-intl";
import type { IconName } from "@/components/ui/icon";
import { Status, type StatusTone } from "@/components/ui/status";
import { stateWordOf } from "@/lib/postings/columns";
import type { PostingRow } from "@/lib/postings/model";

const LOOKS = {
  pending: { tone: "warn", icon: "clock" },
  incomplete: { tone: "danger", icon: "alert" },
  queued: { tone: "info", icon: "upload" },
  posted: { tone: "ok", icon: "check" },
  confirmed: { tone: "ok", icon: "check-ring" },
  removed: { tone: "off", icon: "minus" },
} as const satisfies Record<string, { tone: StatusTone; icon: IconName }>;

type Props = { row: PostingRow };

/** The state in a word and a mark; a reversal says so. */
export function PostingState({ row }: Props) {
  const t = useTranslations("postings.state");
  const look = LOOKS[row.state === "posted" && row.confirmedAt ? "confirmed" : row.state];
  const isPlain = !row.isReversal || row.state === "incomplete";
  return (
    <Status tone={look.tone} icon={isPlain ? look.icon : "return"}>
      {t(stateWordOf(row) as "pending")}
    </Status>
  );
}
