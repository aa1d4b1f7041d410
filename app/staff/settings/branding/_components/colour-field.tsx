import { TextField } from "@/components/ui/text-field";

type Props = {
  id: string;
  label: string;
  /** Name of the device's own colour chooser beside the text. */
  chooseLabel: string;
  hint?: string;
  error: string | null;
  value: string;
  onChange: (value: string) => void;
};

/** A colour as text, and the device's own way to choose one. */
export function ColourField({ id, label, chooseLabel, hint, error, value, onChange }: Props) {
  const text = value.trim().toLowerCase();
  const isColour = /^#[0-9a-f]{6}$/.test(text);
  return (
    <TextField
      id={id}
      label={label}
      hint={hint}
      error={error}
      value={value}
      maxLength={7}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
      end={
        <input
          type="color"
          aria-label={chooseLabel}
          value={isColour ? text : "#ffffff"}
          onChange={(event) => onChange(event.target.value)}
          className="size-6 cursor-pointer border-0 bg-transparent p-0"
        />
      }
    />
  );
}
