import { BrandingRow } from "./branding-row";
import { FirmRow } from "./firm-row";
import { MailsRow } from "./mails-row";
import { ReceiptsRow } from "./receipts-row";

/** What clients see of the firm. */
export function FirmRows() {
  return (
    <>
      <FirmRow />
      <BrandingRow />
      <ReceiptsRow />
      <MailsRow />
    </>
  );
}
