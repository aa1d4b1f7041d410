"use client";

import { useEffect } from "react";

/** Tells the firm, once, that a person opened the invoice; a failure is of no interest to the client. */
export function ViewedBeacon({ path }: { path: string }) {
  useEffect(() => {
    navigator.sendBeacon(path);
  }, [path]);
  return null;
}
