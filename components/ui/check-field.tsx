import type { ComponentPropsWithRef, ReactNode } from "react";
import { joinClasses } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";

type CheckProps = Omit<ComponentPropsWithRef<"input">, "className" | "size" | "required" | "type">;

type CheckFieldProps = CheckProps & {
  id: string;
  label: ReactNode;
  /** The mark of a box that must be ticked, usually "*"; the box lies on the pad until it is. */
  required?: string;
  hint?: ReactNode;
  error?: string | null;
  className?: string;
};

/** A bare tick box, for the first column of a table; give it `aria-label`. */
export function CheckBox(props: CheckProps) {
  return <input {...props} type="checkbox" className="box" />;
}

/** A tick box with its sentence. */
export function CheckField({ id, label, required, hint, error, className, ...box }: CheckFieldProps) {
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ") || undefined;
  return (
    <div className={joinClasses("field", className)}>
      <label className="check" htmlFor={id}>
        <input
          {...box}
          id={id}
          type="checkbox"
          className="box"
          aria-required={required ? true : undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={described}
        />
        <span>
          {label}
          {required && (
            <span className="field-required" aria-hidden="true">
              {" "}
              {required}
            </span>
          )}
        </span>
      </label>
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
    </div>
  );
}
