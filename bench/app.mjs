import { fork } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startGithub, untilChecked } from './app-github.mjs';
import { AppServer } from './app-server.mjs';
import { writeMonorepo } from './monorepo.mjs';

/** Upper bounds: calls, milliseconds, MB. */
const TARGETS = { quiet: 5, loud: 8, warm: 300, cold: 3_000, accepted: 20, memory: 400 };
const WARM_PUSHES = 60;
const RUBY_FILES = 5_000;
/** 2.4 kB on average. The 26,832 Ruby files of the 22 corpus repositories that are largest have 2.1 kB. */
const METHODS = [2, 3];
const LOAD = { perSecond: 50, pullRequests: 100 };
const EXAMPLE = 'examples/rails-on-eks';
const CONFIG_MAP = 'deploy/production/configmap.yaml';
const MEMORY = { server: 0, analyst: 0 };

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: 'calls,warm,cold,load' },
    seconds: { type: 'string', default: '60' },
    // Writes a profile of the server under load here.
    profile: { type: 'string' },
  },
});
const { github, app } = await startGithub();
const parts = { calls: countCalls, warm: timeWarmPushes, cold: timeColdRepository, load: timeAcceptance };
for (const name of options.only.split(',')) {
  const flags = options.profile && name === 'load' ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [];
  await withServer(parts[name], flags);
}
report('peak memory of the server', MEMORY.server, TARGETS.memory, 'MB');
note('peak memory of the process that analyses', MEMORY.analyst, 'MB');
note('both', MEMORY.server + MEMORY.analyst, 'MB');
note('what GitHub does not allow', github.violations.length, '');
await github.close();

/** Each part has a server of its own with an empty database. */
async function withServer(measure, flags) {
  const server = await AppServer.start(github, app, flags);
  await measure(server);
  const peak = server.peakMemory();
  for (const each of Object.keys(MEMORY)) MEMORY[each] = Math.max(MEMORY[each], peak[each]);
  process.stdout.write(
    `  ${measure.name}: server ${peak.server.toFixed(0)} MB, analyst ${peak.analyst.toFixed(0)} MB\n`,
  );
  for (const complaint of server.complaints.slice(0, 5)) process.stdout.write(`  ${complaint}\n`);
  await server.stop();
}

async function countCalls(server) {
  const shop = await createRepository('calls', EXAMPLE);
  const count = async (what, target, act) => {
    github.forgetRequests();
    await act();
    await server.settled(github);
    const calls = github.requests.map(({ operation, graphql, path }) => operation ?? graphql?.join('+') ?? path);
    report(`calls, ${what}`, calls.length, target, '');
    process.stdout.write(`  ${calls.join(', ')}\n`);
  };
  const begin = await openPullRequest(shop, 'begin', { 'README.md': 'Nothing new\n' });
  await count('first push that the server sees, quiet', TARGETS.loud, async () => begin());
  const quiet = await openPullRequest(shop, 'quiet', { 'README.md': 'Nothing\n' });
  let pr;
  await count('first push of a pull request, quiet', TARGETS.quiet, async () => {
    pr = await quiet();
  });
  await count('quiet push', TARGETS.quiet, () => pr.push({ files: { 'README.md': 'Still nothing\n' } }));
  await count('quiet push of a file that counts', TARGETS.quiet, () =>
    pr.push({ files: { 'config/puma.rb': puma('quiet') } }),
  );
  await count('push with findings', TARGETS.loud, () => pr.push({ files: { [CONFIG_MAP]: configMap(12) } }));
  await count('push that changes nothing about them', TARGETS.quiet, () =>
    pr.push({ files: { 'README.md': 'Findings\n' } }),
  );
  await count('push that fixes them', TARGETS.loud, () => pr.push({ files: { [CONFIG_MAP]: configMap(12, 38) } }));
}

async function timeWarmPushes(server) {
  const shop = await createRepository('warm', EXAMPLE);
  const open = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      openPullRequest(shop, `warm-${index}`, { 'README.md': `Warm ${index}\n` }),
    ),
  );
  const pullRequests = [];
  for (const each of open) pullRequests.push(await each());
  await server.settled(github);
  // A person's pushes: most change nothing that counts, some break something, and then mend it.
  const kinds = [
    ['quiet', (index) => ({ 'README.md': `Push ${index}\n` })],
    ['quiet', (index) => ({ 'config/puma.rb': puma(index) })],
    ['with findings', (index) => ({ [CONFIG_MAP]: configMap(12, 10, index) })],
    ['fix', (index) => ({ [CONFIG_MAP]: configMap(12, 38, index) })],
  ];
  const times = { all: [] };
  for (let index = 0; index < WARM_PUSHES; index++) {
    const pr = pullRequests[Math.floor(index / kinds.length) % pullRequests.length];
    const [kind, files] = kinds[index % kinds.length];
    const took = await untilChecked(github, shop, () => pr.push({ files: files(index) }));
    times[kind] = [...(times[kind] ?? []), took];
    times.all.push(took);
    await server.settled(github);
  }
  report('webhook to completed check, warm, median', quantile(times.all, 0.5), TARGETS.warm, 'ms');
  for (const [kind, each] of Object.entries(times)) {
    process.stdout.write(
      `  ${kind}: median ${quantile(each, 0.5).toFixed(0)} ms, p95 ${quantile(each, 0.95).toFixed(0)} ms, ${each.length} pushes\n`,
    );
  }
}

