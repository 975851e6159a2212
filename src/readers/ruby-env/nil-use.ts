import { CallNode, KeywordHashNode, type Node } from '@ruby/prism/src/nodes.js';
import { argumentsOf, constantName } from '../../syntax/ruby/names.js';

/** What `nil` answers in Rails without raising. */
const NIL_ANSWERS = new Set(
  `to_s to_i to_f to_a to_h to_r to_c nil? present? blank? presence inspect == != ! & | ^ =~ !~ === <=> try try! in? is_a? kind_of?
  instance_of? dup clone freeze frozen? then yield_self tap itself to_json as_json to_param to_query to_yaml respond_to? class hash eql?
  equal? object_id send public_send __send__ method methods deep_dup presence_in pretty_inspect display duplicable? acts_like?
  instance_variable_get instance_variable_set extend singleton_class html_safe? with_options encode_with not_nil! with instance_values`.split(
    /\s+/,
  ),
);

const STRICT_CONVERSIONS = new Set(['Integer', 'Float', 'Rational', 'URI', 'Pathname', 'BigDecimal']);
const STRICT_PARSERS = new Set([
  'URI.parse',
  'JSON.parse',
  'Base64.decode64',
  'Base64.strict_decode64',
  'Pathname.new',
  'Time.parse',
  'Date.parse',
  'Addressable::URI.heuristic_parse',
]);

/** Whether `parent`, of which `value` is a direct part, raises when the value is nil. */
export function raisesOnNil(parent: Node, value: Node): boolean {
  if (!(parent instanceof CallNode)) return false;
  if (parent.receiver === value) return !parent.isSafeNavigation() && !NIL_ANSWERS.has(parent.name);
  const [first, ...more] = argumentsOf(parent);
  if (first !== value || more.some((argument) => argument instanceof KeywordHashNode)) return false;
  if (parent.receiver === null) return STRICT_CONVERSIONS.has(parent.name);
  return STRICT_PARSERS.has(`${constantName(parent.receiver) ?? ''}.${parent.name}`);
}
