import { mailWebhookRoute } from "@/lib/http/mail-webhook-route";

export const POST = mailWebhookRoute();
