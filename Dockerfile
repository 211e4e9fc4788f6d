# docker build -t lisiere . && docker run --read-only -v lisiere:/var/lib/lisiere -p 8080:8080 lisiere

FROM debian:12-slim AS build
WORKDIR /src
COPY service/packages service/packages_of service/
RUN apt-get update \
 && apt-get install -y --no-install-recommends $(service/packages_of --all build) \
 && rm -rf /var/lib/apt/lists/*
COPY . .
RUN cmake --preset release && cmake --build --preset release

FROM debian:12-slim
COPY service/packages service/packages_of /usr/share/lisiere/
RUN apt-get update \
 && apt-get install -y --no-install-recommends $(/usr/share/lisiere/packages_of --all run) \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 65532 --no-create-home lisiere \
 && install -d -o lisiere /var/lib/lisiere
COPY --from=build /src/build/release/lisiere /src/build/release/lisiered /usr/bin/
COPY data/hauts-de-france /usr/share/lisiere/hauts-de-france
COPY --chmod=755 service/container_entry /usr/bin/
ENV LISIERE_DB=/var/lib/lisiere/lisiere.db
USER 65532
VOLUME /var/lib/lisiere
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --start-period=20s CMD ["/usr/bin/lisiered", "--healthcheck", "http://127.0.0.1:8080/healthz"]
ENTRYPOINT ["/usr/bin/container_entry"]
