"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { LinkUploadDetail } from "@/lib/link-uploads/model";
import { formatMoney } from "@/lib/money/format-money";
import { startUploadAction } from "../../actions";
import { AccountName } from "./account-name";
import type { Review } from "./use-review";

type Props = { upload: LinkUploadDetail; review: Review };

/** Send All and Generate Links for Download; each says before what it will do, and why it cannot. */
export function StartButtons({ upload, review }: Props) {
  const t = useTranslations("bulkUpload.start");
  const [asked, setAsked] = useState<"send" | "make" | null>(null);
  const blocked = useBlocked(review);
  return (
    <span className="upload-start">
      {blocked && (
        <span id="start-reason" className="text-ink-2 text-sm">
          {blocked}
        </span>
      )}
      <StartButton isBlocked={blocked !== null} onPress={() => setAsked("make")}>
        {t("make")}
      </StartButton>
      <StartButton isBlocked={blocked !== null} isMain onPress={() => setAsked("send")}>
        {t("send")}
      </StartButton>
      <StartDialog upload={upload} review={review} asked={asked} onClose={() => setAsked(null)} />
    </span>
  );
}

function useBlocked({ totals, unsaved, isBusy }: Review): string | null {
  const t = useTranslations("bulkUpload.start");
  if (totals.rows === 0) return t("noRows");
  if (totals.bad > 0) return t("toMend", { count: totals.bad });
  if (unsaved.length > 0) return t("unsaved");
  return isBusy ? t("saving") : null;
}

type StartProps = { isBlocked: boolean; isMain?: boolean; onPress: () => void; children: string };

/** Both wait for the same reason, which is said once. */
function StartButton({ isBlocked, isMain, onPress, children }: StartProps) {
  const icon = isMain ? "send" : "download";
  if (isBlocked) {
    return (
      <Button icon={icon} className="btn-off" aria-disabled="true" aria-describedby="start-reason">
        {children}
      </Button>
    );
  }
  return (
    <Button icon={icon} variant={isMain ? "primary" : "plain"} onClick={onPress}>
      {children}
    </Button>
  );
}

type DialogProps = Props & { asked: "send" | "make" | null; onClose: () => void };

function StartDialog({ upload, review, asked, onClose }: DialogProps) {
  const t = useTranslations("bulkUpload.start");
  const locale = useLocale();
  const begin = useBegin(upload.id, review.revision);
  const { rows, totalCents, twice } = review.totals;
  const isSend = asked === "send";
  const figures = { count: rows, sum: formatMoney(totalCents, upload.currency, locale) };
  const close = () => {
    if (begin.isBusy) return;
    begin.forget();
    onClose();
  };
  return (
    <Dialog
      open={asked !== null}
      onClose={close}
      title={t(isSend ? "sendTitle" : "makeTitle", figures)}
      lead={t(isSend ? "sendLead" : "makeLead")}
      actions={
        <>
          <Button onClick={close}>{t("notYet")}</Button>
          <Button
            variant="primary"
            icon={isSend ? "send" : "download"}
            pending={begin.isBusy}
            pendingLabel={t("pending")}
            onClick={() => begin.press(isSend)}
          >
            {t(isSend ? "send" : "make")}
          </Button>
        </>
      }
    >
      <p>
        {t("into")} <AccountName upload={upload} />
      </p>
      {twice > 0 && <p className="text-sm">{t("twice", { count: twice })}</p>}
      {begin.problem && <Banner tone="danger" role="alert" title={begin.problem} />}
    </Dialog>
  );
}

/** A second press, a lost answer or a second window begin nothing twice: the server knows the upload. */
function useBegin(uploadId: string, revision: number) {
  const t = useTranslations("bulkUpload.start");
  const router = useRouter();
  const [isBusy, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  function press(send: boolean) {
    if (isBusy) return;
    start(async () => {
      const answer = await startUploadAction({ uploadId, send, revision }).catch(() => null);
      if (!answer?.ok) return setProblem(answer?.message ?? t("unreachable"));
      router.replace(`/staff/send/bulk/${uploadId}`);
      router.refresh();
    });
  }
  return { isBusy, problem, press, forget: () => setProblem(null) };
}
