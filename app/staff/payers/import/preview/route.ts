import { staffUploadRoute } from "@/lib/http/staff-upload-route";
import { previewPayerImport } from "@/lib/payer-imports/preview-payer-import";

export const POST = staffUploadRoute({ permission: "payers.manage", run: previewPayerImport });
