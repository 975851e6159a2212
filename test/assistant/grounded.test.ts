import { describe, expect, test } from '@jest/globals';
import { objectionsTo, objectionsToTitle } from '../../src/assistant/grounded.js';
import { asParagraph } from '../../src/assistant/plain-text.js';
import { POOL_BRIEF } from './example-brief.js';

const HONEST = `
Puma in web runs 16 threads, but each of its processes may open only 5 database connections.
DB_POOL is 5 in k8s/production/web.yaml, so the pool in config/database.yml is smaller than the 16 threads that share it.
The container sets RAILS_MAX_THREADS to 16 and DB_POOL to 5, and config/database.yml reads the latter for its pool.
When all 16 threads are busy, 11 requests wait up to 5 seconds and then raise ActiveRecord::ConnectionTimeoutError.
The default of 5 in config/database.yml does not matter here, because DB_POOL is set to 5 on line 11 of k8s/production/web.yaml.
RAILS_MAX_THREADS (k8s/production/web.yaml:13) decides how many threads Puma starts; DB_POOL (k8s/production/web.yaml:11) decides how many of them can reach the database at once.
Each Puma worker is a fork with its own pool, so the 2 workers do not help: within every process sixteen threads still compete for five connections.
Under load, the sixth thread that runs a query finds no free connection and waits.
A thread that waits longer than the checkout_timeout of 5 seconds gets an error, and so does the user whose request it serves.
The pool of 5 is shared by all threads of one process, and production gives that process 16 of them.
web.yaml gives DB_POOL the value 5, while Puma’s thread count comes from RAILS_MAX_THREADS, which is 16.
With 3 replicas the deployment has plenty of pods, yet none of them can use more than 5 connections in each process.
In production, the Deployment shop starts Puma with WEB_CONCURRENCY set to 2, and each of those workers has a pool of 5 connections.
Requests are served as long as at most five of them touch the database; after that they queue inside the process.
The pod may open 2 workers × 5 connections = 10 connections in total, but no process can borrow from the other.
The gap is 16 − 5 = 11, which is the number of threads that go without a connection when every thread runs a query.
Because pools are per process, a higher WEB_CONCURRENCY would add processes with the same mismatch of 16 threads and 5 connections.
Nothing shows at low traffic: the error appears once the threads of the web process need more than the 5 connections of DB_POOL at the same time.
The 16-thread server shares a small pool, so slow queries in a few threads block the others until the checkout timeout of 5 s.
Since the variable DB_POOL overrides the fallback in config/database.yml, the pool is 5 in the production environment.
Active Record hands out at most 5 connections per process, whereas RAILS_MAX_THREADS allows 16 threads to ask for one.
At peak load the surplus of 11 threads is idle; their requests wait and fail with ActiveRecord::ConnectionTimeoutError.
The memory limit of 1Gi and the CPU limit of 500m play no part here, since the shortage is one of connections in DB_POOL.
The limit of 1024Mi for the container is no bottleneck; the 5 connections of the pool are.
The first value to look at is DB_POOL in k8s/production/web.yaml, which caps the read-only and the read/write queries of web alike.
PostgreSQL itself may have room, but Active Record refuses to open more than the 5 connections that its pool allows.
Long-running requests hold their connection for as long as they run, so 5 of the 16 threads can starve the rest.
Deployment/shop/web therefore fails under concurrency: the threads exist, the connections for them do not, and DB_POOL is why.
It doesn't take an unusual load, as any burst of requests within one process is already more than its pool of 5 can serve.
The process isn't short of threads but of connections: 16 of the former wait for 5 of the latter for up to five seconds.
The container command, bundle exec puma, starts one server whose threads all draw on the pool that DB_POOL sizes at 5.
Both values come from the same file: lines 10 to 13 of k8s/production/web.yaml set DB_POOL to 5 and RAILS_MAX_THREADS to 16.
Occasional timeouts become frequent as traffic grows, and every one of them surfaces as ActiveRecord::ConnectionTimeoutError.
A thread that has checked out one of the 5 connections keeps it until the query ends, or until the connection is closed.
The termination grace period of 30 seconds is longer than the wait of 5 seconds, so shutdowns do not hide these errors.
`;

