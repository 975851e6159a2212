import { Source } from '../../../syntax/source.js';
import { decodeDocument } from '../decode.js';
import { decodeText } from '../decode-text.js';
import { encodeJson } from '../encode-json.js';
import type { Evaluate, Names, Scope, TextFile } from '../scope.js';
import { dueTo, failure, resourcesOf, scalar, type Trail, unknownValue, type Value } from '../value.js';
import { type Call, type Implementation, storyOf, unknownArgument } from './function.js';

/** The file that the first argument names; or the value that says why there is none. */
function fileOf(call: Call): TextFile | Value {
  const [path] = call.arguments;
  if (path?.kind !== 'scalar' || typeof path.value !== 'string') {
    return unknownArgument(call) ?? failure(`${call.name} of something that is no path`, [call.hop]);
  }
  const found = call.scope.names.file(path.value);
  return found ?? unknownValue('file-not-read', `the file ${path.value}`, storyOf(call));
}

const file: Implementation = (call) => {
  const found = fileOf(call);
  if ('kind' in found) return found;
  const { path, part } = found;
  if (!call.scope.budget.takeText(part.text.length)) return undefined;
  const at = new Source(path, part.text).location(0, part.text.length);
  return { ...scalar(part.text, [{ location: at, says: path }]), pieces: [{ from: 'file', text: part.text, at }] };
};

const fileExists: Implementation = (call) => {
  const found = fileOf(call);
  if (!('kind' in found)) return scalar(true, storyOf(call));
  // Only some kinds of files are read at all, so a file that was not found may still be there.
  return found;
};

const decode: Implementation = (call) => {
  const [text] = call.arguments;
  if (text?.encoded !== undefined) return text.encoded;
  const [piece, ...more] = text?.pieces ?? [];
  if (piece?.from === 'file' && more.length === 0) {
    const whole = call.scope.names.file(`/${piece.at.path}`);
    if (whole?.part.text === piece.text) return decodeFile(whole, call);
  }
  return text === undefined ? undefined : decodeText(text, call.hop);
};

function decodeFile({ path, part }: TextFile, call: Call): Value {
  if (!call.scope.budget.takeText(part.text.length)) return tooMuch(call);
  const content = decodeDocument(new Source(path, part.text));
  if (content === undefined) return unknownValue('file-not-read', `${path} is not valid`, storyOf(call));
  return call.evaluate(content, fileScope(call.scope, new Map()), path);
}

function tooMuch(call: Call): Value {
  return unknownValue('not-computable', `${call.name}(…) of too much text`, storyOf(call));
}

/** The text of a template file with its variables put in. */
export function renderTemplate(
  template: Value,
  variables: Value,
  scope: Scope,
  trail: Trail,
  evaluate: Evaluate,
): Value {
  if (variables.kind !== 'map') {
    return variables.kind === 'unknown' ? variables : failure('the variables of a template are no map', trail);
  }
  const [piece, ...more] = template.pieces ?? [];
  const found = piece?.from === 'file' && more.length === 0 ? scope.names.file(`/${piece.at.path}`) : undefined;
  if (found?.part.template === undefined) {
    return template.kind === 'unknown' ? template : unknownValue('template-not-rendered', 'a template', template.trail);
  }
  return evaluate(found.part.template, fileScope(scope, variables.entries, variables));
}

const templateFile: Implementation = (call) => {
  const [, variables] = call.arguments;
  const template = file(call);
  if (template === undefined || template.kind === 'unknown') return template;
  return renderTemplate(
    template,
    variables ?? failure('no variables', [call.hop]),
    call.scope,
    storyOf(call),
    call.evaluate,
  );
};

/** In a file there are no names but the variables that it is given. */
function fileScope(scope: Scope, bindings: ReadonlyMap<string, Value>, from?: Value): Scope {
  const names: Names = {
    file: (path) => scope.names.file(path),
    resolve: ({ root, at, steps }) => {
      const says = `\${${root}}`;
      const open = from?.kind === 'map' ? from.rest : undefined;
      const value =
        open ?? failure(`the template reads ${says}, which its variables do not set`, [{ location: at, says }]);
      return { value, rest: steps };
    },
  };
  return { names, bindings, budget: scope.budget };
}

const jsonEncode: Implementation = (call) => {
  const [value] = call.arguments;
  if (value === undefined) return undefined;
  const text = encodeJson(value, call.scope.budget);
  const origin = { ...resourcesOf([value]), encoded: value };
  if (typeof text === 'string') return { ...scalar(text, storyOf(call)), ...origin };
  return { ...dueTo(text, storyOf(call)), ...origin };
};

export const FILE_FUNCTIONS: ReadonlyMap<string, Implementation> = new Map([
  ['file', file],
  ['fileexists', fileExists],
  ['templatefile', templateFile],
  ['yamldecode', decode],
  ['jsondecode', decode],
  ['jsonencode', jsonEncode],
]);
