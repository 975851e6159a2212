import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Serving } from '../support/serving.js';
import { ShopOnGithub } from '../support/shop-on-github.js';
import { dyingAt } from './dying-child.js';
import { expectNoSecret } from './secrets.js';
import type { Sections } from './sections.js';

/** Makes a test of each attack, all of them against one running App. */
export function resistAll(sections: Sections): void {
  let serving: Serving;
  let shop: ShopOnGithub;

  beforeAll(async () => {
    serving = await Serving.start(undefined, dyingAt);
    serving.github.spareDouble();
    shop = await ShopOnGithub.open(serving);
  }, 60_000);

  afterAll(() => serving.stop(), 60_000);

  describe.each(Object.entries(sections))('%s', (_, attacks) => {
    test.each(attacks.map((attack) => [attack.name, attack] as const))(
      '%s',
      (_, attack) => attack.resist({ serving, shop }),
      60_000,
    );
  });

  test("meanwhile Plumbline kept to GitHub's description of its API, and told nobody a secret", () => {
    expect(serving.github.violations).toEqual([]);
    expectNoSecret({ serving });
  });
}