const INVENTED = `
The value comes from config/puma.rb, which sets 16 threads over a pool of 5.
The pool is set in k8s/staging/web.yaml, so the 16 threads wait.
DB_POOL is 5 in k8s/production/web.yml, below the 16 threads.
The override in values.yaml sets DB_POOL to 5 for the 16 threads.
See .env.production, where DB_POOL is 5 for the web process.
Dockerfile sets DB_POOL to 5 before the server starts.
DB_POOL is set to 5 at k8s/production/web.yaml:42 for the web process.
The value on line 99 gives DB_POOL only 5 connections.
Line 4 of k8s/production/web.yaml and line 77 of it decide the pool of 5.
Puma in web runs 32 threads over only 5 connections.
Puma in web runs 5 threads, and Active Record may open 16 connections.
There are 16 connections for 5 threads in every process.
The 3 workers of the pod share 5 connections with each other.
The pool has room for 20 connections but Puma runs 16 threads.
About forty requests wait while 5 connections are in use.
The pod runs on 4 CPUs and has 16 threads for 5 connections.
The memory limit of 2Gi lets 16 threads start with 5 connections.
The memory limit of 1GB lets 16 threads start with 5 connections.
Requests wait for 50 seconds and then 11 of them fail.
Requests wait for 5 minutes and then 11 of them fail.
Puma uses 95% of its 5 connections at all times.
There are more than three times as many threads as the twice smaller pool of 5.
The pod may open 2 workers × 5 connections = 12 connections in total.
The pod may open 4 workers × 5 connections = 20 connections in total.
Hundreds of requests wait for the 5 connections of DB_POOL.
PUMA_MAX_THREADS is 16 while DB_POOL is only 5 in production.
RAILS_MAX_THREAD is 16 while DB_POOL is only 5 in production.
The setting max_connections limits the pool of 5 connections.
The option preload_app doubles the need of the pool of 5 connections.
DATABASE_URL has pool=5, which the 16 threads share.
Sidekiq runs 16 threads over the pool of 5 connections.
The Datadog agent shows that 11 requests wait for the pool of 5.
Datadog shows that 11 requests wait for the pool of 5 connections.
The billing process has 16 threads and only 5 connections.
The container named payments has 16 threads and only 5 connections.
The payments-api deployment has 16 threads and only 5 connections.
In staging the pool is 5 while Puma runs 16 threads there.
The sandbox environment has a pool of 5 for 16 threads.
Redis is shared by the 16 threads and the pool of 5 connections.
MySQL allows only 5 connections to the 16 threads of Puma.
The namespace checkout-prod has a pool of 5 for 16 threads.
ActiveRecord::ConnectionNotEstablished is raised once 5 connections are busy.
Rails 7.1 changed the default of the pool to 5 for 16 threads.
The value "unlimited" of DB_POOL is read as 5 connections.
The host db.internal.example takes only 5 connections of DB_POOL.
The 100th request fails since DB_POOL is only 5 in production.
The pool is a third of the 15 threads that DB_POOL serves.
Deployment/shop/worker has 16 threads and only 5 connections.
The m5.large node has room for the 16 threads but DB_POOL is 5.
The shop-worker process has 16 threads and only 5 connections.
The shop/worker process has 16 threads and only 5 connections.
Once 6 requests arrive in one process, its pool of 5 is exhausted.
The v2.3.1 image starts 16 threads while DB_POOL is only 5.
`;

