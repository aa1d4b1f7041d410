import { parseJson } from "@/lib/http/api-body";
import { staffUploadRoute } from "@/lib/http/staff-upload-route";
import { importPayers } from "@/lib/payer-imports/import-payers";
import { ImportPayersInput } from "@/lib/payer-imports/schemas";

export const POST = staffUploadRoute({
  permission: "payers.manage",
  run: (ctx, body) => importPayers(ctx, ImportPayersInput.parse(parseJson(body))),
});
