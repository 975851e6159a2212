import { checkRunShape } from '../shapes/check-run.js';
import { checkSuiteShape } from '../shapes/check-suite.js';
import type { Account } from './account.js';
import type { App } from './app.js';
import { CheckRun, type CheckRunChange } from './check-run.js';
import { nodeId } from './node-id.js';
import type { Repository } from './repository.js';

/** The check runs of one App on one commit. */
export interface CheckSuite {
  readonly id: number;
  readonly nodeId: string;
  readonly app: App;
  readonly headSha: string;
  /** Undefined for commits of forks, as GitHub documents. */
  readonly headBranch: string | undefined;
  readonly createdAt: string;
  readonly runs: CheckRun[];
}

/** All check suites and check runs of a repository. */
export class Checks {
  readonly suites: CheckSuite[] = [];
  readonly #repository: Repository;

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** Newest last. */
  runsOn(sha: string): readonly CheckRun[] {
    return this.suites.filter(({ headSha }) => headSha === sha).flatMap(({ runs }) => runs);
  }

  run(id: number): CheckRun | undefined {
    return this.suites.flatMap(({ runs }) => runs).find((run) => run.id === id);
  }

  /** A push makes a suite for every App that may write checks, and asks it for its runs. */
  begin(headSha: string, headBranch: string, sender: Account): void {
    for (const { app, permissions } of this.#repository.installations) {
      if (permissions.checks !== 'write') continue;
      const suite = this.#suiteOf(app, headSha, headBranch);
      this.#announceSuite('requested', suite, sender);
    }
  }

  create(app: App, name: string, headSha: string, change: CheckRunChange): CheckRun {
    const { world } = this.#repository;
    const suite = this.#suiteOf(app, headSha, this.#repository.branchAt(headSha));
    const run = new CheckRun(world.nextId(), suite, name, world.time());
    suite.runs.push(run);
    world.addNode(run.nodeId, run);
    run.change(change, world.time());
    this.#announceRun('created', run, app.bot);
    if (run.status === 'completed') this.#announceEnd(run);
    return run;
  }

  update(run: CheckRun, change: CheckRunChange): void {
    const before = run.status;
    run.change(change, this.#repository.world.time());
    if (run.status === 'completed' && before !== 'completed') this.#announceEnd(run);
  }

  /** Someone presses "Re-run" of a check. The run itself stays as it is until the App does something about it. */
  rerequest(run: CheckRun, sender: Account): void {
    this.#announceRun('rerequested', run, sender, {}, run.suite.app);
  }

  rerequestSuite(suite: CheckSuite, sender: Account): void {
    this.#announceSuite('rerequested', suite, sender);
  }

  /** Someone presses a button of a check. */
  click(run: CheckRun, identifier: string, sender: Account): void {
    const requested = { requested_action: { identifier } };
    this.#announceRun('requested_action', run, sender, requested, run.suite.app);
  }

  #suiteOf(app: App, headSha: string, headBranch: string | undefined): CheckSuite {
    const known = this.suites.find((suite) => suite.app === app && suite.headSha === headSha);
    if (known !== undefined) return known;
    const { world } = this.#repository;
    const id = world.nextId();
    const suite = { id, nodeId: nodeId('CS', id), app, headSha, headBranch, createdAt: world.time(), runs: [] };
    this.suites.push(suite);
    return suite;
  }

  #announceEnd(run: CheckRun): void {
    this.#announceRun('completed', run, run.suite.app.bot);
    const whole = run.suite.runs.every(({ status }) => status === 'completed');
    if (whole) this.#announceSuite('completed', run.suite, run.suite.app.bot);
  }

  #announceRun(
    action: string,
    run: CheckRun,
    sender: Account,
    more: Readonly<Record<string, unknown>> = {},
    onlyTo?: App,
  ): void {
    const payload = { check_run: checkRunShape(run, this.#repository), ...more };
    const { world } = this.#repository;
    const to = onlyTo && { onlyTo };
    world.announce({ event: 'check_run', action, repository: this.#repository, sender, payload, ...to });
  }

  #announceSuite(action: string, suite: CheckSuite, sender: Account): void {
    const payload = { check_suite: checkSuiteShape(suite, this.#repository) };
    const { world } = this.#repository;
    world.announce({ event: 'check_suite', action, repository: this.#repository, sender, payload, onlyTo: suite.app });
  }
}
