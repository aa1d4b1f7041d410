import { headers } from "next/headers";
import { PayHead, PayNote } from "@/components/layout/pay-sheet";
import { FirmMessage, PublicColumns, Statement } from "@/components/layout/public-columns";
import { Fold } from "@/components/ui/fold";
import { Icon } from "@/components/ui/icon";
import { RadioSegment } from "@/components/ui/radio-segment";
import { SubmitButton } from "@/components/ui/submit-button";
import { Tag } from "@/components/ui/tag";
import { TextField } from "@/components/ui/text-field";
import { ClientFrame } from "../_components/client-frame";
import { InvoiceLines } from "../_components/invoice-lines";

export default async function GalleryClientPage({ searchParams }: { searchParams: Promise<{ brand?: string }> }) {
  const { brand } = await searchParams;
  const nonce = /'nonce-([^']+)'/.exec((await headers()).get("content-security-policy") ?? "")?.[1];
  return (
    <ClientFrame branded={Boolean(brand)} nonce={nonce}>
      <PublicColumns
        statement={
          <Statement
            title="Hartwell & Lowe LLP"
            forText="asks Bluewater Marine Supply, Inc. for"
            amount="$4,862.50"
            tag={<Tag tone="operating">Operating account</Tag>}
            kindText="Payment of fees already invoiced"
          >
            <Fold wideOpen summary="2 invoices and a message">
              <InvoiceLines />
              <FirmMessage from="Ruth Lowe, Partner">
                Dear Elena, this covers the September retainer and our work on the charter party dispute. Call me with
                any question.
              </FirmMessage>
            </Fold>
          </Statement>
        }
        form={<PaySample />}
      />
    </ClientFrame>
  );
}

function PaySample() {
  return (
    <form className="pay-sheet">
      <PayHead title="Pay by" requiredText="* required" />
      <div className="pay-fields">
        <RadioSegment
          id="method"
          name="method"
          label="Pay by"
          hideLabel
          full
          defaultValue="card"
          options={[
            { value: "card", label: "Card", icon: "card" },
            { value: "bank", label: "Bank account", icon: "bank" },
          ]}
        />
        <TextField
          id="number"
          name="number"
          label="Card number"
          required="*"
          placeholder="1234 1234 1234 1234"
          end={<Icon name="card" />}
        />
        <div className="pay-thirds">
          <TextField id="expiry" name="expiry" label="Expiry date" required="*" placeholder="MM / YY" />
          <TextField id="code" name="code" label="Security code" required="*" placeholder="CVC" />
          <TextField id="zip" name="zip" label="ZIP code" required="*" placeholder="10007" />
        </div>
        <TextField
          id="email"
          name="email"
          label="Receipt email"
          optional="optional"
          defaultValue="elena.marsh@bluewater.example"
          hint="Leave empty for no receipt by mail."
        />
      </div>
      <SubmitButton variant="primary" size="lg" full icon="lock" className="pay-button" pendingLabel="Paying…">
        Pay $4,862.50
      </SubmitButton>
      <PayNote>
        Your card number goes straight to the payment processor. Neither the firm nor this page stores it. No fee is
        added.
      </PayNote>
    </form>
  );
}
