import type { LayoutRefusal, LayoutRefusalCode } from "../model";

/** Ends the writing of a file from wherever it is; render.ts makes the answer of it. */
export class Refused extends Error {
  readonly refusal: LayoutRefusal;

  constructor(refusal: LayoutRefusal) {
    super(refusal.message);
    this.name = "Refused";
    this.refusal = refusal;
  }
}

type Where = { reference?: string | null; field?: string | null; detail?: Record<string, string> };

export function refuse(code: LayoutRefusalCode, message: string, { reference, field, detail }: Where = {}): never {
  throw new Refused({ code, message, reference: reference ?? null, field: field ?? null, detail: detail ?? {} });
}
