"""Persons: who is found in a sentence, and what looks like a name but is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.mentions.persons import find_persons
from kg.know.knowledge import Knowledge
from kg.model import Article, ArticleId
from kg.read.sentences import split_sentences

CASES: tuple[tuple[str, list[str]], ...] = (
    ("副市长陈小满出席活动并讲话。", ["陈小满"]),
    ("江城市水务局局长周立群介绍，管网已经修好。", ["周立群"]),
    ("公司负责人赵建民、生产科科长钱淑芬到现场查看。", ["赵建民", "钱淑芬"]),
    ("抢修师傅孙玉海、李强抬着设备赶到现场。", ["孙玉海", "李强"]),
    ("何晓燕介绍说，热线全天有人值守。", ["何晓燕"]),
    ("欧阳明辉班长带着班员忙了一上午。", ["欧阳明辉"]),
    ("南区派出所郑所长表示，案件正在办理。", ["郑所长"]),
    ("菜农吴大姐：“这下不愁卖了。”", ["吴大姐"]),
    ("经查，张某驾车与李某某相撞。", ["张某", "李某某"]),
    ("抓获陈某军、谯某，田某笑在逃。", ["陈某军", "谯某", "田某笑"]),
    ("江城大学教授艾哈迈德·卡里姆表示欢迎。", ["艾哈迈德·卡里姆"]),
    ("阿依努尔·买买提是村里的致富带头人。", ["阿依努尔·买买提"]),
    # words that begin with a surname
    ("大家高兴地说，安全方便了，马上就来。", []),
    ("金融机构支持农业，石油公司和林业部门也来了。", []),
    ("方案由张贴公告之日起实施，万元以上项目优先。", []),
    ("局长任组长，分管副局长任副组长。", []),
    ("全市于本月开展“新征程·再出发”活动。", []),
)


def names_in(text: str, knowledge: Knowledge) -> list[str]:
    article = Article(ArticleId("a"), "p", text)
    found = [m for s in split_sentences(article) for m in find_persons(s, knowledge)]
    return [m.text for m in sorted(found, key=lambda m: m.span.start)]


@pytest.mark.parametrize(("text", "names"), CASES, ids=[case[0][:12] for case in CASES])
def test_find_persons(text: str, names: list[str], knowledge: Knowledge) -> None:
    assert names_in(text, knowledge) == names


def test_the_end_of_a_name_with_a_title_is_nobody(knowledge: Knowledge) -> None:
    assert "凌教授" not in names_in("江城医院移植中心赵凌教授介绍，病人好转。", knowledge)


@given(text=st.text(alphabet="陈王小满明局长说表示、，。“”·某和的市长副", max_size=60))
def test_persons_say_what_the_text_says_and_do_not_overlap(text: str, knowledge: Knowledge) -> None:
    article = Article(ArticleId("a"), "p", text)
    mentions = [m for s in split_sentences(article) for m in find_persons(s, knowledge)]

    assert all(article.text[m.span.start : m.span.end] == m.text for m in mentions)
    assert all(0 < m.score <= 1 for m in mentions)
    assert not any(
        a.span.overlaps(b.span) for i, a in enumerate(mentions) for b in mentions[i + 1 :]
    )
