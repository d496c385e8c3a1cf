import type { Ask, Asked, PoliteHttp } from "./http/polite-http.ts";
import type { SourceSettings } from "./source-settings.ts";

/** A service and the client that asks it: what every function of a source takes first. */
export interface Service {
  readonly http: PoliteHttp;
  readonly settings: SourceSettings;
}

/** The address of a path of a service with its parameters; undefined and empty ones are left out. */
export function addressOf(
  { settings }: Service,
  path: string,
  parameters: Readonly<Record<string, string | number | undefined>> = {},
): URL {
  const url = new URL(path, settings.baseUrl);
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined && value !== "") url.searchParams.set(name, String(value));
  return url;
}

/** Asks the service at its pace. */
export function askOf(service: Service, ask: Omit<Ask, "pace" | "secrets">): Promise<Asked> {
  const { key, pace } = service.settings;
  return service.http.ask({ ...ask, pace, ...(key === undefined ? {} : { secrets: [key] }) });
}
