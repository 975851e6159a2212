# The current LTS of Node builds and runs Plumbline; the lock file decides everything else.
FROM node:24-slim AS build
WORKDIR /plumbline
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY scripts scripts
RUN npm run build && npm prune --omit=dev

FROM node:24-slim
RUN apt-get update && apt-get install --yes --no-install-recommends git && rm -rf /var/lib/apt/lists/*
WORKDIR /plumbline
COPY --from=build /plumbline/node_modules node_modules
COPY --from=build /plumbline/dist dist
COPY package.json ./
COPY rules rules
COPY schema schema
USER node
# Mount the repository at /repository: docker run --rm -v "$PWD:/repository:ro" plumbline check
WORKDIR /repository
ENTRYPOINT ["node", "/plumbline/dist/cli.js"]
CMD ["check"]
