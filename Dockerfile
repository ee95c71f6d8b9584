# Ventana's image: the command line `ventana`; its argument is `server` (the receiver, the default), `worker`, or any other command.
# Debian, not Alpine: Temporal's native core is built for glibc.
ARG NODE_VERSION=24.19.0

FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY activities activities
COPY workflows workflows
RUN npm run build
# Before the development tools go: without them npm calls the tree broken.
RUN npm sbom --sbom-format cyclonedx --omit dev > sbom.cdx.json
# What only building and testing need goes, and so do the native cores of other platforms (25 to 30 MB each) and the libraries' source
# maps.
RUN npm prune --omit=dev --no-audit --no-fund \
 && case "$(uname -m)" in x86_64|aarch64) ;; *) echo "no Temporal core for $(uname -m)" >&2; exit 1 ;; esac \
 && find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -r {} + \
 && test -n "$(ls node_modules/@temporalio/core-bridge/releases)" \
 && find node_modules -name '*.map' -delete

FROM node:${NODE_VERSION}-bookworm-slim
# Temporal's core reads the system's root certificates: TLS, as to Temporal Cloud, needs them. Node brings its own.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates \
 && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/sbom.cdx.json ./
COPY bin bin
COPY package.json LICENSE rates.example.yaml ventana.example.yaml ./
# So that `docker compose exec worker ventana status 35436` works.
RUN ln -s /app/bin/ventana.js /usr/local/bin/ventana
# For a volume with the ledger: LEDGER_URL=file:///ledger.
RUN install --directory --owner=node --group=node --mode=700 /ledger
# Nothing else is written outside /tmp: the root file system may be read-only.
USER node
# Webhooks; with METRICS_PORT and SDK_METRICS_PORT, health and metrics, and those of Temporal's SDK.
EXPOSE 8080 9464 9465
# Alive, not ready: a credential that is refused is no reason to stop the container. Receivers answer on PORT, workers on METRICS_PORT.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.METRICS_PORT || process.env.PORT || 8080}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["ventana"]
CMD ["server"]
