import { parse, type Source } from "./sources";

/** One thing that a file exports: its name, and the name of the function whose call made it, if a call did. */
export type ExportedValue = { name: string; madeBy: string | null };

/** What a file exports at run time. Types are left out; a re-export is made by nothing. */
export function exportedValues(source: Source): ExportedValue[] {
  return parse(source).body.flatMap((statement): ExportedValue[] => {
    if (statement.type === "ExportDefaultDeclaration") {
      return [{ name: "default", madeBy: callee(statement.declaration) }];
    }
    if (statement.type === "ExportAllDeclaration") return [{ name: "*", madeBy: null }];
    if (statement.type !== "ExportNamedDeclaration" || statement.exportKind === "type") return [];
    const { declaration, specifiers } = statement;
    if (declaration?.type === "VariableDeclaration") return declaration.declarations.flatMap(declared);
    if (declaration?.type === "FunctionDeclaration" || declaration?.type === "ClassDeclaration") {
      return [{ name: declaration.id?.name ?? "", madeBy: null }];
    }
    return specifiers
      .filter((specifier) => specifier.exportKind !== "type")
      .map((specifier) => ({ name: nameOf(specifier.exported), madeBy: null }));
  });
}

type Declarator = { id: unknown; init: unknown };

function declared({ id, init }: Declarator): ExportedValue[] {
  const pattern = id as { type: string; name?: string; properties?: { key?: { name?: string } }[] };
  const madeBy = callee(init);
  if (pattern.type !== "ObjectPattern") return [{ name: pattern.name ?? "", madeBy }];
  return (pattern.properties ?? []).map((property) => ({ name: property.key?.name ?? "...", madeBy }));
}

/** The name of the called function of `f(...)`, or null when it is no such call. */
function callee(node: unknown): string | null {
  const call = node as { type?: string; callee?: { type?: string; name?: string } } | null;
  return call?.type === "CallExpression" && call.callee?.type === "Identifier" ? (call.callee.name ?? null) : null;
}

function nameOf(node: unknown): string {
  const { name, value } = node as { name?: string; value?: string };
  return name ?? value ?? "";
}
