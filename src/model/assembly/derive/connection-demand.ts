import type { ConnectionDemand, Database, DemandLine } from '../../model.js';
import type { Hop, Setting, Traced } from '../../traced.js';
import { derive, known, unknown } from '../../traced.js';
import type { ProcessDraft } from '../draft.js';
import { podsOf } from './pods.js';
import { poolDemand } from './pool-demand.js';
import { largest, total } from './total.js';

interface Consumer {
  readonly draft: ProcessDraft;
  readonly line: DemandLine;
  readonly rollout: Traced<number>;
  readonly draining: Traced<number>;
  readonly ceiling: Traced<number>;
}

interface Inquiry {
  /** Shared by the servers of an environment: a process that may use several of them is computed once. */
  readonly consumerOf: (draft: ProcessDraft, readOnlyServer: boolean) => Consumer;
  readonly consumers: readonly ProcessDraft[];
  /** Consumers that may belong to another server as well: then no number is certain. */
  readonly unattributed: readonly ProcessDraft[];
  readonly usable: Database['usable'];
  readonly ops: Traced<number>;
  readonly readOnlyServer: boolean;
  /** The server's declaration, or what stands for it. */
  readonly hop: Hop;
}

/**
 * What the processes may ask of one server. One-shot processes (migrations, consoles) are no lines of their own: `ops`
 * stands for them.
 */
export function connectionDemand(inquiry: Inquiry): ConnectionDemand {
  const { ops, hop, usable, readOnlyServer } = inquiry;
  const consumers = inquiry.consumers.map((draft) => inquiry.consumerOf(draft, readOnlyServer)).sort(byTotal);
  const sum = (part: (consumer: Consumer) => Traced<number>, says: string): Traced<number> => {
    const [doubtful] = inquiry.unattributed;
    if (doubtful !== undefined) return unattributed(doubtful);
    return total([...consumers.map((consumer) => nearest(named(part(consumer), consumer.draft))), ops], {
      ...hop,
      says,
    });
  };
  const steady = sum(({ line }) => line.total, 'connections at full scale');
  return {
    steady,
    rollout: sum(({ rollout }) => rollout, 'connections during a rolling update'),
    draining: sum(({ draining }) => draining, 'connections of old and new pods together'),
    ceiling: sum(({ ceiling }) => ceiling, 'connections with every pool filled'),
    ops,
    lines: consumers.map(({ line }) => line),
    breaksAtPods: breakingPoint(consumers, steady, usable.low, hop),
    longestGraceSeconds: largest(
      consumers.map(({ draft }) => draft.process.gracePeriodSeconds),
      { ...hop, says: 'the longest grace period of its clients' },
    ),
  };
}

/** Computes what a process takes of a server, once. */
export function consumerTable(): Inquiry['consumerOf'] {
  const known = { writer: new Map<ProcessDraft, Consumer>(), reader: new Map<ProcessDraft, Consumer>() };
  return (draft, readOnlyServer) => {
    const table = readOnlyServer ? known.reader : known.writer;
    const consumer = table.get(draft) ?? consumerOf(draft, readOnlyServer);
    table.set(draft, consumer);
    return consumer;
  };
}

function consumerOf(draft: ProcessDraft, readOnlyServer: boolean): Consumer {
  const { process } = draft;
  const pods = podsOf(draft);
  const { processes } = process;
  const { used, ceiling } = poolDemand(draft, readOnlyServer);
  const times = (count: Traced<number>, connections: Traced<number>): Traced<number> =>
    derive([count, processes, connections], (a, b, c) => a * b * c);
  return {
    draft,
    line: { process: process.name, pods: pods.steady, processes, connections: used, total: times(pods.steady, used) },
    rollout: times(pods.rollout, used),
    draining: times(pods.draining, used),
    ceiling: times(pods.steady, ceiling),
  };
}

/** Largest first, unknown ones last. */
function byTotal(one: Consumer, other: Consumer): number {
  const size = ({ line }: Consumer) => (line.total.known ? line.total.value : -1);
  const order = size(other) - size(one);
  return order !== 0 ? order : one.draft.process.id < other.draft.process.id ? -1 : 1;
}

/** A sum over a fleet names one place for each process: the whole trail stands in its line. */
function nearest(value: Traced<number>): Traced<number> {
  return value.known ? { ...value, trail: [value.trail[0]] } : value;
}

function named(value: Traced<number>, { process }: ProcessDraft): Traced<number> {
  return value.known ? value : { ...value, detail: `${process.name}: ${value.detail}` };
}

/** Of an unknown engine, or one of several servers. */
function unattributed({ process }: ProcessDraft): Traced<number> {
  if (!process.databaseAdapter.known) return process.databaseAdapter;
  return unknown('ambiguous', `which database server ${process.name} uses`, [
    { location: process.at, says: `${process.name} uses a database` },
  ]);
}

/**
 * The pods of the largest web workload (or of the largest at all, where none is web) from which on connections are
 * refused, all others being at full scale.
 */
function breakingPoint(
  consumers: readonly Consumer[],
  steady: Traced<number>,
  low: Traced<number>,
  hop: Hop,
): Setting<number> {
  const scaled = consumers.find(({ draft }) => draft.process.kind === 'web') ?? consumers[0];
  if (scaled === undefined) return known(null, { ...hop, says: 'has no clients' });
  const { workload } = scaled.draft.process;
  const members = consumers.filter(
    ({ draft }) => draft.process.workload.name === workload.name && draft.process.workload.type === workload.type,
  );
  const perPod = total(
    members.map(({ line }) => derive([line.processes, line.connections], (a, b) => a * b)),
    { location: workload.at, says: `connections of one pod of ${workload.name}` },
  );
  return derive([low, steady, perPod, scaled.line.pods], (usable, demand, each, pods) => {
    if (demand <= usable || each === 0) return null;
    return Math.max(0, Math.floor((usable - (demand - pods * each)) / each)) + 1;
  });
}
