import { dateInZone } from "@/lib/dates/date-in-zone";
import { AGING_BUCKETS } from "@/lib/pay-links/model";
import { isPaymentSource } from "@/lib/payments/model";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { askDashboard, type DashboardAnswer } from "./internal/ask-dashboard";
import { askExpected } from "./internal/ask-expected";
import type { Dashboard, DashboardKind, OwedVolume, Volume } from "./model";
import { addVolumes, figureSpans, listChartDays, listChartMonths, NOTHING, totalCents } from "./rules";

type Wish = {
  /** The firm's. */
  timeZone: string;
  kind: DashboardKind;
};

/** Everything on the dashboard, in two questions; only of accounts that this actor may see. @throws AppError forbidden */
export async function getDashboard(ctx: Ctx, { timeZone, kind }: Wish): Promise<Dashboard> {
  requirePermission(ctx, "payments.view");
  const today = dateInZone(ctx.clock.now(), timeZone);
  const question = { today, timeZone, kind };
  const { answer, expected } = await inFirm(ctx, async (tx) => ({
    answer: await askDashboard(ctx, tx, question),
    expected: await askExpected(ctx, tx, question),
  }));
  const days = volumesOf(answer.days);
  return {
    today,
    hasPayments: answer.hasPayments,
    kinds: answer.kinds ?? [],
    spans: figureSpans(today, days, volumesOf(answer.parts)),
    days: listChartDays(today, days),
    months: listChartMonths(today, days),
    sources: greatestFirst(answer.sources).flatMap(([source, sums]) =>
      isPaymentSource(source) ? [{ source, ...sums }] : [],
    ),
    methods: greatestFirst(answer.methods).map(([methodKind, sums]) => ({ methodKind, ...sums })),
    accounts: accountsOf(answer),
    outstanding: everyBucket(answer.outstanding),
    invoiced: answer.isInvoicingOn ? everyBucket(answer.invoiced) : null,
    expected,
    unknown: (answer.unknown ?? []).map(({ id, number, currency, kind: accountKind, ...row }) => ({
      ...{ id, number, currency, accountKind },
      payerName: row.payer_name,
      amountCents: row.amount_cents,
      createdAt: new Date(row.created_at),
    })),
    unknownCount: answer.unknownCount,
  };
}

type Sums = DashboardAnswer["days"];

function everyBucket(sums: Sums): OwedVolume[] {
  const volumes = volumesOf(sums);
  return AGING_BUCKETS.map((bucket) => ({ bucket, ...(volumes.get(bucket) ?? NOTHING) }));
}

function volumesOf(sums: Sums): Map<string, Volume> {
  const volumes = new Map<string, Volume>();
  for (const [key, kind, count, cents] of sums ?? []) {
    const part = { count, operatingCents: kind === "operating" ? cents : 0, trustCents: kind === "trust" ? cents : 0 };
    volumes.set(key, addVolumes(volumes.get(key) ?? NOTHING, part));
  }
  return volumes;
}

function greatestFirst(sums: Sums): [string, Volume][] {
  return [...volumesOf(sums)]
    .filter(([, { count }]) => count > 0)
    .sort(([, a], [, b]) => totalCents(b) - totalCents(a));
}

function accountsOf({ accounts, accountNames }: DashboardAnswer): Dashboard["accounts"] {
  const kinds = new Map((accounts ?? []).map(([id, kind]) => [id, kind]));
  return greatestFirst(accounts).map(([accountId, sums]) => ({
    accountId,
    name: accountNames?.[accountId] ?? "",
    kind: kinds.get(accountId) ?? "operating",
    ...sums,
  }));
}
