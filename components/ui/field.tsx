import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

/** What every field is told. All words come from the caller's language. */
export type FieldText = {
  /** Also the stem of the ids of hint and error. */
  id: string;
  label: ReactNode;
  /** The word "required" (or "*" in a tight group explained once); its presence makes the field required. */
  required?: string;
  /** The word "optional". */
  optional?: string;
  hint?: ReactNode;
  /** What is wrong and how to mend it; its presence marks the field. */
  error?: string | null;
};

type FieldProps = FieldText & {
  /** `group` for controls that are several inputs under one legend. */
  as?: "field" | "group";
  /** Of a group: the legend is for screen readers only. */
  hideLabel?: boolean;
  className?: string;
  children: ReactNode;
};

/** Ids and states that tie a control to its label, word, hint and error. Spread on the input. */
export function fieldAria({
  id,
  required,
  optional,
  hint,
  error,
}: Pick<FieldText, "id" | "required" | "optional" | "hint" | "error">) {
  const described = [error && `${id}-error`, hint && `${id}-hint`, optional && !required && `${id}-word`]
    .filter(Boolean)
    .join(" ");
  return {
    id,
    "aria-required": required ? (true as const) : undefined,
    "aria-invalid": error ? (true as const) : undefined,
    "aria-describedby": described || undefined,
  };
}

/** Label above, then the word, control, hint, error. The word stands outside the label, so the control's name is the label alone. */
export function Field(props: FieldProps) {
  const { id, label, required, optional, hint, error, as = "field", hideLabel, className, children } = props;
  const word = <FieldWord id={id} required={required} optional={optional} />;
  const below = (
    <>
      {hint && (
        <span id={`${id}-hint`} className="field-hint">
          {hint}
        </span>
      )}
      {error && (
        <span id={`${id}-error`} className="field-error">
          <Icon name="alert" />
          <span>{error}</span>
        </span>
      )}
    </>
  );
  const classes = className ? `field ${className}` : "field";
  if (as === "group") {
    return (
      <fieldset
        id={id}
        tabIndex={-1}
        className={classes}
        aria-describedby={fieldAria({ id, required, optional, hint, error })["aria-describedby"]}
      >
        {hideLabel ? (
          <legend className="sr-only">
            {label}
            {(required || optional) && word}
          </legend>
        ) : (
          <legend className="field-head">
            <span className="field-label">{label}</span> {word}
          </legend>
        )}
        {children}
        {below}
      </fieldset>
    );
  }
  return (
    <div className={classes}>
      <div className="field-head">
        <label htmlFor={id} className="field-label">
          {label}
        </label>{" "}
        {word}
      </div>
      {children}
      {below}
    </div>
  );
}

/** Required is told to screen readers by the control itself, so its word is only seen; optional is read with the hint. */
function FieldWord({ id, required, optional }: { id: string; required?: string; optional?: string }) {
  if (required) {
    return (
      <span className="field-required" aria-hidden="true">
        {required}
      </span>
    );
  }
  return optional ? (
    <span id={`${id}-word`} className="field-optional">
      {optional}
    </span>
  ) : null;
}
