"""Chinese words for amounts and counts."""

import re
from decimal import Decimal

from understanding.extraction.currencies import names_in
from understanding.extraction.marks import FIRST
from understanding.extraction.page import COVER
from understanding.extraction.wording import Wording
from understanding.extraction.zh.numbers import NUMERAL_CHARS, number_of

# What CLDR calls by its country first people call by the unit alone.
_SHORT = {
    "奈拉": "NGN",
    "里拉": "TRY",
    "第纳尔": "KWD",
    "克朗": "SEK",
    "福林": "HUF",
    "兹罗提": "PLN",
    "格里夫纳": "UAH",
    "先令": "KES",
    "兰特": "ZAR",
    "谢克尔": "ILS",
    "列弗": "BGN",
    "列伊": "RON",
    "坚戈": "KZT",
    "塔卡": "BDT",
    "基普": "LAK",
    "图格里克": "MNT",
    "缅元": "MMK",
    "瑞尔": "KHR",
    "印尼盾": "IDR",
    "菲律宾比索": "PHP",
    "以色列谢克尔": "ILS",
    "墨西哥比索": "MXN",
    "阿根廷比索": "ARS",
    "智利比索": "CLP",
    "哥伦比亚比索": "COP",
    "巴基斯坦卢比": "PKR",
    "印度卢比": "INR",
    "斯里兰卡卢比": "LKR",
    "尼泊尔卢比": "NPR",
    "挪威克朗": "NOK",
    "丹麦克朗": "DKK",
    "瑞典克朗": "SEK",
    "捷克克朗": "CZK",
    "冰岛克朗": "ISK",
    "沙特里亚尔": "SAR",
    "卡塔尔里亚尔": "QAR",
    "阿联酋迪拉姆": "AED",
    "摩洛哥迪拉姆": "MAD",
    "科威特第纳尔": "KWD",
    "埃及镑": "EGP",
    "苏丹镑": "SDG",
    "黎巴嫩镑": "LBP",
    "南非兰特": "ZAR",
    "印尼卢比": "IDR",
    "印度尼西亚盾": "IDR",
    "土耳其里拉": "TRY",
    "巴西雷亚尔": "BRL",
    "马来西亚林吉特": "MYR",
    "缅币": "MMK",
    "泰币": "THB",
    "越南币": "VND",
    "越币": "VND",
}
_NAMES = {
    **names_in("zh"),
    **_SHORT,
    **{
        word: code
        for code, words in {
            "BTC": "比特币 个比特币",
            "ETH": "以太坊 个以太坊 以太币",
            "jiao": "毛钱 毛 角钱 角",
            "fen": "分钱",
            "cents": "美分",
            "pence": "便士",
            "eurocents": "欧分",
            "CNY": "人民币 元人民币 块人民币",
            "元": "元 块钱 块 圆",
            "USD": "刀 美元 美金 美刀 元美元 元美金",
            "EUR": "欧元 欧 元欧元",
            "GBP": "英镑 镑",
            "JPY": "日元 日圆 日币 円 元日币",
            "HKD": "港元 港币 港纸 元港币 蚊",
            "TWD": "新台币 台币 元新台币 元台币",
            "SGD": "新加坡元 新币 坡币",
            "AUD": "澳元 澳币",
            "CAD": "加元 加币",
            "KRW": "韩元 韩币",
            "RUB": "卢布",
            "INR": "卢比 卢比元",
            "THB": "泰铢",
            "CHF": "瑞士法郎 法郎 瑞郎",
            "MYR": "马币 林吉特 令吉",
            "VND": "越南盾",
            "MOP": "澳门元 澳门币 葡币",
            "NZD": "纽币 新西兰元",
            "PHP": "比索",
            "BRL": "雷亚尔",
            "AED": "迪拉姆",
            "SAR": "里亚尔",
        }.items()
        for word in words.split()
    },
}
_COUNTED = (
    r"(?:多|来|几|余|左右|以上)?(?:个|名|位|人|台|套|件|只|份|张|家|条|辆|次|天|年|月|日|号|"
    r"点|分钟|小时|平|平方|平米|吨|公里|米|里|户|用户|账号|席位|坐席|粉丝|会员|学生|员工|字|"
    r"部|支|箱|瓶|吨|度|倍|折|成(?![交本立功为长])|楼|层|期|周|岁|间|栋|行|单(?!子)|"
    r"级|门|所|项(?!目)|款|种|组|批|亩|股|票|点击|流量|门店|网点|设备|终端|车|活|日活|月活|下载|"
    r"播放|浏览|公斤|斤|克|带宽|宽带|网速|内存|流量|硬盘|存储|显示器|屏|电视|分辨率|视频|画质|步|号|栋|室)"
)

