import { payFormRoute } from "@/lib/http/pay-form-route";
import { chooseReminders } from "@/lib/pay-links/choose-reminders";

/** Stops the reminders of the recipient whose mail led here, or sends them again where the form says so. */
export const { GET, POST } = payFormRoute<{ token: string; recipient: string }>({
  kind: "pay_link",
  verb: (ctx, linkId, form, { recipient }) =>
    chooseReminders(ctx, linkId, { recipient, wants: form.get("wants") === "yes" }),
  page: ({ token, recipient }) => `/pay/${encodeURIComponent(token)}/reminders/${encodeURIComponent(recipient)}`,
});
