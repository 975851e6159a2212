/** Labels that say nothing about what they label. */
const GENERIC = /^(?:this|main|default|task|task_definition|service|ecs)$/;

/**
 * What people call a resource that has no name of its own: its label or, where that says nothing, the innermost module's
 * that does. `prefix` is the path of modules, as `module.web.module.task.`.
 */
export function titleOf(prefix: string, label: string): string {
  const modules = [...prefix.matchAll(/module\.([^.]+)\./g)].map(([, name = '']) => name);
  return [...modules, label].findLast((name) => !GENERIC.test(name)) ?? label;
}
