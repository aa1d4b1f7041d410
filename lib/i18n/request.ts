import { getRequestConfig } from "next-intl/server";
import { messagesOf } from "@/lib/i18n/messages";
import { requestLocaleOf } from "@/lib/i18n/request-locale";

/** Tells next-intl which language this request speaks. Dates are shown in the firm's time zone, given by each caller. */
export default getRequestConfig(async () => {
  const locale = await requestLocaleOf();
  return { locale, messages: messagesOf(locale), timeZone: "UTC" };
});
