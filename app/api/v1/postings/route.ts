import { listAllPostings } from "@/lib/api/posting-operations";
import { apiRoute } from "@/lib/http/api-route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: listAllPostings });