_CHARS = NUMERAL_CHARS
_ABOUT = r"[多来余]?(?:个多?)?(?=[万亿w])"
_SOME = rf"(?:[多来余](?=[{FIRST}块元美欧英日港人加澳]))?"
_NO_COUNT = r"(?![\d.月日号点年周天个台套人])"
_ONE = "[一二两三四五六七八九]"
# What a price is for: 三百一个月, 一吨四千三.
_MEASURE = (
    r"(?:个|台|套|吨|件|斤|公斤|箱|平米|平方|平|米|年|月|天|人|次|张|条|份|盒|瓶|辆|户|席|账号|把|块|本|"
    r"桶|袋|晚|小时|头|只|位)"
)
# About so much, rounded to a unit: 万把块, 千把块, 个把万, 万儿八千, 百十来万, 百八十万.
_ROUND_ONES = {"万把": 10_000, "千把": 1_000, "百把": 100, "个把万": 10_000, "万儿八千": 8_000, "千儿八百": 800}
_ROUND_ALONE = "(?:个把万|万儿八千|千儿八百|百八十[万亿]|百十来?[万亿])"
_ROUND = rf"(?:{_ROUND_ALONE}|(?:[万千百]把|百八十|百十来?)(?=[{FIRST}块元]))"
_NUMBER = (
    rf"(?:\d{{1,3}}w\d(?!\d)|{_ROUND}|(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,26}})(?:\.\d{{1,6}})?(?:{_ABOUT}| ?)"
    rf"(?:[百千万亿十][{_CHARS}]{{0,12}}"
    rf"(?:(?<=[万亿千百])\d{{1,4}}(?:[千百十](?:\d[百十]){{0,2}})?(?:万|{_NO_COUNT}))?)?(?<! )|"
    rf"\d{{1,3}}w\d(?!\d)|{_ONE}个半[万亿]|[百千十]来?[万亿](?<=来.)|[{_CHARS}]{{0,3}}十几[万亿]|"
    rf"[{_CHARS}]{{1,6}}[百千万]{_ONE}?(?=[一每]{_MEASURE})|"
    rf"半个?(?=[万亿])[万亿]|[{_CHARS}]{{1,4}}点[零一二三四五六七八九]{{1,4}}个?[百千十]?[万亿]|"
    r"(?<=[近上数超约过])(?<!马上)[十百千][万亿](?![一二三四五六七八九]|别|不要|不能|要记|记得|小心|注意|分之)|"
    rf"[{_CHARS}]{{1,16}}(?:{_ABOUT}[万亿][{_CHARS}]{{0,10}})?(?:(?<=[万亿])\d{{1,4}}(?:[千百]?万|"
    rf"{_NO_COUNT}))?{_SOME})"
)
# Names that cannot stand before a number: a 块 or 刀 there is no money.
_TITLES = {
    name: code
    for name, code in _NAMES.items()
    if len(name) > 1 and name[0] not in "元块个圆" and name[-1] not in "钱角毛分"
}


