"""Find the pictures of a page, the captions under them, and the text that runs on below."""

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Box
from kg.read.geometry.blocks import Block
from kg.read.geometry.rules import Rules

CAPTION = 0.97  # of the size of running text; a caption's is smaller
CREDIT, SIGNED = ("摄", "摄）", "摄)"), 8  # ends a caption of so many rows at most
LEAST = 3.0  # sizes; how high and wide a picture is
UNDER = 2.0  # sizes; how near a caption stands under its picture
BESIDE = 1.75  # times as near beside it
BELOW = 4.0  # sizes; how near a text goes on below either
PRINTED, PRINTED_ROWS = 0.7, 2  # of a picture's height; a caption printed on it is lower
MOST_FRAMES = 400  # more are a drawing


def find_pictures(frames: Sequence[Box], blocks: Sequence[Block], body: float) -> list[Box]:
    """Find the frames that are pictures: no text stands in them, but for a caption."""
    if len(frames) > MOST_FRAMES:
        return []
    large = [
        frame
        for frame in frames
        if min(frame.right - frame.left, frame.bottom - frame.top) > LEAST * body
    ]
    return [
        frame
        for frame in large
        if all(is_printed_on(block, frame) for block in blocks if lies_in(block.box, frame))
    ]


def is_printed_on(block: Block, picture: Box) -> bool:
    """Tell whether a block may be a caption along the lower edge of a picture that it lies in."""
    deep = (block.box.top - picture.top) / (picture.bottom - picture.top)
    return len(block.rows) <= PRINTED_ROWS and not block.head and deep > PRINTED


def lies_in(box: Box, frame: Box) -> bool:
    """Tell whether the middle of a box lies in a frame."""
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return frame.left <= x <= frame.right and frame.top <= y <= frame.bottom


def find_captions(blocks: Sequence[Block], pictures: Sequence[Box], body: float) -> list[Block]:
    """Find the captions, and the last rows of captions that seem of another size."""
    captions = [block for block in blocks if is_caption(block, pictures, body)]
    inside = {id(block) for block in captions}
    ends = [
        block
        for block in blocks
        if id(block) not in inside
        and is_signed(block)
        and any(stands_under(block.box, caption.box, UNDER * block.size) for caption in captions)
    ]
    return [*captions, *ends]


def is_signed(block: Block) -> bool:
    """Tell whether a few lines end with who took a picture."""
    return len(block.rows) <= SIGNED and block.rows[-1].text.endswith(CREDIT)


def is_caption(block: Block, pictures: Sequence[Box], body: float) -> bool:
    """Tell whether a block stands right under a picture, or beside it, and is its caption.

    It is in small type, or, where sizes are rough, a few lines that say who took the picture.
    """
    small = block.size <= CAPTION * body
    if block.vertical or block.head or not (small or is_signed(block)):
        return False
    reach = UNDER * block.size
    return any(
        stands_under(block.box, picture, reach)
        or stands_beside(block.box, picture, reach)
        or lies_in(block.box, picture)
        for picture in pictures
    )


def stands_beside(box: Box, picture: Box, reach: float) -> bool:
    """Tell whether a box stands beside a picture, and reaches no farther up or down."""
    within = picture.top - reach < box.top and box.bottom < picture.bottom + reach
    gap = max(box.left - picture.right, picture.left - box.right)
    return within and -0.5 * reach < gap < BESIDE * reach


def stands_under(box: Box, over: Box, reach: float) -> bool:
    """Tell whether a box stands under another, about as wide or less."""
    middle = (box.left + box.right) / 2
    near = -0.5 * reach < box.top - over.bottom < reach
    return near and over.left <= middle <= over.right


def lift_block(
    block: Block, pictures: Sequence[Box], captions: Sequence[Block], rules: Rules
) -> Block:
    """Let a block begin where the picture over it does, so that its headline is found."""
    if block.vertical or not pictures:
        return block
    box = block.box
    for _ in range(2):  # the caption, then its picture
        over = [*pictures, *(raise_caption(caption, pictures) for caption in captions)]
        tops = [
            one.top
            for one in over
            if stands_under(box, one, BELOW * block.size)
            and not is_cut_off(box, one, block.size, rules)
        ]
        box = box._replace(top=min([box.top, *tops]))
    return replace(block, box=box)


def is_cut_off(box: Box, over: Box, size: float, rules: Rules) -> bool:
    """Tell whether a rule between two boxes is longer than an edge of the upper one's frame."""
    return any(
        rule.right - rule.left > over.right - over.left + UNDER * size
        and rule.left < box.left + size
        and rule.right > box.right - size
        for rule in rules.list_flat(over.bottom, box.top)
    )


def raise_caption(caption: Block, pictures: Sequence[Box]) -> Box:
    """Let a caption take the room beside its picture, as high as that."""
    box, reach = caption.box, UNDER * caption.size
    beside = [picture for picture in pictures if stands_beside(box, picture, reach)]
    if not beside:
        return box
    picture = beside[0]
    return box._replace(top=min(box.top, picture.top), bottom=max(box.bottom, picture.bottom))
