"""People in Chinese text: surnames with titles or given names, where the words around them say that it is a name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from understanding.extraction.en.given import is_given
from understanding.extraction.en.pinyin import is_pinyin_name
from understanding.extraction.language import Names
from understanding.extraction.model import Person
from understanding.extraction.page import COVER, Page, is_chinese
from understanding.extraction.zh import lexicon
from understanding.extraction.zh.companies import DEED, NAMED_SURELY, find_companies
from understanding.extraction.zh.everyday import is_everyday
from understanding.extraction.zh.firms import FIRMS, find_firms

_COMPOUND = "|".join(lexicon.COMPOUND)
_SURNAME = rf"(?:{_COMPOUND}|[{''.join(sorted(lexicon.SURNAMES))}])"
_GIVEN = rf"[^\x00-\u33ff{''.join(sorted(lexicon.NOT_GIVEN))}\ue000-\uffff]"
_TITLE = "|".join(sorted(lexicon.TITLES, key=len, reverse=True))
# What makes 总 or 工 the beginning of another word: 总部, 工作.
_GOES_ON = (
    r"(?!(?<=总)(?:部|共|是|之|体|的来说|价|数|额|量|包|代|结|监|经|归|要)|(?<=工)(?:作|程|厂|业|资|具|期|艺|商|地|"
    r"人|单)|"
    r"(?<=科)(?:技|学|研|室)|(?<=局)(?:面|势|部|限)|(?<=院)(?:校|线|长)|(?<=处)(?:理|于|置|方)|(?<=导)(?:致|师|出|"
    r"入|航)|(?<=姐)妹|(?<=哥)们)"
)
_TITLED = re.compile(rf"(?P<surname>{_SURNAME})(?P<given>{_GIVEN}{{0,2}}?)(?P<title>{_TITLE}){_GOES_ON}")
_COMMON = "".join(sorted(lexicon.COMMON_SURNAMES))
_NICK = re.compile(rf"(?:老|小|阿)[{_COMMON}](?!板|师|客|时|程|额|组|区|心|型|规|公|米|红书|道消息|鹏汽)")
_NICK_BEFORE = re.compile(r"(?:^|[^\u4e00-\u9fff]|[给跟和找约见问回催陪请与等叫让帮访系拜的是由把了向为理事])$")
_FULL = re.compile(rf"(?:{_COMPOUND}|[{''.join(sorted(lexicon.SURNAMES))}])")
# What stands before a name.
_CUE = (
    r"(?:那边|这边|给|跟进|跟(?!进)|和|与|找|约|见|叫|请|催|问|陪|同|让|帮|由|替|向|对|拜访|回访|走访|联系|认识|"
    r"遇到|碰到|提醒|通知|打给|发给|寄给|转给|交给|分配给|派给|移交给|"
    r"是|姓名|联系人|客户|负责人|对接人|采购|商务|运营|市场|研发|售前|售后|人事|行政|法务|设计|[A-Za-z]{2,4}|"
    "改成|改为|换成|变成|经理|总监|主任|主管|老板|销售|同事|"
    r"董事长|总裁|厂长|校长|院长|会计|助理|秘书|财务|技术|一下|约了|见了|找了|联系了|拜访了|见过|加了|认识了|归|为|"
    r"到|叫做|添加|新增|加|电|有|名叫|聊过|介绍|抄送)"
)
_DIRECTLY = re.compile(rf"(?:^|[\s:,。;、（(！!？?】\]/|\-—>{COVER}]|的|{_CUE}了?)$")
_AFTER_COMPANY = re.compile(
    r"(?:公司|集团|银行|科技|医院|大学|股份|工厂|酒店|学校|研究院|事务所|证券|保险|物流|地产|药业|电子|软件|网络|"
    r"能源|汽车|传媒|教育|咨询|贸易|实业|控股|食品|建材|机械|智能|信息|数据|半导体)$"
)
# A company of few characters may stand between the cue and the name: 跟京东方孙磊.
_THROUGH_COMPANY = re.compile(
    rf"(?s:.*)(?:^|[\s,。;、:{COVER}]|{_CUE}了?(?:一下)?)(?P<company>[\u4e00-\u9fffA-Za-z]{{2,8}})$"
)
# What follows a company's name rather than a person's: 药明康德的项目, 云南白药采购部.
_COMPANY_GOES_ON = re.compile(
    r"的(?!邮件|电话|微信|名片|回复|消息|反馈|短信)|采购|这|那|新来|股份|集团|签|要货|" + COVER
)
_AFTER = re.compile(
    rf"$|[\s,。、;:（）()！!？?/|<@\-—~…·\[{COVER}]|打|说|发|聊|见|谈|吃|确认|签|要|想|问|回|电话|电联|电邮|微信|"
    rf"通话|通完|通了|通电|通过|通知|约|加了|加我|加微|觉得|表示|答|嫌|提|反|那边|这边|那里|的|"
    r"和|跟|在|来|去|是|负责|做|把|需|让|介绍|推|已|刚|过|也|会|对|给|催|开|看|寄|送|演示|沟通|碰|交|报|安排|视频|"
    r"喝|先|女士|经理|总监|希望|请|拜访|讨|预|下单|下午|上午|上门|再|一起|一直|吗|吧|定|收|买|订|试|都|不|没|"
    r"有|同意|同事|联系|联络|跑|换|升|续|参|带|关于|关心|跟进|处理|等|们|采购|选|拿|接|转|退|投|申请|访|审|批|认|"
    r"决定|取|暂|明确|拒|抱|核|还|最|就|今|昨|明天|后天|愿|打算|准备|计划|手机|座机|介|催|主动|验收|付|汇|走|离|"
    r"升职|任|担|喜欢|建议|他|她|各|休|生病|病|住院|值班|忙|带队|牵头|主导|拍板|松口|点头|从|跳槽|什么|几时|啥|哪|"
    r"何时|没空|有空|在吗"
)


# What follows a firm that is called like a person with a title: 徐工的项目, 徐工签了.
_FIRM_AFTER = re.compile(r"的(?!电话|微信|邮件|手机)|签|续|那边|集团|要货|招标|下单|回款|付款")
# What only a firm does: who is called by two characters, a rare surname first, is one then.
_FIRM_DOES = re.compile(
    r"签了|签约|续签|续约|续费|中标|招标|回款|下单|立项|那边的?(?:采购|项目|合同|单子|要货)|的(?:项目|合同|单子|订单|"
    r"采购|尾款|预算|需求|招标|标)"
)
# What names are transliterated with.
_SOUNDS = (
    "阿艾埃安奥巴白拜班贝本比彼别宾波伯勃博布查达戴丹当德登狄迪蒂丁顿多厄尔恩法凡范菲费芬弗夫福富盖冈戈格根古哈海汉汗赫霍基吉"
    "加贾江杰金卡凯坎康考科克肯孔库拉莱赖兰郎劳勒雷里力利丽莉连列林琳隆卢鲁路伦罗洛马玛迈麦曼梅门蒙米密明摩莫默木穆那纳娜南内"
    "妮尼宁努诺欧帕潘佩彭皮普奇齐钱乔切琴茹让热日荣瑞若萨塞赛桑瑟森莎山尚舍申什圣施史士斯丝苏索塔泰坦汤特提图托瓦维韦魏温沃吾"
    "武西希锡夏肖谢辛逊雅亚扬耶叶依伊易因英尤约翰泽詹珍朱孜佐合买甫肉玉吐旺扎不都勒姆卓玛次仁顿洛嘉措"
)
_DOTTED = re.compile(
    rf"(?:{_CUE}了?|的)?(?P<name>[{_SOUNDS}]{{2,6}}[·•‧・∙][{_SOUNDS}]{{1,8}}(?:[·•‧・∙][{_SOUNDS}]{{1,8}})?)"
)
_PARTS = (
    "达瓦 罗布 贡嘎 扎巴 扎西 顿珠 卓玛 次仁 达娃 旦增 丹增 洛桑 格桑 央金 拉姆 白玛 平措 尼玛 索朗 仁青 多吉 "
    "嘉措 旺堆 普布 巴桑 "
    "德吉 曲珍 "
    "旺姆 强巴 阿旺 古丽 艾力 买买提 阿卜杜 麦麦提 吐尔逊 努尔 阿依 热依 帕提 艾合 买提 木拉提 古丽娜 迪丽 热巴 娜扎 "
    "巴特尔 乌兰 其木格 那仁 苏日 格日勒 图雅 娜仁 敖日 巴图 孟和 萨仁 高娃 斯琴 托娅 花尔 朝鲁 布和"
)
_OF_PEOPLES = re.compile(rf"(?:{'|'.join(sorted(_PARTS.split(), key=len, reverse=True))}){{2,3}}")
_TOP = "".join(sorted(lexicon.TOP_SURNAMES - set("高于任常向")))
_HALF_LATIN = re.compile(rf"(?<![A-Za-z])(?P<given>[A-Z][a-z]{{1,11}}) ?[{_TOP}](?!总|经理|工|姐|哥|老师|主任|董|局)")
_PINYIN = re.compile(
    r"(?<![A-Za-z])(?P<surname>[A-Za-z]{2,7}) (?P<given>[A-Za-z]{2,12}(?:[ -][a-z]{2,6})?)(?=[\u4e00-\u9fff]|$|"
    "[,。、;:（(])"
)
_OF_WHOM = re.compile(r"(?:的|联系人|采购|负责人|经理|总监|主管|对接人|[:,，、 ]|^)$")
# Titles that offices are called by too, and what stands before them inside an office's name: 公安局, 设计院, 财务处.
_OF_OFFICES = frozenset("局 院 处 科 导".split())
_INSIDE = re.compile(
    r"[\u4e00-\u9fff](?<![局院科处室部委办厅站所厂行校司给跟和找约见问回催陪请与等叫让帮访系拜的是由把了向为理事说])$"
)
# Surnames that are prepositions too.
_ALSO_CUES = frozenset("向于")
# More names than this are a list of names, not a note; each is checked against the others.
_MOST_NAMES = 100


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    name_end: int
    title: str | None = None


def find_names(page: Page, _emails: Sequence[str]) -> Names:
    found = _without_owners(page.cased, sorted(_people(page.cased), key=lambda each: each.start))
    people = tuple(
        Person(
            page.written(each.start, each.name_end), page.written(each.start, each.end), each.start, title=each.title
        )
        for each in found
    )
    companies = find_companies(page, [*((each.start, each.end) for each in found), *page.known_people])
    return Names(people, tuple(companies))


def _without_owners(cased: str, found: list[_Found]) -> list[_Found]:
    """王府井的吕天刚: who has people is a company, however much it looks like a name."""
    starts = {each.start for each in found}
    return [
        each
        for each in found
        if (each.title and cased[each.start : each.end] not in FIRMS)
        or not (cased[each.end : each.end + 1] == "的" and any(each.end < start <= each.end + 5 for start in starts))
    ]


def _people(cased: str) -> Iterator[_Found]:
    companies = [match.span("company") for match in islice(NAMED_SURELY.finditer(cased), _MOST_NAMES)]
    companies += islice(find_firms(cased), _MOST_NAMES)
    taken = [_Found(start, end, end) for start, end in companies]
    sure = len(taken)
    for finder in (_dotted, _of_peoples, _half_latin, _titled, _nicknamed, _full_names, _in_pinyin):
        for found in finder(cased):
            if cased[found.start : found.end] in FIRMS and not found.title and len(cased) > found.end - found.start:
                continue
            if all(found.end <= other.start or found.start >= other.end for other in taken):
                taken.append(found)
            if len(taken) - sure > _MOST_NAMES:
                break
    yield from taken[sure:]


def _dotted(cased: str) -> Iterator[_Found]:
    """买买提·艾力, 约翰·史密斯: what a dot divides between characters is a name."""
    for match in _DOTTED.finditer(cased):
        start, end = match.span("name")
        yield _Found(start, end, end)


def _of_peoples(cased: str) -> Iterator[_Found]:
    """扎西顿珠, 阿依古丽: names of two parts that nothing else is called by."""
    for match in _OF_PEOPLES.finditer(cased):
        yield _Found(match.start(), match.end(), match.end())


def _half_latin(cased: str) -> Iterator[_Found]:
    """Tony陈, Jessica吴: an English name before a Chinese surname, which no word goes on from."""
    for match in _HALF_LATIN.finditer(cased):
        end = match.end()
        if is_given(match["given"].lower()) and not is_everyday(cased[end - 1 : end + 1]) and _AFTER.match(cased, end):
            yield _Found(match.start(), end, end)


def _in_pinyin(cased: str) -> Iterator[_Found]:
    """What wang fang and Zhang Wei are within Chinese."""
    for match in _PINYIN.finditer(cased):
        if is_pinyin_name(match["surname"].lower(), match["given"].lower()):
            yield _Found(match.start("surname"), match.end(), match.end())


def _titled(cased: str) -> Iterator[_Found]:
    """王总, 李经理, 欧阳小姐; with a given name the title is dropped: 张伟经理 is 张伟."""
    position = 0
    while match := _TITLED.search(cased, position):
        position = match.start() + 1
        start, given = match.start(), match["given"]
        if given and (is_everyday(given) or not _stands_alone(cased, start)):
            continue
        if cased[start : start + 2] in lexicon.NOT_NAMES and len(given) < 2:
            continue
        if match["surname"] in lexicon.WORDLIKE_SURNAMES and (given or not _stands_alone(cased, start)):
            continue
        if match["title"] in _OF_OFFICES and not given and _INSIDE.search(cased[:start]):
            continue
        if cased[start : match.end()] in FIRMS and _FIRM_AFTER.match(cased, match.end()):
            continue
        end = match.end()
        yield _Found(start, end, match.start("title") if given else end, match["title"])
        position = end


def _stands_alone(cased: str, start: int) -> bool:
    return (
        _DIRECTLY.search(cased[max(0, start - 8) : start]) is not None
        or _AFTER_COMPANY.search(cased[:start]) is not None
    )


def _nicknamed(cased: str) -> Iterator[_Found]:
    for match in _NICK.finditer(cased):
        if _NICK_BEFORE.search(cased[max(0, match.start() - 1) : match.start()]):
            yield _Found(match.start(), match.end(), match.end())


def _full_names(cased: str) -> Iterator[_Found]:
    position = 0
    while match := _FULL.search(cased, position):
        position = match.start() + 1
        if match[0] in lexicon.WORDLIKE_SURNAMES:
            continue
        end = _name_end(cased, match.start(), len(match[0]))
        if (
            match[0] in _ALSO_CUES
            and _name_end(cased, match.start() + 1, 1)
            and cased[position] in lexicon.TOP_SURNAMES
        ):
            continue  # 向卢豪汇报 is to Lu Hao
        alone = _stands_alone(cased, match.start())
        if (
            end == match.start() + 2
            and cased[match.start()] not in lexicon.TOP_SURNAMES
            and _FIRM_DOES.match(cased, end)
        ):
            continue
        if end and (alone or (_behind_a_company(cased, match.start()) and not _COMPANY_GOES_ON.match(cased, end))):
            yield _Found(match.start(), end, end)
            position = end


def _behind_a_company(cased: str, start: int) -> bool:
    """华为王芳 after a cue: the last common surname two or three characters before the end begins the name."""
    if cased[start] not in lexicon.COMMON_SURNAMES:
        return False
    if cased[start + 1 : start + 2] in lexicon.TOP_SURNAMES and _name_end(cased, start + 1, 1):
        return False
    before = _THROUGH_COMPANY.match(cased[max(0, start - 14) : start])
    return before is not None and not DEED.search(before["company"])


def _name_end(cased: str, start: int, surname: int) -> int | None:
    """Where the name ends: the longer of two readings, unless its last character begins the next word."""
    begins_as_word = cased[start : start + 2] in lexicon.NOT_NAMES
    if begins_as_word and not _is_name_all_the_same(cased, start):
        return None
    for given in (2,) if begins_as_word else (2, 1):
        end = start + surname + given
        if given > 1 and is_everyday(cased[start + surname : end]):
            continue  # 对方财务总监
        if _is_given(cased[start + surname : end], given) and _AFTER.match(cased, end):
            just = (
                cased[end - 1] == "刚" and given == 2 and re.match("[打发说联通来回签加见到给从才刚和跟]", cased[end:])
            )
            return end - 1 if just else end
    return None


def _is_name_all_the_same(cased: str, start: int) -> bool:
    """的叶子薇: what begins like a word is a name where 的 or a role is before it and a name's character behind."""
    third = cased[start + 2 : start + 3]
    return (
        cased[start] in lexicon.TOP_SURNAMES
        and third in lexicon.NAME_CHARS
        and _OF_WHOM.search(cased[max(0, start - 4) : start]) is not None
        and not is_everyday(cased[start + 1 : start + 3])
        and not is_everyday(cased[start : start + 3])
    )


def _is_given(text: str, length: int) -> bool:
    if len(text) != length or not all(map(is_chinese, text)):
        return False
    if any(char in lexicon.NOT_GIVEN for char in text):
        return False
    return not (length == 2 and text[1] in lexicon.RARE_GIVEN and text[0] in lexicon.RARE_GIVEN)
