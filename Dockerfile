# The service in an image of its own: installed from this folder, run by a user without rights.
FROM python:3.11-slim AS built
WORKDIR /source
COPY pyproject.toml constraints.txt README.md ./
COPY ontology ontology
COPY graph graph
COPY ingest ingest
COPY api api
RUN python -m venv /opt/rotorsak \
    && /opt/rotorsak/bin/pip install --no-cache-dir --constraint constraints.txt .

FROM python:3.11-slim
RUN useradd --system --create-home --uid 10001 rotorsak \
    && install --directory --owner=rotorsak /data
COPY --from=built /opt/rotorsak /opt/rotorsak
ENV PATH=/opt/rotorsak/bin:$PATH PYTHONUNBUFFERED=1 ROTORSAK_STORE=oxigraph:/data/store
USER rotorsak
VOLUME /data
EXPOSE 8000
HEALTHCHECK --start-period=60s CMD ["python", "-c", \
    "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=5)"]
# What is loaded stays; loading again changes only what came with a newer version.
CMD ["sh", "-c", "rotorsak load && exec rotorsak serve --host 0.0.0.0"]