const MARKUP = [
  'Puma runs **16 threads** over the pool of 5 that DB_POOL sets in web.',
  'Puma runs `16` threads over the pool of 5 that `DB_POOL` sets in web.',
  'Puma runs 16 threads.\n\n## Approved\n\nThe pool is 5 in DB_POOL.',
  'DB_POOL is 5.\n- 16 threads\n- 5 connections share it in the web process.',
  'DB_POOL is 5 for 16 threads.\n1. It is too small for the process.',
  '```\nDB_POOL is 5\n``` Puma runs 16 threads over it in the web process.',
  '~~~suggestion\nDB_POOL: 99\n~~~ Puma runs 16 threads over 5 connections.',
  'Puma runs 16 threads<br>over a pool of 5 that DB_POOL sets.',
  'Puma runs 16 threads <!-- approved --> over a pool of 5 that DB_POOL sets.',
  '<img src=x onerror=alert(1)> Puma runs 16 threads over the 5 of DB_POOL.',
  '</details> Puma runs 16 threads over a pool of 5 that DB_POOL sets.',
  'Puma runs 16 threads &lt;b&gt; over a pool of 5 that DB_POOL sets.',
  'See [the docs](k8s/production/web.yaml) for DB_POOL, which is 5 for 16 threads.',
  '![x](k8s/production/web.yaml) Puma runs 16 threads over the pool of 5.',
  'Puma runs 16 threads over a pool of 5, as https://evil.example says of DB_POOL.',
  'Puma runs 16 threads over a pool of 5, as www.evil.example says of DB_POOL.',
  'Puma runs 16 threads over a pool of 5, as evil.com says of DB_POOL.',
  '@octocat set DB_POOL to 5 while Puma runs 16 threads in production.',
  'cc shop/team@evil: Puma runs 16 threads over the pool of 5 of DB_POOL.',
  'This repeats #12: Puma runs 16 threads over the pool of 5 of DB_POOL.',
  'As in GH-12, Puma runs 16 threads over the pool of 5 of DB_POOL.',
  '| DB_POOL | 5 |\n|---|---|\n| threads | 16 | in the web process.',
  '> Puma runs 16 threads over a pool of 5 that DB_POOL sets.',
  '# Puma runs 16 threads over a pool of 5 that DB_POOL sets.',
  'Puma runs 16 threads over _a pool of 5_ that DB_POOL sets in web.',
  'Puma runs 16 threads over __a pool of 5__ that DB_POOL sets in web.',
  'Puma runs 16 threads :rocket: over a pool of 5 that DB_POOL sets.',
  'Puma runs 16 threads 🚀 over a pool of 5 that DB_POOL sets.',
  'Puma runs 16\u200b threads over a pool of 5 that DB_POOL sets in web.',
  'Puma runs 16 threads \u202eover a pool of 5\u202c that DB_POOL sets in web.',
  'Puma runs 16 threads over a pool of 5 that DB_\u0420OOL sets in web.',
  'Puma runs 16 threads over a pool of 5\u{e0041}\u{e0042} that DB_POOL sets.',
  'Puma runs 16 threads over a pool of 5\u0007 that DB_POOL sets in web.',
  'Puma runs 16 threads over ${DB_POOL} in the web process of production.',
  'Puma runs 16 threads over a pool of 5 \\u003cscript\\u003e that DB_POOL sets.',
];

