import type { MethodView } from "@/lib/methods/model";

/** What is charged, of whom; `requestKey` is made with the page, so that the same form is one charge. */
export type ChargeSubject = {
  requestKey: string;
  locale: string;
  payer: { id: string; name: string; email: string; clientRef: string };
  method: MethodView & { name: string };
};
