import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What became of a request that says it is a delivery. `unsigned`: the signature is not that of the webhook secret. */
export type DeliveryOutcome =
  | 'accepted'
  | 'ignored'
  | 'malformed'
  | 'unsigned'
  | 'refused'
  | 'too-large'
  | 'not-ready'
  | 'failed';

/** The events that have a label of their own; whoever can reach the edge must not be able to make up labels. */
const EVENTS: ReadonlySet<string> = new Set([
  'check_run',
  'check_suite',
  'installation',
  'installation_repositories',
  'issue_comment',
  'merge_group',
  'ping',
  'pull_request',
  'push',
]);

/** What one call of a model took. */
export interface ModelUsage {
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  /** US dollars; undefined where nobody knows the price. */
  readonly cost: number | undefined;
  /** Milliseconds. */
  readonly latency: number;
}

/** What Prometheus is told. Each process has its own. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #deliveries = new Counter({
    name: 'plumbline_deliveries_total',
    help: 'Webhook deliveries, by event and outcome',
    labelNames: ['event', 'outcome'] as const,
    registers: [this.#registry],
  });
  readonly #acceptance = new Histogram({
    name: 'plumbline_delivery_seconds',
    help: 'Time from the end of a signed delivery to its answer',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2, 10],
    registers: [this.#registry],
  });
  readonly #work = new Histogram({
    name: 'plumbline_work_seconds',
    help: 'Time that an attempt took, by kind of work and outcome',
    labelNames: ['work', 'outcome'] as const,
    buckets: [0.05, 0.1, 0.3, 0.5, 1, 3, 5, 10, 30, 60, 300],
    registers: [this.#registry],
  });
  readonly #findings = new Counter({
    name: 'plumbline_findings_total',
    help: 'Findings in published reviews',
    registers: [this.#registry],
  });
  readonly #githubCalls = new Counter({
    name: 'plumbline_github_calls_total',
    help: 'Calls to GitHub, by HTTP status; "none" when no answer came',
    labelNames: ['status'] as const,
    registers: [this.#registry],
  });
  readonly #analystRestarts = new Counter({
    name: 'plumbline_analyst_restarts_total',
    help: 'Times that the analysing process had to be started again',
    registers: [this.#registry],
  });
  readonly #modelQuestions = new Counter({
    name: 'plumbline_model_questions_total',
    help: 'Questions to the model, by purpose and outcome; nobody is asked when it is over-budget or open-circuit',
    labelNames: ['purpose', 'outcome'] as const,
    registers: [this.#registry],
  });
  readonly #modelTokens = new Counter({
    name: 'plumbline_model_tokens_total',
    help: 'Tokens of the model, by purpose and kind; "cached" were read from what the provider kept',
    labelNames: ['purpose', 'kind'] as const,
    registers: [this.#registry],
  });
  readonly #modelCost = new Counter({
    name: 'plumbline_model_cost_dollars_total',
    help: 'US dollars that the model cost, as far as its price is known',
    labelNames: ['purpose'] as const,
    registers: [this.#registry],
  });
  readonly #modelTime = new Histogram({
    name: 'plumbline_model_seconds',
    help: 'Time from a question to its answer, or to its failure, without the wait for its turn',
    labelNames: ['purpose'] as const,
    buckets: [0.5, 1, 2, 5, 10, 20, 30, 60, 120],
    registers: [this.#registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  deliveryAnswered(event: string, outcome: DeliveryOutcome): void {
    this.#deliveries.inc({ event: EVENTS.has(event) ? event : 'other', outcome });
  }

  /** Called when a delivery is read; what it gives, when it is answered. */
  timeDelivery(): () => void {
    return this.#acceptance.startTimer();
  }

  /** `kind` is that of a `Work`, `outcome` how it ended or `failed`. */
  workAttempted(kind: string, outcome: string, seconds: number): void {
    this.#work.observe({ work: kind, outcome }, seconds);
  }

  findingsPublished(count: number): void {
    this.#findings.inc(count);
  }

  /** Undefined when the call got no answer. */
  githubCalled(status: number | undefined): void {
    this.#githubCalls.inc({ status: status === undefined ? 'none' : String(status) });
  }

  analystRestarted(): void {
    this.#analystRestarts.inc();
  }

  /** `outcome`: `answered`, or why not. */
  modelAsked(purpose: string, outcome: string): void {
    this.#modelQuestions.inc({ purpose, outcome });
  }

  modelUsed(purpose: string, usage: ModelUsage): void {
    this.#modelTokens.inc({ purpose, kind: 'input' }, usage.inputTokens);
    this.#modelTokens.inc({ purpose, kind: 'cached' }, usage.cachedInputTokens);
    this.#modelTokens.inc({ purpose, kind: 'output' }, usage.outputTokens);
    this.#modelCost.inc({ purpose }, usage.cost ?? 0);
    this.#modelTime.observe({ purpose }, usage.latency / 1000);
  }

  /** `depth` is asked each time that the metrics are read; undefined, where nobody knows, is told as NaN. */
  observeQueue(depth: () => Promise<number | undefined>): void {
    new Gauge({
      name: 'plumbline_queue_depth',
      help: 'Accepted work that is not done yet; NaN while the database does not answer',
      registers: [this.#registry],
      async collect() {
        this.set((await depth()) ?? Number.NaN);
      },
    });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** All of it in Prometheus' text format. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }
}
