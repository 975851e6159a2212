import type { ContractFormula } from '../../model/facts/contract.js';
import type { Known } from '../../model/traced.js';
import type { Section } from './section.js';

/** Names, whole and decimal numbers, `+ - * / ( ) ,`: the arithmetic that formulas are made of. */
const ARITHMETIC = /^[A-Za-z0-9_.\s()+\-*/,]+$/;
const ARITHMETIC_WORDS = 'arithmetic such as RAILS_MAX_THREADS * WEB_CONCURRENCY + 2';
const SETTING_NAME = /^[A-Za-z_][\w.]*$/;
const SETTING_WORDS = 'the name of a setting such as database.pool';
const OPERATORS = ['>=', '<=', '=='] as const;
const MIRRORED = { '>=': '<=', '<=': '>=', '==': '==' } as const;
const SCOPES = ['literal', 'process', 'container'] as const;

/**
 * `database.pool_formula` as a formula: either its expression, whose scope is then `database.pool_formula_scope`, or a
 * mapping as under `formulas:`, where every attribute of a formula can be given.
 */
export function poolFormula(database: Section): readonly ContractFormula[] {
  const scope = database.oneOf('pool_formula_scope', SCOPES);
  const node = database.node('pool_formula');
  if (node === undefined) return [];
  if (node.kind === 'mapping') {
    return database.section('pool_formula', (formula) => formulaIn(formula, 'pool_formula', scope)) ?? [];
  }
  return formulaOf('pool_formula', database.matching('pool_formula', ARITHMETIC, ARITHMETIC_WORDS), { scope });
}

/** `formulas:`, each an expression or a mapping with its attributes. */
export function formulasIn(contract: Section): readonly ContractFormula[] {
  return (
    contract.section('formulas', (formulas) => formulas.names.flatMap((name) => namedFormula(formulas, name))) ?? []
  );
}

function namedFormula(formulas: Section, name: string): readonly ContractFormula[] {
  if (formulas.node(name)?.kind !== 'mapping') {
    return formulaOf(name, formulas.matching(name, ARITHMETIC, ARITHMETIC_WORDS), {});
  }
  return formulas.section(name, (formula) => formulaIn(formula, name, undefined)) ?? [];
}

type Scope = ContractFormula['scope'];

function formulaIn(formula: Section, name: string, outerScope: Scope | undefined): readonly ContractFormula[] {
  const expression = formula.matching('expr', ARITHMETIC, ARITHMETIC_WORDS);
  const operator = formula.oneOf('op', OPERATORS);
  const compare = formula.matching('compare', SETTING_NAME, SETTING_WORDS);
  const compareTo = formula.matching('compare_to', SETTING_NAME, SETTING_WORDS);
  const appliesTo = formula.words('applies_to', /^[a-z_]+$/, 'process kind');
  const attributes = {
    scope: formula.oneOf('scope', SCOPES) ?? outerScope,
    severity: formula.oneOf('severity', ['error', 'warning', 'notice']),
    bind: formula.oneOf('bind', ['effective', 'raw']),
    acknowledged: formula.oneOf('acknowledge', ['per-process-pool']) !== undefined,
    autofix: formula.flag('autofix'),
    appliesTo: appliesTo?.map(({ value }) => value),
  };
  if (formula.node('expr') === undefined)
    formula.problem(formula.at, `the formula ${name} has no expr: ${ARITHMETIC_WORDS}`);
  if (compareTo === undefined) return formulaOf(name, expression, { ...attributes, operator, compare: compare?.value });
  if (compare !== undefined) {
    formula.problem(
      compareTo.trail[0].location,
      `the formula ${name} has both compare (what stands left of op) and compare_to (right of it)`,
    );
  }
  // `expr <= limit` says the same as `limit >= expr`, the form that formulas are kept in.
  return formulaOf(name, expression, { ...attributes, operator: MIRRORED[operator ?? '<='], compare: compareTo.value });
}

interface Attributes {
  readonly scope?: Scope | undefined;
  readonly operator?: ContractFormula['operator'] | undefined;
  readonly compare?: string | undefined;
  readonly severity?: ContractFormula['severity'] | undefined;
  readonly bind?: ContractFormula['bind'] | undefined;
  readonly acknowledged?: boolean;
  readonly autofix?: boolean | undefined;
  readonly appliesTo?: readonly string[] | undefined;
}

function formulaOf(
  name: string,
  expression: Known<string> | undefined,
  attributes: Attributes,
): readonly ContractFormula[] {
  if (expression === undefined) return [];
  const { scope, operator, compare, severity, bind, acknowledged, autofix, appliesTo } = attributes;
  return [
    {
      name,
      expression,
      compare: compare ?? 'database.pool',
      operator: operator ?? '>=',
      scope: scope ?? 'literal',
      bind: bind ?? 'effective',
      severity: severity ?? 'error',
      ...(appliesTo && { appliesTo }),
      acknowledged: acknowledged === true || scope === 'literal',
      autofix: autofix ?? false,
      at: expression.trail[0].location,
    },
  ];
}
