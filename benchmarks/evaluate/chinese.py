"""Chinese customers and queries made up by rule, seeded: persons and companies as a sales team writes them.

Real sets of labelled Chinese customers are small; these carry the kinds that matter (short names, pinyin in every
order, polyphones, traditional characters, titles, homophones, near companies, people who are no customers), with the
verdict a careful colleague would give. Names are put together from common parts; companies are invented but for a
list of listed ones with their short names, which is common knowledge.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from random import Random
from typing import Any

from opencc import OpenCC
from pypinyin import lazy_pinyin

from benchmarks.evaluate.matching_cases import Case
from understanding.matching import Query
from understanding.matching.words import surnames_zh

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文单仇解覃查翟区"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志海燕波辉鹏飞宇浩然晨曦欣怡佳慧雪婷婧琳倩璐雨萌"
    "思颖梦瑶子轩博文俊峰家豪天翔凯旋永康庆春晓东立新小龙国栋振兴德胜文静春梅淑珍亚楠嘉欣诗涵可心一鸣少华绍辉乐行"
)
CITIES = "北京 上海 深圳 广州 杭州 南京 苏州 成都 武汉 西安 青岛 宁波 无锡 厦门 长沙 合肥 郑州 天津 重庆 佛山 东莞 江苏 浙江 山东".split()
BRAND = "恒润泰和盛瑞祥嘉诚信达远博宏鑫源汇聚联创智云星海天诺德康华美佳优卓凡立方飞腾锐捷蓝鼎晶越峰启明辰光谷森维拓普"
TRADES = "科技 网络科技 信息技术 电子 贸易 实业 机械 医疗器械 生物科技 新材料 建材 物流 食品 服饰 餐饮管理 文化传媒 教育科技 环保科技 软件 自动化设备".split()
FORMS = "有限公司 有限公司 有限公司 股份有限公司 有限责任公司 集团有限公司".split()
OTHER_TRADES = "不锈钢制品厂 餐饮店 维修部 幼儿园 美容院 便利店 农家乐 口腔诊所 汽车修理厂 房产中介".split()
SOUNDS = SURNAMES + GIVEN + BRAND + "衡润太禾圣睿翔佳城新打元伯弘欣原会居连窗致运心嗨田诺得抗花每加由做饭利方费藤瑞杰兰定京约丰起名成广古深为脱普"
LISTED = """浙江新和成股份有限公司=新和成 山东鲁抗医药股份有限公司=鲁抗医药 湖北宜化化工股份有限公司=湖北宜化 江苏恒瑞医药股份有限公司=恒瑞医药
深圳市汇川技术股份有限公司=汇川技术 广东海大集团股份有限公司=海大集团 宁波杉杉股份有限公司=杉杉股份 新疆天山水泥股份有限公司=天山股份 四川川投能源股份有限公司=川投能源
北京首钢股份有限公司=首钢股份 湖南华菱钢铁股份有限公司=华菱钢铁 广州白云国际机场股份有限公司=白云机场 厦门象屿股份有限公司=厦门象屿 深圳市兆驰股份有限公司=兆驰股份
苏州东山精密制造股份有限公司=东山精密 无锡先导智能装备股份有限公司=先导智能 中航光电科技股份有限公司=中航光电 山西太钢不锈钢股份有限公司=太钢不锈 福建七匹狼实业股份有限公司=七匹狼
浙江苏泊尔股份有限公司=苏泊尔 杭州老板电器股份有限公司=老板电器 桂林三金药业股份有限公司=桂林三金 江中药业股份有限公司=江中药业 哈药集团股份有限公司=哈药股份
东阿阿胶股份有限公司=东阿阿胶 华北制药股份有限公司=华北制药 云南锡业股份有限公司=锡业股份 铜陵有色金属集团股份有限公司=铜陵有色 冀中能源股份有限公司=冀中能源
大秦铁路股份有限公司=大秦铁路 唐山港集团股份有限公司=唐山港 宁波舟山港股份有限公司=宁波港 上海电气集团股份有限公司=上海电气 东方电气股份有限公司=东方电气
国电南瑞科技股份有限公司=国电南瑞 许继电气股份有限公司=许继电气 河南平高电气股份有限公司=平高电气 思源电气股份有限公司=思源电气 湖南科力远新能源股份有限公司=科力远
广东生益科技股份有限公司=生益科技 深南电路股份有限公司=深南电路 江苏长电科技股份有限公司=长电科技 通富微电子股份有限公司=通富微电 天水华天科技股份有限公司=华天科技
杭州士兰微电子股份有限公司=士兰微 圣邦微电子（北京）股份有限公司=圣邦股份 江苏卓胜微电子股份有限公司=卓胜微 恒生电子股份有限公司=恒生电子 东软集团股份有限公司=东软集团
三六零安全科技股份有限公司=三六零 启明星辰信息技术集团股份有限公司=启明星辰 深信服科技股份有限公司=深信服 广联达科技股份有限公司=广联达 北京四维图新科技股份有限公司=四维图新
欧菲光集团股份有限公司=欧菲光 浙江水晶光电科技股份有限公司=水晶光电 中国国际海运集装箱（集团）股份有限公司=中集集团 安徽海螺水泥股份有限公司=海螺水泥 华新水泥股份有限公司=华新水泥
浙江龙盛集团股份有限公司=浙江龙盛 烟台万华聚氨酯股份有限公司=烟台万华 鲁西化工集团股份有限公司=鲁西化工 新奥天然气股份有限公司=新奥股份 重庆长安汽车股份有限公司=长安汽车
江西赣锋锂业集团股份有限公司=赣锋锂业 深圳市英维克科技股份有限公司=英维克 湖北兴发化工集团股份有限公司=兴发集团 广东领益智造股份有限公司=领益智造 浙江正泰电器股份有限公司=正泰电器
北京东方园林环境股份有限公司=东方园林 成都银河磁体股份有限公司=银河磁体 上海莱士血液制品股份有限公司=上海莱士 深圳华大基因股份有限公司=华大基因 南京栖霞建设股份有限公司=栖霞建设
华夏幸福基业股份有限公司=华夏幸福 荣盛房地产发展股份有限公司=荣盛发展 金科地产集团股份有限公司=金科股份 福建圣农发展股份有限公司=圣农发展 新希望六和股份有限公司=新希望
唐人神集团股份有限公司=唐人神 安琪酵母股份有限公司=安琪酵母 涪陵榨菜集团股份有限公司=涪陵榨菜 洽洽食品股份有限公司=洽洽食品 绝味食品股份有限公司=绝味食品"""
LISTED_PAIRS = [pair.split("=") for pair in LISTED.split()]


class _Made:
    """One made-up set: `rows` are customers as in the files of cases, `cases` the queries about them."""

    def __init__(self, seed: int, size: int) -> None:
        self.random = Random(seed)  # noqa: S311 - made-up names that can be made again
        self.rows: list[dict[str, Any]] = []
        self.short: dict[str, str] = {}
        firms = [self._firm() for _ in range(size // 2)] + [full for full, _ in LISTED_PAIRS]
        self.short |= dict(LISTED_PAIRS)
        self.firms = list(dict.fromkeys(firms))
        for number in range(size):
            firm = self.firms[number] if number < len(self.firms) else self.random.choice(self.firms)
            phone = f"1{self.random.choice('3578')}{self.random.randrange(10**9):09d}"
            self.rows.append({"id": f"z{number}", "name": self.person(), "company": firm, "phone": phone})
        self.names = Counter(row["name"] for row in self.rows)
        self.at: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self.rows:
            self.at[row["company"]].append(row)
        self.brands = Counter(self.short[firm] for firm in self.firms)

    def person(self) -> str:
        surname = SURNAMES[min(int(self.random.expovariate(1 / 28)), len(SURNAMES) - 1)]
        size = 1 if self.random.random() < 0.3 else 2
        return surname + "".join(self.random.choice(GIVEN) for _ in range(size))

    def _firm(self) -> str:
        brand = "".join(self.random.sample(BRAND, self.random.choice((2, 2, 2, 3, 4))))
        city = self.random.choice(CITIES)
        shown = city + ("市" if self.random.random() < 0.2 else "")
        full = shown + brand + self.random.choice(TRADES) + self.random.choice(FORMS)
        if self.random.random() < 0.1:
            full = full.removeprefix(shown).replace("有限", f"（{city}）有限", 1)
        self.short[full] = brand
        return full


def people(seed: int = 11, size: int = 3_000) -> tuple[list[dict[str, Any]], list[Case]]:
    """Customers and queries for persons."""
    made = _Made(seed, size)
    traditional = OpenCC("s2t")
    sounds = Counter(pinyin_of(row["name"], apart=False) for row in made.rows)
    cases: list[Case] = []

    def add(kind: str, row: dict[str, Any] | None, expect: str, also: tuple[str, ...] = (), **query: str) -> None:
        right = frozenset(({row["id"]} if row else set()) | set(also))
        cases.append(Case(f"zp-{len(cases)}", kind, Query(**query), right, expect))

    for row in made.random.sample(made.rows, size // 2):
        name, firm, phone = row["name"], row["company"], row["phone"]
        short = made.short[firm]
        surname = name[:1]
        namesakes = tuple(r["id"] for r in made.rows if r["name"] == name)
        alone = "sure" if made.names[name] == 1 else "ask"
        latin = pinyin_of(name)
        one_sound = sounds[pinyin_of(name, apart=False)] == 1
        add("name", row, alone, namesakes, name=name)
        add("person+short", row, "sure", name=name, company=short)
        colleagues = [r for r in made.at[firm] if r["name"][:1] == surname]
        title = made.random.choice(["总", "经理", "工", "老师", "主任", "女士", "先生"])
        same_short = [r for f in made.firms if made.short[f] == short for r in made.at[f] if r["name"][0] == surname]
        add("title", row, "sure" if len(colleagues) == len(same_short) == 1 else "ask", tuple(r["id"] for r in same_short), name=surname + title, company=short)
        add("title_alone", row, "ask", tuple(r["id"] for r in made.rows if r["name"][0] == surname), name=surname + title)
        expect = "sure" if one_sound and len(name) > 2 else "ask"
        add("pinyin", row, expect, name=latin)
        add("pinyin+company", row, "sure", name=latin, company=short)
        add("pinyin_reversed", row, "sure", name=" ".join(reversed(latin.split(" ", 1))), company=short)
        add("pinyin_joined", row, "sure", name=pinyin_of(name, apart=False), company=short)
        add("trad", row, "sure", name=traditional.convert(name), company=traditional.convert(short))
        sound = homophone(made, name)
        if sound:
            add("homophone", row, "sure", name=sound, company=short)
            add("homophone_alone", row, "ask" if not made.names[sound] else "sure", tuple(r["id"] for r in made.rows if r["name"] == sound), name=sound)
        add("phone", row, "sure", phone=f"+86 {phone[:3]} {phone[3:7]} {phone[7:]}")
        add("same_name+phone", row, "sure", name=name, phone=f"{phone[:3]}-{phone[3:7]}-{phone[7:]}")
        wrong = phone[:-1] + str((int(phone[-1]) + 1) % 10)
        add("phone_typo", row, "ask", name=name, phone=wrong)
        add("phone_other_person", row, "ask", name=other_person(made, row), phone=phone)
        add("order", row, "sure", name=f"{name} {short}")
        add("one_string", row, "sure", name=short + name)
    for _ in range(size // 4):
        stranger = new_person(made)
        row = made.random.choice(made.rows)
        longer = row["name"] + made.random.choice(GIVEN)
        add("new", None, "new", name=stranger)
        add("new_person_known_company", None, "new", name=surname_elsewhere(made, row["company"]), company=made.short[row["company"]])
        add("new", None, "new", name=longer[:3] if len(row["name"]) == 2 else row["name"][0] + made.random.choice(GIVEN) + made.random.choice(GIVEN), company=made._firm())  # noqa: SLF001 - of the same module
        add("new_phone", None, "new", phone=f"19{made.random.randrange(10**9):09d}")
        add("new_pinyin", None, "new", name=pinyin_of(stranger), company="Siemens")
    return made.rows, [case for case in cases if not (case.kind == "new" and case.query.name in made.names)]


def pinyin_of(name: str, *, apart: bool = True) -> str:
    """As on a business card: surname, then the given name in one word; polyphonic surnames read as surnames."""
    surname = (surnames_zh().get(name[0]) or (lazy_pinyin(name[0])[0],))[0]
    given = "".join(lazy_pinyin(name[1:]))
    return f"{surname.title()} {given.title()}" if apart else surname + given


def homophone(made: _Made, name: str) -> str | None:
    """The name with its last character replaced by another of the same sound."""
    sound = lazy_pinyin(name[-1])
    others = [c for c in "静婧敬薇微威伟玮炜芳方丽莉力立娜那敏民闵强蔷磊蕾雷军君均洋扬阳勇永涌艳燕雁杰洁捷娟鹃涛韬明鸣铭" if c != name[-1] and lazy_pinyin(c) == sound]
    return name[:-1] + made.random.choice(others) if others else None


def _misheard(made: _Made, short: str) -> str | None:
    """A short name with one character replaced by another of the same sound."""
    places = made.random.sample(range(len(short)), len(short))
    for place in places:
        sound = lazy_pinyin(short[place])
        others = [c for c in dict.fromkeys(SOUNDS) if c != short[place] and lazy_pinyin(c) == sound]
        if others:
            return short[:place] + made.random.choice(others) + short[place + 1 :]
    return None


def other_person(made: _Made, row: dict[str, Any]) -> str:
    name = made.person()
    return name if name[0] != row["name"][0] and name not in made.names else other_person(made, row)


def new_person(made: _Made) -> str:
    name = made.person()
    return name if name not in made.names else new_person(made)


def surname_elsewhere(made: _Made, firm: str) -> str:
    surnames = {r["name"][0] for r in made.at[firm]}
    name = made.person()
    return name if name[0] not in surnames and name not in made.names else surname_elsewhere(made, firm)


def companies(seed: int = 23, size: int = 3_000) -> tuple[list[dict[str, Any]], list[Case]]:
    """Customers and queries for companies."""
    made = _Made(seed, size)
    rows = [{"id": f"f{n}", "name": None, "company": firm, "phone": None} for n, firm in enumerate(made.firms)]
    cases = [Case(f"zc-{n}", *case) for n, case in enumerate(_about_companies(made, rows))]
    return rows, cases


def _about_companies(made: _Made, rows: list[dict[str, Any]]) -> Iterator[tuple[str, Query, frozenset[str], str]]:
    listed = dict(LISTED_PAIRS)
    traditional = OpenCC("s2t")
    for row in rows:
        firm, right = row["company"], frozenset({row["id"]})
        short = made.short[firm]
        same = frozenset(r["id"] for r in rows if made.short[r["company"]] == short)
        alone = "sure" if len(same) == 1 else "ask"
        yield "short_name", Query(company=short), same, alone
        if firm in listed:
            continue
        city = next((c for c in CITIES if firm.startswith(c) or f"（{c}）" in firm), "")
        bare = firm.replace(f"（{city}）", "").removeprefix(f"{city}市").removeprefix(city)
        yield "no_place", Query(company=bare), right, "sure" if sum(bare in r["company"] for r in rows) == 1 else "ask"
        no_form = firm
        for form in ("集团有限公司", "股份有限公司", "有限责任公司", "有限公司"):
            no_form = no_form.removesuffix(form)
        yield "no_form", Query(company=no_form), right, "sure"
        yield "full", Query(company=firm), right, "sure"
        yield "trad", Query(company=traditional.convert(firm)), right, "sure"
        if len(short) > 2:
            slip = short[:-1] + made.random.choice(BRAND)
            yield "typo", Query(company=firm.replace(short, slip)), right, "ask"
        sound = _misheard(made, short)
        if sound and sound not in made.brands:
            yield "homophone", Query(company=firm.replace(short, sound)), right, "sure" if len(short) > 2 else "ask"
            yield "homophone_short", Query(company=sound), right, "sure" if len(short) > 2 else "ask"
        if "股份有限公司" in firm:
            yield "suffix_only_diff", Query(company=firm.replace("股份有限公司", "集团有限公司")), right, "ask"
        yield "near_company", Query(company=short + made.random.choice(OTHER_TRADES)), frozenset(), "new"
        stranger = made._firm()  # noqa: SLF001 - of the same module
        if made.short[stranger] not in made.brands:
            yield "new", Query(company=stranger), frozenset(), "new"
            yield "new_short", Query(company=made.short[stranger]), frozenset(), "new"
