"use server";

import { signOutAction } from "@/lib/http/sign-in-action";
import { staffAction } from "@/lib/http/staff-action";
import { removeView } from "@/lib/lists/remove-view";
import { renameView } from "@/lib/lists/rename-view";
import { resetArrangement } from "@/lib/lists/reset-arrangement";
import { saveArrangement } from "@/lib/lists/save-arrangement";
import { saveView } from "@/lib/lists/save-view";
import {
  RemoveViewInput,
  RenameViewInput,
  ResetArrangementInput,
  SaveArrangementInput,
  SaveViewInput,
} from "@/lib/lists/schemas";

export const signOut = signOutAction();

export const saveArrangementAction = staffAction({
  permission: "payments.view",
  input: SaveArrangementInput,
  verb: saveArrangement,
});

export const resetArrangementAction = staffAction({
  permission: "payments.view",
  input: ResetArrangementInput,
  verb: resetArrangement,
});

export const saveViewAction = staffAction({ permission: "payments.view", input: SaveViewInput, verb: saveView });

export const renameViewAction = staffAction({ permission: "payments.view", input: RenameViewInput, verb: renameView });

export const removeViewAction = staffAction({ permission: "payments.view", input: RemoveViewInput, verb: removeView });
