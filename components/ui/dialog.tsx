"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { joinClasses } from "@/components/ui/class-names";

type DialogProps = {
  open: boolean;
  /** Escape and the way out do the same. */
  onClose: () => void;
  /** The act and the sum: "Refund part of $4,862.50". */
  title: ReactNode;
  /** The consequence in one sentence. */
  lead?: ReactNode;
  /** Fields, the account tag. */
  children?: ReactNode;
  /** Way out first, act last. */
  actions: ReactNode;
  wide?: boolean;
};

function giveFocusBack(opener: Element | null): void {
  const isLost = document.activeElement === null || document.activeElement === document.body;
  if (isLost && opener instanceof HTMLElement) opener.focus();
}

/** The device's own modal dialog: it holds the focus and gives it back. A sheet at the bottom on a narrow screen. */
export function Dialog({ open, onClose, title, lead, children, actions, wide }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  const opener = useRef<Element | null>(null);
  const titleId = useId();
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    if (open && !element.open) {
      opener.current = document.activeElement;
      element.showModal();
    }
    if (!open && element.open) element.close();
  }, [open]);
  // A caller may take the dialog away instead of closing it, and then the device gives nothing back.
  useEffect(() => () => giveFocusBack(opener.current), []);
  return (
    <dialog
      ref={box}
      className={joinClasses("dialog", wide && "dialog-wide")}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={onClose}
    >
      {open && (
        <>
          <h2 id={titleId} className="dialog-title">
            {title}
          </h2>
          {lead && <p className="dialog-lead">{lead}</p>}
          {children && <div className="dialog-body">{children}</div>}
          <div className="dialog-actions">{actions}</div>
        </>
      )}
    </dialog>
  );
}
