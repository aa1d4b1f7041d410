"use server";

import { staffAction } from "@/lib/http/staff-action";
import { addUploadRow } from "@/lib/link-uploads/add-upload-row";
import { changeUploadCell } from "@/lib/link-uploads/change-upload-cell";
import { removeLinkUpload } from "@/lib/link-uploads/remove-link-upload";
import { removeUploadRows } from "@/lib/link-uploads/remove-upload-rows";
import { restoreUploadRows } from "@/lib/link-uploads/restore-upload-rows";
import { resumeLinkUpload } from "@/lib/link-uploads/resume-link-upload";
import {
  ChangeCellInput,
  RemoveRowsInput,
  RestoreRowsInput,
  StartUploadInput,
  UploadIdInput,
} from "@/lib/link-uploads/schemas";
import { startLinkUpload } from "@/lib/link-uploads/start-link-upload";

const CHANGED = ["/staff/send/bulk"];

export const changeCellAction = staffAction({
  permission: "links.send",
  input: ChangeCellInput,
  verb: changeUploadCell,
  revalidate: CHANGED,
});

export const addRowAction = staffAction({
  permission: "links.send",
  input: UploadIdInput,
  verb: addUploadRow,
  revalidate: CHANGED,
});

export const removeRowsAction = staffAction({
  permission: "links.send",
  input: RemoveRowsInput,
  verb: removeUploadRows,
  revalidate: CHANGED,
});

export const restoreRowsAction = staffAction({
  permission: "links.send",
  input: RestoreRowsInput,
  verb: restoreUploadRows,
  revalidate: CHANGED,
});

export const startUploadAction = staffAction({
  permission: "links.send",
  input: StartUploadInput,
  verb: startLinkUpload,
  revalidate: [...CHANGED, "/staff/send/sent"],
});

export const resumeUploadAction = staffAction({
  permission: "links.send",
  input: UploadIdInput,
  verb: resumeLinkUpload,
  revalidate: CHANGED,
});

export const removeUploadAction = staffAction({
  permission: "links.send",
  input: UploadIdInput,
  verb: removeLinkUpload,
  revalidate: CHANGED,
});
