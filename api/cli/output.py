"""Writing to a file that somebody names, whole or not at all."""

import os
import tempfile
from pathlib import Path

from ontology.errors import BadInput
from ontology.text import Text


def write_out(file: Path, data: bytes) -> None:
    """Write the file, or leave the one that is there as it was. Raises BadInput if it cannot be written.

    A link is followed. What is no file, such as /dev/stdout, is written to as it stands, and never replaced.
    """
    try:
        if file.exists() and not file.is_file() and not file.is_dir():
            file.write_bytes(data)
            return
        file = file.resolve()
        handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        try:
            with os.fdopen(handle, "wb") as written:
                written.write(data)
            os.chmod(temporary, 0o666 & ~_umask())
            os.replace(temporary, file)
        except OSError:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise BadInput(
            Text(
                sv=f"{file} kan inte skrivas: {error.strerror}. Ange en annan fil med --output.",
                en=f"{file} cannot be written: {error.strerror}. Name another file with --output.",
            )
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
