"use client";

import { type ComponentProps, useEffect } from "react";
import { FirmMessage, PublicColumns } from "@/components/layout/public-columns";
import { type Fact, Facts } from "@/components/ui/facts";
import { Fold } from "@/components/ui/fold";
import { Tag } from "@/components/ui/tag";
import { MethodForm } from "./method-form";

export type RequestTexts = {
  firm: string;
  /** "asks Elena Marsh to save a payment method" */
  asks: string;
  /** Takes the place of the amount: nothing is charged. */
  headline: string;
  about: string;
  details: string;
  facts: Fact[];
  kind: "operating" | "trust";
  kindTag: string;
  /** The firm's own words; "" for none. */
  message: string;
};

type Props = { texts: RequestTexts; form: ComponentProps<typeof MethodForm> };

/** What is asked at the left, the form at the right. Given words only, so that the server writes them once. */
export function MethodView({ texts, form }: Props) {
  useEffect(() => {
    navigator.sendBeacon(`/method/${form.token}/opened`);
  }, [form.token]);
  const statement = (
    <>
      <h1 className="statement-title">{texts.firm}</h1>
      <p className="statement-for">{texts.asks}</p>
      <p className="amount amount-words">{texts.headline}</p>
      <p className="statement-kind">
        <Tag tone={texts.kind}>{texts.kindTag}</Tag>
        <span>{texts.about}</span>
      </p>
      <div className="statement-more">
        <Fold summary={texts.details} wideOpen>
          <Facts facts={texts.facts} />
          {texts.message && <FirmMessage>{texts.message}</FirmMessage>}
        </Fold>
      </div>
    </>
  );
  return <PublicColumns statement={statement} form={<MethodForm {...form} />} />;
}
