import type { JoinedEnvironment } from '../model/assembly/join-environment.js';
import type { Recall } from '../model/assembly/recall.js';
import type { Environment, Model } from '../model/model.js';
import type { EnvironmentJudge } from '../policy/evaluate.js';
import {
  addUp,
  type JudgedEnvironment,
  type JudgedPart,
  judgeEnvironment,
  judgePart,
} from '../policy/judge-environment.js';
import type { Rule } from '../policy/rule.js';

/**
 * Judges environments workload by workload, so that a verdict of an earlier run stands for each workload about which nothing
 * changed. The judgement is that of the whole environment.
 */
export function judgeByPart(joined: ReadonlyMap<Environment, JoinedEnvironment>, recall: Recall): EnvironmentJudge {
  return (environment, model, rules) => {
    const whole = joined.get(environment);
    if (whole === undefined) return judgeEnvironment(environment, model, rules);
    const rulesDigest = recall.digest(rules.map(({ digest }) => digest));
    return recall.run({
      name: ['environment', whole.key, rulesDigest],
      answers: {},
      compute: () => judgeParts(whole, model, rules, recall, rulesDigest),
      store: (judged) => judged,
      restore: (stored) => stored as JudgedEnvironment,
    }).result;
  };
}

function judgeParts(
  whole: JoinedEnvironment,
  model: Model,
  rules: readonly Rule[],
  recall: Recall,
  rulesDigest: string,
): JudgedEnvironment {
  const { environment } = whole;
  const { contract } = model;
  const ofWhole = judgePart({ part: environment, environment, contract }, rules, (subject) => subject.ofWhole);
  const ofWorkloads = whole.parts().map(
    (part) =>
      recall.run({
        name: ['workload', part.key, rulesDigest],
        // A rule that looks at the whole environment is judged anew whenever anything in it changes.
        answers: { ...whole.surroundings(), wholeEnvironment: () => whole.key },
        compute: (answers) =>
          judgePart(
            { part: part.environment(answers), environment: watched(environment, answers.wholeEnvironment), contract },
            rules,
            (subject) => !subject.ofWhole,
          ),
        store: (judged) => judged,
        restore: (stored) => stored as JudgedPart,
      }).result,
  );
  return addUp([ofWhole, ...ofWorkloads], rules) ?? judgeEnvironment(environment, model, rules);
}

/** The same environment, which tells when somebody looks into it. */
function watched(environment: Environment, look: () => void): Environment {
  const watching: Environment = Object.create(null);
  for (const table of Object.keys(environment)) {
    Object.defineProperty(watching, table, {
      enumerable: true,
      get: () => {
        look();
        return Reflect.get(environment, table);
      },
    });
  }
  return watching;
}
