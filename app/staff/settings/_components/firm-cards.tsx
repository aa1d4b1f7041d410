import { BrandingCard } from "./branding-card";
import { FirmCard } from "./firm-card";

/** What clients see of the firm. */
export function FirmCards() {
  return (
    <>
      <FirmCard />
      <BrandingCard />
    </>
  );
}
