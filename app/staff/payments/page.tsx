import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { listCustomFields } from "@/lib/custom-fields/queries";
import { sortTextsOf } from "@/lib/lists/rules";
import { listAccountsForStaff } from "@/lib/merchant-accounts/list-accounts-for-staff";
import { PAYMENT_SORTS } from "@/lib/payments/columns";
import { listPaymentTakers } from "@/lib/payments/list-payment-takers";
import { groupPayments, sumPayments } from "@/lib/payments/queries";
import { listWaitingRefunds } from "@/lib/refunds/queries";
import { type Address, inKeptOrder, readList } from "../_components/read-list";
import { loadPayments } from "./_components/load-payments";
import { paymentColumns } from "./_components/payment-columns";
import { PaymentsList } from "./_components/payments-list";
import { readAddress } from "./_components/read-address";

type Props = { searchParams: Promise<Address> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("payments");
  return { title: t("title") };
}

export default async function PaymentManagerPage({ searchParams }: Props) {
  const { ctx, firm, can } = await requireStaff("payments.view");
  const address = await searchParams;
  const [customFields, accounts, takers] = await Promise.all([
    listCustomFields(ctx, "payment"),
    listAccountsForStaff(ctx),
    listPaymentTakers(ctx),
  ]);
  const columns = paymentColumns(customFields);
  const setting = await readList(ctx, { listId: "payments", columns, address });
  const read = readAddress(address, { currency: firm.currency, locale: await getLocale() });
  const filter = inKeptOrder(read.filter, { address, setting, sorts: sortTextsOf(PAYMENT_SORTS) });
  const [page, totals, groups, waiting] = await Promise.all([
    loadPayments(ctx, filter),
    sumPayments(ctx, filter),
    filter.group ? groupPayments(ctx, filter) : [],
    listWaitingRefunds(ctx),
  ]);
  return (
    <PaymentsList
      filter={filter}
      wrong={read.wrong}
      page={page}
      totals={totals}
      groups={groups}
      columns={columns}
      setting={setting}
      {...{ accounts, customFields, takers, firm }}
      waiting={waiting}
      mayRefund={can("payments.refund")}
      canSend={can("links.send")}
      mayShare={can("reports.manage")}
    />
  );
}
