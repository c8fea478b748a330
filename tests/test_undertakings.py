"""Campaigns, events, projects, policies, honours and members of lists, in invented sentences."""

from collections.abc import Callable, Iterable
from functools import cache
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.mentions.honours import find_honours
from kg.extract.mentions.listings import find_listings
from kg.extract.mentions.policies import find_policies
from kg.extract.mentions.undertakings import find_undertakings
from kg.know.knowledge import Knowledge, load_knowledge
from kg.know.words import split_words
from kg.model import ArticleId, Mention, Sentence, Span

Recogniser = Callable[[Sentence, Knowledge], Iterable[Mention]]
ALL: tuple[Recogniser, ...] = (find_honours, find_listings, find_policies, find_undertakings)


def read(text: str, gaps: tuple[int, ...] = ()) -> Sentence:
    return Sentence(Span(ArticleId("a"), 0, len(text)), text, gaps=gaps)


def found(recogniser: Recogniser, text: str, knowledge: Knowledge) -> list[str]:
    """Give what is found as kind:text; a | in `text` is the trace of a lost mark."""
    parts = text.split("|")
    gaps = tuple(sum(map(len, parts[:n])) for n in range(1, len(parts)))
    mentions = recogniser(read("".join(parts), gaps), knowledge)
    return [f"{m.kind}:{m.text}" for m in sorted(set(mentions))]


UNDERTAKINGS = [
    # campaigns: quoted, with their marks lost, without any
    ("区水务局开展“清水绿岸”专项行动。", ["Campaign:“清水绿岸”专项行动"]),
    ("你们村农村集体用水专项整治成效明显。", ["Campaign:农村集体用水专项整治"]),
    ("区水务局开展|清水绿岸|行动。", ["Campaign:清水绿岸行动"]),
    ("全县开展2031年节水政策下乡宣传月活动。", ["Campaign:2031年节水政策下乡宣传月活动"]),
    ("大力开展公益诊疗能力提升工程，成效明显。", ["Campaign:公益诊疗能力提升工程"]),
    ("以渠道建设和管护三年行动为契机，", ["Campaign:渠道建设和管护三年行动"]),
    ("全力打好碧水、蓝天、净土保卫战。", ["Campaign:碧水、蓝天、净土保卫战"]),
    ("开展“微课堂”进机关、进社区、进企业“三进”宣讲活动，", ["微课堂"]),
    ("各地开展丰富多彩的文化活动。", []),
    ("公司的发展战略没有变。", []),
    ("“清水绿岸”行动有关重点项目获得支持。", ["Campaign:“清水绿岸”行动"]),
    ("开展“清水课堂”“绿岸讲座”等活动。", ["“清水课堂”", "“绿岸讲座”"]),
    ("大力开展|绿色庭院|等评选活动。", ["绿色庭院"]),
    # events
    ("昨日，我市举办2031年水务系统技能大赛。", ["Event:2031年水务系统技能大赛"]),
    ("全市第三次节水工作现场交流会召开。", ["Event:全市第三次节水工作现场交流会"]),
    ("节前，集团召开部署会。", ["Event:部署会"]),
    ("深入贯彻落实党的二十大精神，", ["Event:党的二十大"]),
    ("路口发生了一起重大交通事故，", ["Event:重大交通事故"]),
    ("要严防交通事故。", []),
    ("河东发生5.4级地震。", ["Event:5.4级地震"]),
    ("昨日举行应急处置演练。", ["Event:应急处置演练"]),
    ("大会堂里的会议室坐满了人。", []),
    ("10月23日全市技能大赛开幕。", ["Event:全市技能大赛"]),
    ("必将加速上海茶文化节的筹备。", ["Event:上海茶文化节"]),
    ("网友热议于欣溺水事件。", ["Event:于欣溺水事件"]),
    ("媒体详述事件经过。", []),
    # projects
    ("目前，江城市滨江路改造工程正加紧施工。", ["Project:江城市滨江路改造工程"]),
    ("今年将新建500千伏上海变电站、220千伏重庆变电站。", ["上海变电站", "重庆变电站"]),
    ("上海15个碳纤维产业项目开工。", []),
    ("水利建设6大工程", []),
    ("他是江城大学的工程师。", []),
    ("上海港锚地二期扩建8月开工。", ["Project:上海港锚地二期扩建"]),
    # what stands between a verb and its head belongs to the name, whatever its words are
    ("公司启动迎峰度夏“清凉”行动，", ["Campaign:迎峰度夏“清凉”行动"]),
    ("该县开展惠民补贴码上监督专项整治，", ["Campaign:惠民补贴码上监督专项整治"]),
    ("江城区管委会启动瓷业“百窑”工程，", ["Campaign:瓷业“百窑”工程"]),
    ("全县实施一湾一策治水计划，", ["Campaign:一湾一策治水计划"]),
    ("企业将被限制参与任何政府采购活动。", []),
    # one that there is only one of, a name the dictionary does not have, a numbered session
    ("第238届广交会开幕。", ["Event:第238届广交会"]),
    ("江城举办上海非物质文化遗产博览会。", ["Event:上海非物质文化遗产博览会"]),
    ("罗小溪事件刷屏。", ["Event:罗小溪事件"]),
    ("揭秘江城女教师失踪案疑点。", ["Event:江城女教师失踪案"]),
    ("上海市第九届人大常委会第二次会议召开。", ["Event:上海市第九届人大常委会第二次会议"]),
    ("该院举行开工仪式暨上海水务站揭牌仪式。", ["开工仪式", "上海水务站揭牌仪式"]),
    # what quotation marks enclose with its last word is a name
    ("发布“白鹭计划先行计划”，", ["白鹭计划先行计划"]),
    # a title in 《》 names nothing but its document
    ("根据《江城市“清水绿岸”行动方案》，", []),
]


