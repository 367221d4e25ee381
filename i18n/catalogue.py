"""Read a .po file straight into gettext's catalogue, so that no compiled file has to be built or shipped."""

from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path


def load(path: Path) -> GNUTranslations:
    """The catalogue of one language; raises babel's PoFileError where the file is malformed."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - a team that speaks English needs no catalogue
    from babel.messages.pofile import read_po  # noqa: PLC0415 - as above

    with path.open("rb") as source:
        catalogue = read_po(source, locale=path.stem, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
