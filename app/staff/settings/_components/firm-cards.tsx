import { BrandingCard } from "./branding-card";
import { FirmCard } from "./firm-card";
import { MailsCard } from "./mails-card";
import { ReceiptsCard } from "./receipts-card";

/** What clients see of the firm. */
export function FirmCards() {
  return (
    <>
      <FirmCard />
      <BrandingCard />
      <ReceiptsCard />
      <MailsCard />
    </>
  );
}
