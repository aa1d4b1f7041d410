import { z } from "zod";
import { EXPORT_FORMATS } from "@/lib/exports/model";
import { REPORT_FREQUENCIES } from "./model";

const MOST_ADDRESSES = 20;
const address = z.email({ error: "email_invalid" }).max(254);

/** As a form types it: addresses with commas between them, days and hours as text. */
export const CreateReportScheduleInput = z
  .object({
    /** A built-in report's word or a saved view's id. */
    report: z.string().min(1, "report_missing").max(60),
    format: z.enum(EXPORT_FORMATS),
    frequency: z.enum(REPORT_FREQUENCIES),
    weekday: z.coerce.number().int().min(1).max(7).default(1),
    monthday: z.coerce.number().int().min(1).max(31).default(1),
    hour: z.coerce.number().int().min(0).max(23),
    emails: z
      .string()
      .max(4_000, "text_too_long")
      .transform((text) => [
        ...new Set(
          text
            .split(/[,;\s]+/)
            .map((part) => part.trim().toLowerCase())
            .filter((part) => part !== ""),
        ),
      ])
      .pipe(z.array(address).min(1, "request_email_missing").max(MOST_ADDRESSES, "emails_too_many")),
    requestId: z.string().max(200).optional(),
  })
  .transform(({ weekday, monthday, requestId: _request, ...input }) => ({
    ...input,
    day: { daily: null, weekly: weekday, monthly: monthday }[input.frequency],
  }));
export type CreateReportScheduleInput = z.output<typeof CreateReportScheduleInput>;
export type ReportScheduleTyped = z.input<typeof CreateReportScheduleInput>;

export const ReportScheduleIdInput = z.object({ scheduleId: z.string().min(1).max(60) });
export type ReportScheduleIdInput = z.infer<typeof ReportScheduleIdInput>;
