import { z } from 'zod';

const Form = z.object({
  token: z.string(),
  profile: z.string(),
  organisation: z.string().trim(),
  url: z
    .string()
    .trim()
    .transform((url) => url.replace(/\/+$/, '')),
});

export type FieldName = keyof z.infer<typeof Form>;
/** As they were typed, to be shown again. */
export type FormValues = Readonly<Record<FieldName, string>>;
export type FormProblems = Readonly<Partial<Record<FieldName, string>>>;

const ORGANISATION = /^[A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){0,38}$/;

export function formValues(fields: URLSearchParams): FormValues {
  const value = (name: FieldName) => fields.get(name) ?? '';
  return Form.parse({
    token: value('token'),
    profile: value('profile'),
    organisation: value('organisation'),
    url: value('url'),
  });
}

/** What is wrong with the fields except the token; whole sentences by field. `github` is where its pages are. */
export function formProblems({ profile, organisation, url }: FormValues, github: string): FormProblems {
  const urlProblem = problemOfUrl(url, github);
  return {
    ...(profile !== 'observe' && profile !== 'fix' && { profile: 'Choose what Plumbline may do.' }),
    ...(organisation !== '' &&
      !ORGANISATION.test(organisation) && {
        organisation: 'Give the name of an organisation as it stands in its address on GitHub, or nothing.',
      }),
    ...(urlProblem !== undefined && { url: urlProblem }),
  };
}

function problemOfUrl(text: string, github: string): string | undefined {
  const wanted = 'Give the address at which GitHub reaches this server, as https://plumbline.example.com.';
  if (!URL.canParse(text)) return wanted;
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol) || url.search || url.hash || url.username || url.password) return wanted;
  if (isLoopback(url)) {
    // A GitHub on the same machine is one that tests and trials run.
    return isLoopback(new URL(github)) ? undefined : `GitHub cannot reach ${url.hostname}. ${wanted}`;
  }
  return url.protocol === 'https:'
    ? undefined
    : 'Deliveries hold private code, so that the address must begin with https://.';
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
}
