import { getTranslations } from "next-intl/server";
import { Sheet } from "@/components/ui/sheet";
import type { Notifications } from "@/lib/notifications/model";
import { addressesText } from "@/lib/notifications/schemas";
import { NotificationsForm } from "./notifications-form";
import type { SaveNotifications } from "./use-notifications";

type Props = {
  notifications: Notifications;
  /** Null while the reader may look but not change. */
  save: SaveNotifications | null;
};

/** Which addresses of a user are told of what, on their profile and on their page for whoever manages users. */
export async function NotificationsSheet({ notifications, save }: Props) {
  const t = await getTranslations("notifications");
  const { addresses, offered } = notifications;
  return (
    <Sheet title={t("title")} id="notifications" className="mt-5">
      {offered.length === 0 && <p className="text-ink-2">{t("nothingOffered")}</p>}
      {offered.length > 0 && save && (
        <NotificationsForm key={addressesText(addresses)} start={notifications} save={save} />
      )}
      {offered.length > 0 && !save && (
        <ul className="form-stack">
          {addresses.map(({ address, events }) => (
            <li key={address}>
              <b className="font-medium">{address}</b>
              <p className="text-ink-2 text-sm">
                {events.length === 0 ? t("none") : events.map((event) => t(`event.${event}`)).join(", ")}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}
