import { staffUploadRoute } from "@/lib/http/staff-upload-route";
import { createLinkUpload } from "@/lib/link-uploads/create-link-upload";
import { CreateUploadInput } from "@/lib/link-uploads/schemas";

export const POST = staffUploadRoute({
  permission: "links.send",
  run: (ctx, file, query) => createLinkUpload(ctx, { ...CreateUploadInput.parse(query), file }),
});
