import type { ReactNode } from "react";
import type { useTypedForm } from "@/components/forms/use-typed-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";

type Form = Pick<ReturnType<typeof useTypedForm>, "formRef" | "submit" | "pending" | "problem" | "isSaved">;
type Props = {
  form: Form;
  save: string;
  saving: string;
  saved: string;
  /** How the parts stand: `stack` for sheets, `form-stack` for fields of one sheet. */
  className?: "stack" | "form-stack";
  children: ReactNode;
};

/** A form of useTypedForm, saved by one press: what went wrong above its fields, beneath them the press and that it is saved. */
export function TypedForm({ form, save, saving, saved, className = "stack", children }: Props) {
  return (
    <form ref={form.formRef} onSubmit={form.submit} noValidate className={className}>
      {form.problem && <Banner tone="danger" role="alert" title={form.problem} />}
      {children}
      <div className="actions">
        <Button type="submit" variant="primary" pending={form.pending} pendingLabel={saving}>
          {save}
        </Button>
        <span role="status" className="text-ok text-sm">
          {form.isSaved && saved}
        </span>
      </div>
    </form>
  );
}
