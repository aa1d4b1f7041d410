import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { requestOrigin } from "@/lib/http/request-origin";
import { getPayLink } from "@/lib/pay-links/queries";
import { AppError } from "@/lib/platform/errors";
import { NoticeRegion } from "../_components/notice";
import { AddressSheet } from "./_components/address-sheet";
import { LinkFacts } from "./_components/link-facts";
import { LinkHead } from "./_components/link-head";
import { LinkHistory } from "./_components/link-history";
import { NextStepsSheet } from "./_components/next-steps-sheet";
import { RemindersSheet } from "./_components/reminders-sheet";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ made?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("links.sent");
  return { title: t("title") };
}

/** One link: as the result right after it was made (`?made=1`), later with its facts and history. */
export default async function SentLinkPage({ params, searchParams }: Props) {
  const { ctx, firm, can } = await requireStaff("payments.view");
  const { id } = await params;
  const { made } = await searchParams;
  const link = await getPayLink(ctx, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  const maySend = can("links.send");
  const isFresh = made === "1" && maySend && link.status === "outstanding";
  const url = maySend ? `${requestOrigin(await headers())}/pay/${link.token}` : null;
  return (
    <NoticeRegion>
      <LinkHead link={link} isFresh={isFresh} maySend={maySend} firm={firm} now={ctx.clock.now()} />
      <div className="columns-form">
        <div className="stack">
          <AddressSheet link={link} url={url} firm={firm} />
          {!isFresh && <LinkFacts link={link} firm={firm} />}
        </div>
        {isFresh ? (
          <NextStepsSheet link={link} firm={firm} ctx={ctx} />
        ) : (
          <div className="stack">
            <RemindersSheet link={link} firm={firm} ctx={ctx} maySend={maySend} />
            <LinkHistory link={link} firm={firm} ctx={ctx} />
          </div>
        )}
      </div>
    </NoticeRegion>
  );
}
