"use client";

import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { recordPrintAction } from "../actions";

/** Prints this page as it stands. That it was printed is written down; where that fails, printing does not. */
export function PrintReceiptButton({ paymentId, label }: { paymentId: string; label: string }) {
  const [, start] = useTransition();
  return (
    <Button
      icon="print"
      onClick={() => {
        window.print();
        start(async () => {
          await recordPrintAction({ paymentId }).catch(() => null);
        });
      }}
    >
      {label}
    </Button>
  );
}
