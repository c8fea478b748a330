"""Places: the gazetteer, settlements and zones, and what supports a short name."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.extract.mentions.mentions import arbitrate, propose
from kg.extract.mentions.tokens import split_tokens
from kg.know.gazetteer import load_gazetteer
from kg.know.knowledge import Knowledge
from kg.know.lexicon import read_names, read_words
from kg.know.words import split_words
from kg.model import Article, ArticleId
from kg.read.sentences import split_sentences


def places(text: str, knowledge: Knowledge) -> list[str]:
    article = Article(ArticleId("a"), "page", text)
    sentences = split_sentences(article)
    found = arbitrate(article, sentences, propose(sentences, knowledge), knowledge).mentions
    return [m.text for m in found if m.kind == "Place"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("近日，石门县迎来游客。", ["石门县"]),
        ("产品出口到美国、欧洲及东南亚。", ["美国", "欧洲", "东南亚"]),
        # An address is cut into its members.
        ("湖南省常德市石门县柳溪镇长岗村", ["湖南省", "常德市", "石门县", "柳溪镇", "长岗村"]),
        # An area is one with the place that begins it.
        ("企业落户常德经开区。", ["常德经开区"]),
        # The place of an agency is its jurisdiction.
        ("石门县财政局数据显示", ["石门县"]),
        ("民警来自柳溪派出所。", ["柳溪"]),
        # A name that is a common word too needs support.
        ("双方合作共赢。", []),
        ("公安机关破案。", []),
        ("石门已经打开。", []),
        ("石门县出台措施。石门已经变样。", ["石门县", "石门"]),
        # What stands around a short name supports it, and so does a list of places.
        ("工厂位于淳安。", ["淳安"]),
        ("淳安籍学生返乡。", ["淳安"]),
        ("淳安。", []),
        ("常德、石门已经变样。", ["常德", "石门"]),
        ("合肥、遵义相继变样。", ["合肥", "遵义"]),
        ("日照充足。", []),
        # A division that no gazetteer has, of words that are no common nouns.
        ("集会在罗嘉市举行。", ["罗嘉市"]),
        ("农业大县变样。", []),
        # A list that says how many places it has.
        ("记者来到中岭、大沙、黄坪三镇。", ["中岭", "大沙", "黄坪"]),
        ("学校、医院、超市三地。", []),
        ("建成七个村。", []),
        # A river by what lies beside it.
        ("浔江两岸是稻田。", ["浔江"]),
        ("两岸是稻田。", []),
        # A zone is one with its place, and no name alone; a class of areas is none.
        ("企业落户柳林高新区。", ["柳林高新区"]),
        ("资源集中在边远地区。", []),
        ("闽南和渝东南", ["闽南", "渝东南"]),
        # What a mark joins to the name of a happening.
        ("中国·灯会开幕。", []),
        # No name where the words are others.
        ("城市中区分不同情况。", []),
        ("面向新兴市场。", []),
    ],
)
def test_places(text: str, wanted: list[str], knowledge: Knowledge) -> None:
    assert places(text, knowledge) == wanted


def test_a_name_may_end_inside_a_word_of_jieba(knowledge: Knowledge) -> None:
    tokens = split_tokens("常德市委书记", knowledge)

    assert tokens.parts == "Pgi"
    assert tokens.words(0, 1) == "常德市"


def test_words_are_those_of_jieba() -> None:
    text = "石门县2023年GDP增长5%，abc 一"

    assert [text[w.start : w.end] for w in split_words(text)] == (
        ["石门县", "2023", "年", "GDP", "增长", "5", "%", "，", "abc", " ", "一"]
    )
    assert split_words("") == ()


def test_short_and_former_names_mean_the_same_place(knowledge: Knowledge) -> None:
    forms = load_gazetteer(knowledge).forms

    assert forms["石门县"].codes == forms["石门"].codes
    assert not forms["石门"].full
    assert forms["宁乡县"].codes == forms["宁乡市"].codes


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("江城市\t999999\t", "应有 4 列"),
        ("江城市\t\t\tinvented", "一行须有名称、标识和来源"),
    ],
)
def test_names_refuse_a_broken_row(tmp_path: Path, row: str, reason: str) -> None:
    path = tmp_path / "Place.tsv"
    path.write_text(f"# 名称\n{row}\n", encoding="utf-8")

    with pytest.raises(InputError, match=rf"Place\.tsv:2: {reason}"):
        read_names(path)


def test_words_refuse_a_word_twice(tmp_path: Path) -> None:
    path = tmp_path / "head.tsv"
    path.write_text("局\tAgency any\tx\n局\tAgency any\tx\n", encoding="utf-8")

    with pytest.raises(InputError, match=r"head\.tsv:2: 重复：局"):
        read_words(path)
