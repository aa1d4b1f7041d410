"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Fold } from "@/components/ui/fold";
import { Menu, MenuButton, MenuLink, MenuNote, MenuRule } from "@/components/ui/menu";
import { MoneyField } from "@/components/ui/money-field";
import { NextSteps } from "@/components/ui/next-steps";
import { Sheet } from "@/components/ui/sheet";
import { Tag } from "@/components/ui/tag";
import { ToastRegion, useToast } from "@/components/ui/toast";
import { ColumnSample } from "./column-sample";
import { Section } from "./section";

export function SurfaceSamples() {
  return (
    <ToastRegion label="Messages">
      <Section title="Dialog, menu, toast">
        <div className="actions">
          <DialogSample />
          <Menu trigger="Menu" align="start">
            <MenuNote>admin@hartwell.example</MenuNote>
            <MenuLink href="?" icon="person">
              Profile
            </MenuLink>
            <MenuRule />
            <MenuButton icon="sign-out" onPress={() => undefined}>
              Sign out
            </MenuButton>
          </Menu>
          <ToastSample />
          <ColumnSample />
          <CopyButton text="P-2026-008142" label="Copy" copiedText="Copied" />
        </div>
      </Section>
      <Section title="Empty, first use and no match">
        <Sheet pad="none">
          <EmptyState
            title="No payments yet"
            action={
              <Button variant="primary" icon="plus">
                Enter payment
              </Button>
            }
          >
            They appear here as soon as one is entered or a client pays.
          </EmptyState>
        </Sheet>
        <Sheet pad="none" className="mt-3">
          <EmptyState title="No payment matches" action={<Button>Clear filters</Button>}>
            3 filters are on: this month, Trust, over $50,000.00.
          </EmptyState>
        </Sheet>
      </Section>
      <Section title="Sheets">
        <Sheet title="What happens next" aside="Newest first">
          <NextSteps
            steps={[
              {
                title: "Open until Nov 13, 2026, 11:59 PM ET",
                text: "Then it reads “This link has expired”, and you can extend it.",
              },
              { title: "A decline does not close it", text: "The client can try another card." },
            ]}
          />
        </Sheet>
        <Sheet trust className="mt-3">
          Trust money only
        </Sheet>
        <div className="mt-3">
          <Fold summary="2 invoices and a message">
            <p className="pt-3">Folded away on a phone.</p>
          </Fold>
        </div>
      </Section>
      <Section title="Summary after a refused submit">
        <ErrorSummary
          title="2 fields need a correction"
          errors={[
            {
              fieldId: "g-amount3",
              label: "Amount",
              message: "Enter an amount of $1.00 or more, for example 1,250.00.",
            },
            {
              fieldId: "g-bad",
              label: "Recipient email",
              message: "elena.marsh@bluewater lacks an ending such as .com.",
            },
          ]}
        />
      </Section>
    </ToastRegion>
  );
}

function DialogSample() {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button variant="danger" icon="return" onClick={() => setOpen(true)}>
        Refund
      </Button>
      <Dialog
        open={open}
        onClose={close}
        title="Refund part of $4,862.50"
        lead="To Visa ending in 4242, Bluewater Marine Supply, Inc. It cannot be taken back."
        actions={
          <>
            <Button onClick={close}>Keep the payment</Button>
            <Button variant="danger-solid" onClick={close}>
              Refund $1,000.00
            </Button>
          </>
        }
      >
        <MoneyField
          id="d-refund"
          name="refund"
          label="Refund"
          required="required"
          currency="USD"
          locale="en"
          defaultCents={100_000}
          hint="Up to $4,862.50 remains"
        />
        <p className="flex flex-wrap items-center gap-2 text-sm text-ink-2">
          <Tag tone="operating">Operating</Tag> A reversing posting for 204077 will be made.
        </p>
      </Dialog>
    </>
  );
}

function ToastSample() {
  const { showUndo } = useToast();
  return (
    <Button onClick={() => showUndo({ message: "3 posts removed", undoLabel: "Undo", onUndo: () => undefined })}>
      Remove Posts
    </Button>
  );
}
