"use server";

import { cancelAutoPay } from "@/lib/auto-pays/cancel-auto-pay";
import { enrollAssociations } from "@/lib/auto-pays/enroll-associations";
import { pauseAutoPay } from "@/lib/auto-pays/pause-auto-pay";
import { renewAutoPay } from "@/lib/auto-pays/renew-auto-pay";
import { resumeAutoPay } from "@/lib/auto-pays/resume-auto-pay";
import { retryAutoPayRun } from "@/lib/auto-pays/retry-auto-pay-run";
import { saveAutoPay } from "@/lib/auto-pays/save-auto-pay";
import {
  AutoPayIdInput,
  EnrollInput,
  RetryRunInput,
  SaveAutoPayInput,
  SubmitAutoPayInput,
  TellMeInput,
} from "@/lib/auto-pays/schemas";
import { submitAutoPay } from "@/lib/auto-pays/submit-auto-pay";
import { staffAction } from "@/lib/http/staff-action";
import { addOwnEvent } from "@/lib/notifications/add-own-event";

const permission = "connect.pay";

export const submitAutoPayAction = staffAction({ permission, input: SubmitAutoPayInput, verb: submitAutoPay });
export const enrollAction = staffAction({ permission, input: EnrollInput, verb: enrollAssociations });
export const saveAutoPayAction = staffAction({ permission, input: SaveAutoPayInput, verb: saveAutoPay });
export const pauseAutoPayAction = staffAction({ permission, input: AutoPayIdInput, verb: pauseAutoPay });
export const resumeAutoPayAction = staffAction({ permission, input: AutoPayIdInput, verb: resumeAutoPay });
export const cancelAutoPayAction = staffAction({ permission, input: AutoPayIdInput, verb: cancelAutoPay });
export const renewAutoPayAction = staffAction({ permission, input: AutoPayIdInput, verb: renewAutoPay });
export const retryRunAction = staffAction({ permission, input: RetryRunInput, verb: retryAutoPayRun });

export const tellMeAction = staffAction({ permission: "payments.view", input: TellMeInput, verb: addOwnEvent });
