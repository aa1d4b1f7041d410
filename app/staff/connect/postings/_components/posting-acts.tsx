"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useList } from "@/components/list/list-context";
import { NOTHING_SELECTED } from "@/components/list/selection";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import type { PostingRow, PostingView } from "@/lib/postings/model";
import { queuePostingsAction, removePostingsAction, restorePostingsAction, unqueuePostingsAction } from "../actions";
import { EditPosting } from "./edit-posting";
import { PostAll } from "./post-all";
import { usePostingAct } from "./use-posting-act";

type Props = {
  view: PostingView;
  rows: readonly PostingRow[];
  /** Pending on all pages, whatever was searched for. */
  pendingCount: number;
};

/** What can be done with the records of a view, in the words of the firm's trade. "All" only shows. */
export function PostingActs({ view, rows, pendingCount }: Props) {
  if (view === "all" || view === "posted") return null;
  return (
    <div className="posting-acts">
      {view === "removed" && <MoveToPending />}
      {view === "queued" && <TakeBack />}
      {view !== "removed" && view !== "queued" && <PostAndRemove {...{ view, rows, pendingCount }} />}
    </div>
  );
}

function useSelectedIds(): { ids: string[]; clear: () => void } {
  const { selection, select } = useList();
  return { ids: Object.keys(selection.rows), clear: () => select(NOTHING_SELECTED) };
}

function PostAndRemove({ view, rows, pendingCount }: Props) {
  const t = useTranslations("postings.act");
  const { ids, clear } = useSelectedIds();
  const { isBusy, problem, run } = usePostingAct();
  const { showUndo } = useToast();
  const none = ids.length === 0 ? t("selectFirst") : null;
  const undo = (removed: string[]) =>
    run(
      () => restorePostingsAction({ ids: removed }),
      ({ done }) => t("restored", { count: done }),
    );
  const remove = () =>
    run(
      () => removePostingsAction({ ids }),
      ({ done }) => {
        if (done > 0)
          showUndo({ message: t("removed", { count: done }), undoLabel: t("undo"), onUndo: () => undo(ids) });
        return t("removed", { count: done });
      },
      clear,
    );
  const post = () =>
    run(
      () => queuePostingsAction({ ids }),
      ({ done }) => t("queued", { count: done }),
      clear,
    );
  return (
    <>
      <div className="posting-acts-row">
        <Button
          id="post-selected"
          variant="primary"
          icon="upload"
          pending={isBusy}
          pendingLabel={t("posting")}
          unavailable={view === "incomplete" ? t("completeFirst") : none}
          onClick={post}
        >
          {t("postSelected")}
        </Button>
        <RemoveSelected isReasonBeside={view !== "incomplete"} none={none} pending={isBusy} onPress={remove} />
        <EditSelected ids={ids} rows={rows} />
        <span className="posting-acts-end">
          <span className="posting-acts-count text-ink-2 text-sm">{t("pendingOnAll", { count: pendingCount })}</span>
          <PostAll count={pendingCount} />
        </span>
      </div>
      {problem && <Banner tone="danger" role="alert" title={problem} className="mt-3" />}
    </>
  );
}

type RemoveProps = {
  /** "Post Selected" says already why neither can be used. */
  isReasonBeside: boolean;
  none: string | null;
  pending: boolean;
  onPress: () => void;
};

function RemoveSelected({ isReasonBeside, none, pending, onPress }: RemoveProps) {
  const t = useTranslations("postings.act");
  if (none && isReasonBeside)
    return (
      <Button className="btn-off" aria-disabled="true" aria-describedby="post-selected-reason">
        {t("remove")}
      </Button>
    );
  return (
    <Button id="remove-postings" pending={pending} unavailable={none} onClick={onPress}>
      {t("remove")}
    </Button>
  );
}

/** Edit takes one record at a time. */
function EditSelected({ ids, rows }: { ids: readonly string[]; rows: readonly PostingRow[] }) {
  const t = useTranslations("postings.act");
  const [isOpen, setOpen] = useState(false);
  const row = ids.length === 1 ? rows.find(({ id }) => id === ids[0]) : undefined;
  return (
    <>
      <Button id="edit-posting" icon="pencil" unavailable={row ? null : t("editOne")} onClick={() => setOpen(true)}>
        {t("edit")}
      </Button>
      {row && isOpen && <EditPosting row={row} onClose={() => setOpen(false)} />}
    </>
  );
}

function MoveToPending() {
  const t = useTranslations("postings.act");
  const { ids, clear } = useSelectedIds();
  const { isBusy, problem, run } = usePostingAct();
  const move = () =>
    run(
      () => restorePostingsAction({ ids }),
      ({ done }) => t("restored", { count: done }),
      clear,
    );
  return (
    <>
      <Button
        id="move-to-pending"
        variant="primary"
        icon="return"
        pending={isBusy}
        unavailable={ids.length === 0 ? t("selectFirst") : null}
        onClick={move}
      >
        {t("restore")}
      </Button>
      {problem && <Banner tone="danger" role="alert" title={problem} className="mt-3" />}
    </>
  );
}

/** While no file holds a queued record, it can be taken back. */
function TakeBack() {
  const t = useTranslations("postings.act");
  const { ids, clear } = useSelectedIds();
  const { isBusy, problem, run } = usePostingAct();
  const take = () =>
    run(
      () => unqueuePostingsAction({ ids }),
      ({ done }) => t("takenBack", { count: done }),
      clear,
    );
  return (
    <>
      <Button
        id="take-back"
        icon="return"
        pending={isBusy}
        unavailable={ids.length === 0 ? t("selectFirst") : null}
        onClick={take}
      >
        {t("takeBack")}
      </Button>
      {problem && <Banner tone="danger" role="alert" title={problem} className="mt-3" />}
    </>
  );
}
