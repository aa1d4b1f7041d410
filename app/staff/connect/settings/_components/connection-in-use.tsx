import { getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/banner";
import { Facts } from "@/components/ui/facts";
import { Status } from "@/components/ui/status";
import type { ConnectionRow, HealthCheck } from "@/lib/connections/model";
import { MATTER_SYSTEM_NAMES } from "@/lib/matter-systems/model";
import { LineStateText } from "./line-state";

/** How the connection in use is: the line, the versions at its end, and what its service says of its surroundings. */
export async function ConnectionInUse({ row, timeZone }: { row: ConnectionRow; timeZone: string }) {
  const t = await getTranslations("connectSettings.inUse");
  return (
    <div className="grid gap-5">
      {row.state === "lost" && (
        <Banner tone="danger" title={t("lostTitle")}>
          {t("lostText")}
        </Banner>
      )}
      {row.state === "new" && (
        <Banner tone="warn" title={t("newTitle")}>
          {t("newText")}
        </Banner>
      )}
      <Facts
        facts={[
          { name: t("system"), value: MATTER_SYSTEM_NAMES[row.system] },
          { name: t("state"), value: <LineStateText row={row} timeZone={timeZone} wraps /> },
          { name: t("service"), value: row.serviceVersion },
          { name: t("script"), value: row.scriptVersion },
        ]}
      />
      {row.health.length > 0 && <Health checks={row.health} isOld={row.state !== "connected"} />}
    </div>
  );
}

/** The service's own words; of a lost one as it last said. */
async function Health({ checks, isOld }: { checks: readonly HealthCheck[]; isOld: boolean }) {
  const t = await getTranslations("connectSettings.inUse");
  return (
    <div>
      <h3 className="mb-2 font-semibold text-sm">{isOld ? t("healthOld") : t("health")}</h3>
      <ul className="grid gap-2">
        {checks.map(({ check, ok, detail }) => (
          <li key={`${check} ${detail}`} className="grid gap-0.5 text-sm">
            <Status tone={ok ? "ok" : "danger"} icon={ok ? "check-ring" : "alert"}>
              {t(ok ? "checkOk" : "checkWrong", { check: nameOfCheck(t, check) })}
            </Status>
            {detail && <span className="text-ink-2">{detail}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<"connectSettings.inUse">>>;

/** A newer service may look at something that this portal has no word for. */
function nameOfCheck(t: Words, check: string): string {
  const key = `checks.${check}` as never;
  return t.has(key) ? t(key) : check;
}
