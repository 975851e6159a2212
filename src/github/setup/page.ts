import { createHash } from 'node:crypto';
import type { Reply } from '../edge/reply.js';
import { Html, html } from './html.js';

const STYLE = `
:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; padding: 0 1rem; max-width: 46rem; }
fieldset { margin: 1.5rem 0; border: 1px solid GrayText; border-radius: 0.4rem; }
legend { font-weight: 600; }
label { font-weight: 600; }
.field { margin: 1.5rem 0; }
.hint { margin: 0.2rem 0; }
input[type="text"], input[type="url"], input[type="password"] {
  box-sizing: border-box; width: 100%; padding: 0.5rem; font: inherit;
}
button { padding: 0.6rem 1.2rem; font: inherit; font-weight: 600; cursor: pointer; }
table { width: 100%; border-collapse: collapse; }
caption { text-align: left; }
th, td { padding: 0.3rem 0.6rem 0.3rem 0; text-align: left; vertical-align: top; border-top: 1px solid GrayText; }
.problem { border-left: 0.3rem solid #c62828; padding-left: 0.8rem; }
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/**
 * A whole page: no script, nothing from elsewhere, shown in no frame. `formsGoTo` are the origins, beside this one, that its forms may be
 * sent to.
 */
export function page(
  status: number,
  title: string,
  main: Html,
  { formsGoTo = [] }: { readonly formsGoTo?: readonly string[] } = {},
): Reply {
  const document = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Plumbline</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${main}
</main>
</body>
</html>
`;
  return {
    status,
    body: document.toString(),
    type: 'text/html; charset=utf-8',
    headers: {
      'content-security-policy': [
        "default-src 'none'",
        `style-src 'sha256-${STYLE_HASH}'`,
        `form-action ${["'self'", ...formsGoTo].join(' ')}`,
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
      // A page's own forms need their origin; nobody else is told where they came from.
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
    },
  };
}
