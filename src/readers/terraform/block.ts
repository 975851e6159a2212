import type { Location } from '../../model/location.js';
import type { Slot } from '../../model/traced.js';
import type { HclBlock } from '../../syntax/hcl/tree.js';
import { evaluate, evaluateNamed } from './evaluate.js';
import { instancesOf } from './instances.js';
import { bind, type Scope } from './scope.js';
import { scalar, type Value } from './value.js';

/** A block with the scope that its expressions stand in. */
export class Block {
  readonly #syntax: HclBlock;
  readonly #values = new Map<string, Value | undefined>();
  readonly scope: Scope;
  /** As people call it: `aws_ecs_service.web`. */
  readonly what: string;

  constructor(syntax: HclBlock, scope: Scope, what: string) {
    this.#syntax = syntax;
    this.scope = scope;
    this.what = what;
  }

  get at(): Location {
    return this.#syntax.at;
  }

  /** The value of an attribute; undefined when it is left out. */
  attribute(name: string): Value | undefined {
    if (!this.#values.has(name)) this.#values.set(name, this.#evaluate(name));
    return this.#values.get(name);
  }

  #evaluate(name: string): Value | undefined {
    const attribute = this.#syntax.attributes.find((each) => each.name === name);
    if (attribute === undefined) return undefined;
    return evaluateNamed(attribute.value, attribute.at, this.scope, `${name} of ${this.what}`);
  }

  /** The place of an attribute, or of the block when it is left out. */
  placeOf(name: string): Location {
    return this.#syntax.attributes.find((each) => each.name === name)?.at ?? this.at;
  }

  /** The names in a list that is not evaluated: `ignore_changes = [desired_count]`, in old Terraform `["desired_count"]`. */
  words(name: string): readonly string[] {
    const list = this.#syntax.attributes.find((each) => each.name === name)?.value;
    const items = list?.kind === 'tuple' ? list.items : list === undefined ? [] : [list];
    return items.flatMap((item) => {
      if (item.kind === 'reference') return [item.root];
      return item.kind === 'literal' && typeof item.value === 'string' ? [item.value] : [];
    });
  }

  /** Where an attribute that is left out would be written: as the first one. Not in a block of one line. */
  insertionSlot(name: string, quote: '"' | ''): Slot | undefined {
    const first = this.#syntax.attributes[0]?.at;
    if (first === undefined || first.startLine === this.at.endLine) return undefined;
    const newline = `\n${' '.repeat(first.startColumn - 1)}`;
    const place = { path: first.path, start: first.start, end: first.start };
    return { ...place, prefix: `${name} = ${quote}`, suffix: `${quote}${newline}`, format: 'plain' };
  }

  /** The nested blocks of a type, those of `dynamic` blocks included. */
  blocks(type: string): readonly Block[] {
    return this.#syntax.blocks.flatMap((syntax) => {
      if (syntax.type === type) return [new Block(syntax, this.scope, `${type} of ${this.what}`)];
      return syntax.type === 'dynamic' && syntax.labels[0] === type ? this.#dynamic(syntax, type) : [];
    });
  }

  /** The first nested block of a type. */
  block(type: string): Block | undefined {
    return this.blocks(type)[0];
  }

  /** A map that is written as an attribute (`vars = {…}`) or, in old Terraform, as a block. */
  map(name: string): Value | undefined {
    const attribute = this.attribute(name);
    const syntax = this.#syntax.blocks.find(({ type }) => type === name);
    if (attribute !== undefined || syntax === undefined) return attribute;
    const entries = syntax.attributes.map(
      (each) => [each.name, evaluateNamed(each.value, each.at, this.scope, each.name)] as const,
    );
    return {
      kind: 'map',
      entries: new Map(entries),
      trail: [{ location: syntax.at, says: `${name} of ${this.what}` }],
    };
  }

  #dynamic(syntax: HclBlock, type: string): readonly Block[] {
    const content = syntax.blocks.find((each) => each.type === 'content');
    const iterator = syntax.attributes.find(({ name }) => name === 'iterator')?.value;
    const name = iterator?.kind === 'reference' ? iterator.root : type;
    if (content === undefined) return [];
    return instancesOf(syntax, this.scope, evaluate).map(({ each }) => {
      const key = each.key ?? scalar(0, [{ location: syntax.at, says: 'dynamic' }]);
      const bound: Value = {
        kind: 'map',
        entries: new Map([
          ['key', key],
          ['value', each.value ?? key],
        ]),
        trail: key.trail,
      };
      return new Block(content, bind(this.scope, { [name]: bound }), `${type} of ${this.what}`);
    });
  }
}
