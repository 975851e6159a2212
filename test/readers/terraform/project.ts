import type { Fact } from '../../../src/model/facts/fact.js';
import type { Traced } from '../../../src/model/traced.js';
import type { ReadPart } from '../../../src/readers/reader.js';
import type { TerraformPart } from '../../../src/readers/terraform/part.js';
import { terraformReader } from '../../../src/readers/terraform/reader.js';
import { initHcl } from '../../../src/syntax/hcl/grammar.js';
import { Source } from '../../../src/syntax/source.js';

/** The facts of files by path, each part stored and loaded as the cache does. */
export async function factsOf(files: Readonly<Record<string, string>>): Promise<readonly Fact[]> {
  await initHcl();
  const parts: ReadPart<TerraformPart>[] = [];
  for (const [path, text] of Object.entries(files)) {
    if (!terraformReader.matches(path)) continue;
    const { part } = terraformReader.read(new Source(path, text));
    if (part !== undefined) parts.push({ path, part: JSON.parse(JSON.stringify(part)) });
  }
  return terraformReader.combine(parts);
}

export async function factsOfKind<K extends Fact['kind']>(
  kind: K,
  files: Readonly<Record<string, string>>,
): Promise<readonly Extract<Fact, { kind: K }>[]> {
  const facts = await factsOf(files);
  return facts.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind);
}

/** A traced value on one line: `2 @ tf/production.tfvars:1 < tf/main.tf:3`, `? reason: detail`. */
export function shown(traced: Traced<unknown> | undefined): string {
  if (traced === undefined) return 'nothing';
  if (!traced.known) return `? ${traced.reason}: ${traced.detail}`;
  const places = traced.trail.map(({ location }) => `${location.path}:${location.startLine}`);
  return `${JSON.stringify(traced.value)} @ ${places.join(' < ')}`;
}

/** What each slot of a trail would write for `value`, in the text of its file. */
export function edited(
  traced: Traced<unknown> | undefined,
  value: string,
  files: Readonly<Record<string, string>>,
): string {
  const slot = traced?.trail[0]?.slot;
  if (slot === undefined) return 'no slot';
  const text = files[slot.path] ?? '';
  return text.slice(0, slot.start) + slot.prefix + value + slot.suffix + text.slice(slot.end);
}
