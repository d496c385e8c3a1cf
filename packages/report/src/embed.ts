const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text made safe for HTML content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign]!);
}

/** JSON for a `<script type="application/json">`: no `<` is left that could close it or open a comment. */
export function embedJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

/** A program for an inline `<script>`: strings that hold tags of scripts are written so that the parser passes over them. */
export function embedScript(program: string): string {
  return program.replace(/<\/(script)/gi, "<\\/$1").replace(/<(script)/gi, "\\x3C$1");
}

/** A style sheet for an inline `<style>`. */
export function embedStyles(styles: string): string {
  return styles.replace(/<\/(style)/gi, "<\\/$1");
}
