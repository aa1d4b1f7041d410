import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { THREE_E_PROCESS } from "@/lib/posting-layouts/built-in/three-e";
import { renderPostingFile } from "@/lib/posting-layouts/render";
import { sampleBatch } from "@/lib/posting-layouts/sample-batch";
import { MemoryStaging, makePostingFile } from "@/tests/support/memory-staging";
import { startThreeEDouble, type ThreeEDouble } from "@/tests/support/three-e-double";
import { Journal } from "./journal";
import { readProcessAnswer } from "./process-answer";
import { type SoapSettings, soapDrop } from "./soap";

let folder: string;
let journal: Journal;
let service: ThreeEDouble;
let staging: MemoryStaging;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "docketpay-soap-"));
  journal = new Journal(join(folder, "journal"));
  service = await startThreeEDouble();
  staging = new MemoryStaging();
});

afterEach(async () => {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

function processFile() {
  const rendered = renderPostingFile(THREE_E_PROCESS, sampleBatch("invoice"));
  if (!rendered.ok) throw new Error(rendered.refusal.message);
  return makePostingFile(1, rendered.file);
}

const REFERENCES = sampleBatch("invoice").records.map(({ reference }) => reference);

function open(change: Partial<SoapSettings> = {}) {
  const { wsdl, user, password } = service;
  return soapDrop({ wsdl, user, password, ...change }, journal);
}

const drop = () => open().drop(processFile(), staging);

describe("a drop at 3E's TransactionService", () => {
  it("hands the process over, and says which item it became", async () => {
    expect(await drop()).toEqual({
      kind: "delivered",
      isRepeat: false,
      place: "Elite 3E, process item 7d0c8b1e-0000-4000-8000-000000000001",
    });
    expect(service.saved).toEqual(REFERENCES);
    expect(await drop()).toMatchObject({ kind: "delivered", isRepeat: true });
    expect(service.calls).toBe(1);
  });

  it("counts what waits in the action list as delivered, and says so", async () => {
    service.behaviour.now = "waits_in_action_list";
    expect(await drop()).toMatchObject({ kind: "delivered", place: expect.stringMatching(/^Elite 3E, action list/) });
  });

  it("tells the reason of a failure, and sends again once it is asked to: nothing was kept", async () => {
    service.behaviour.now = "fails";
    expect(await drop()).toEqual({
      kind: "refused",
      reason: "Elite 3E: Error attempting to read data.",
    });
    service.behaviour.now = "saves";
    expect(await drop()).toMatchObject({ kind: "delivered", isRepeat: false });
    expect(service.saved).toEqual(REFERENCES);
  });

  it.each(["saves_silently", "dies", "nonsense", "ends_with_data_errors"] as const)(
    "never sends twice when it cannot know: %s",
    async (behaviour) => {
      service.behaviour.now = behaviour;
      await expect(drop()).rejects.toThrow();
      service.behaviour.now = "saves";
      await expect(drop()).rejects.toThrow(/Look in its receipts/);
      await expect(drop()).rejects.toThrow(/Look in its receipts/);
      expect(service.calls).toBe(1);
    },
  );

  it("takes the matter system's receipts as evidence that a lost answer meant yes", async () => {
    service.behaviour.now = "saves_silently";
    await expect(drop()).rejects.toThrow();
    for (const reference of service.saved) staging.receipts.add(reference);
    expect(await drop()).toMatchObject({ kind: "delivered", isRepeat: true });
    expect(service.calls).toBe(1);
  });

  it("sends again when a person has found that nothing arrived", async () => {
    service.behaviour.now = "dies";
    await expect(drop()).rejects.toThrow();
    await journal.settle("pbt_1", "again");
    service.behaviour.now = "saves";
    expect(await drop()).toMatchObject({ kind: "delivered", isRepeat: false });
    expect(service.saved).toEqual(REFERENCES);
  });

  it("has no doubt about a service that is away or turns it away: nothing was sent", async () => {
    await expect(open({ password: "wrong" }).drop(processFile(), staging)).rejects.toThrow();
    const { wsdl } = service;
    await service.close();
    await expect(open({ wsdl }).drop(processFile(), staging)).rejects.toThrow();
    service = await startThreeEDouble();
    expect(await drop()).toMatchObject({ kind: "delivered", isRepeat: false });
    expect(service.calls).toBe(1);
  });
});

describe("its check", () => {
  it("finds nothing wrong with a service that answers, without running a process", async () => {
    expect(await open().check()).toBeNull();
    expect(service.calls).toBe(0);
  });

  it("says in words what is wrong", async () => {
    expect(await open({ password: "wrong" }).check()).toMatch(/cannot be used/);
    expect(await open({ wsdl: "http://127.0.0.1:9/none?wsdl" }).check()).toMatch(/cannot be used/);
  });
});

describe("an answer of the TransactionService", () => {
  it.each([
    ["", null],
    ["<html/>", null],
    ["<ProcessExecutionResults Result='Later'/>", null],
    ["<ProcessExecutionResults Result='Success'/>", { kind: "taken", waits: false, item: "" }],
    ["<ProcessExecutionResults Result='Failure'/>", { kind: "failed", reason: "3E gives no reason." }],
    [
      "<ProcessExecutionResults Result='Interface' ProcessItemId='a'><MESSAGE><![CDATA[In use]]></MESSAGE></ProcessExecutionResults>",
      { kind: "taken", waits: true, item: "a" },
    ],
  ])("%s", (xml, expected) => {
    expect(readProcessAnswer(xml)).toEqual(expected);
  });
});
