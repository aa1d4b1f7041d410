"use client";

import { useActionState } from "react";
import { PayHead, PayNote } from "@/components/layout/pay-sheet";
import { Banner } from "@/components/ui/banner";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";
import type { InvoiceFormState } from "@/lib/http/invoice-form-action";
import { submitInvoicesAction } from "./actions";
import type { InvoiceFormView } from "./invoice-form-facts";
import { InvoicePicks } from "./invoice-picks";
import { NothingFound } from "./nothing-found";
import { OwnFields } from "./own-fields";
import { PageField, partsOf } from "./page-field";
import type { PageFormTexts } from "./page-form-facts";

type Props = {
  view: InvoiceFormView;
  requestId: string;
  /** What another page or the firm's mail brought along. */
  prefill: Readonly<Record<string, string>>;
  texts: PageFormTexts;
};

/** The first step of a Connect page: numbers, then a choice of what they stand for. Two real form posts, so that both work without scripts. */
export function InvoiceForm({ view, requestId, prefill, texts }: Props) {
  const [state, action] = useActionState<InvoiceFormState, FormData>(submitInvoicesAction, {
    ...{ attempt: 0, problems: [], refusal: null, found: null },
    values: prefill,
  });
  const { found } = state;
  const isFound = found?.kind === "found";
  const asked = isFound ? view.fields : view.numbers;
  const problems = { ...texts.problems, ...view.texts.problems };
  const errorOf = (name: string) => {
    const problem = state.problems.find(({ path }) => path === name);
    return problem ? (problems[problem.message as keyof typeof problems] ?? problems.invalid) : null;
  };
  const wrong = namesOf(state, view).flatMap(({ name, label, fieldId }) => {
    const message = errorOf(name);
    return message ? [{ fieldId, label, message }] : [];
  });
  const own = { requestId, firm: view.firm, slug: view.slug, locale: view.locale, frame: view.frame };
  const fields = asked.map((field) => (
    <PageField key={field.name} field={field} values={state.values} {...{ texts, errorOf }} />
  ));
  return (
    <form action={action} className="pay-sheet" noValidate>
      <PayHead
        title={isFound ? texts.sheet : view.texts.sheet}
        requiredText={asked.some(({ isRequired }) => isRequired) ? texts.requiredMark : undefined}
      />
      <OwnFields {...own} step={isFound ? "pick" : "find"} />
      {state.refusal && <Banner tone="danger" role="alert" title={problems[state.refusal]} className="mb-4" />}
      {found && !isFound && <NothingFound kind={found.kind} view={view} values={state.values} />}
      {wrong.length > 0 && (
        <div className="mb-4">
          <ErrorSummary title={summaryOf(wrong.length, texts)} errors={wrong} attempt={state.attempt} />
        </div>
      )}
      {isFound ? (
        <InvoicePicks key={state.attempt} {...{ view, found, errorOf }} state={state} button={<Next texts={texts} />}>
          <div className="pay-fields">{fields}</div>
          <PayNote icon="lock">{texts.note}</PayNote>
        </InvoicePicks>
      ) : (
        <>
          {view.isEither && <p className="mb-4 text-ink-2">{view.texts.either}</p>}
          <div key={state.attempt} className="pay-fields">
            {fields}
          </div>
          <PayNote icon="lock">{view.texts.note}</PayNote>
          <SubmitButton variant="primary" size="lg" full pendingLabel={view.texts.finding} className="pay-button">
            {view.texts.find}
          </SubmitButton>
        </>
      )}
    </form>
  );
}

function Next({ texts }: { texts: PageFormTexts }) {
  return (
    <SubmitButton variant="primary" size="lg" pendingLabel={texts.continuing} className="pay-button">
      {texts.continue}
    </SubmitButton>
  );
}

/** Everything that can be wrong, in the order of the page, with where its correction is made. */
function namesOf({ found }: InvoiceFormState, { numbers, fields, texts }: InvoiceFormView) {
  const plain = ({ name, label }: { name: string; label: string }) => ({ name, label, fieldId: name });
  if (found?.kind !== "found") return numbers.map(plain);
  const parts = found.invoices.map(({ id, invoiceNumber }) => {
    const name = `part.${id}`;
    return { name, fieldId: name, label: texts.invoice.replace("{number}", invoiceNumber) };
  });
  return [{ name: "picks", fieldId: "picks", label: texts.picks }, ...parts, ...fields.flatMap(partsOf).map(plain)];
}

function summaryOf(count: number, texts: PageFormTexts): string {
  return count === 1 ? texts.summaryOne : texts.summaryMany.replace("{count}", String(count));
}
