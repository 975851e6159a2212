import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Account } from './account.js';
import type { Permissions } from './permissions.js';

/** An App as its owner registers it. */
export interface AppRegistration {
  readonly id: number;
  readonly slug: string;
  readonly name?: string;
  /** The private key; GitHub keeps only the public part. */
  readonly privateKeyPem: string;
  /** Without one, deliveries are not signed. */
  readonly webhookSecret?: string;
  /** Without one, nothing is delivered. Can be set later, when the receiver listens. */
  readonly webhookUrl?: string;
  readonly permissions: Permissions;
  readonly events: readonly string[];
}

export class App {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly clientId: string;
  readonly hookId: number;
  readonly owner: Account;
  /** Who the App's comments and commits are by. */
  readonly bot: Account;
  readonly publicKey: KeyObject;
  readonly webhookSecret: string | undefined;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly createdAt: string;
  webhookUrl: string | undefined;

  constructor(registration: AppRegistration, owner: Account, bot: Account, createdAt: string) {
    this.id = registration.id;
    this.slug = registration.slug;
    this.name = registration.name ?? registration.slug;
    this.clientId = `Iv23li${String(registration.id).padStart(14, '0')}`;
    this.hookId = 400_000_000 + registration.id;
    this.owner = owner;
    this.bot = bot;
    this.publicKey = createPublicKey(registration.privateKeyPem);
    this.webhookSecret = registration.webhookSecret;
    this.webhookUrl = registration.webhookUrl;
    this.permissions = registration.permissions;
    this.events = registration.events;
    this.createdAt = createdAt;
  }
}
