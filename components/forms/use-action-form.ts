"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useId, useRef, useState, useTransition } from "react";
import {
  type DefaultValues,
  type FieldErrors,
  type FieldValues,
  type Path,
  type Resolver,
  type UseFormReturn,
  useForm,
} from "react-hook-form";
import type { z } from "zod";
import type { ActionResult } from "@/components/forms/action-result";
import { type FormDesk, fieldIdOf } from "@/components/forms/form-context";
import { useUnsavedGuard } from "@/components/forms/use-unsaved-guard";
import type { SummaryError } from "@/components/ui/error-summary";

type Options<Values extends FieldValues, Data> = {
  /** The schema that the server uses too. */
  schema: z.ZodType<unknown, Values>;
  defaultValues: DefaultValues<Values>;
  /** Receives the values as typed (the server parses them again) and the request id of this form load, if there is one. */
  action: (input: Values & { requestId?: string }) => Promise<ActionResult<Data>>;
  /** Made by the server once per form load: the same press twice is one act. */
  requestId?: string;
  onDone?: (data: Data) => void;
  /** Leaving the page asks first while something typed is not saved. For long forms. */
  guardUnsaved?: boolean;
  /** Said when the server could not be reached, e.g. "Not saved. Check the connection and press Save again." */
  unreachableText: string;
  /** Turns a message of the schema into the reader's language. */
  translate?: (message: string, path: string) => string;
};

export type ActionForm<Values extends FieldValues> = {
  methods: UseFormReturn<Values>;
  desk: FormDesk;
  submit: (event?: { preventDefault: () => void }) => void;
  pending: boolean;
  /** Wrong fields of the last try, in the order of the form. */
  errors: readonly SummaryError[];
  /** A refusal that belongs to no field. */
  message: string | null;
  attempt: number;
};

/**
 * A staff form: checked here by the schema, then sent to a server action. What was typed stays; wrong fields are marked where
 * they are and listed in the summary.
 */
export function useActionForm<Values extends FieldValues, Data>(options: Options<Values, Data>): ActionForm<Values> {
  const formId = useId();
  const desk = useRef<FormDesk>({ formId, labels: new Map(), refusals: new Map() }).current;
  const methods = useForm<Values>({
    // The raw values go to the server: what the schema transforms must be transformed once only.
    resolver: translating(zodResolver(options.schema, undefined, { raw: true }), options.translate),
    defaultValues: options.defaultValues,
    mode: "onTouched",
    shouldFocusError: false,
  });
  const [isDone, setIsDone] = useState(false);
  useUnsavedGuard(Boolean(options.guardUnsaved) && !isDone && methods.formState.isDirty);
  const [pending, startTransition] = useTransition();
  const [message, setMessage] = useState<string | null>(null);
  const [tried, setTried] = useState<{ attempt: number; errors: readonly SummaryError[] }>({ attempt: 0, errors: [] });

  function refuse(errors: readonly SummaryError[], text: string | null) {
    setMessage(text);
    setTried((last) => ({ attempt: last.attempt + 1, errors }));
  }

  function takeAnswer(answer: ActionResult<Data>) {
    if (answer.ok) {
      refuse([], null);
      setIsDone(true);
      options.onDone?.(answer.data);
      return;
    }
    const known = (answer.fields ?? []).filter((field) => desk.labels.has(field.path));
    for (const field of known) methods.setError(field.path as Path<Values>, { type: "server", message: field.message });
    refuse(
      inFormOrder(known.map((field) => summaryError(desk, field.path, field.message))),
      known.length > 0 ? null : answer.message,
    );
  }

  async function send(values: Values) {
    try {
      takeAnswer(await options.action({ ...values, requestId: options.requestId }));
    } catch (error) {
      if (isFrameworkSignal(error)) throw error;
      refuse([], options.unreachableText);
    }
  }

  const submit: ActionForm<Values>["submit"] = (event) => {
    event?.preventDefault();
    if (pending) return;
    startTransition(async () => {
      await methods.handleSubmit(send, (errors) => {
        const flat = flattenErrors(errors).map(({ path, message: text }) =>
          summaryError(desk, path, desk.refusals.get(path) ?? text),
        );
        refuse(inFormOrder(flat), null);
      })();
    });
  };
  return { methods, desk, submit, pending, message, ...tried };
}

/** Says under each field what the summary says of it. */
function translating<Values extends FieldValues>(
  resolve: Resolver<Values>,
  translate: ((message: string, path: string) => string) | undefined,
): Resolver<Values> {
  if (!translate) return resolve;
  return async (values, context, settings) => {
    const result = await resolve(values, context, settings);
    for (const { error, path } of listErrors(result.errors)) error.message = translate(String(error.message), path);
    return result;
  };
}

/** Redirects and "not found" travel as errors and must reach the router. */
function isFrameworkSignal(error: unknown): boolean {
  return typeof error === "object" && error !== null && "digest" in error && String(error.digest).startsWith("NEXT_");
}

function summaryError(desk: FormDesk, path: string, message: string): SummaryError {
  return { fieldId: fieldIdOf(desk.formId, path), label: desk.labels.get(path) ?? path, message };
}

/** As they stand on the page; a field that came later, for a trust account, may stand in the middle. */
function inFormOrder(errors: readonly SummaryError[]): SummaryError[] {
  return errors.toSorted((a, b) => {
    const [first, second] = [document.getElementById(a.fieldId), document.getElementById(b.fieldId)];
    if (!first || !second || first === second) return 0;
    return first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
  });
}

function flattenErrors(errors: FieldErrors): { path: string; message: string }[] {
  return listErrors(errors).map(({ path, error }) => ({ path, message: String(error.message) }));
}

function listErrors(errors: FieldErrors, prefix = ""): { path: string; error: { message?: unknown } }[] {
  return Object.entries(errors).flatMap(([key, error]) => {
    if (!error) return [];
    const path = prefix ? `${prefix}.${key}` : key;
    if (typeof error.message === "string" && error.type !== undefined) return [{ path, error }];
    return listErrors(error as FieldErrors, path);
  });
}
