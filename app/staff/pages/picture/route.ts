import { staffUploadRoute } from "@/lib/http/staff-upload-route";
import { uploadPicture } from "@/lib/payment-pages/upload-picture";

export const POST = staffUploadRoute({ permission: "pages.manage", run: uploadPicture });
