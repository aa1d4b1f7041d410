"use client";

import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { PalettePlaces } from "@/components/palette/palette-entry";
import { Icon } from "@/components/ui/icon";

const PaletteDialog = dynamic(() => import("./palette-dialog").then((palette) => palette.PaletteDialog), {
  ssr: false,
});

type PaletteOpenerProps = {
  userId: string;
  places: PalettePlaces;
  mayView: boolean;
  /** "Search", of the button on a narrow screen. */
  label: string;
  /** The field of the top bar: a form that leads to Payment Manager where no script runs. */
  children: ReactNode;
};

/** Opens the palette by Ctrl-K or Cmd-K, by the field of the top bar, and by a button on phones. Its code comes when it is opened. */
export function PaletteOpener({ userId, places, mayView, label, children }: PaletteOpenerProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const field = useRef<HTMLDivElement>(null);
  const pathname = usePathname();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      // Another dialog holds something unfinished; the palette would lie beneath or above it.
      if (!document.querySelector("dialog[open]")) setTyped("");
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: going to another page closes it
  useEffect(() => setTyped(null), [pathname]);

  /** What was typed in the field moves into the palette. */
  function take() {
    const input = field.current?.querySelector("input");
    setTyped(input?.value ?? "");
    if (input) input.value = "";
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: listens to the field within */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: typing in the field opens it too */}
      <div ref={field} className="palette-field-of-bar" onClick={take} onInput={take}>
        {children}
      </div>
      <button type="button" className="btn btn-sm palette-button" aria-haspopup="dialog" onClick={() => setTyped("")}>
        <Icon name="search" />
        {label}
      </button>
      {typed !== null && (
        <PaletteDialog userId={userId} places={places} mayView={mayView} typed={typed} onClose={() => setTyped(null)} />
      )}
    </>
  );
}
