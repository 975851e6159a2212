import { AnalysisFailure } from '../analyst.js';
import type { Answer, FromChild, Question, Request, ToChild } from '../messages.js';
import { type Ask, askBy } from './ask.js';
import { briefChange } from './brief-change.js';
import { explainFinding } from './explain-finding.js';
import { fixChange } from './fix-change.js';
import { type JudgedChange, judgeChange } from './judge-change.js';
import { Memory } from './memory.js';
import { missingContents } from './missing-contents.js';
import { proveChange } from './prove-change.js';
import type { WantedContent } from './readings-memory.js';
import { reviewChange } from './review-change.js';

/** Facts that are sent at once. */
const MAX_FACTS = 1_000;

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: Error) => void;
}

/** The child's side: works on the parent's requests, of which there is one at a time. */
export class Server {
  readonly #send: (message: FromChild) => void;
  readonly #version: string;
  readonly #memory: Memory;
  readonly #waiting = new Map<number, Waiting>();
  #questions = 0;

  /** `version`: Plumbline's. */
  constructor(send: (message: FromChild) => void, version: string) {
    this.#send = send;
    this.#version = version;
    this.#memory = new Memory(version);
  }

  /** How a request ends, is told to the parent. */
  async receive(message: ToChild): Promise<void> {
    if (message.kind === 'request') return this.#work(message.id, message.request);
    const waiting = this.#waiting.get(message.question);
    this.#waiting.delete(message.question);
    if (message.kind === 'answer') waiting?.resolve(message.answer);
    else waiting?.reject(new AnalysisFailure('What the analysis needs could not be had.'));
  }

  /** Readings are stored once the outcome is on its way: nobody waits for that. */
  async #work(id: number, request: Request): Promise<void> {
    try {
      const { outcome, contents } = await this.#perform(request, this.#askFor(id));
      this.#send({ kind: 'outcome', id, outcome });
      this.#sendFacts(id, request.parameters.repository, contents);
    } catch (error) {
      this.#send({ kind: 'failure', id, ...described(error) });
    }
    this.#memory.readings.shrink();
    this.#send({ kind: 'done', id });
  }

  async #perform(request: Request, ask: Ask): Promise<{ outcome: unknown; contents: readonly WantedContent[] }> {
    if (request.method === 'missing') {
      return { outcome: await missingContents(request.parameters, this.#memory, ask), contents: [] };
    }
    const desk = { memory: this.#memory, version: this.#version, ask };
    const change = await judgeChange(request.parameters, desk);
    return { outcome: await outcomeOf(request, change), contents: change.contents };
  }

  #sendFacts(id: number, repository: number, contents: readonly WantedContent[]): void {
    const facts = this.#memory.readings.takeUnsaved(repository, contents);
    for (let at = 0; at < facts.length; at += MAX_FACTS) {
      this.#send({ kind: 'facts', id, facts: facts.slice(at, at + MAX_FACTS) });
    }
  }

  #askFor(id: number): Ask {
    return askBy(
      (asked: Question) =>
        new Promise((resolve, reject) => {
          const question = this.#questions++;
          this.#waiting.set(question, { resolve, reject });
          this.#send({ kind: 'question', id, question, asked });
        }),
    );
  }
}

function outcomeOf(request: Exclude<Request, { readonly method: 'missing' }>, change: JudgedChange) {
  switch (request.method) {
    case 'review':
      return reviewChange(request.parameters, change);
    case 'fix':
      return fixChange(request.parameters, change);
    case 'explain':
      return explainFinding(request.parameters, change);
    case 'brief':
      return briefChange(request.parameters.findings, change);
    case 'prove':
      return proveChange(request.parameters, change);
  }
}

/** The message of an error that nobody expected may quote a repository's files: its kind and its place are enough. */
function described(error: unknown): { readonly reason: string; readonly frames: string[] } {
  if (error instanceof AnalysisFailure) return { reason: error.message, frames: [] };
  const { name, stack = '' } = error instanceof Error ? error : new Error();
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    reason: `The analysis failed with an error of Plumbline itself (${name}).`,
    frames: frames.map((frame) => frame.trim()).slice(0, 12),
  };
}
