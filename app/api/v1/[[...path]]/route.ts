import { apiRoute } from "@/lib/http/api-route";

/** Every address of the API that is not there, so that programs get problem+json and not a page. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({});
