import { Ledger, Td, Th } from "@/components/ui/ledger";

export function InvoiceLines() {
  return (
    <Ledger caption="What this payment is for">
      <thead>
        <tr>
          <Th>For</Th>
          <Th kind="money">Amount</Th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <Td>
            <span className="line-title">Invoice 204118</span>
            <span className="line-note">Charter party dispute · due Oct 31, 2026</span>
          </Td>
          <Td kind="money">$3,125.00</Td>
        </tr>
        <tr>
          <Td>
            <span className="line-title">Invoice 204077</span>
            <span className="line-note">General counsel retainer, September · due Oct 15, 2026</span>
          </Td>
          <Td kind="money">$1,737.50</Td>
        </tr>
      </tbody>
      <tfoot>
        <tr>
          <Td>Total</Td>
          <Td kind="money" total>
            $4,862.50
          </Td>
        </tr>
      </tfoot>
    </Ledger>
  );
}