@pytest.mark.parametrize(("text", "wanted"), UNDERTAKINGS)
def test_undertakings(text: str, wanted: list[str], knowledge: Knowledge) -> None:
    names = found(find_undertakings, text, knowledge)

    assert len(names) == len(wanted)
    assert all(want in name for want, name in zip(wanted, names, strict=True))


POLICIES = [
    ("出台《江城市节水办法》《江城市“清水”三年行动计划（2031-2033年）》等，", 2),
    ("印发《关于转发〈江城市节水办法〉的通知》，", 1),
    ("据《江城日报》报道，", 1),
    ("他爱读《江城故事》。", 0),
    ("该乡制定河道整治和绿化管护年度方案，", 1),
    ("落实中央1号文件精神，", 1),
    ("宣传部发布了关于“小白屋”事件的情况通报。", 1),
    ("大家提出了意见。", 0),
    ("上海市老年助餐服务补助办法（试行）规定，", 1),
    ("县里出台《江城县节水十条》，", 1),
    ("大队制定护河二十条、河长积分管理办法、水源管控实施意见，", 3),
    ("审议通过《江城节水报告》和提案协商办法，", 2),
    ("违反宪法第9条。", 0),
    ("列入“十五五”规划纲要，", 1),
]


@pytest.mark.parametrize(("text", "count"), POLICIES)
def test_policies(text: str, count: int, knowledge: Knowledge) -> None:
    assert len(found(find_policies, text, knowledge)) == count


def test_a_newspaper_in_brackets_is_an_organization(knowledge: Knowledge) -> None:
    assert found(find_policies, "据《江城日报》报道，", knowledge) == ["Organization:江城日报"]


