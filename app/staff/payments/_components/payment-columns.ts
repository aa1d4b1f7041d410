import type { CustomFieldView } from "@/lib/custom-fields/model";
import type { ListColumn } from "@/lib/lists/model";
import { PAYMENT_COLUMNS } from "@/lib/payments/columns";

/** The columns of Payment Manager, and one for each of the firm's own fields. */
export function paymentColumns(customFields: readonly CustomFieldView[]): readonly ListColumn[] {
  const own = customFields.map(({ id }): ListColumn => ({ id: `cf.${id}`, kind: "text", isHidden: true }));
  return [...PAYMENT_COLUMNS, ...own];
}
