/** By which GitHub knows the App. */
export interface AppCredentials {
  readonly appId: number;
  /** PEM, PKCS #1 as GitHub hands it out or PKCS #8. */
  readonly privateKey: string;
  /** `https://api.github.com`, or `https://host/api/v3` for an Enterprise Server. */
  readonly baseUrl: string;
}
