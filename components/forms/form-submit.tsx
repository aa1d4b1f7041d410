"use client";

import { useReady } from "@/components/forms/use-early-typing";
import { Button, type ButtonProps } from "@/components/ui/button";

/** The submit button of an ActionForm: not to be pressed before the scripts of the page answer, nor while the form is under way. */
export function FormSubmit(props: Omit<ButtonProps, "type" | "unavailable">) {
  const isReady = useReady();
  return <Button {...props} type="submit" aria-disabled={isReady ? undefined : true} />;
}
