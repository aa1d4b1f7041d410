"use server";

import { addConnection } from "@/lib/connect-settings/add-connection";
import { chooseConnection } from "@/lib/connect-settings/choose-connection";
import { previewPostingLayout } from "@/lib/connect-settings/preview-posting-layout";
import { resetPostingLayout } from "@/lib/connect-settings/reset-posting-layout";
import { saveConnectModule } from "@/lib/connect-settings/save-connect-module";
import { saveConnectSettings } from "@/lib/connect-settings/save-connect-settings";
import { savePostingAccount } from "@/lib/connect-settings/save-posting-account";
import { savePostingLayout } from "@/lib/connect-settings/save-posting-layout";
import {
  ChooseConnectionInput,
  ConnectModuleInput,
  ConnectSettingsInput,
  PostingAccountInput,
  PostingLayoutInput,
} from "@/lib/connect-settings/schemas";
import { renameConnection } from "@/lib/connections/rename-connection";
import { revokeConnection } from "@/lib/connections/revoke-connection";
import { CreateConnectionInput, RenameConnectionInput, RevokeConnectionInput } from "@/lib/connections/schemas";
import { staffAction } from "@/lib/http/staff-action";

export const saveConnectModuleAction = staffAction({
  permission: "settings.manage",
  input: ConnectModuleInput,
  verb: saveConnectModule,
});

export const addConnectionAction = staffAction({
  permission: "settings.manage",
  input: CreateConnectionInput,
  verb: addConnection,
});

export const chooseConnectionAction = staffAction({
  permission: "settings.manage",
  input: ChooseConnectionInput,
  verb: chooseConnection,
});

export const renameConnectionAction = staffAction({
  permission: "settings.manage",
  input: RenameConnectionInput,
  verb: renameConnection,
});

export const revokeConnectionAction = staffAction({
  permission: "settings.manage",
  input: RevokeConnectionInput,
  verb: revokeConnection,
});

export const savePostingAccountAction = staffAction({
  permission: "settings.manage",
  input: PostingAccountInput,
  verb: savePostingAccount,
});

export const saveConnectSettingsAction = staffAction({
  permission: "settings.manage",
  input: ConnectSettingsInput,
  verb: saveConnectSettings,
});

export const previewPostingLayoutAction = staffAction({
  permission: "settings.manage",
  input: PostingLayoutInput,
  verb: previewPostingLayout,
});

export const savePostingLayoutAction = staffAction({
  permission: "settings.manage",
  input: PostingLayoutInput,
  verb: savePostingLayout,
});

export const resetPostingLayoutAction = staffAction({
  permission: "settings.manage",
  input: ChooseConnectionInput,
  verb: resetPostingLayout,
});
