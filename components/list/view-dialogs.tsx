"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState, useTransition } from "react";
import type { ActionResult } from "@/components/forms/action-result";
import { useList } from "@/components/list/list-context";
import { type ListViewsProps, viewAddress } from "@/components/list/view-shape";
import { Button } from "@/components/ui/button";
import { CheckField } from "@/components/ui/check-field";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import type { SavedView } from "@/lib/lists/model";
import { queryOf } from "@/lib/lists/rules";

export type Asked = { kind: "new" } | { kind: "changes" | "rename" | "remove"; view: SavedView };

const FORM = "view-form";

type Props = ListViewsProps & { asked: Asked; onClose: () => void };

/** Saves, renames and takes away, each in a dialog that names what it acts on. */
export function ViewDialogs(props: Props) {
  const { asked } = props;
  if (asked.kind === "remove") return <RemoveDialog {...props} view={asked.view} />;
  if (asked.kind === "rename") return <RenameDialog {...props} view={asked.view} />;
  return <SaveDialog {...props} view={asked.kind === "changes" ? asked.view : null} />;
}

/** Runs an action, keeps its refusal in words, and goes on when it is done. */
function useViewAct(onClose: () => void) {
  const t = useTranslations("list.views");
  const [isBusy, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  function run<T>(act: () => Promise<ActionResult<T>>, done: (data: T) => void) {
    start(async () => {
      const answer = await act().catch(() => null);
      if (!answer?.ok) return setProblem(answer?.fields?.[0]?.message ?? answer?.message ?? t("failed"));
      onClose();
      done(answer.data);
    });
  }
  return { isBusy, problem, run };
}

function SaveDialog({ view, listId, path, query, mayShare, actions, onClose }: Props & { view: SavedView | null }) {
  const t = useTranslations("list.views");
  const { heads } = useList();
  const router = useRouter();
  const { isBusy, problem, run } = useViewAct(onClose);
  const [name, setName] = useState(view?.name ?? "");
  const [isShared, setShared] = useState(view?.isShared ?? false);
  const columns = heads
    .filter((head) => head.isVisible && head.kind !== "actions")
    .map(({ id, width }) => (width ? { id, width } : { id }));
  const kept = queryOf(query);
  const save = () =>
    run(
      () => actions.saveView({ listId, viewId: view?.id ?? null, name, isShared, query: kept, columns }),
      ({ viewId }) => router.replace(viewAddress(path, { id: viewId, query: kept, columns }), { scroll: false }),
    );
  return (
    <AskDialog
      title={t("saveTitle")}
      lead={t("saveLead")}
      onClose={onClose}
      onSend={save}
      action={
        <Button type="submit" form={FORM} variant="primary" pending={isBusy} pendingLabel={t("saving")}>
          {t("save")}
        </Button>
      }
    >
      <TextField
        id="view-name"
        label={t("name")}
        value={name}
        maxLength={80}
        error={problem}
        onChange={(event) => setName(event.target.value)}
      />
      <CheckField
        id="view-shared"
        label={t("share")}
        checked={isShared}
        disabled={!mayShare}
        hint={mayShare ? undefined : t("shareNeeds")}
        onChange={(event) => setShared(event.target.checked)}
      />
    </AskDialog>
  );
}

function RenameDialog({ view, actions, onClose }: Props & { view: SavedView }) {
  const t = useTranslations("list.views");
  const router = useRouter();
  const { isBusy, problem, run } = useViewAct(onClose);
  const [name, setName] = useState(view.name);
  return (
    <AskDialog
      title={t("renameTitle", { name: view.name })}
      onClose={onClose}
      onSend={() =>
        run(
          () => actions.renameView({ viewId: view.id, name }),
          () => router.refresh(),
        )
      }
      action={
        <Button type="submit" form={FORM} variant="primary" pending={isBusy} pendingLabel={t("saving")}>
          {t("rename")}
        </Button>
      }
    >
      <TextField
        id="view-name"
        label={t("name")}
        value={name}
        maxLength={80}
        error={problem}
        onChange={(event) => setName(event.target.value)}
      />
    </AskDialog>
  );
}

function RemoveDialog({ view, path, actions, onClose }: Props & { view: SavedView }) {
  const t = useTranslations("list.views");
  const router = useRouter();
  const { isBusy, problem, run } = useViewAct(onClose);
  return (
    <AskDialog
      title={t("removeTitle", { name: view.name })}
      lead={t(view.isShared ? "removeLeadShared" : "removeLead")}
      onClose={onClose}
      onSend={() =>
        run(
          () => actions.removeView({ viewId: view.id }),
          () => router.replace(path, { scroll: false }),
        )
      }
      action={
        <Button type="submit" form={FORM} variant="danger-solid" pending={isBusy} pendingLabel={t("deleting")}>
          {t("remove")}
        </Button>
      }
    >
      {problem && (
        <p role="alert" className="text-danger text-sm">
          {problem}
        </p>
      )}
    </AskDialog>
  );
}

type AskProps = {
  title: string;
  lead?: string;
  onClose: () => void;
  onSend: () => void;
  action: ReactNode;
  children: ReactNode;
};

function AskDialog({ title, lead, onClose, onSend, action, children }: AskProps) {
  const t = useTranslations("list.views");
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      lead={lead}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          {action}
        </>
      }
    >
      <form
        id={FORM}
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onSend();
        }}
      >
        {children}
      </form>
    </Dialog>
  );
}
