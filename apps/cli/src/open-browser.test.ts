import { expect, it } from "vitest";
import { browserOpener } from "./open-browser.ts";

it("opens a browser only where somebody sits at a desktop terminal", () => {
  expect(browserOpener("linux", { DISPLAY: ":0" }, true)?.command).toBe("xdg-open");
  expect(browserOpener("linux", { WAYLAND_DISPLAY: "wayland-0" }, true)?.command).toBe("xdg-open");
  expect(browserOpener("darwin", {}, true)?.command).toBe("open");
  expect(browserOpener("win32", {}, true)?.command).toBe("cmd");
  expect(browserOpener("linux", {}, true)).toBeUndefined();
  expect(browserOpener("linux", { DISPLAY: ":0" }, false)).toBeUndefined();
  expect(browserOpener("darwin", { SSH_CONNECTION: "a b" }, true)).toBeUndefined();
  expect(browserOpener("darwin", { CI: "true" }, true)).toBeUndefined();
});
