/** Parameters that are nobody else's business: keys, and the address of the person who asks. */
const PRIVATE = ["api_key", "api-key", "apikey", "email", "mailto"];

/** The parameters without keys and the asker's address. */
export function withoutPrivate(parameters: URLSearchParams): URLSearchParams {
  const kept = new URLSearchParams(parameters);
  for (const name of PRIVATE) kept.delete(name);
  return kept;
}

/** An address as it may be stored and shown. */
export function publicAddress(url: URL): string {
  const copy = new URL(url);
  copy.search = withoutPrivate(url.searchParams).toString();
  copy.username = "";
  copy.password = "";
  return copy.href;
}

const MARK = "[removed]";

/** A text without these secrets, which services repeat in their errors. */
export function scrubbed(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) if (secret !== "") clean = clean.replaceAll(secret, MARK);
  return clean;
}
