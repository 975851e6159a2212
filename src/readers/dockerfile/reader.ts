import type { Image } from '../../model/facts/image.js';
import { parseDockerfile } from '../../syntax/dockerfile/parse.js';
import { each, type Reader } from '../reader.js';
import { imageOf } from './image.js';

const SKIPPED = /(?:^|\/)(?:node_modules|vendor|\.devcontainer)\//;
const NAME = /(?:^|\/)(?:Dockerfile(?:[._-][^/]*)?|[^/]+\.[Dd]ockerfile)$/;
const TEMPLATE = /\.(?:erb|j2|tt|tmpl|md|dockerignore)$/;

/** Reads Dockerfiles: the image of the final stage. */
export const dockerfileReader: Reader<readonly Image[]> = {
  name: 'dockerfile',
  version: 2,
  matches: (path) => NAME.test(path) && !SKIPPED.test(path) && !TEMPLATE.test(path),
  read(source) {
    const image = imageOf(parseDockerfile(source.text), source);
    return image === undefined ? {} : { part: [image] };
  },
  combine: each,
};
