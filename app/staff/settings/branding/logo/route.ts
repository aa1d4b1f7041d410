import { uploadLogo } from "@/lib/branding/upload-logo";
import { staffUploadRoute } from "@/lib/http/staff-upload-route";

export const POST = staffUploadRoute({ permission: "settings.manage", run: uploadLogo });
