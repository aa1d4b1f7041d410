"use client";

import type { ComponentProps } from "react";
import { FirmMessage, PublicColumns, Statement } from "@/components/layout/public-columns";
import { Fold } from "@/components/ui/fold";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Tag } from "@/components/ui/tag";
import { OpenedBeacon } from "./opened-beacon";
import { PayForm } from "./pay-form";
import { type PayFormNames, payFormTexts, statementWords } from "./pay-form-texts";

/** `note`: below the title in small letters; "" for none. */
export type LineTexts = { title: string; note: string; amount: string };

export type StatementTexts = {
  firm: string;
  /** "asks Elena Marsh for" */
  forText: string;
  amount: string;
  kind: "operating" | "trust";
  /** Says beside the account what the money is for: always said of trust money. */
  saysKind: boolean;
  lines: readonly LineTexts[];
  /** The firm's own words; "" for none. */
  message: string;
};

type Form = ComponentProps<typeof PayForm>;
/** What only the part of the browser knows of what is paid: given by the server, each visit would carry it. */
type Behaviour = Pick<Form, "actions" | "afterwards"> & {
  /** Is told that a person opened the page, where somebody needs to be. */
  openedPath?: string;
};
type Words = ReturnType<typeof statementWords>;

export type PayViewProps = {
  texts: StatementTexts;
  form: Omit<Form, keyof Behaviour | "texts"> & { names: PayFormNames };
};

/** What is asked at the left, the form at the right. Given words only, so that the server writes them once. */
export function PayView({ texts, form, openedPath, ...behaviour }: PayViewProps & Behaviour) {
  const { names, ...given } = form;
  const words = statementWords(form.lang);
  const statement = (
    <Statement
      title={texts.firm}
      forText={texts.forText}
      amount={texts.amount}
      tag={<Tag tone={texts.kind}>{words[texts.kind]}</Tag>}
      kindText={texts.saysKind && words[texts.kind === "trust" ? "deposit" : "fees"]}
    >
      <Fold summary={texts.message ? words.detailsAndMessage : words.details} wideOpen>
        <LinkLines texts={texts} words={words} />
        {texts.message && <FirmMessage>{texts.message}</FirmMessage>}
      </Fold>
    </Statement>
  );
  return (
    <>
      <PublicColumns
        statement={statement}
        form={<PayForm {...given} {...behaviour} texts={payFormTexts(form.lang, names)} />}
      />
      {openedPath && <OpenedBeacon path={openedPath} />}
    </>
  );
}

function LinkLines({ texts, words }: { texts: StatementTexts; words: Words }) {
  return (
    <Ledger caption={words.for}>
      <thead>
        <tr>
          <Th>{words.for}</Th>
          <Th kind="money">{words.amount}</Th>
        </tr>
      </thead>
      <tbody>
        {texts.lines.map(({ title, note, amount }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a page never change, and two may read alike
          <tr key={place}>
            {note ? (
              <Td>
                <span className="line-title">{title}</span>
                <span className="line-note">{note}</span>
              </Td>
            ) : (
              <Td className="line-title">{title}</Td>
            )}
            <Td kind="money">{amount}</Td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <Td>{words.total}</Td>
          <Td kind="money" total>
            {texts.amount}
          </Td>
        </tr>
      </tfoot>
    </Ledger>
  );
}
