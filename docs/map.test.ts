import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { rooms } from "../.dependency-cruiser.mjs";

const map = readFileSync(new URL("./map.md", import.meta.url), "utf8");

it("the map describes every room that has a wall, and no other", () => {
  const described = [...map.matchAll(/^- \*\*([a-z]+\/[a-z]+)\*\*:/gm)].map((match) => match[1]);
  const walled = rooms.map((room) => room.from.path.replace(/^\^|\/$/g, ""));
  expect(described).toEqual(walled);
});

it("every wall says why it stands", () => {
  for (const room of rooms) expect(room.comment.length).toBeGreaterThan(40);
});
