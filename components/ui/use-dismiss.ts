"use client";

import { type RefObject, useEffect } from "react";

/** Calls `close` on Escape, on a press outside of the element and when the focus goes elsewhere; on Escape the opener is focused again. */
export function useDismiss(element: RefObject<HTMLElement | null>, isOpen: () => boolean, close: () => void): void {
  useEffect(() => {
    function closeOutside(event: Event) {
      if (!isOpen() || !(event.target instanceof Node) || element.current?.contains(event.target)) return;
      close();
    }
    function closeByKey(event: KeyboardEvent) {
      if (event.key !== "Escape" || !isOpen()) return;
      close();
      element.current?.querySelector<HTMLElement>("summary, [aria-expanded]")?.focus();
    }
    document.addEventListener("pointerdown", closeOutside);
    document.addEventListener("focusin", closeOutside);
    document.addEventListener("keydown", closeByKey);
    return () => {
      document.removeEventListener("pointerdown", closeOutside);
      document.removeEventListener("focusin", closeOutside);
      document.removeEventListener("keydown", closeByKey);
    };
  });
}