async function timeColdRepository() {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  const size = { workloads: 0, rubyFiles: RUBY_FILES, terraformModules: 0, methods: METHODS };
  const { files, bytes } = writeMonorepo(folder, size);
  cpSync(EXAMPLE, folder, { recursive: true });
  const shop = await createRepository('cold', folder);
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(`cold: ${files} files, ${(bytes / 1e6).toFixed(1)} MB\n`);
  await shop.push('cold', { files: { [CONFIG_MAP]: configMap(12) } });
  const took = await untilChecked(github, shop, async () => {
    const { headSha } = await shop.openPullRequest({ head: 'cold' });
    return headSha;
  });
  report(`webhook to completed check, cold, ${RUBY_FILES} Ruby files`, took, TARGETS.cold, 'ms');
}

async function timeAcceptance(server) {
  const shop = await createRepository('load', EXAMPLE);
  const pushes = await preparePushes(shop, LOAD.perSecond * Number(options.seconds));
  await server.settled(github);
  const sender = fork(fileURLToPath(new URL('./app-load.mjs', import.meta.url)), { execArgv: [] });
  // GitHub is another machine: what it takes to play it must not hold up the server. This part is the last one, for nobody gets a priority back.
  github.spareDouble();
  setPriority(constants.priority.PRIORITY_LOW);
  const answers = await new Promise((resolve, reject) => {
    sender.once('exit', (code) => reject(new Error(`The sender ended with ${code}`)));
    sender.on('message', ({ sending, answers: all }) => {
      if (all) resolve(all);
      else pushes[sending].happen();
    });
    sender.send({
      url: github.app().webhookUrl,
      secret: app.webhookSecret,
      perSecond: LOAD.perSecond,
      deliveries: pushes.map(({ template, before, after }) => ({ template, before, after })),
    });
  });
  const ended = performance.now();
  const left = await server.backlog();
  const times = answers.map(({ milliseconds }) => milliseconds);
  report(`202 at ${LOAD.perSecond} deliveries a second, p99`, quantile(times, 0.99), TARGETS.accepted, 'ms');
  note('  median', quantile(times, 0.5), 'ms');
  note('  longest', Math.max(...times), 'ms');
  note('  sent late by at most', Math.max(...answers.map(({ late }) => late)), 'ms');
  note('  not accepted', answers.filter(({ status }) => status !== 202).length, '');
  note('  backlog at the end', left, '');
  await server.settled(github);
  note('  done after the last one', (performance.now() - ended) / 1_000, 's');
  const unchecked = shop.pullRequests.filter(
    ({ headSha }) => !shop.checkRuns(headSha).some(({ conclusion }) => conclusion),
  );
  note('  newest commits without a check', unchecked.length, '');
}

/**
 * The commits exist before the clock starts, and nobody sees them: git's work for them is not what is measured. Each push happens when
 * its delivery is sent.
 */
async function preparePushes(shop, count) {
  const opened = await Promise.all(
    Array.from({ length: LOAD.pullRequests }, (_, index) =>
      openPullRequest(shop, `load-${index}`, { 'README.md': `Load ${index}\n` }),
    ),
  );
  const pullRequests = [];
  for (const open of opened) {
    pullRequests.push(await open());
    // One after the other, so that opening them is no load.
    await sleep(20);
  }
  const templates = [];
  github.deliveries.pause();
  for (const pr of pullRequests) {
    await pr.push({ files: { 'README.md': `Load ${pr.number}, again\n` } });
    templates.push(github.deliveries.latest('pull_request', 'synchronize').body);
  }
  github.deliveries.resume();
  const at = Date.now();
  const author = { name: 'ada', email: 'ada@example.com' };
  const heads = pullRequests.map(({ headSha }) => headSha);
  const pushes = [];
  for (let index = 0; index < count; index++) {
    const turn = index % pullRequests.length;
    const pr = pullRequests[turn];
    const before = heads[turn];
    const files = filesOfPush(index, Math.floor(index / pullRequests.length));
    const commit = { ref: `refs/heads/load-${turn}`, parents: [before], message: 'Load', author, at, files };
    const after = await shop.git.commit(commit);
    heads[turn] = after;
    pushes.push({ template: templates[turn], before, after, happen: () => pr.heads.push(after) });
  }
  return pushes;
}

function filesOfPush(index, round) {
  if (round % 4 === 2) return { [CONFIG_MAP]: configMap(12, 10, index) };
  if (round % 4 === 3) return { [CONFIG_MAP]: configMap(12, 38, index) };
  return round % 4 === 1 ? { 'config/puma.rb': puma(index) } : { 'README.md': `Load, push ${index}\n` };
}

function createRepository(name, files) {
  return github.createRepository({ owner: 'acme', name, files, collaborators: { ada: 'write' } });
}

/** The branch is there; calling what it gives opens the pull request. */
async function openPullRequest(repository, head, files) {
  await repository.push(head, { files }, { author: 'ada' });
  return () => repository.openPullRequest({ head, author: 'ada' });
}

function configMap(threads, pool = 10, note = 0) {
  const text = readFileSync(join(EXAMPLE, CONFIG_MAP), 'utf8');
  const changed = text.replace(/(MAX_THREADS: )"\d+"/, `$1"${threads}"`).replace(/(POOL: )"\d+"/, `$1"${pool}"`);
  return `# ${note}\n${changed}`;
}

function puma(note) {
  return `# ${note}\n${readFileSync(join(EXAMPLE, 'config/puma.rb'), 'utf8')}`;
}

function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function report(what, value, target, unit) {
  const verdict = value <= target ? 'ok' : 'MISSED';
  process.stdout.write(`${what.padEnd(56)} ${shown(value)} ${unit.padEnd(3)} (at most ${target}) ${verdict}\n`);
}

function note(what, value, unit) {
  process.stdout.write(`${what.padEnd(56)} ${shown(value)} ${unit}\n`);
}

function shown(value) {
  return (Number.isInteger(value) ? String(value) : value.toFixed(1)).padStart(8);
}
