/** A server's major and minor version. */
interface RedisVersion {
  readonly major: number;
  readonly minor: number;
}

/** The oldest Redis that each release line of Sidekiq accepts (Sidekiq `lib/sidekiq/cli.rb` at its tags, 5.2 to 8.1). */
const SIDEKIQ_REQUIREMENTS: readonly { readonly sidekiq: RedisVersion; readonly redis: string }[] = [
  { sidekiq: { major: 8, minor: 1 }, redis: '7.0' },
  { sidekiq: { major: 8, minor: 0 }, redis: '7.2' },
  { sidekiq: { major: 7, minor: 0 }, redis: '6.2' },
  { sidekiq: { major: 6, minor: 0 }, redis: '4.0' },
  { sidekiq: { major: 5, minor: 0 }, redis: '2.8' },
];

/** Commands by the version that brought them (redis-doc `commands.json`, 2025); older ones are everywhere. */
const COMMAND_VERSIONS: readonly (readonly [version: string, commands: string])[] = [
  ['5.0', 'XADD XREAD XREADGROUP XGROUP XACK XRANGE XREVRANGE XLEN XDEL XTRIM XCLAIM XPENDING XINFO'],
  ['5.0', 'ZPOPMIN ZPOPMAX BZPOPMIN BZPOPMAX'],
  ['6.0', 'ACL HELLO LPOS'],
  ['6.2', 'GETEX GETDEL COPY LMOVE BLMOVE SMISMEMBER HRANDFIELD ZRANDMEMBER ZDIFF ZDIFFSTORE ZINTER ZUNION ZMSCORE'],
  ['6.2', 'ZRANGESTORE GEOSEARCH GEOSEARCHSTORE XAUTOCLAIM'],
  ['7.0', 'FUNCTION FCALL FCALL_RO LMPOP BLMPOP ZMPOP BZMPOP SINTERCARD ZINTERCARD EXPIRETIME PEXPIRETIME'],
  ['7.0', 'EVAL_RO EVALSHA_RO SPUBLISH SSUBSCRIBE SUNSUBSCRIBE LCS'],
  ['7.2', 'WAITAOF'],
];
const VERSION_OF_COMMAND = new Map(
  COMMAND_VERSIONS.flatMap(([version, commands]) =>
    commands.split(' ').map((command): [string, string] => [command, version]),
  ),
);
const VERSION_OF_SUBCOMMAND = new Map([
  ['CLIENT TRACKING', '6.0'],
  ['CLIENT NO-TOUCH', '7.2'],
  ['CLIENT SETINFO', '7.2'],
]);

/** The lowest Redis version for a Sidekiq version, as "6.2"; undefined for releases before 5 and after those listed. */
export function redisForSidekiq(version: string): string | undefined {
  const release = parseRedisVersion(version);
  if (release === undefined || release.minor === undefined || release.major > 8) return undefined;
  const { major, minor } = release;
  return SIDEKIQ_REQUIREMENTS.find(({ sidekiq }) => sidekiq.major === major && sidekiq.minor <= minor)?.redis;
}

/** The version that a command needs, as "6.2"; null for a command that every server in use has. */
export function redisForCommand(command: string): string | null {
  const words = command.trim().toUpperCase().split(/\s+/);
  return VERSION_OF_SUBCOMMAND.get(words.slice(0, 2).join(' ')) ?? VERSION_OF_COMMAND.get(words[0] ?? '') ?? null;
}

/** `7.0.7`, `7.x`, `7`: a minor that the text leaves open is undefined. Undefined for what is no version. */
function parseRedisVersion(text: string): { readonly major: number; readonly minor: number | undefined } | undefined {
  const match = /^v?(\d{1,4})(?:\.(\d{1,4}|x))?(?:[.\-+].*)?$/i.exec(text.trim());
  if (match === null) return undefined;
  const [, major, minor] = match;
  return { major: Number(major), minor: minor === undefined || /x/i.test(minor) ? undefined : Number(minor) };
}

/** -1, 0, 1; 0 also for "at least", where an open minor cannot be lower. Undefined when the open minor decides. */
export function compareRedisVersions(actual: string, required: string): -1 | 0 | 1 | undefined {
  const left = parseRedisVersion(actual);
  const right = parseRedisVersion(required);
  if (left === undefined || right === undefined) return undefined;
  if (left.major !== right.major) return left.major < right.major ? -1 : 1;
  const rightMinor = right.minor ?? 0;
  if (left.minor === undefined) return rightMinor === 0 ? 0 : undefined;
  return left.minor < rightMinor ? -1 : left.minor > rightMinor ? 1 : 0;
}
