import { activeRecordReader } from './active-record/reader.js';
import { bundlerReader } from './bundler/reader.js';
import { contractReader } from './contract/reader.js';
import { dockerfileReader } from './dockerfile/reader.js';
import { goodJobReader } from './good-job/reader.js';
import { kubernetesReader } from './kubernetes/reader.js';
import { procfileReader } from './procfile/reader.js';
import { pumaReader } from './puma/reader.js';
import { railsReader } from './rails/reader.js';
import type { Reader } from './reader.js';
import { routesReader } from './routes/reader.js';
import { rubyEnvReader } from './ruby-env/reader.js';
import { schemaReader } from './schema/reader.js';
import { scriptReader } from './script/reader.js';
import { sidekiqReader } from './sidekiq/reader.js';
import { solidQueueReader } from './solid-queue/reader.js';
import { terraformReader } from './terraform/reader.js';

/** Every reader; the order is that of the facts. A new reader is one line here and one folder. */
export const readers: readonly Reader[] = [
  activeRecordReader,
  bundlerReader,
  contractReader,
  dockerfileReader,
  goodJobReader,
  kubernetesReader,
  procfileReader,
  pumaReader,
  railsReader,
  routesReader,
  rubyEnvReader,
  schemaReader,
  scriptReader,
  sidekiqReader,
  solidQueueReader,
  terraformReader,
];
