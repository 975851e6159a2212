import type { ShellNode, SimpleCommand } from './program.js';

/** The simple commands of a program in the order of the text, without those of tests and function definitions. */
export function simpleCommands(node: ShellNode): readonly SimpleCommand[] {
  switch (node.kind) {
    case 'simple':
      return [node];
    case 'sequence':
    case 'pipeline':
      return node.nodes.flatMap(simpleCommands);
    case 'and-or':
      return [node.first, ...node.rest.map((each) => each.node)].flatMap(simpleCommands);
    case 'background':
      return simpleCommands(node.node);
    case 'subshell':
    case 'loop':
      return simpleCommands(node.body);
    case 'if':
      return [...node.branches.map(({ body }) => body), ...(node.otherwise ? [node.otherwise] : [])].flatMap(
        simpleCommands,
      );
    case 'case':
      return node.branches.flatMap(({ body }) => simpleCommands(body));
    case 'function':
    case 'opaque':
      return [];
  }
}
