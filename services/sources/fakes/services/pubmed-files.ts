import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { type FakeService, text } from "../server/fake-service.ts";

/** A file of the baseline or of the daily updates. */
export interface FakePubmedFile {
  readonly folder: "baseline" | "updatefiles";
  /** As `pubmed26n0001.xml.gz`. */
  readonly name: string;
  readonly xml: string;
  /** The sum beside it is that of another file. */
  readonly wrongSum?: boolean;
}

/** NLM's file server as its pages show it: a listing a folder, packed files, and a sum beside each. */
export function fakePubmedFiles(files: readonly FakePubmedFile[]): FakeService {
  const packed = new Map<string, Uint8Array>(
    files.map((file) => [`${file.folder}/${file.name}`, gzipSync(file.xml)] as const),
  );
  const sumOf = (path: string, wrong: boolean): string =>
    createHash("md5")
      .update(wrong ? "another file" : packed.get(path)!)
      .digest("hex");
  return {
    name: "PubMed files",
    basePath: "/pubmed/",
    handle({ path }) {
      if (path === "baseline/" || path === "updatefiles/") {
        const names = files.filter(({ folder }) => `${folder}/` === path).map(({ name }) => name);
        const rows = names
          .flatMap((name) => [name, `${name}.md5`])
          .map((name) => `<a href="${name}">${name}</a>  2026-01-15 14:05   19M`);
        return {
          status: 200,
          headers: { "Content-Type": "text/html;charset=UTF-8" },
          body: `<html><head><title>Index of /pubmed/${path}</title></head><body><h1>Index of /pubmed/${path}</h1><pre>Name  Last modified  Size\n<a href="/pubmed/">Parent Directory</a>\n${rows.join("\n")}\n</pre></body></html>`,
        };
      }
      const bytes = packed.get(path);
      if (bytes !== undefined)
        return { status: 200, headers: { "Content-Type": "application/x-gzip" }, body: bytes };
      const file = files.find(({ folder, name }) => path === `${folder}/${name}.md5`);
      if (file === undefined) return { status: 404, body: "Not Found" };
      return text(`MD5(${file.name})= ${sumOf(`${file.folder}/${file.name}`, file.wrongSum === true)}\n`);
    },
  };
}