def _value(text: str, _currency: str, _scaled: bool) -> Decimal:  # noqa: FBT001  # as Wording.value is called
    if re.fullmatch(r"\d{1,3}w\d", text):
        return Decimal(text.replace("w", ".")) * 10_000
    about = _about(text)
    if about is not None:
        return about
    half = re.fullmatch("(.)个半(.)", text)
    if half:
        return (number_of(half[1]) + Decimal("0.5")) * number_of("一" + half[2])
    text = text.replace("几", "").replace("来", "")
    if text[0] in "万亿百千" and not re.fullmatch("[百千][万亿]", text):
        raise ValueError(text)  # 万科, 千万别忘: no number begins so
    text = re.sub(r"[多来余个]", "", text)
    if text[0] == "半":
        return number_of("一" + text[1:]) / 2
    return _with_point(
        re.sub(r"([一二两三四五六七八])[二两三四五六七八九](?=[十百千万亿])", r"\1", text)
    )  # 二三十万: 20 on


def _about(text: str) -> Decimal | None:
    """What rounds to a unit: 百八十万 is about a hundred of them, 百十来万 ten more, 万儿八千 eight thousand or so."""
    if text in _ROUND_ONES:
        return Decimal(_ROUND_ONES[text])
    rounded = re.fullmatch("百(八?十)来?([万亿])?", text)
    if not rounded:
        return None
    return (Decimal(100) if rounded[1] == "八十" else Decimal(110)) * number_of("一" + (rounded[2] or ""))


def _with_point(text: str) -> Decimal:
    whole, point, decimals = text.partition("点")
    if not point:
        return number_of(text)
    unit = decimals.lstrip("零一二三四五六七八九")
    digits = decimals.removesuffix(unit)
    return (number_of(whole) + Decimal("0." + "".join(str(number_of(char)) for char in digits))) * number_of(
        "一" + unit
    )


def _minor(text: str) -> Decimal:
    """角 and 分, or the lone numeral of 三块五."""
    tenths, hundredths = re.search(r"(.)[角毛]", text), re.search(r"(.)美?分|(?<=[角毛])(.)$", text)
    total = number_of(tenths[1]) / 10 if tenths else Decimal(0)
    if hundredths:
        total += number_of(hundredths[1] or hundredths[2]) / 100
    return total if tenths or hundredths else number_of(text) / 10


