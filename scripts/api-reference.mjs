// The API reference of a package, from its doc comments: one Markdown text, grouped by the folders of its sources.
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** The declaration as a reader needs it: functions without their bodies, constants by their types, interfaces whole. */
function declarationText(declaration, symbol, checker) {
  const source = declaration.getSourceFile();
  if (ts.isFunctionDeclaration(declaration)) {
    const end = declaration.body === undefined ? declaration.end : declaration.body.pos;
    return source.text
      .slice(declaration.getStart(source), end)
      .replace(/^export /, "")
      .trim();
  }
  if (ts.isVariableDeclaration(declaration)) {
    const type = checker.typeToString(checker.getTypeOfSymbolAtLocation(symbol, declaration));
    return `const ${symbol.name}: ${type.length > 400 ? `${type.slice(0, 400)} …` : type}`;
  }
  return source.text.slice(declaration.getStart(source), declaration.end).replace(/^export /, "");
}

/** The reference of packages/NAME as Markdown. */
export function apiReference(name) {
  const entry = join(root, "packages", name, "src", "index.ts");
  const configuration = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile).config;
  const { options } = ts.parseJsonConfigFileContent(configuration, ts.sys, root);
  const program = ts.createProgram([entry], { ...options, noEmit: true });
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(entry));
  const folders = new Map();
  for (const exported of checker.getExportsOfModule(module)) {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const declarations = symbol.declarations ?? [];
    if (declarations.length === 0) continue;
    const file = relative(join(root, "packages", name, "src"), declarations[0].getSourceFile().fileName);
    const folder = dirname(file) === "." ? "package" : dirname(file);
    const comment = ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
    const text = declarations.map((declaration) => declarationText(declaration, symbol, checker)).join("\n");
    if (!folders.has(folder)) folders.set(folder, []);
    folders.get(folder).push({ name: exported.name, file, comment, text });
  }
  const sections = [...folders.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, entries]) => {
      const parts = entries
        .sort((a, b) => (a.file === b.file ? (a.name < b.name ? -1 : 1) : a.file < b.file ? -1 : 1))
        .map(({ name: title, file, comment, text }) =>
          [
            `### ${title}`,
            `\`${file}\``,
            ...(comment === "" ? [] : [comment]),
            `\`\`\`ts\n${text}\n\`\`\``,
          ].join("\n\n"),
        );
      return [`## ${folder}`, ...parts].join("\n\n");
    });
  return [
    `# @coppice/${name}: reference`,
    "Written from the doc comments by `npm run -s docs`; a test holds it to them. Every function that can fail returns a `Result`: `{ ok: true, value }`, or `{ ok: false, problems }` with a code and a sentence on what to do.",
    ...sections,
  ]
    .join("\n\n")
    .concat("\n");
}
