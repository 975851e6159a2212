import { describe, expect, test } from '@jest/globals';
import { redact } from '../../src/log/redact.js';

describe('redaction', () => {
  test.each([
    ['an installation token', 'used ghs_16C7e42F292c6912E7710c838347Ae178B4a', 'used [redacted]'],
    ['a stateless token of any length', 'ghs_4711_eyJhbGciOi.eyJpc3MiOi.c2lnbmF0dXJl-x_y!', '[redacted]!'],
    ['a short token', 'ghp_a', '[redacted]'],
    ['a fine-grained token', 'GITHUB_TOKEN=github_pat_11AA0_xyz', 'GITHUB_TOKEN=[redacted]'],
    ['a token after an underscore', 'x_gho_abc', 'x_[redacted]'],
    ['a JWT', 'jwt eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiI0NzExIn0.abc-_d', 'jwt [redacted]'],
    ['a bearer', 'authorization: Bearer abcdefgh1234', 'authorization: Bearer [redacted]'],
    ['a basic login', '"Authorization": "Basic dXNlcjpwYXNz"', '"Authorization": "Basic [redacted]"'],
    ['a password in a URL', 'postgresql://plumbline:hunter2@db/app', 'postgresql://[redacted]db/app'],
    ['a private key', 'a -----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- b', 'a [redacted] b'],
    ['a private key that was cut', '-----BEGIN PRIVATE KEY-----\\nMIIE', '[redacted]'],
  ])('takes away %s', (_, text, redacted) => {
    expect(redact(text)).toBe(redacted);
  });

  test.each([
    'weight_class',
    'high_water',
    'https://github.com/apps/plumbline',
    'a token is missing',
    'eye.sight',
    'a@b.example',
  ])('leaves %s', (text) => {
    expect(redact(text)).toBe(text);
  });
});
