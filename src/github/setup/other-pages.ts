import type { Manifest } from '../app-manifest.js';
import type { Reply } from '../edge/reply.js';
import { html } from './html.js';
import { page } from './page.js';

/** The second page: hands the manifest over to GitHub, which takes it only from a form that a person sends. */
export function handoverPage(manifest: Manifest, creation: URL): Reply {
  const main = html`
<p>GitHub shows the App once more, lets you change its name, and makes it. Its keys come back to this server.</p>
<form method="post" action="${creation.href}">
<input type="hidden" name="manifest" value="${JSON.stringify(manifest)}">
<p>Events will be sent to <code>${manifest.hook_attributes.url}</code>.</p>
<p><button type="submit">Make the App on ${creation.host}</button></p>
</form>
<p><a href="/setup">Change something</a></p>`;
  return page(200, 'Go on at GitHub', main, { formsGoTo: [creation.origin] });
}

/** The last page. `installation` is where the App is installed. */
export function donePage(name: string, installation: URL): Reply {
  const main = html`
<p>The App “${name}” is made, its keys are stored in the data folder of this server, and Plumbline goes on with them.</p>
<p><a href="${installation.href}">Install it on your repositories</a></p>
<p>This page is closed now. To see whether Plumbline is ready: <a href="/readyz">/readyz</a>.</p>`;
  return page(200, 'The App is made', main);
}

/** `problem` says what happened and what to do. */
export function failurePage(status: number, problem: string): Reply {
  return page(
    status,
    'The App is not set up yet',
    html`<p class="problem" role="alert">${problem}</p><p><a href="/setup">Begin again</a></p>`,
  );
}