WORDING = Wording(
    number=_NUMBER,
    value=_value,
    scales={"w": 10_000, "k": 1_000, "m": 1_000_000, "kw": 10_000_000},
    names=_NAMES,
    titles=_TITLES,
    minor=r"零?[\d一二三四五六七八九][角毛](?:[\d一二三四五六七八九]分?)?|"
    r"又?[\d一二三四五六七八九]美?分(?!钟)|(?<=块)[\d一二三四五六七八九](?![\d.十百千万个位]|年|月|天|次|套|台|人|"
    r"张|件|斤|份|晚|平|盒|箱|瓶)",
    minor_value=_minor,
    leads=r"(?:单(?:台|个|套|件|只|张|次|人|机)|罚了|扣了|亏了|差额|注册资本|报价|预算|价格|金额|定金|订金|首付|尾款|合同额?|总价|单价|费用|成交价|售价|总额|货款|"
    r"押金|年费|优惠|便宜|奖金|提成|佣金|运费|保证金|货值|成本|利润|均价|底价|最低价|市场价|价钱|月租|租金|"
    r"服务费|实施费|首期|二期款|全款|让利|返现|退款|罚款|花了|充值|欠款|客单价|起步价|出价|要价|开价|报了|回款|"
    r"打款|付款|付了|收到|转了|打了|让了|降了|涨了|加价)(?:是|为|大概|大约|约|在|改成|改为|给到|到|:|：|\s|"
    r"差不多|不超过|最多|至少|从|降到|涨到|谈到|砍到|了|他|她|我们?|你|客户|不到|不足|将近|接近|近|快|超过|小|才|只|"
    r"就|有|还有){0,4}|"
    rf"(?:到账|实付|实收|实际|合计|共计|总计|一共|共|收款|入账|省了|亏了|赚了|赔了|欠|差|补|垫付|交了|花|用了|"
    rf"付)(?:了|他们?|我们?|款|:|：|\s|近|约|大概){{0,3}}"
    rf"(?=\d{{1,3}},\d{{3}}|\d{{4,}}|[{_CHARS}]{{0,4}}[百千万])|"
    rf"(?:[\u4e00-\u9fff](?:费|款)|[定订押租奖]金|人均(?:消费)?)(?:先|只|就|一共|才)?(?:收|付|交|给|打|要|"
    rf"花)?了?(?:大概|约)?"
    rf"(?=\d{{3}}|\d+[百千万]|[{_CHARS}]{{1,3}}[百千万])|"
    rf"{COVER}(?:之|以)?后(?:的价)?(?:价格?)?(?:也?就?是|为|才|只要|要)?(?=\d{{3}}|\d+[百千万])|"
    rf"(?:卖(?:到|了)?|收费|标价|挂价|出到|加到|给到|定在|只要|就要|现价|报)(?=\d{{3}})|"
    rf"[\u4e00-\u9fff]价(?:格)?(?:是|为|在|大概|大约|约|到)?|[一每]{_MEASURE}[\u4e00-\u9fff]?(?=\d{{3}}|\d+[百千万]|"
    rf"[{_CHARS}]{{1,3}}[百千万])",
    alone=rf"(?:\d[\d,.]*|半|(?=[^万亿百千])[{_CHARS}]+(?:点[{_CHARS}]+)?)"
    rf"[多来余]?(?:个多?)? ?(?:[百千十]?[万亿][{_CHARS}\d]*|w|kw)|(?<=[近上数超约过])[十百千][万亿]|"
    rf"\d{{1,3}}w\d|{_ONE}个半[万亿]|{_ROUND_ALONE}|[百千十]来[万亿]|[{_CHARS}]{{0,3}}十几[万亿]|{_ONE}{_ONE}[千万]|"
    rf"(?:{_ONE}千)?{_ONE}百{_ONE}|{_ONE}千{_ONE}|\d千\d?",
    counted=_COUNTED,
    priced=rf"(?:[一每/]|每一){_MEASURE}|(?<=\d\d\d)(?:就|都|直接|全部?)?(?:拿走|拿下|搞定|成交|封顶|包邮|包圆|打包|到手|起步|卖了?|买断)",
    vague=r"(?:预算|合同额?|总价|总额|成本|业绩|营收|利润|产值|注册资本|回款)[^\d]*\d{1,3}",
    moves=r"(?:砍|降|压|谈|减|还|涨|加|提|升|改|调|杀|抬|缩)(?:价|减)?(?:到了?|成|为|至)(?:大概|大约|差不多|只|不到)?",
    idioms=r"(?<![十百千万\d.零一二三四五六七八九价])[一这那每几]块(?![钱\d一二三四五六七八九多]|人民币)|"
    rf"\d+[kmg](?={_COUNTED})|"
    r"(?:一|几)?(?:百|千|十)?万[个分次]?(?:感谢|谢谢|抱歉|对不起|愿意|不愿意|小心|别)|"
    r"[^近上数超约过\d一二三四五六七八九十几]千万(?=别|不要|不能|不可|要记|记得|记住|小心|注意)|"
    r"万一(?![个块元])|[十百千]万(?:雄师|富翁|火急|个为什么)|跑[了步]?\d+k|(?<!十)[几数][十百千万]{1,3}[万亿]?|"
    r"(?<![一二三四五六七八九\d])二百五(?![十块元])",
)

COUNTERS = (
    (
        re.compile(
            rf"(?<![\d.\-:/第a-z])(\d{{1,7}}(?:\.\d)?[万千百]?|"
            rf"[{NUMERAL_CHARS}]{{1,6}})((?:多)?(?:个(?:账号|席位|坐席|用户|许可|点位|门店|人|坐席|"
            r"授权|名额|终端|节点)|套|台(?!币)|件|名员工|名用户|人团队|坐席|席位|个席位|辆|箱|吨|"
            r"折))(?!餐|路|间)"
        ),
        number_of,
    ),
)
