import { ConnectRow } from "./connect-row";
import { InvoicesRow } from "./invoices-row";

/** What a firm may have or be without. */
export function ModuleRows() {
  return (
    <>
      <InvoicesRow />
      <ConnectRow />
    </>
  );
}