HONOURS = [
    ("该站获评江城省首批节水示范站，", ["江城省首批节水示范站"]),
    ("荣获“2031年国家节水奖”“江城省质量奖”等荣誉。", ["2031年国家节水奖", "江城省质量奖"]),
    ("她被授予“2031年江城市最美水务人”荣誉称号。", ["2031年江城市最美水务人"]),
    (
        "6个项目列入2031年省级三化（数字化、网络化）项目名单。",
        ["2031年省级三化（数字化、网络化）项目名单"],
    ),
    ("该公司是江城省专精特新“小巨人”企业，", ["江城省专精特新“小巨人”企业"]),
    ("29家世界500强企业落户。", ["世界500强"]),
    ("活动获得市民好评。", []),
    ("李禾获“江堤卫士”称号，", ["江堤卫士"]),
    ("代表队夺得一等奖。", ["一等奖"]),
    ("授予李禾、王新等6人江城县最美志愿者称号；", ["江城县最美志愿者"]),
    ("她先后获得江城好人、白鹭之友等荣誉。", ["江城好人", "白鹭之友"]),
    ("中国共产党党员、上海市劳动模范、原厂长", ["上海市劳动模范"]),
    ("三年后拿下上海焊接大赛第一名。", []),
    ("该企业被列入全省“黑名单”。", []),
    ("讨论是否制定全省先进单位。", []),
]


@pytest.mark.parametrize(("text", "wanted"), HONOURS)
def test_honours(text: str, wanted: list[str], knowledge: Knowledge) -> None:
    assert found(find_honours, text, knowledge) == [f"Honour:{name}" for name in wanted]


LISTINGS = [
    ("蓝湾食品、白鹭电气和江北重工等8家企业落户。", ["蓝湾食品", "白鹭电气", "江北重工"]),
    (
        "全面建设蓝湾（一期）、白鹭中心及江北公寓等一大批重点项目。",
        ["蓝湾（一期）", "白鹭中心", "江北公寓"],
    ),
    ("与蓝湾食品、白鹭电气等多家企业合作。", ["蓝湾食品", "白鹭电气"]),
    ("陈小满、王新等7名同志受到表彰。", ["陈小满", "王新"]),
    ("机械、建材等企业效益好转。", []),
    ("先后开展渡口夜查、老旧货船清零、江堤除患攻坚等专项行动，", ["老旧货船清零", "江堤除患攻坚"]),
    ("实施配套建设先行先试、开展绿色中心建设等六大行动。", []),
    ("抽检了耐压、水质等18个项目。", []),
]


@pytest.mark.parametrize(("text", "wanted"), LISTINGS)
def test_listings(text: str, wanted: list[str], knowledge: Knowledge) -> None:
    names = [name.partition(":")[2] for name in found(find_listings, text, knowledge)]
    assert names == wanted


WORDS = "开展 获评 全省 “ ” 《 》 （ ） 、 等 3 家 企业 行动 项目 工程 方案 和 的 水 ， 称号 一"
NEWSPRINT = st.lists(st.sampled_from([*WORDS.split(), " "]), min_size=1, max_size=30).map("".join)


@given(NEWSPRINT, st.sets(st.integers(0, 40), max_size=4))
def test_a_mention_says_what_its_span_says(text: str, gaps: set[int]) -> None:
    sentence, known = read(text, tuple(sorted(gaps))), loaded()
    for recogniser in ALL:
        for mention in recogniser(sentence, known):
            assert text[mention.span.start : mention.span.end] == mention.text
            assert mention.kind in known.schema.classes


@cache
def loaded() -> Knowledge:
    """Load once: hypothesis calls a test many times, and takes no fixture that it may not reset."""
    return load_knowledge()


LINE = "江城市开展“清水”行动获评全省示范县等8个项目、大桥和变电站等3家企业关于节水的《办法》"


def seconds(lines: int) -> float:
    """Time all recognisers on one sentence without a full stop, the best of three."""
    sentence = read(LINE * lines, tuple(range(0, lines * len(LINE), 7)))
    split_words(sentence.text)
    times = []
    for _ in range(3):
        start = perf_counter()
        for recogniser in ALL:
            list(recogniser(sentence, loaded()))
        times.append(perf_counter() - start)
    return min(times)


@pytest.mark.bench
def test_time_grows_with_the_sentence_and_no_faster() -> None:
    small, large = seconds(200), seconds(800)
    print(f"\n{800 * len(LINE) / large:,.0f} characters a second")  # noqa: T201 - what it is for

    assert large / small < 6, "four times the text should take about four times as long"
