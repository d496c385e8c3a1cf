import { spawn } from "node:child_process";

type Variables = Readonly<Record<string, string | undefined>>;

/** The program that opens an address on this desktop; undefined where nobody sits at one. */
export function browserOpener(
  platform: string,
  variables: Variables,
  isTerminal: boolean,
): { readonly command: string; readonly arguments: readonly string[] } | undefined {
  const { CI, SSH_CONNECTION, SSH_TTY, DISPLAY, WAYLAND_DISPLAY } = variables;
  if (!isTerminal || CI || SSH_CONNECTION || SSH_TTY) return undefined;
  if (platform === "darwin") return { command: "open", arguments: [] };
  if (platform === "win32") return { command: "cmd", arguments: ["/c", "start", ""] };
  return DISPLAY || WAYLAND_DISPLAY ? { command: "xdg-open", arguments: [] } : undefined;
}

/** Opens an address in the user's browser; says nothing where that fails, for the address is printed anyway. */
export function openBrowser(address: string, opener: NonNullable<ReturnType<typeof browserOpener>>): void {
  spawn(opener.command, [...opener.arguments, address], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}
