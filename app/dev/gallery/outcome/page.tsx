import { OutcomePage } from "@/components/layout/outcome-page";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { Tag } from "@/components/ui/tag";
import { ClientFrame } from "../_components/client-frame";
import { InvoiceLines } from "../_components/invoice-lines";

export default async function GalleryOutcomePage({ searchParams }: { searchParams: Promise<{ kind?: string }> }) {
  const { kind } = await searchParams;
  return <ClientFrame>{kind === "expired" ? <Expired /> : <Received />}</ClientFrame>;
}

function Received() {
  return (
    <OutcomePage
      tone="ok"
      title="Payment received"
      facts={[
        { name: "Receipt", value: "R-2026-008142" },
        { name: "Date", value: "Oct 14, 2026, 9:47 AM ET" },
        { name: "Paid with", value: "Visa ending in 4242" },
        { name: "Paid into", value: <Tag tone="operating">Operating account</Tag> },
      ]}
      lines={<InvoiceLines />}
      actions={
        <>
          <LinkButton native href="?" size="sm" icon="download">
            Save PDF
          </LinkButton>
          <Button size="sm" icon="print">
            Print
          </Button>
          <LinkButton native href="?" size="sm" icon="mail">
            Send to another address
          </LinkButton>
        </>
      }
    >
      Thank you. Hartwell &amp; Lowe LLP has received <b>$4,862.50</b> from Bluewater Marine Supply, Inc. A receipt is
      on its way to elena.marsh@bluewater.example.
    </OutcomePage>
  );
}

function Expired() {
  return (
    <OutcomePage
      tone="warn"
      title="This link has expired"
      note="Your request goes to the billing office, which answers on working days."
      actions={
        <>
          <Button variant="primary">Ask for a new link</Button>
          <LinkButton native href="tel:+12125550142" icon="phone">
            (212) 555-0142
          </LinkButton>
        </>
      }
    >
      It was open for 24 hours, until Oct 13, 2026 at 4:10 PM ET. Nothing was charged. The firm can send you a new link
      for the same amount.
    </OutcomePage>
  );
}
