import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Problem } from "@coppice/model";
import { jsonLines } from "../http/json-lines.ts";
import type { SourceId } from "../source-settings.ts";
import type { Direction, Followed } from "./citation-source.ts";

/** What one service had on one work in one direction. */
export interface FollowedLink {
  readonly work: string;
  readonly source: SourceId;
  readonly direction: Direction;
  readonly followed: Followed;
  readonly problems: readonly Problem[];
}

/** Keeps what was followed, so that a chase that is killed goes on without asking for it again. */
export interface ChaseStore {
  readonly links: () => Promise<readonly FollowedLink[]>;
  readonly add: (links: readonly FollowedLink[]) => Promise<void>;
}

export function memoryChaseStore(): ChaseStore {
  const kept: FollowedLink[] = [];
  return {
    links: async () => [...kept],
    add: async (links) => {
      kept.push(...links);
    },
  };
}

/** A store in a file of one link a line; a line that a killed process did not finish is taken off. */
export function fileChaseStore(path: string): ChaseStore {
  return {
    async links() {
      const { values, torn } = await jsonLines<FollowedLink>(path);
      if (torn) await writeFile(path, values.map((link) => `${JSON.stringify(link)}\n`).join(""));
      return values;
    },
    async add(links) {
      await mkdir(dirname(path), { recursive: true });
      await appendFile(path, links.map((link) => `${JSON.stringify(link)}\n`).join(""));
    },
  };
}
