import { z } from 'zod';
import { appOf, type Call, numberIn, ok, type Reply } from '../server/call.js';
import { Failure, invalid, notFound } from '../server/failure.js';
import { paged } from '../server/paging.js';
import { type Route, route } from '../server/route.js';
import { appShape } from '../shapes/app.js';
import { installationShape } from '../shapes/installation.js';
import { repositoryShape } from '../shapes/repository.js';
import type { Installation } from '../state/installation.js';
import { allows, type Permissions } from '../state/permissions.js';
import type { Repository } from '../state/repository.js';

const TokenRequest = z
  .object({
    repositories: z.array(z.string()).optional(),
    repository_ids: z.array(z.number()).optional(),
    permissions: z.record(z.string(), z.enum(['read', 'write', 'admin'])).optional(),
  })
  .default({});

/** What an App asks about itself, signed with its private key. */
export const appRoutes: readonly Route[] = [
  route('GET /app', (call) => ok(appShape(appOf(call), call.world))),
  route('GET /app/installations', (call) => {
    const own = call.world.installations.filter(({ app }) => app === appOf(call));
    return paged(call, own, (page) => page.map((each) => installationShape(each, call.world)));
  }),
  route('GET /app/installations/{installation_id}', (call) => ok(installationShape(installationIn(call), call.world))),
  route('POST /app/installations/{installation_id}/access_tokens', mint),
  route('GET /repos/{owner}/{repo}/installation', (call) => {
    const repository = call.world.repository(call.path.owner ?? '', call.path.repo ?? '');
    const installation = repository && call.world.installationOf(appOf(call), repository);
    if (installation === undefined) throw notFound();
    return ok(installationShape(installation, call.world));
  }),
];

function installationIn(call: Call): Installation {
  const app = appOf(call);
  const found = call.world.installations.find(
    (each) => each.id === numberIn(call, 'installation_id') && each.app === app,
  );
  if (found === undefined) throw notFound();
  return found;
}

/** A token can do what the installation may, or less. */
function mint(call: Call): Reply {
  const installation = installationIn(call);
  if (installation.suspendedAt !== undefined) throw new Failure(403, 'This installation has been suspended');
  const wanted = TokenRequest.parse(call.body);
  const permissions =
    wanted.permissions === undefined ? installation.permissions : reduced(installation, wanted.permissions);
  const repositories = chosen(call, installation, wanted);
  const token = call.tokens.mint({ installation, permissions, repositories });
  const body = {
    token: token.value,
    expires_at: new Date(token.expiresAt).toISOString().replace(/\.\d+Z$/, 'Z'),
    permissions: { metadata: 'read', ...permissions },
    repository_selection: repositories === undefined ? installation.selection : 'selected',
    ...(repositories && { repositories: [...repositories].map(repositoryShape) }),
  };
  return { status: 201, body };
}

function reduced(installation: Installation, wanted: Permissions): Permissions {
  const granted = Object.entries(wanted).every(([name, level]) => allows(installation.permissions, name, level));
  if (granted) return wanted;
  throw invalid('The permissions requested are not granted to this installation.');
}

function chosen(
  call: Call,
  installation: Installation,
  wanted: z.infer<typeof TokenRequest>,
): ReadonlySet<Repository> | undefined {
  const { repositories: names, repository_ids: ids } = wanted;
  if (names === undefined && ids === undefined) return undefined;
  const own = call.world.repositories.filter((each) => installation.includes(each));
  const found = [
    ...(names ?? []).map((name) => own.find((each) => each.name.toLowerCase() === name.toLowerCase())),
    ...(ids ?? []).map((id) => own.find((each) => each.id === id)),
  ];
  const known = found.flatMap((each) => each ?? []);
  if (known.length < found.length || known.length === 0) {
    throw invalid(
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    );
  }
  return new Set(known);
}
