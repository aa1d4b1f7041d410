"use client";

import type { ComponentProps } from "react";
import { FirmMessage, PublicColumns, Statement } from "@/components/layout/public-columns";
import { Fold } from "@/components/ui/fold";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Tag } from "@/components/ui/tag";
import { OpenedBeacon } from "./opened-beacon";
import { PayForm } from "./pay-form";

/** `note`: below the title in small letters; "" for none. */
export type LineTexts = { title: string; note: string; amount: string };

export type StatementTexts = {
  firm: string;
  /** "asks Elena Marsh for" */
  forText: string;
  amount: string;
  kind: "operating" | "trust";
  kindTag: string;
  kindText: string;
  details: string;
  forHead: string;
  amountHead: string;
  lines: readonly LineTexts[];
  total: string;
  /** The firm's own words; "" for none. */
  message: string;
};

type Form = ComponentProps<typeof PayForm>;
/** What only the part of the browser knows of what is paid: given by the server, each visit would carry it. */
type Behaviour = Pick<Form, "actions" | "afterwards">;

export type PayViewProps = {
  texts: StatementTexts;
  form: Omit<Form, keyof Behaviour>;
  /** Is told that a person opened the page; null: nobody needs to be. */
  openedPath: string | null;
};

/** What is asked at the left, the form at the right. Given words only, so that the server writes them once. */
export function PayView({ texts, form, openedPath, ...behaviour }: PayViewProps & Behaviour) {
  const statement = (
    <Statement
      title={texts.firm}
      forText={texts.forText}
      amount={texts.amount}
      tag={<Tag tone={texts.kind}>{texts.kindTag}</Tag>}
      kindText={texts.kindText}
    >
      <Fold summary={texts.details} wideOpen>
        <LinkLines texts={texts} />
        {texts.message && <FirmMessage>{texts.message}</FirmMessage>}
      </Fold>
    </Statement>
  );
  return (
    <>
      <PublicColumns statement={statement} form={<PayForm {...form} {...behaviour} />} />
      {openedPath && <OpenedBeacon path={openedPath} />}
    </>
  );
}

function LinkLines({ texts }: { texts: StatementTexts }) {
  return (
    <Ledger caption={texts.forHead}>
      <thead>
        <tr>
          <Th>{texts.forHead}</Th>
          <Th kind="money">{texts.amountHead}</Th>
        </tr>
      </thead>
      <tbody>
        {texts.lines.map(({ title, note, amount }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a page never change, and two may read alike
          <tr key={place}>
            <Td>
              <span className="line-title">{title}</span>
              {note && <span className="line-note">{note}</span>}
            </Td>
            <Td kind="money">{amount}</Td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <Td>{texts.total}</Td>
          <Td kind="money" total>
            {texts.amount}
          </Td>
        </tr>
      </tfoot>
    </Ledger>
  );
}
