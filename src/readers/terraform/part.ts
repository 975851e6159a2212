import type { HclBody, HclExpression } from '../../syntax/hcl/tree.js';

/** What is kept of one file for `combine`. */
export type TerraformPart = ModulePart | VariablesPart | DataPart;

/** A `.tf` file. */
interface ModulePart {
  readonly kind: 'module';
  readonly body: HclBody;
}

/** A `.tfvars` or `.tfvars.json` file: values for the variables of a root module. */
export interface VariablesPart {
  readonly kind: 'variables';
  readonly values: readonly { readonly name: string; readonly value: HclExpression }[];
}

/** A file that `file`, `templatefile`, `yamldecode` or `jsondecode` may be asked for. */
export interface DataPart {
  readonly kind: 'data';
  readonly text: string;
  /** The text as a template, if it is one. */
  readonly template?: HclExpression;
}
