import { useTranslations } from "next-intl";
import type { SaidRefusal } from "@/lib/posting-layouts/model";
import { sayRefusal } from "./say-refusal";

type Props = {
  refusal: SaidRefusal;
  /** Of the record in the way, where what stands around does not name it. */
  reference?: string | null;
};

/** Why a layout cannot say something, in the reader's language: "Record D-2026-000101: Matter is “…”: 9 characters, …". */
export function RefusalText({ refusal, reference }: Props) {
  const t = useTranslations("postings.layoutRefusal");
  return (
    <>
      {reference && t("of", { reference })} {sayRefusal(t, refusal)}
    </>
  );
}
