import { tokenFileRoute } from "@/lib/http/token-file-route";
import { readReceiptFile } from "@/lib/receipts/read-receipt-file";

export const GET = tokenFileRoute(readReceiptFile);
