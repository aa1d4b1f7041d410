"use client";

import { useEffect, useState } from "react";
import { Button, type ButtonProps } from "@/components/ui/button";

type CopyButtonProps = Pick<ButtonProps, "variant" | "size" | "iconOnly" | "className"> & {
  /** What goes to the clipboard. */
  text: string;
  /** "Copy"; for an icon alone its name, e.g. "Copy payment number". */
  label: string;
  /** Said beside it for a while, e.g. "Copied". */
  copiedText: string;
  /** Where to tell it instead (a hint under the field). */
  onCopied?: () => void;
};

/** Copies and says so. */
export function CopyButton({ text, label, copiedText, onCopied, iconOnly, ...look }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 4000);
    return () => clearTimeout(timer);
  }, [copied]);
  async function copy() {
    await writeClipboard(text);
    setCopied(true);
    onCopied?.();
  }
  return (
    <>
      <Button
        {...look}
        iconOnly={iconOnly}
        icon={copied ? "check" : "copy"}
        onClick={copy}
        aria-label={iconOnly ? label : undefined}
      >
        {label}
      </Button>
      <span role="status" className={onCopied || iconOnly ? "sr-only" : "text-xs font-medium text-ok empty:hidden"}>
        {copied ? copiedText : ""}
      </span>
    </>
  );
}

/** The clipboard needs a secure page; plain http in an office network still has the old command. */
async function writeClipboard(text: string): Promise<void> {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
