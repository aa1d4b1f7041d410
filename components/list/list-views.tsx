"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Asked, ViewDialogs } from "@/components/list/view-dialogs";
import { ViewLink } from "@/components/list/view-link";
import { type ListViewsProps, reportAddress, viewAddress } from "@/components/list/view-shape";
import { Icon } from "@/components/ui/icon";
import { Menu, MenuButton, MenuRule } from "@/components/ui/menu";
import { queryOf } from "@/lib/lists/rules";

/** Reports of the product, one's own views and those of the firm; and what can be done with the open one. */
export function ListViews(props: ListViewsProps) {
  const { views, builtIn, openId, query, path } = props;
  const t = useTranslations("list.views");
  const [asked, setAsked] = useState<Asked | null>(null);
  const view = views.find(({ id }) => id === openId);
  const report = builtIn.find(({ id }) => id === openId);
  const open = view ?? report;
  const isChanged = open !== undefined && queryOf(open.query) !== queryOf(query);
  return (
    <>
      <Menu
        trigger={
          <>
            <span className="view-name">
              {builtIn.length > 0 ? t(open ? "open" : "button") : t(open ? "openView" : "buttonViews")}{" "}
              {open && <b>{open.name}</b>}
              {isChanged && <span className="text-ink-3">({t("changed")})</span>}
            </span>
            <Icon name="chevron-down" />
          </>
        }
      >
        <div className="views-panel">
          <ViewLinks {...props} />
          <MenuRule />
          <div className="needs-script">
            {view?.mayChange && (
              <>
                <MenuButton onPress={() => setAsked({ kind: "changes", view })}>
                  {t("saveChanges", { name: view.name })}
                </MenuButton>
                <MenuButton icon="pencil" onPress={() => setAsked({ kind: "rename", view })}>
                  {t("rename")}
                </MenuButton>
                <MenuButton icon="trash" onPress={() => setAsked({ kind: "remove", view })}>
                  {t("remove")}
                </MenuButton>
              </>
            )}
            <MenuButton icon="plus" onPress={() => setAsked({ kind: "new" })}>
              {t("saveNew")}
            </MenuButton>
          </div>
          {open && <ViewLink href={path}>{t("leave")}</ViewLink>}
        </div>
      </Menu>
      {asked && <ViewDialogs {...props} asked={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function ViewLinks({ views, builtIn, openId, path }: ListViewsProps) {
  const t = useTranslations("list.views");
  const groups = [
    { title: t("own"), views: views.filter(({ isOwn }) => isOwn) },
    { title: t("shared"), views: views.filter(({ isOwn }) => !isOwn) },
  ];
  return (
    <>
      {builtIn.length > 0 && <p className="views-cap">{t("reports")}</p>}
      {builtIn.map(({ id, name, query, columns }) => (
        <ViewLink key={id} href={reportAddress(path, query, columns, id)} isOpen={id === openId}>
          {name}
        </ViewLink>
      ))}
      {groups.map(
        (group) =>
          group.views.length > 0 && (
            <div key={group.title}>
              <p className="views-cap">{group.title}</p>
              {group.views.map((view) => (
                <ViewLink key={view.id} href={viewAddress(path, view)} isOpen={view.id === openId}>
                  {view.name}
                  {!view.isOwn && <span className="text-ink-3">{t("by", { name: view.ownerName })}</span>}
                </ViewLink>
              ))}
            </div>
          ),
      )}
      {views.length === 0 && <p className="views-cap">{t("none")}</p>}
    </>
  );
}
