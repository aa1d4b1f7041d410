"use client";

import { type ComponentProps, useActionState } from "react";
import { PayHead, PayNote } from "@/components/layout/pay-sheet";
import { Banner } from "@/components/ui/banner";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";
import type { PageFormState } from "@/lib/http/page-form";
import { submitPageAction } from "./actions";
import { OrderFields } from "./order-fields";
import type { OrderView } from "./order-view";
import { OwnFields } from "./own-fields";
import { PageField, partsOf } from "./page-field";
import type { FieldView, PageFormTexts } from "./page-form-facts";

type Props = {
  firm: string;
  slug: string;
  /** Of this loading of the form: however often it is sent, it is paid once. */
  requestId: string;
  locale: string;
  frame: "page" | "embed";
  fields: readonly FieldView[];
  /** What the page sells; null where it asks for an amount. */
  order: OrderView | null;
  /** What another page brought along. */
  prefill?: Readonly<Record<string, string>>;
  texts: PageFormTexts;
};

const NOTHING: Readonly<Record<string, string>> = {};

/** The first step of a payment page: a real form post, so that it works before scripts have loaded, and without them. */
export function PageForm({ firm, slug, requestId, locale, frame, fields, order, prefill, texts }: Props) {
  const [state, action] = useActionState<PageFormState, FormData>(submitPageAction, {
    ...{ attempt: 0, problems: [], refusal: null },
    values: prefill ?? NOTHING,
  });
  const say = (code: string) => texts.problems[code as keyof PageFormTexts["problems"]] ?? texts.problems.invalid;
  const errorOf = (name: string) => {
    const problem = state.problems.find(({ path }) => path === name);
    return problem ? say(problem.message) : null;
  };
  const asked = [
    ...(order?.items.map(({ field: name, label }) => ({ name, label })) ?? []),
    ...fields.flatMap(partsOf),
  ];
  const wrong = asked.flatMap(({ name, label }) => {
    const message = errorOf(name);
    return message ? [{ fieldId: name, label, message }] : [];
  });
  const button = (
    <SubmitButton variant="primary" size="lg" full={!order} pendingLabel={texts.continuing} className="pay-button">
      {texts.continue}
    </SubmitButton>
  );
  return (
    <form action={action} className="pay-sheet" noValidate>
      <PayHead title={texts.sheet} requiredText={texts.requiredMark} />
      <OwnFields {...{ firm, slug, requestId, locale, frame }} />
      {state.refusal && <Banner tone="danger" role="alert" title={texts.problems[state.refusal]} className="mb-4" />}
      {wrong.length > 0 && (
        <div className="mb-4">
          <ErrorSummary title={summaryOf(wrong.length, texts)} errors={wrong} attempt={state.attempt} />
        </div>
      )}
      <OrderOrNot key={state.attempt} order={order} values={state.values} errorOf={errorOf} button={button}>
        <div className="pay-fields">
          {fields.map((field) => (
            <PageField key={field.name} field={field} texts={texts} values={state.values} errorOf={errorOf} />
          ))}
        </div>
        <PayNote icon="lock">{texts.note}</PayNote>
      </OrderOrNot>
    </form>
  );
}

type OrderProps = Omit<ComponentProps<typeof OrderFields>, "order"> & { order: OrderView | null };

/** Where items are sold, they stand first and the button beside what they come to. */
function OrderOrNot({ order, ...props }: OrderProps) {
  if (order) return <OrderFields order={order} {...props} />;
  return (
    <>
      {props.children}
      {props.button}
    </>
  );
}

function summaryOf(count: number, texts: PageFormTexts): string {
  return count === 1 ? texts.summaryOne : texts.summaryMany.replace("{count}", String(count));
}
