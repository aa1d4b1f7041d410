import type { ComponentPropsWithRef, ReactNode } from "react";
import { joinClasses } from "@/components/ui/class-names";
import { Field, type FieldText } from "@/components/ui/field";
import { Icon, type IconName } from "@/components/ui/icon";

export type SegmentOption = { value: string; label: ReactNode; icon?: IconName };

type RadioSegmentProps = Omit<FieldText, "label"> & {
  /** The legend; `hideLabel` keeps it for screen readers only. */
  label: string;
  hideLabel?: boolean;
  name: string;
  options: readonly SegmentOption[];
  defaultValue?: string;
  /** With `onValue`: controlled. */
  value?: string;
  onValue?: (value: string) => void;
  /** Parts of equal width that fill the row, as on client pages. */
  full?: boolean;
  size?: "sm" | "md";
  /** With react-hook-form's `register`. */
  inputProps?: Omit<
    ComponentPropsWithRef<"input">,
    "type" | "value" | "defaultChecked" | "checked" | "id" | "className"
  >;
  className?: string;
};

/** A radio group in one frame: arrow keys, one choice, no script needed. */
export function RadioSegment(props: RadioSegmentProps) {
  const {
    id,
    label,
    hideLabel,
    required,
    optional,
    hint,
    error,
    name,
    options,
    defaultValue,
    value,
    onValue,
    full,
    size,
    inputProps,
    className,
  } = props;
  const marked = options.every((option) => !option.icon);
  return (
    <Field
      as="group"
      id={id}
      label={label}
      hideLabel={hideLabel}
      required={required}
      optional={optional}
      hint={hint}
      error={error}
      className={joinClasses(hideLabel && "field-bare", className)}
    >
      <div className={joinClasses("seg", full && "seg-full", size === "sm" && "seg-sm")}>
        {options.map((option) => (
          <label key={option.value} className="seg-part">
            <input
              {...inputProps}
              type="radio"
              name={name}
              value={option.value}
              className={marked ? "box" : "sr-only"}
              {...(onValue
                ? { checked: value === option.value, onChange: () => onValue(option.value) }
                : { defaultChecked: defaultValue === option.value })}
            />
            {option.icon && <Icon name={option.icon} />}
            {option.label}
          </label>
        ))}
      </div>
    </Field>
  );
}
