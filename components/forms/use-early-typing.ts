"use client";

import { useEffect, useInsertionEffect, useRef, useSyncExternalStore } from "react";

type Typed = { element: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement; value: string };

/**
 * Keeps what was typed, ticked or chosen while the scripts of the page were still loading: the form writes its own first values into
 * the fields when it wakes, and afterwards the early ones are typed again. `formId` is the id of the form element.
 */
export function useEarlyTyping(formId: string): void {
  const early = useRef<Typed[]>([]);
  // Runs before the fields are handed to the form, and so before they are overwritten.
  useInsertionEffect(() => {
    early.current = readTyped(document.getElementById(formId));
  }, [formId]);
  useEffect(() => {
    for (const typed of early.current) retype(typed);
    early.current = [];
  }, []);
}

/** False until the scripts of the page answer; a press before that would be lost. */
export function useReady(): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
}

const neverChanges = () => () => undefined;

function readTyped(form: HTMLElement | null): Typed[] {
  if (!(form instanceof HTMLFormElement)) return [];
  return [...form.elements].flatMap((element): Typed[] => {
    if (element instanceof HTMLSelectElement) {
      // A list none of whose lines was sent as the chosen one shows its first.
      const shown = [...element.options].findIndex((option) => option.defaultSelected);
      return element.selectedIndex === Math.max(shown, 0) ? [] : [{ element, value: element.value }];
    }
    const isText = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
    if (!isText || !element.name) return [];
    const isTick = element.type === "checkbox" || element.type === "radio";
    if (isTick)
      return "checked" in element && element.checked && !element.defaultChecked ? [{ element, value: "" }] : [];
    return element.value !== element.defaultValue ? [{ element, value: element.value }] : [];
  });
}

function retype({ element, value }: Typed): void {
  if (element.type === "checkbox" || element.type === "radio") {
    if ("checked" in element && !element.checked) element.click();
    return;
  }
  // Past the setter that React watches, so that it sees a change and tells the form.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value")?.set?.call(element, value);
  element.dispatchEvent(new Event(element instanceof HTMLSelectElement ? "change" : "input", { bubbles: true }));
}
