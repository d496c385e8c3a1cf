import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, sep } from "node:path";

/** A running server of one folder. */
export interface FolderServer {
  /** As `http://127.0.0.1:4004/`. */
  readonly address: string;
  readonly port: number;
  /** Stops it, open connections included. */
  readonly close: () => Promise<void>;
}

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".svg": "image/svg+xml; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".png": "image/png",
};

/** The page holds all it needs: nothing may be fetched, framed, sent or loaded from anywhere else. */
const securityHeaders = {
  "Content-Security-Policy": [
    "default-src 'none'",
    "script-src 'unsafe-inline'",
    "style-src 'unsafe-inline'",
    "font-src data:",
    "img-src 'self' data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "no-cache",
} as const;

function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { ...securityHeaders, "Content-Type": "text/plain; charset=utf-8" });
  response.end(`${sentence}\n`);
}

/** Real path of what a request asks for; undefined where it lies outside the folder, is hidden or is not there. */
async function fileOf(root: string, url: string): Promise<string | undefined> {
  let path: string;
  try {
    path = decodeURIComponent(url.split(/[?#]/, 1)[0]!);
  } catch {
    return undefined;
  }
  const steps = path.split("/").filter((step) => step !== "");
  if (/[\\\0]/.test(path) || steps.some((step) => step.startsWith("."))) return undefined;
  try {
    const wanted = path.endsWith("/") ? join(root, ...steps, "index.html") : join(root, ...steps);
    const found = await realpath(wanted);
    // A link inside the folder may point out of it.
    if (!found.startsWith(root + sep) || !(await stat(found)).isFile()) return undefined;
    return found;
  } catch {
    return undefined;
  }
}

async function answer(
  root: string,
  hosts: readonly string[],
  request: IncomingMessage,
  response: ServerResponse,
) {
  // A page of another site can make its own name resolve to 127.0.0.1; the Host header gives it away.
  if (!hosts.includes((request.headers.host ?? "").toLowerCase()))
    return refuse(response, 403, "This server answers only under 127.0.0.1 and localhost.");
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    return refuse(response, 405, "This server only reads.");
  }
  const file = await fileOf(root, request.url ?? "/");
  if (file === undefined) return refuse(response, 404, "There is no such file in this report.");
  response.writeHead(200, {
    ...securityHeaders,
    "Content-Type": contentTypes[extname(file).toLowerCase()] ?? "application/octet-stream",
    "Content-Length": (await stat(file)).size,
  });
  if (request.method === "HEAD") return response.end();
  createReadStream(file)
    .on("error", () => response.destroy())
    .pipe(response);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/**
 * Serves the files of a folder on 127.0.0.1, for reading only. `port` is the wanted port (0: any); where it is taken
 * a free one is used. Rejects where the folder is not there or no port can be opened.
 */
export async function serveFolder(folder: string, options: { readonly port: number }): Promise<FolderServer> {
  const root = await realpath(folder);
  const hosts: string[] = [];
  const server = createServer((request, response) => {
    answer(root, hosts, request, response).catch(() => response.destroy());
  });
  await listen(server, options.port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EADDRINUSE" && error.code !== "EACCES") throw error;
    return listen(server, 0);
  });
  const { port } = server.address() as AddressInfo;
  hosts.push(`127.0.0.1:${port}`, `localhost:${port}`);
  if (port === 80) hosts.push("127.0.0.1", "localhost");
  return {
    address: `http://127.0.0.1:${port}/`,
    port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
