"""Open the pictures of a file, upright and in shades of grey."""

import struct
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from kg.errors import InputError, word_fault

Picture = NDArray[np.uint8]  # rows of pixels, 0 is black

LARGEST = 120_000_000  # pixels; a spread of two broadsheet pages at 400 dpi has 106 million
SMALLEST = 16  # pixels; no character is legible in less
FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "BMP")  # whatever the suffix says
# What Pillow may raise for damaged files.  3,150 cut off, blanked or changed at random raised
# OSError, ValueError, TypeError and DecompressionBombError.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    KeyError,
    IndexError,
    TypeError,
    struct.error,
    Image.DecompressionBombError,
)


def open_pictures(path: Path) -> Iterator[Picture]:
    """Open the pictures of a file one after the other; a TIFF may hold several pages.

    Raises:
        InputError: the file is no picture, is truncated, damaged or too large.
    """
    image, count = open_image(path)
    with image:
        for number in range(count):
            yield load_frame(path, image, number)


def open_image(path: Path) -> tuple[Image.Image, int]:
    """Open a picture file and count its pages; the second picture of a photo is its preview."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of odd tags, and of a size that is checked here
        try:
            image = Image.open(path, formats=FORMATS)
            count = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
        except PermissionError as error:
            raise InputError(path, None, f"读不了：{word_fault(error)}") from error
        except UnidentifiedImageError as error:
            raise InputError(
                path, None, "不是图片，或图片已损坏（可读 PNG、JPEG、TIFF）"
            ) from error
        except Image.DecompressionBombError as error:
            raise InputError(
                path, None, f"图片过大（上限 {LARGEST / 10**8:.1f} 亿像素），请先缩小"
            ) from error
        except BROKEN as error:
            raise InputError(path, None, "图片不完整或已损坏，请重新下载或扫描") from error
    return image, int(count)


def load_frame(path: Path, image: Image.Image, number: int) -> Picture:
    """Load one picture of a file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image.seek(number)
            check_size(path, image)
            return np.asarray(make_grey(ImageOps.exif_transpose(image)))
        except BROKEN as error:
            where = f"第 {number + 1} 页" if number else "图片"
            raise InputError(path, None, f"{where}不完整或已损坏，请重新下载或扫描") from error


def check_size(path: Path, image: Image.Image) -> None:
    """Refuse a picture that would fill the memory, or that cannot show a character."""
    width, height = image.size
    if width * height > LARGEST:
        reason = f"图片过大：{width} × {height} 像素（上限 {LARGEST / 10**8:.1f} 亿），请先缩小"
        raise InputError(path, None, reason)
    if min(width, height) < SMALLEST:
        raise InputError(path, None, f"图片过小：{width} × {height} 像素，看不清文字")


def make_grey(image: Image.Image) -> Image.Image:
    """Make a picture grey; what is transparent is white paper."""
    if image.mode.startswith("I") or image.mode == "F":  # 16 or 32 bits a pixel
        values = np.asarray(image, dtype=np.float32)
        top = 65535 if values.max(initial=0) > 255 else 255
        return Image.fromarray((values.clip(0, top) * (255 / top)).astype(np.uint8))
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        drawn = image.convert("RGBA")
        paper = Image.new("RGBA", drawn.size, "white")
        return Image.alpha_composite(paper, drawn).convert("L")
    return image.convert("L")
