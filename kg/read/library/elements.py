"""Read XML that comes from elsewhere, an element at a time."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from kg.errors import InputError, word_fault


def read_elements(path: Path) -> Iterator[tuple[str, str, Element]]:
    """Read the beginning and end of each element, with its name free of its namespace.

    Raises:
        InputError: the file cannot be read, is no XML, or declares entities, which ALTO and
            METS never do: they can swell a small file to any size, or fetch other files.
    """
    try:
        with path.open("rb") as file:
            for event, element in iterparse(file, events=("start", "end")):
                yield event, element.tag.rpartition("}")[2], element
    except DefusedXmlException as error:
        raise InputError(path, None, "XML 里声明了实体（DOCTYPE），为安全起见不读") from error
    except ParseError as error:
        line, column = error.position
        raise InputError(
            path, line, f"不是完好的 XML（第 {column + 1} 列起），可能没有传完"
        ) from error
    except OSError as error:
        raise InputError(path, None, f"读不了：{word_fault(error)}") from error
    except (LookupError, ValueError) as error:
        raise InputError(path, None, "XML 的编码无法识别") from error
