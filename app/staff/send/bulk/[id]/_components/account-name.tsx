import { Tag } from "@/components/ui/tag";
import type { LinkUploadDetail } from "@/lib/link-uploads/model";

/** The tag of an operating account with its name and last digits. */
export function AccountName({ upload }: { upload: Pick<LinkUploadDetail, "accountName" | "accountLast4"> }) {
  const { accountName, accountLast4 } = upload;
  return <Tag tone="operating">{accountLast4 ? `${accountName} •• ${accountLast4}` : accountName}</Tag>;
}
