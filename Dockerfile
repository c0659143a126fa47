# One image for the server, its workers and the command line; the command says which (compose.yaml).
FROM python:3.12-slim

WORKDIR /srv/nianbao
COPY . .
# Deployments name their flows by file, relative to this folder, so that the code is installed from where it lies.
RUN pip install --no-cache-dir --require-hashes --no-deps --requirement constraints.txt \
    && pip install --no-cache-dir --no-deps --no-build-isolation --editable . \
    && useradd --create-home nianbao \
    && mkdir /data \
    && chown nianbao /data
USER nianbao
ENV NIANBAO_DATA=/data PYTHONUNBUFFERED=1
CMD ["prefect", "worker", "start", "--pool", "nianbao", "--type", "process"]
