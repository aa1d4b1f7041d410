import { UPLOAD_VIEWS, type UploadView } from "@/lib/link-uploads/model";

export type Address = Record<string, string | string[] | undefined>;

/** Which rows the address asks for; what is not valid is left out. */
export function readReviewAddress(address: Address): { view: UploadView; page: number } {
  const page = Number(textOf(address.page));
  return {
    view: UPLOAD_VIEWS.find((view) => view === textOf(address.view)) ?? "all",
    page: Number.isInteger(page) && page > 0 && page < 1_000 ? page : 1,
  };
}

export function reviewAddressOf(uploadId: string, view: UploadView, page = 1): string {
  const query = new URLSearchParams();
  if (view !== "all") query.set("view", view);
  if (page > 1) query.set("page", String(page));
  return `/staff/send/bulk/${uploadId}${query.size > 0 ? `?${query}` : ""}`;
}

function textOf(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
