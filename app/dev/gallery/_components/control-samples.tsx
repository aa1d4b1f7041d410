import { Button } from "@/components/ui/button";
import { CheckBox, CheckField } from "@/components/ui/check-field";
import { DateField } from "@/components/ui/date-field";
import { FileField } from "@/components/ui/file-field";
import { LinkButton } from "@/components/ui/link-button";
import { MoneyField } from "@/components/ui/money-field";
import { RadioSegment } from "@/components/ui/radio-segment";
import { SelectField } from "@/components/ui/select-field";
import { StepperField } from "@/components/ui/stepper-field";
import { Tag } from "@/components/ui/tag";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import { Section } from "./section";

const ACCOUNTS = [
  { value: "op", label: "Operating •• 3310, USD" },
  { value: "tr", label: "IOLTA Trust •• 8841, USD" },
];

export function ButtonSamples() {
  return (
    <Section title="Buttons">
      <div className="actions">
        <Button variant="primary" icon="send">
          Send link
        </Button>
        <Button icon="print">Print</Button>
        <Button variant="danger" icon="return">
          Refund
        </Button>
        <Button variant="danger-solid">Refund $1,000.00</Button>
        <Button variant="quiet">Cancel</Button>
        <Button variant="primary" pending pendingLabel="Sending…">
          Send link
        </Button>
        <Button aria-expanded="true" icon="columns">
          Columns
        </Button>
      </div>
      <div className="actions mt-3">
        <Button size="sm">Newer</Button>
        <Button size="sm" icon="copy">
          Copy text
        </Button>
        <Button size="sm" variant="quiet" icon="plus">
          Add filter
        </Button>
        <Button size="sm" iconOnly icon="copy" aria-label="Copy payment number" />
        <LinkButton href="?" icon="download" size="sm">
          Export to Excel
        </LinkButton>
        <Button id="post" unavailable="Correct or delete 3 rows to go on.">
          Send All
        </Button>
      </div>
    </Section>
  );
}

export function FieldSamples() {
  const money = { currency: "USD", locale: "en" } as const;
  const date = { locale: "en", today: "2026-10-14", pickerLabel: "Calendar" } as const;
  return (
    <Section title="Fields">
      <div className="form-grid">
        <MoneyField id="g-amount" name="a" label="Amount" required="required" {...money} />
        <MoneyField id="g-amount2" name="b" label="Amount" required="required" defaultCents={125_000} {...money} />
        <MoneyField
          id="g-amount3"
          name="c"
          label="Amount"
          required="required"
          error="Enter an amount of $1.00 or more, for example 1,250.00."
          {...money}
        />
        <DateField
          id="g-date"
          name="d"
          label="Due date"
          optional="optional"
          hint="T for today, + and − for a day"
          defaultDate="2026-10-31"
          {...date}
        />
        <TextField
          id="g-bad"
          name="e"
          label="Recipient email"
          required="required"
          defaultValue="elena.marsh@bluewater"
          error="elena.marsh@bluewater lacks an ending such as .com."
        />
        <TextField
          id="g-need"
          name="f"
          label="Recipient name"
          required="required"
          hint="As it should read in the mail"
        />
        <ChoiceSamples />
      </div>
    </Section>
  );
}

function ChoiceSamples() {
  return (
    <>
      <SelectField
        id="g-select"
        name="g"
        label="Merchant account"
        required="required"
        options={ACCOUNTS}
        defaultValue="op"
      />
      <SelectField
        id="g-select2"
        name="h"
        label="Merchant account"
        required="required"
        options={ACCOUNTS}
        emptyLabel="Choose an account"
      />
      <TextAreaField
        id="g-area"
        name="i"
        label="Message"
        optional="optional"
        className="span-all"
        defaultValue="Dear {recipient}, please find the link for invoice {invoice}, due {due date}."
        hint="{recipient}, {invoice}, {amount} and {due date} are filled in."
      />
      <RadioSegment
        id="g-seg"
        name="j"
        label="Delivery"
        options={[
          { value: "mail", label: "Send by email" },
          { value: "link", label: "Generate link" },
        ]}
        defaultValue="mail"
      />
      <div className="grid gap-2 self-end">
        <CheckField id="g-check" label="Always use this search" defaultChecked />
        <CheckField id="g-check2" label="I authorize this debit" required="*" />
        <span className="flex gap-2">
          <CheckBox aria-label="Row" /> <CheckBox aria-label="Row chosen" defaultChecked />
        </span>
      </div>
      <FileField
        id="g-file"
        name="m"
        label="File"
        required="required"
        prompt="Drop a file here, or choose one"
        hint="CSV or TXT, up to 10,000 rows"
        accept=".csv,.txt"
        className="span-all"
      />
      <StepperField
        id="g-step"
        name="n"
        label="Certified copies"
        lessLabel="One less"
        moreLabel="One more"
        defaultValue={2}
      />
      <SelectField
        id="g-lead"
        name="o"
        label="Merchant account"
        required="required"
        options={ACCOUNTS}
        defaultValue="tr"
        lead={<Tag tone="trust">Trust</Tag>}
      />
      <TextField
        id="g-fixed"
        name="k"
        label="Payment link"
        readOnly
        defaultValue="https://pay.hartwell.example/pay/k7Qm2vTz9sWd"
      />
      <TextField id="g-off" name="l" label="Turned off" disabled defaultValue="Not in use" />
    </>
  );
}
