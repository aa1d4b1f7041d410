import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { getLinkUpload, listUploadRows } from "@/lib/link-uploads/queries";
import { AppError } from "@/lib/platform/errors";
import { type Address, readReviewAddress } from "./_components/review-address";
import { ReviewPage } from "./_components/review-page";
import { StartedPage } from "./_components/started-page";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Address> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bulkUpload"))("title") };
}

/** One upload: its rows to look through, then how its links are made, then what became of it. */
export default async function UploadPage({ params, searchParams }: Props) {
  const staff = await requireStaff("links.send");
  const { id } = await params;
  const upload = await getLinkUpload(staff.ctx, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  if (upload.status !== "review") return <StartedPage upload={upload} staff={staff} />;
  const asked = readReviewAddress(await searchParams);
  const page = await listUploadRows(staff.ctx, { uploadId: id, ...asked });
  return <ReviewPage upload={upload} view={asked.view} page={page} timeZone={staff.firm.timeZone} />;
}
