"""Pages from templates: everything in the file, nothing from the network, no text as markup."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

ASSETS = files("kg.view") / "assets"


def read_asset(name: str) -> str:
    """Read a file of kg/view/assets."""
    return (ASSETS / name).read_text(encoding="utf-8")


def fill_page(template: str, style: str, scripts: Sequence[str] = (), **values: object) -> str:
    """Fill an HTML template with `values`, its style, its scripts, and the policy of both.

    Whatever is not declared Markup is text and is escaped.
    """
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return page.from_string(read_asset(template)).render(
        policy=write_policy(scripts, style),
        style=Markup(style),  # noqa: S704 - our own file
        scripts=[Markup(script) for script in scripts],  # noqa: S704 - our own, and vis.js
        **values,
    )


def write_policy(scripts: Sequence[str], style: str) -> str:
    """Write the content security policy: these scripts, this style, and nothing else.

    Hashes and no nonce: the same build has to give the same bytes.
    """
    allowed = " ".join(map(fingerprint, scripts)) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {fingerprint(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def fingerprint(text: str) -> str:
    """Give the source expression by which a policy admits an inline script or style."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
