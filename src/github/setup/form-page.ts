import type { Profile } from '../app-manifest.js';
import type { Reply } from '../edge/reply.js';
import { type Html, html } from './html.js';
import { page } from './page.js';
import type { FieldName, FormProblems, FormValues } from './setup-form.js';

const NOTHING = html``;

/** The first page: what the App is to be. */
export function formPage(profiles: readonly Profile[], values: FormValues, problems: FormProblems = {}): Reply {
  const wrong = Object.keys(problems).length > 0;
  const main = html`
<p>This server has no GitHub App yet. Say what it may do, and GitHub will make one that belongs to you; nobody else gets its keys.</p>
${wrong ? html`<p class="problem" role="alert">The App was not made yet: something below needs your attention.</p>` : NOTHING}
<form method="post" action="/setup" autocomplete="off" novalidate>
${field('token', 'Setup token', 'It stands in the log of this server, and shows that you may set it up.', html`type="password" required autocomplete="one-time-code"`, '', problems)}
<fieldset>
<legend>What may Plumbline do?</legend>
${problemOf('profile', problems)}
${profiles.map((profile) => profileChoice(profile, profile.name === values.profile))}
</fieldset>
${field('organisation', 'Organisation (optional)', 'Its name as it stands in its address on GitHub. Without one, the App belongs to your own account.', html`type="text" autocapitalize="none" spellcheck="false"`, values.organisation, problems)}
${field('url', 'Public address of this server', 'GitHub sends its events there, as https://plumbline.example.com.', html`type="url" required`, values.url, problems)}
<p><button type="submit">Go on</button></p>
</form>`;
  return page(wrong ? 422 : 200, 'Set up Plumbline', main);
}

function profileChoice({ name, title, description, permissions }: Profile, chosen: boolean): Html {
  const id = `profile-${name}`;
  return html`
<div class="field">
<input type="radio" name="profile" id="${id}" value="${name}" aria-describedby="${id}-text"${chosen ? html` checked` : NOTHING}>
<label for="${id}">${title}</label>
<p class="hint" id="${id}-text">${description}</p>
<table>
<caption>Permissions of “${title}”, and why</caption>
<thead><tr><th scope="col">Permission</th><th scope="col">Access</th><th scope="col">Why</th></tr></thead>
<tbody>
${permissions.map((each) => html`<tr><th scope="row">${each.name.replaceAll('_', ' ')}</th><td>${each.access}</td><td>${each.reason}</td></tr>`)}
</tbody>
</table>
</div>`;
}

function field(
  name: FieldName,
  label: string,
  hint: string,
  attributes: Html,
  value: string,
  problems: FormProblems,
): Html {
  const wrong = problems[name] !== undefined;
  return html`
<div class="field">
<label for="${name}">${label}</label>
<p class="hint" id="${name}-hint">${hint}</p>
${problemOf(name, problems)}
<input ${attributes} name="${name}" id="${name}" value="${value}" aria-describedby="${name}-hint${wrong ? ` ${name}-problem` : ''}"${wrong ? html` aria-invalid="true"` : NOTHING}>
</div>`;
}

function problemOf(name: FieldName, problems: FormProblems): Html {
  const problem = problems[name];
  return problem === undefined ? NOTHING : html`<p class="problem" id="${name}-problem">${problem}</p>`;
}
