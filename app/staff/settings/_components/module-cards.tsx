import { ConnectCard } from "./connect-card";
import { InvoicesCard } from "./invoices-card";

/** What a firm may have or be without. */
export function ModuleCards() {
  return (
    <>
      <InvoicesCard />
      <ConnectCard />
    </>
  );
}
