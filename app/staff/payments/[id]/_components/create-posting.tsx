"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { ItemSearch } from "@/components/connect/item-search";
import type { OfferedItem } from "@/components/connect/item-table";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { type ItemKind, SEARCH_FIELDS } from "@/lib/matter-systems/model";
import { createPostingAction, searchItemsAction } from "../actions";

type Props = {
  paymentId: string;
  kind: ItemKind;
  /** The invoice or matter number that the payment came with. */
  given: string;
};

/** "Create posting record": on an invoice or ledger that is looked for, or to be found by the number that the payment has. */
export function CreatePosting(props: Props) {
  const t = useTranslations("postings.create");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon="link" onClick={() => setOpen(true)}>
        {t("button")}
      </Button>
      {isOpen && <CreateDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function CreateDialog({ paymentId, kind, given, onClose }: Props & { onClose: () => void }) {
  const t = useTranslations("postings.create");
  const router = useRouter();
  const [picked, setPicked] = useState<OfferedItem | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, startTransition] = useTransition();
  const fields = SEARCH_FIELDS.filter((field) => kind === "invoice" || field !== "invoice_number");
  const close = () => !isBusy && onClose();
  const create = () =>
    startTransition(async () => {
      const answer = await createPostingAction({ paymentId, itemKey: picked?.key ?? null }).catch(() => null);
      if (!answer?.ok) return setProblem(answer?.message ?? t("unreachable"));
      onClose();
      router.refresh();
    });
  const nothing = !picked && given === "" ? t("pickFirst") : null;
  return (
    <Dialog
      open
      wide
      onClose={close}
      title={t("button")}
      lead={given ? t("lead", { given }) : t("leadWithout")}
      actions={
        <>
          <Button onClick={close}>{t("close")}</Button>
          <Button
            id="create-posting"
            variant="primary"
            pending={isBusy}
            pendingLabel={t("creating")}
            unavailable={nothing}
            onClick={create}
          >
            {picked ? t("submitOn", { number: picked.invoiceNumber || picked.matterNumber }) : t("submit")}
          </Button>
        </>
      }
    >
      {problem && <Banner tone="danger" role="alert" title={problem} className="mb-4" />}
      <ItemSearch
        kind={kind}
        fields={fields}
        search={searchItemsAction}
        isPicked={({ key }) => picked?.key === key}
        onPick={([item], isIn) => setPicked(isIn && item ? item : null)}
      />
    </Dialog>
  );
}
