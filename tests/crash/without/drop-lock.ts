// Stands in for the program's file that keeps two processes apart: nobody waits for anybody. Only a process of the harness ever sees it.
import type * as real from "@/connect/drops/hold-lock";
import { noteReplaced } from "../child/replaced";

noteReplaced("drop-lock");

export const holdLock: typeof real.holdLock = (_name, work) => work();
