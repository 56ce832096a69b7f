const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** Text with `code` as Markdown marks it; everything else is text. */
const marked = (text: string): string => escaped(text.trim()).replace(/`([^`]+)`/g, '<code>$1</code>');

const row = /^\|\s*`([a-z_.]+)`\s*\|\s*(\d{3})\s*\|([^|\n]*)\|([^|\n]*)\|/gm;

/** Turns the table of docs/errors.md into the page that the `type` of every problem details leads to. */
export function errorsPage(markdown: string): string {
  const rows = [...markdown.matchAll(row)].map(([, code = '', status = '', meaning = '', remedy = '']) =>
    [
      `<tr id="${code}"><th scope="row"><a href="#${code}"><code>${code}</code></a></th>`,
      `<td>${status}</td><td>${marked(meaning)}</td><td>${marked(remedy)}</td></tr>`,
    ].join(''),
  );
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Fieldline API: refusals</title>
    <link rel="stylesheet" href="/web/kit/kit.css">
    <link rel="stylesheet" href="/web/api-docs/style.css">
  </head>
  <body>
    <header class="top"><h1>Refusals</h1><a href="/api/docs">The API</a></header>
    <main class="refusals">
      <table>
        <thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">What it says</th><th scope="col">What to do</th></tr></thead>
        <tbody>
          ${rows.join('\n          ')}
        </tbody>
      </table>
    </main>
  </body>
</html>
`;
}
