import { PayHead, PayNote } from "@/components/layout/pay-sheet";
import { PublicColumns, Statement } from "@/components/layout/public-columns";
import { Banner } from "@/components/ui/banner";
import { CheckField } from "@/components/ui/check-field";
import { RadioSegment } from "@/components/ui/radio-segment";
import { SubmitButton } from "@/components/ui/submit-button";
import { Tag } from "@/components/ui/tag";
import { TextField } from "@/components/ui/text-field";
import { ClientFrame } from "../../_components/client-frame";

export default function GalleryTrustPage() {
  return (
    <ClientFrame>
      <PublicColumns
        statement={
          <Statement
            title="Hartwell & Lowe LLP"
            forText="asks Marchetti Family Trust to deposit"
            amount="$20,000.00"
            tag={<Tag tone="trust">Trust account (IOLTA)</Tag>}
            kindText="Matter 10233-0001"
          >
            <Banner tone="trust" title="This money stays yours.">
              It is held in the firm’s trust account for this matter, apart from the firm’s own money, until it is
              earned or returned to you. No fee is taken from it.
            </Banner>
          </Statement>
        }
        form={
          <form className="pay-sheet">
            <PayHead title="Pay by" requiredText="* required" />
            <div className="pay-fields">
              <RadioSegment
                id="method"
                name="method"
                label="Pay by"
                hideLabel
                full
                defaultValue="bank"
                options={[
                  { value: "card", label: "Card", icon: "card" },
                  { value: "bank", label: "Bank account", icon: "bank" },
                ]}
              />
              <TextField
                id="routing"
                name="routing"
                label="Routing number"
                required="*"
                defaultValue="110000000"
                inputMode="numeric"
                hint="Nine digits, at the lower left of a check"
              />
              <TextField
                id="account"
                name="account"
                label="Account number"
                required="*"
                defaultValue="00012345678"
                error="The two account numbers differ. Compare the last digits."
              />
              <TextField
                id="again"
                name="again"
                label="Account number again"
                required="*"
                defaultValue="000123456789"
              />
              <CheckField
                id="authorize"
                name="authorize"
                required="*"
                label="I authorize Hartwell & Lowe LLP to debit $20,000.00 from this account once, on or after Oct 14, 2026."
              />
            </div>
            <SubmitButton variant="primary" size="lg" full icon="lock" className="pay-button" pendingLabel="Paying…">
              Pay $20,000.00
            </SubmitButton>
            <PayNote icon="clock">
              A bank payment clears in 3 to 5 business days. Until then it is pending, and we tell you if it is
              returned.
            </PayNote>
          </form>
        }
      />
    </ClientFrame>
  );
}
