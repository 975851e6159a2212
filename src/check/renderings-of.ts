import type { Ledger } from '../ledger/ledger.js';
import type { JoinedEnvironment } from '../model/assembly/join-environment.js';
import type { Environment } from '../model/model.js';
import { RENDERED_ANEW, type Renderings } from '../reporters/renderings.js';

/** What the ledger keeps of the renderings of these environments. */
export function renderingsOf(joined: ReadonlyMap<Environment, JoinedEnvironment>, ledger: Ledger): Renderings {
  return {
    ofEnvironment(environment, name, render) {
      const whole = joined.get(environment);
      if (whole === undefined) return RENDERED_ANEW.ofEnvironment(environment, name, render);
      return ledger.text([name, whole.key], () => render(environment));
    },
    ofProcesses(environment, name, render) {
      const whole = joined.get(environment);
      if (whole === undefined) return RENDERED_ANEW.ofProcesses(environment, name, render);
      return whole.partKeys().map((key, index) =>
        ledger.text([name, key], () => {
          const part = whole.parts()[index];
          if (part === undefined) throw new Error(`${environment.name} has no part ${index}`);
          return render(part.environment(whole.surroundings()));
        }),
      );
    },
  };
}
