import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { z } from 'zod';

const Access = z.enum(['read', 'write']);
const Permissions = z.record(z.string(), Access);
const ProfileName = z.enum(['observe', 'fix']);

/** app.yml: a manifest as GitHub has it, and a block of ours about its profiles. */
const AppFile = z.strictObject({
  name: z.string(),
  description: z.string(),
  public: z.boolean(),
  default_permissions: Permissions,
  default_events: z.array(z.string()),
  plumbline: z.strictObject({
    profiles: z.record(
      ProfileName,
      z.strictObject({ title: z.string(), description: z.string(), permissions: Permissions.optional() }),
    ),
    reasons: z.record(z.string(), z.partialRecord(Access, z.string())),
  }),
});

export type ProfileName = z.infer<typeof ProfileName>;

/** What the App may do in repositories, as people choose it. */
export interface Profile {
  readonly name: ProfileName;
  readonly title: string;
  readonly description: string;
  readonly permissions: readonly {
    readonly name: string;
    readonly access: 'read' | 'write';
    readonly reason: string;
  }[];
}

/** What GitHub makes an App from. */
export interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly public: boolean;
  readonly url: string;
  readonly hook_attributes: { readonly url: string; readonly active: boolean };
  readonly redirect_url: string;
  readonly default_permissions: Readonly<Record<string, 'read' | 'write'>>;
  readonly default_events: readonly string[];
}

const FILE = new URL('../../app.yml', import.meta.url);

/** The App as app.yml describes it. */
export class AppDescription {
  readonly #file: z.infer<typeof AppFile>;

  constructor(text: string = readFileSync(FILE, 'utf8')) {
    this.#file = AppFile.parse(load(text));
  }

  get profiles(): readonly Profile[] {
    return ProfileName.options.map((name) => this.profile(name));
  }

  profile(name: ProfileName): Profile {
    const { title, description } = this.#file.plumbline.profiles[name];
    const permissions = Object.entries(this.#permissionsOf(name)).map(([permission, access]) => {
      const reason = this.#file.plumbline.reasons[permission]?.[access];
      if (reason === undefined) throw new Error(`app.yml has no reason for ${permission}: ${access}`);
      return { name: permission, access, reason };
    });
    return { name, title, description, permissions };
  }

  /** `webhookUrl` is where GitHub sends deliveries, `redirectUrl` where it sends the person who made the App. */
  manifest(
    profile: ProfileName,
    {
      homepage,
      webhookUrl,
      redirectUrl,
    }: { readonly homepage: string; readonly webhookUrl: string; readonly redirectUrl: string },
  ): Manifest {
    const { name, description, public: isPublic, default_events } = this.#file;
    return {
      name,
      description,
      public: isPublic,
      url: homepage,
      hook_attributes: { url: webhookUrl, active: true },
      redirect_url: redirectUrl,
      default_permissions: this.#permissionsOf(profile),
      default_events,
    };
  }

  #permissionsOf(profile: ProfileName): Readonly<Record<string, 'read' | 'write'>> {
    return { ...this.#file.default_permissions, ...this.#file.plumbline.profiles[profile].permissions };
  }
}
