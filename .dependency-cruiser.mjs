/**
 * The walls of the house. Imports run one way: model <- numeric <- the steps in their order <- figures, report
 * <- services <- apps. One rule a room; the comment says why.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const room = (name, allowed, comment) => ({
  name: `${name.replace("/", "-")}-imports-only-earlier-rooms`,
  severity: "error",
  comment,
  from: { path: `^${name}/`, pathNot: "\\.test\\.tsx?$" },
  to: { path: "^(packages|services|apps)/", pathNot: [`^${name}/`, ...allowed.map((a) => `^${a}/`)] },
});

const packages = (...names) => names.map((n) => `packages/${n}`);

export const rooms = [
  room(
    "packages/model",
    [],
    "model is the vocabulary everybody speaks: it may depend on nobody, or a change anywhere could change the words.",
  ),
  room(
    "packages/numeric",
    packages("model"),
    "numeric is mathematics without a subject: were it to know studies it could not be tested against tables of numbers.",
  ),
  room(
    "packages/identify",
    packages("model", "numeric"),
    "identify turns bytes into records and works, for any review or none: no later step may decide what is read.",
  ),
  room(
    "packages/screen",
    packages("model", "numeric", "identify"),
    "screen ranks texts and labels, of any review or none: were it to know results, what is found could sway what is looked at.",
  ),
  room(
    "packages/synthesize",
    packages("model", "numeric"),
    "synthesize takes numbers and returns numbers, so that a statistician can use it without a review.",
  ),
  room(
    "packages/conclude",
    packages("model", "numeric", "synthesize"),
    "conclude judges what the earlier steps computed; drawing and telling come after it and may not leak into a verdict.",
  ),
  room(
    "packages/figures",
    packages("model", "numeric", "synthesize", "conclude"),
    "figures draw results: they may read every step and none may read them.",
  ),
  room(
    "packages/report",
    packages("model", "numeric", "synthesize", "conclude", "figures"),
    "report tells what was concluded and drawn; it touches no file system and no browser.",
  ),
  room(
    "services/project",
    packages("model", "numeric", "identify", "screen", "synthesize", "conclude", "figures", "report"),
    "project holds the use cases: effects live here, and no interface is known here.",
  ),
  room(
    "services/sources",
    packages("model", "numeric", "identify"),
    "sources asks other people's servers and keeps what they answer; it knows no review's evidence, and nothing that judges it.",
  ),
  room(
    "apps/web",
    packages("model", "numeric", "identify", "screen", "synthesize", "conclude", "figures", "report"),
    "the page runs in a browser from one file: it may use the method, never a service that touches the machine.",
  ),
  room(
    "apps/cli",
    [
      ...packages("model", "numeric", "identify", "screen", "synthesize", "conclude", "figures", "report"),
      "services/project",
      "services/sources",
    ],
    "the command line calls use cases; it never reaches into another app.",
  ),
];

export default {
  forbidden: [
    ...rooms,
    {
      name: "packages-have-no-effects",
      severity: "error",
      comment:
        "A package is the same in Node and in the browser: files, clocks, networks and processes belong to services and apps.",
      from: { path: "^packages/[^/]+/src/", pathNot: "\\.(test|fixture)\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "only-the-web-app-knows-react",
      severity: "error",
      comment: "Were the method to know React, a notebook or a server would have to load it.",
      from: { path: "^(packages|services|apps/cli)/" },
      to: { path: "node_modules/(react|react-dom|preact)/" },
    },
    {
      name: "no-circular",
      severity: "error",
      comment: "Two files that need each other are one idea in two places.",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "not-to-unresolvable",
      severity: "error",
      comment: "An import that does not resolve here breaks on a user's machine.",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "source-does-not-import-tests",
      severity: "error",
      comment: "A test, and what only tests read, is read by nobody but the runner.",
      from: { pathNot: "\\.(test|fixture)\\.tsx?$" },
      to: { path: "\\.(test|fixture)\\.tsx?$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)dist/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js"],
    },
  },
};
