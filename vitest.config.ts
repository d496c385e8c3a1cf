import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "packages/**/*.test.ts",
      "services/**/*.test.ts",
      "apps/**/*.test.{ts,tsx}",
      "e2e/**/*.test.ts",
      "docs/**/*.test.ts",
    ],
    setupFiles: ["scripts/property-seed.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