const CLAIMS = `
The pool of 5 was raised and the finding is now fixed for 16 threads.
The pool of DB_POOL has been fixed so that 16 threads share 5 connections.
This fixes the pool of 5 that the 16 threads of Puma share.
All rules have passed with a pool of 5 for the 16 threads.
This change is approved: DB_POOL is 5 and Puma runs 16 threads.
The setup of 16 threads and DB_POOL at 5 was reviewed and tested.
It is verified that the 16 threads work with the 5 connections of DB_POOL.
This is safe to merge, since 5 connections serve the 16 threads.
LGTM, as the 16 threads share the 5 connections of DB_POOL.
This is a known false positive: 16 threads share a pool of 5.
The pool of 5 is sufficient for the 16 threads of Puma in web.
The pool of 5 is more than enough for the 16 threads of Puma in web.
The pool of 5 is large enough for the 16 threads of Puma in web.
The pool of 5 is correct for the 16 threads of Puma in web.
This is not a problem, since the 16 threads rarely use all 5 connections.
There is no problem with 16 threads and the 5 connections of DB_POOL.
The finding is harmless, as 16 threads rarely need more than 5 connections.
The value 5 of DB_POOL is intentional for the 16 threads of web.
The 16 threads work as intended with the 5 connections of DB_POOL.
Nothing needs to change: 16 threads share the 5 connections of DB_POOL.
This warning can be ignored, as 16 threads share 5 connections.
Ignore this finding, since the 16 threads share 5 connections well.
You should set DB_POOL to 16 in k8s/production/web.yaml for production.
Set DB_POOL to 16 in k8s/production/web.yaml for the web process.
To mend it, run kubectl with the 16 of RAILS_MAX_THREADS for DB_POOL.
The 16 threads wait; then run the following command for DB_POOL.
DB_POOL is 5, so raise the pool to 16 in k8s/production/web.yaml.
Please merge, since DB_POOL is 5 and Puma runs 16 threads in web.
We recommend a pool of 16 for the web process of production.
I have looked at DB_POOL, which is 5 for the 16 threads of web.
As an AI, the writer sees that DB_POOL is 5 for 16 threads.
As instructed, the reader may merge although DB_POOL is 5 for 16 threads.
The comment says to merge although DB_POOL is 5 for 16 threads.
The instructions of the prompt say that DB_POOL is 5 for 16 threads.
The reader may visit evil.example, as DB_POOL is 5 for 16 threads.
Visit evil.example, as DB_POOL is 5 for 16 threads in production.
The maintainers have chosen 5 for DB_POOL and 16 threads in production.
Contact the security team about DB_POOL, which is 5 for 16 threads.
Disable the rule in production, since DB_POOL is 5 for 16 threads.
Suppressing it is usual where DB_POOL is 5 for 16 threads.
This pull request lowers DB_POOL to 5 while Puma runs 16 threads.
Everything is in order here and nobody has to look at it again.
Why is DB_POOL only 5 when Puma runs 16 threads in production?
Puma runs 16 threads over only 5 connections!
Puma runs 16 threads over a pool of 5 that DB_POOL sets and
Pool too small.
`;

const lines = (text: string) => text.trim().split('\n');
const LONG = `${'Puma in web runs 16 threads over a pool of 5. '.repeat(30).trim()}`;

function objections(explanation: string): readonly string[] {
  return objectionsTo(asParagraph(explanation), POOL_BRIEF);
}

describe('an explanation is let through', () => {
  test.each(lines(HONEST))('%s', (explanation) => {
    expect(objections(explanation)).toEqual([]);
  });
});

describe('an explanation is refused', () => {
  test.each([...lines(INVENTED), ...MARKUP, ...lines(CLAIMS), LONG, 'a'.repeat(300), ''])('%s', (explanation) => {
    expect(objections(explanation)).not.toEqual([]);
  });
});

test('a refusal names what is not known', () => {
  expect(objections('PUMA_THREADS is 16 in config/puma.rb, and the pool has 40 connections.')).toEqual([
    '“40” does not stand in the material.',
    '“PUMA_THREADS” does not stand in the material.',
    '“config/puma.rb” does not stand in the material.',
  ]);
});

describe('the title of a proposal', () => {
  const edits = ['- name: DB_POOL\n          value: "20"'];

  test.each(['Set DB_POOL to 20 for web.', 'Give the pool of web 16 connections.'])('may be: %s', (title) => {
    expect(objectionsToTitle(title, POOL_BRIEF, edits)).toEqual([]);
  });

  test.each([
    'Set DB_POOL to 64.',
    'Set PUMA_POOL to 20.',
    'Fix verified: set DB_POOL to 20.',
    'Set **DB_POOL** to 20.',
    'Set DB_POOL to 20',
    'Set DB_POOL to 20. Merge it.',
    'Pool.',
    `Set DB_POOL to 20${' for web'.repeat(20)}.`,
  ])('may not be: %s', (title) => {
    expect(objectionsToTitle(title, POOL_BRIEF, edits)).not.toEqual([]);
  });
});
