const ESCAPES = new Map<string, string>([
  ["\\", "\\textbackslash{}"],
  // Not "\{": many programs count such a brace when they look for the end of a field.
  ["{", "\\textbraceleft{}"],
  ["}", "\\textbraceright{}"],
  ["%", "\\%"],
  ["&", "\\&"],
  ["#", "\\#"],
  ["$", "\\$"],
  ["_", "\\_"],
  ["^", "\\textasciicircum{}"],
  ["~", "\\textasciitilde{}"],
  ["\u00a0", "~"],
  ["\n", "\n\n"],
]);

const escaped = (text: string): string =>
  text.replace(/[\\{}%&#$_^~\u00a0\n]|-(?=-)|`(?=`)|'(?=')/g, (sign) => ESCAPES.get(sign) ?? `${sign}{}`);

const COMMANDS = new Map<string, string>([
  ["i", "\\textit{"],
  ["b", "\\textbf{"],
  ["sup", "\\textsuperscript{"],
  ["sub", "\\textsubscript{"],
]);

/** CSL's styles as commands; null where the tags do not nest. */
function styled(text: string): string | null {
  const open: string[] = [];
  let out = "";
  let from = 0;
  for (const match of text.matchAll(/<(\/?)(i|b|sup|sub)>/g)) {
    out += escaped(text.slice(from, match.index));
    from = match.index + match[0].length;
    const name = match[2]!;
    if (match[1] === "") {
      open.push(name);
      out += COMMANDS.get(name)!;
    } else if (open.pop() === name) out += "}";
    else return null;
  }
  return open.length === 0 ? out + escaped(text.slice(from)) : null;
}

/** Unicode text, with CSL's styles, as LaTeX in UTF-8: only what LaTeX would read as a command is written otherwise. */
export function latexSource(text: string): string {
  return text.includes("<") ? (styled(text) ?? escaped(text)) : escaped(text);
}
