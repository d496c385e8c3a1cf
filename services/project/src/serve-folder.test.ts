import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FolderServer, serveFolder } from "./serve-folder.ts";

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A request with exactly this path and these headers; fetch would tidy both. */
function ask(
  port: number,
  path: string,
  headers: Record<string, string> = {},
  method = "GET",
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => {
        body += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode!, headers: response.headers, body }));
    })
      .on("error", reject)
      .end();
  });
}

let home: string;
let server: FolderServer;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "coppice-serve-"));
  await mkdir(join(home, "report", "figures"), { recursive: true });
  await writeFile(join(home, "secret.txt"), "not for reading");
  await writeFile(join(home, "report", "index.html"), "<h1>Coppice</h1>");
  await writeFile(join(home, "report", "figures", "gbs.svg"), "<svg/>");
  await writeFile(join(home, "report", ".hidden"), "hidden");
  await symlink(join(home, "secret.txt"), join(home, "report", "way-out.txt"));
  server = await serveFolder(join(home, "report"), { port: 0 });
});

afterEach(async () => {
  await server.close();
  await rm(home, { recursive: true, force: true });
});

describe("serveFolder", () => {
  it("gives the page at the root and a figure at its path, each with its type and a policy", async () => {
    const page = await ask(server.port, "/");
    expect(page).toMatchObject({ status: 200, body: "<h1>Coppice</h1>" });
    expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(page.headers["x-content-type-options"]).toBe("nosniff");
    const figure = await ask(server.port, "/figures/gbs.svg?download");
    expect(figure).toMatchObject({ status: 200, body: "<svg/>" });
    expect(figure.headers["content-type"]).toBe("image/svg+xml; charset=utf-8");
  });

  it("answers HEAD without a body and refuses to be written to", async () => {
    expect(await ask(server.port, "/", {}, "HEAD")).toMatchObject({ status: 200, body: "" });
    const written = await ask(server.port, "/", {}, "POST");
    expect(written.status).toBe(405);
    expect(written.headers.allow).toBe("GET, HEAD");
  });

  it("refuses a foreign Host, so that no other site can read it through its own name", async () => {
    for (const Host of ["evil.example", `evil.example:${server.port}`, "127.0.0.1:1"])
      expect((await ask(server.port, "/", { Host })).status, Host).toBe(403);
    expect((await ask(server.port, "/", { Host: `LocalHost:${server.port}` })).status).toBe(200);
  });

  it.each([
    "/../secret.txt",
    "/figures/../../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/..%5csecret.txt",
    "//etc/passwd",
    "/way-out.txt",
    "/.hidden",
    "/figures",
    "/figures/",
    "/%00",
    "/%E0%A4%A",
    "/nothing.html",
  ])("gives nothing for %s", async (path) => {
    const answer = await ask(server.port, path);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain("not for reading");
  });

  it("takes a free port when the wanted one is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const second = await serveFolder(join(home, "report"), { port });
    expect(second.port).not.toBe(port);
    expect((await ask(second.port, "/")).status).toBe(200);
    await second.close();
    await new Promise((resolve) => other.close(resolve));
  });

  it("rejects for a folder that is not there", async () => {
    await expect(serveFolder(join(home, "nowhere"), { port: 0 })).rejects.toThrow("ENOENT");
  });
});
