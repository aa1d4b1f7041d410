"use client";

import { type ComponentPropsWithRef, type DragEvent, useRef, useState } from "react";
import { joinClasses } from "@/components/ui/class-names";
import { Field, type FieldText, fieldAria } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";

type FileFieldProps = FieldText &
  Pick<ComponentPropsWithRef<"input">, "accept" | "multiple" | "onChange" | "ref"> & {
    name: string;
    /** "Drop a file here, or choose one" */
    prompt: string;
    className?: string;
  };

/** A file, dropped or chosen. The whole frame is the native control, so it works without script and by keyboard. */
export function FileField({
  id,
  label,
  required,
  optional,
  hint,
  error,
  name,
  prompt,
  className,
  onChange,
  ...input
}: FileFieldProps) {
  const text = { id, label, required, optional, hint, error };
  const [over, setOver] = useState(false);
  const [chosen, setChosen] = useState("");
  const frame = useRef<HTMLSpanElement>(null);
  const leave = (event: DragEvent) => {
    if (!frame.current?.contains(event.relatedTarget as Node | null)) setOver(false);
  };
  return (
    <Field {...text} className={className}>
      <span ref={frame} className={joinClasses("file", over && "file-over", chosen && "file-chosen")}>
        <Icon name={chosen ? "file" : "upload"} />
        <span className="file-text">{chosen || prompt}</span>
        <input
          {...input}
          {...fieldAria(text)}
          type="file"
          name={name}
          onDragEnter={() => setOver(true)}
          onDragLeave={leave}
          onDrop={() => setOver(false)}
          onChange={(event) => {
            setChosen([...(event.target.files ?? [])].map((file) => file.name).join(", "));
            onChange?.(event);
          }}
        />
      </span>
    </Field>
  );
}
