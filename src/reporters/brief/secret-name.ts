const SECRET_WORDS =
  /pass(?:word|wd|phrase|code)|secret|token|credential|authorization|requirepass|masterauth|bearer|jwt|connection_?string/i;
const SECRET_ENDINGS = /(?:pass|(?:^|[_.-])(?:pwd|pw|pin|auth|dsn|salt|pepper|otp))$/i;
/** `api_key`, `apiKey`, `SECRET_KEY_BASE`, `client-key-data`; a bare `key` may be a name of something. */
const KEYS =
  /[_.-]keys?(?:[_.-]?(?:base|id|data))?$|[a-z0-9]Keys?(?:Base|Id|Data)?$|(?:api|access|private|master)keys?$/i;
/** What says where a secret is, or how long it is good for, holds none. */
const ABOUT_ONE =
  /(?:names?|refs?|path|file|dir|arn|ttl|seconds|minutes|timeout|type|class|store|provider|length|size|policy|enabled|required)$/i;
const KEYS_OF_OTHER_THINGS =
  /^(?:topology|primary|foreign|partition|sort|hash|range|cache|label|image_?pull)[_-]?keys?$/i;

/** A setting of this name holds what nobody else should know: `DB_PASSWORD`, `stripe.apiKey`; not `secretName`, `topologyKey`. */
export function isSecretName(name: string): boolean {
  if (ABOUT_ONE.test(name) || KEYS_OF_OTHER_THINGS.test(name) || name === 'imagePullSecrets') return false;
  return SECRET_WORDS.test(name) || SECRET_ENDINGS.test(name) || KEYS.test(name);
}
