import { describe, expect, it } from "vitest";
import { LINE_CALLS, OPERATIONS } from "@/lib/connections/model";
import { listPaths } from "@/tests/architecture/support/sources";
import { describeConnectLine } from "./describe-connect-line";

type Document = {
  servers: { url: string }[];
  paths: Record<string, { post: { responses: Record<string, unknown> } }>;
  components: { schemas: Record<string, { properties?: object }> };
};

describe("the description of the line", () => {
  const document = describeConnectLine("https://pay.example.com") as Document;

  it("names every call that there is a route for, and no other", () => {
    const routes = listPaths(["app/api/connect/v1"], /\/route\.ts$/).map((path) => path.split("/").at(-2));
    expect(routes.filter((name) => name !== "openapi.json").toSorted()).toEqual([...LINE_CALLS].toSorted());
    expect(Object.keys(document.paths).toSorted()).toEqual(LINE_CALLS.map((name) => `/${name}`).toSorted());
    expect(document.servers[0]?.url).toBe("https://pay.example.com/api/connect/v1");
  });

  it("shows what each operation is given and answers", () => {
    for (const name of OPERATIONS) {
      expect(document.components.schemas[`${name}.input`]).toBeDefined();
      expect(document.components.schemas[`${name}.output`]).toBeDefined();
    }
    expect(document.components.schemas["search-invoices.input"]?.properties).toHaveProperty("match");
  });
});
