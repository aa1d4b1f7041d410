// Stands in for the program's line to a matter system: one that answers at once, the same to every process. Only a process of the
// harness ever sees it.
import { callMatterSystem as callReal } from "@/lib/connections/call-matter-system";
import { openMatterSystem } from "../auto-pays/open-items";
import { noteReplaced } from "../child/replaced";

noteReplaced("matter-items");

export const callMatterSystem = callReal;
export const matterSystemOf = () => openMatterSystem();
