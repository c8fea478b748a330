"""The pictures under pages, small enough to be put into a web page."""

import io
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from kg.errors import InputError
from kg.model import Page
from kg.read.pdf.characters import read_characters
from kg.read.pdf.pdf import FEWEST
from kg.read.scan.pictures import open_pictures

WIDEST = 1600  # pixels; a broadsheet's body text can just be read
QUALITY = 70


def load_scans(pages: Iterable[Page]) -> dict[str, str]:
    """Load the picture of each page that has one, as a data: address by the page's id.

    A picture that is gone, or lies in an archive, is left out.
    """
    found = {}
    for page in pages:
        image = open_scan(page.scan) if page.scan else None
        if image is not None:
            found[page.id] = write_address(image)
    return found


def open_scan(scan: str) -> Image.Image | None:
    """Open the picture that `scan` names: a file, or a file and # and the page's number."""
    name, _, number = scan.rpartition("#")
    if not (name and number.isdigit()):
        name, number = scan, "1"
    path = Path(name)
    if not path.is_file():
        return None
    at = int(number) - 1
    if path.suffix.lower() == ".pdf":
        return render_page(path, at)
    try:
        return next(
            (Image.fromarray(frame) for n, frame in enumerate(open_pictures(path)) if n == at), None
        )
    except InputError:
        return None


def render_page(path: Path, at: int) -> Image.Image | None:
    """Render a page of a PDF as it was read, upright; give None where it cannot be."""
    try:
        with pdfium.PdfDocument(path) as document:
            page = document[at]
            glyphs, frame = read_characters(page)
            scale = min(3.0, WIDEST / max(1.0, *page.get_size()))
            image: Image.Image = page.render(scale=scale).to_pil()
            turn = 90 * frame.quarters - page.get_rotation() if len(glyphs) >= FEWEST else 0
            return image.rotate(-turn, expand=True) if turn % 360 else image
    except (pdfium.PdfiumError, IndexError):
        return None


def write_address(image: Image.Image) -> str:
    """Write a picture as the data: address of a JPEG, at most WIDEST pixels wide."""
    if image.width > WIDEST:
        image = image.resize((WIDEST, max(1, image.height * WIDEST // image.width)))
    buffer = io.BytesIO()
    image.convert("RGB").save(buffer, "JPEG", quality=QUALITY)
    return f"data:image/jpeg;base64,{b64encode(buffer.getvalue()).decode('ascii')}"
