/** Text between these may be a URL. Also a shell's and a language's quotes end one. */
const WORD = /[^\s"'`]+/g;
const PASSWORD_PARAMETER = /([?&](?:ssl)?password=)([^&#]+)/gi;
/** A reference to a password is none: `$(DB_PASSWORD)`, `${var.password}`, `#{password}`, `<password>`. */
const REFERENCE = /^(?:\$\w+|[$#%]?\{.*\}|\$\(.*\)|<.*>|\[hidden\])$/;

const hidden = (): string => '[hidden]';

/** A text of a repository without the passwords of the URLs in it: `postgres://shop:[hidden]@db/shop`. */
export function hidePasswords(text: string, cover: (password: string) => string = hidden): string {
  return text.includes('://') ? text.replace(WORD, (word) => coverPasswords(word, cover)) : text;
}

/** The same with one `•` for each character, so that columns stay. */
export function blotPasswords(text: string): string {
  return hidePasswords(text, blot);
}

export function blot(text: string): string {
  return text.replace(/\S/g, '•');
}

/** For `JSON.stringify`: no text of a document holds a password. */
export function withoutPasswords(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? hidePasswords(value) : value;
}

/** Up to the last `@`: a password that nobody escaped may hold one. */
function coverPasswords(word: string, cover: (password: string) => string): string {
  const start = word.indexOf('://') + 3;
  if (start < 3) return word;
  const covered = word.replace(PASSWORD_PARAMETER, (_, name, password) => name + coverOne(password, cover));
  const end = covered.lastIndexOf('@');
  const colon = covered.indexOf(':', start);
  if (colon === -1 || colon > end) return covered;
  const password = covered.slice(colon + 1, end);
  const isPath = covered.slice(start, colon).includes('/') || /^\d+\//.test(password);
  return isPath ? covered : covered.slice(0, colon + 1) + coverOne(password, cover) + covered.slice(end);
}

function coverOne(password: string, cover: (password: string) => string): string {
  return REFERENCE.test(password) ? password : cover(password);
}
