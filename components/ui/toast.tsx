"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";

type Toast = { id: number; message: string; undoLabel: string; onUndo: () => void };
type ToastApi = { showUndo: (toast: Omit<Toast, "id">) => void };

const SHOWN_MS = 8000;
const ToastContext = createContext<ToastApi | null>(null);

/** Only for what can be undone; everything else is said where it happened. */
export function useToast(): ToastApi {
  const api = useContext(ToastContext);
  if (!api) throw new Error("useToast needs a ToastRegion above it");
  return api;
}

/** Bottom left. Holds the toasts of everything inside it. */
export function ToastRegion({ label, children }: { label: string; children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const lastId = useRef(0);
  const dismiss = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const api = useMemo<ToastApi>(
    () => ({
      showUndo(toast) {
        lastId.current += 1;
        const id = lastId.current;
        setToasts((all) => [...all.slice(-2), { ...toast, id }]);
      },
    }),
    [],
  );
  return (
    <ToastContext value={api}>
      {children}
      <section className="toasts" aria-label={label} aria-live="polite">
        {toasts.map((toast) => (
          <ToastItem key={toast.id} toast={toast} onDone={dismiss} />
        ))}
      </section>
    </ToastContext>
  );
}

function ToastItem({ toast, onDone }: { toast: Toast; onDone: (id: number) => void }) {
  const [held, setHeld] = useState(false);
  const { id } = toast;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => onDone(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, id, onDone]);
  return (
    <fieldset
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{toast.message}</span>
      <button
        type="button"
        className="toast-undo"
        onClick={() => {
          toast.onUndo();
          onDone(id);
        }}
      >
        {toast.undoLabel}
      </button>
    </fieldset>
  );
}
