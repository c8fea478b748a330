"""What each doubt about a line costs: the numbers of the one decision about a page.

A cost is a logarithm of odds: 1 is odds of about 3 to 1 against.  They were fitted by descent on
the seeds, on two made pages, on single articles and on pages made at random of articles from
other papers: wrapped at 9 to 22 characters or a paragraph a line, with blank lines and without,
headlines first, last or down the page, signed in four ways or not at all, with sub-headings,
captions, furniture, letter-spacing, lost quotation marks, missing headlines and texts cut off.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Costs:
    """The costs, by the question they belong to."""

    # Articles
    headless: float = 3.7  # an article that has no headline at all
    bodiless: float = 9.0  # a headline that has no article
    turn: float = 2.8  # headlines before texts here and after them there
    more: float = -0.6  # a headline, or a byline, has another line
    begun: float = 3.5  # an article begins without a headline, after a full stop
    broken: float = 5.7  # the same, in mid-sentence
    headed: float = 0.6  # an article begins with its headline, after a full stop
    trailing: float = 2.0  # the same, after words that no full stop ends
    unsigned: float = 2.6  # a headline comes after a text that no byline ends
    named: float = -1.0  # a byline or 本报讯 follows a headline
    unnamed: float = 2.9  # none follows, on a page where they do
    opening: float = -1.5  # an article's first line begins as one does
    # What the words say
    lean: float = 2.1  # a headline whose words all stand on its other side
    alien: float = 1.9  # a headline whose words its own text has not
    breach: float = 2.0  # a headline between texts that have nothing in common
    turnover: float = 2.6  # an article's first line between such texts
    severed: float = 0.5  # the same, in mid-sentence
    strange: float = 3.0  # a paragraph that has nothing in common with the text before
    # The look of a headline
    fits: float = 0.8  # is as wide as its column
    wide: float = -2.0  # is wider
    short: float = 0.0  # is shorter
    loose: float = 0.6  # stands in text that is not wrapped
    spread: float = 3.6  # is letter-spaced
    comma: float = 2.8
    incipit: float = 2.6  # begins as an article's text does
    dangling: float = 1.9  # ends in a word that wants another
    fronted: float = 2.6  # begins with a preposition
    stub: float = 2.2  # has fewer than six characters
    signed: float = 2.7  # may be a byline
    unpaired: float = 2.6  # a quotation or bracket is not closed in it
    paused: float = -0.2  # has a space within
    numbered: float = 4.0  # begins with 一、
    # The look of other lines
    subheading: float = 2.1
    counted: float = 0.3  # a sub-heading that begins with 一、
    long: float = 2.0  # a sub-heading longer than 26 characters
    furniture: float = 3.3
    section: float = 4.0  # the name of one of the paper's sections is a headline, or text
    overprinted: float = 3.0  # a line printed over itself is a headline, or text
    byline: float = -2.5
    unread: float = 3.0  # what reads as a byline is text
    unstopped: float = 0.5  # a short paragraph without a full stop, where each line is one
    overflow: float = 2.0  # text wider than its column
    ragged: float = 2.6  # text that goes on, and leaves room for an indent or more
    unmarked: float = 2.7  # a paragraph without an indent, on a page where they have one
    down: float = -4.0  # a line set down the page is a headline
    # How a line is set, where the page has places
    large: float = 5.0  # larger than running text, and text
    headlike: float = -4.0  # the same, and a headline
    bare: float = -5.0  # a headline with no text of its own is the page's (导读)
    plain: float = 4.0  # as large as running text, and a headline
    leap: float = 8.0  # goes on in another flow
    apart: float = 5.0  # a paragraph of the same article in another flow
    within: float = 5.0  # an article begins in the middle of a flow
    starting: float = -3.0  # an article begins with a flow
    late: float = 5.0  # a line that goes on is indented
    flush: float = 5.0  # a paragraph begins without an indent
    # How lines hang together
    after_byline: float = 8.0  # a sentence goes on after the byline that ends an article
    another: float = 5.7  # a paragraph follows that byline
    led: float = 12.0  # 本报讯（记者…） within an article: the papers never print it so
    mid: float = -0.4  # goes on with a mark or a particle
    stopped: float = 4.0  # goes on after a full stop that ends a paragraph a line
    shortened: float = 2.5  # goes on after a full stop that leaves room
    indented: float = 1.2  # goes on after one, where the line looks indented
    full: float = 0.4  # goes on after one, where nothing speaks against it
    unindented: float = 0.3  # a paragraph begins without a sign
    hole: float = 4.0  # a paragraph begins in mid-sentence
    colon: float = 1.0  # the same after a colon
    crossing: float = 2.4  # room is left, but a word goes on
    pausing: float = 1.0  # room is left after a comma
    halting: float = 1.8  # room is left, and nothing says that it goes on
    item: float = 2.0  # room is left after an item of a list, which needs no full stop
    seam: float = 0.9  # a headline's line is parted from one that it seems to run on to


COSTS = Costs()
