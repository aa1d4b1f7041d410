import { cache } from "react";
import { findOpened } from "@/lib/http/open-ahead";

/** The request and what its token opens, once per request. */
export const openToken = cache(findOpened);
