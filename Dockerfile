# The current LTS of Node builds and runs Plumbline; the lock file decides everything else.
FROM node:24-slim AS build
WORKDIR /plumbline
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY scripts scripts
# The build runs a check once, to keep the code that checks run compiled.
COPY rules rules
COPY examples examples
RUN npm run build && npm prune --omit=dev

FROM node:24-slim
# git reads the revisions that `check --base` names. A mounted repository belongs to somebody else, which git refuses unless it
# is told; Plumbline starts git without the hooks and helpers that the refusal is about.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends git \
  && rm -rf /var/lib/apt/lists/* \
  && git config --system --add safe.directory '*' \
  && install --directory --owner=node --group=node --mode=0700 /data
WORKDIR /plumbline
COPY --from=build /plumbline/node_modules node_modules
COPY --from=build /plumbline/dist dist
COPY package.json app.yml ./
COPY rules rules
COPY schema schema
COPY --chmod=0755 deploy/entrypoint.sh /usr/local/bin/plumbline
ENV NODE_ENV=production \
  PORT=3000 \
  PLUMBLINE_DATA_DIR=/data \
  PLUMBLINE_CACHE_DIR=/tmp/plumbline
# By number, so that Kubernetes can tell that it is not root: `node` of the base image, which PostgreSQL's tools find by name.
USER 1000:1000
EXPOSE 3000
# Nothing but /data and /tmp is written to: the root file system can be read-only, with a volume on the one and a tmpfs on the other.
# A repository to check: docker run --rm -v "$PWD:/repository:ro" plumbline check
WORKDIR /repository
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["plumbline"]
CMD ["serve"]
