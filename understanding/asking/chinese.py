"""Chinese: question words and particles, and whose question it is (王芳问什么时候发货 is hers)."""

import re

LONGEST = 80

_OPENING = re.compile(
    r"(?:(?:请问|问一?下|问个事|问你|对了|那个|嗨|你好|hi|ok|好的?|诶|哎|欸|麻烦|帮我|帮忙|给我|跟我|你能|能不能"
    r"|可以)[，,\s]*)*"
    r"(?:我?想(?:知道|问问?|了解|看看?)(?:一?下)?|你?(?:还)?(?:知道|知不知道|记得|记不记得)|告诉我|看看|看一?下"
    r"|查查|查一?下|查|说说|说一?下"
    r"|我?(?:忘了|忘记了?|不记得了?|记不清了?|想不起来))?[，,\s]*"
)
_FAVOUR = re.compile(
    r"(?:(?:你?能不能|能否|可不可以|可以|能|麻烦|请|你|帮我|帮忙|给我)[，,\s]*)*"
    r"(?:提醒|记(?!得|录)|记录(?!了|过)|加(?:个|一个|上)|新建|新增一|创建|改(?:成|为|到|一?下)|把|删|取消|推迟|延后"
    r"|分配|转给|合并|标记|设置|添加|更新|建(?:个|一个)"
    r"|存|录|登记|备注|导出|撤销|安排(?:个|一个|一?下)|约(?:个|一个|一?下))"
)
_NOT_ASKED = re.compile(
    r"(?:什么|啥|谁|哪[个些家里儿位天种款]?|多少|怎么样?|几[个点天]?)[^，。,;；？?]{0,5}?(?:都|也)(?!有[谁什哪啥]"
    r"|是谁|包括|叫|在跟)"
    r"|(?:没|没有|不)(?:什么|啥|怎么|多少|几[个天])|(?:不管|无论|不论|随便|任凭)[^，。,]*"
    r"|多少(?:还)?(?:有[点些]|会|是)|多多少少|什么的(?![是时])|几乎|哪怕|动不动|时不时|差不多|(?:等|过|聊|待|开|看"
    r"|要|买|试|给|提|签|发)了?几[个天次套台]"
)
_ASKED = re.compile(
    r"什么|啥|谁|哪(?:个|些|家|里|儿|位|一|几|天|种|款|边|年|月|周|步)|多少|多久|多大|多长|多高|多远|怎么|怎样|如何"
    r"|为什么|为何|为啥|咋|何时"
    r"|几(?:点|号|月|单|笔|个|家|天|次|人|成|时)|是否|([一-龥])(?:不|没)(?!\1\1)\1|有没有?(?=[^，。]*)|是不是"
    r"|能不能|会不会|要不要|可不可以"
    r"|(?:吗|么|嘛)(?=\s*[?？。!！]*$)|(?:过|了|到|好|完|成|来)[^，。,]{0,8}(?<![还都也说])(?:没有"
    r"|没)(?=\s*[?？]*$)|有[^，。,]{1,8}没(?=\s*[?？]*$)|来着(?=\s*[?？]*$)|(?:[的行好忙来到会能]"
    r"|有[^，。,]{0,6})不(?=\s*[?？]*$)"
)
_SHORT_NE = re.compile(r"那?(?!.*(?:还|正|才|可|着|在[^哪]))[^，。,]{1,8}呢\s*[?？]*$")
_MARK = re.compile(r"[?？][?？!！。\s]*$")
_FACT = r"(?:电话号?码?|手机号?码?|邮箱(?:地址)?|微信号?|联系方式|号码)"
_HANDED_OVER = re.compile(
    rf"(?:请|麻烦|帮我|给我|把|将|发我)*[^，。,]{{1,16}}?的?{_FACT}(?:发一?下|说一?下|(?:发|给"
    rf"|告诉)(?:给)?我)(?:一下|下|吧|呗|谢谢|看看|！|。)*"
    rf"|(?!.*[打等回接约要给问说加改有没发寄换存记])[^，。,\s\d：:]{{1,10}}?的?{_FACT}"
)
"""A fact asked for without a question: 王芳的手机号发我一下, 王芳电话."""

_TELLING = (
    r"(?:(?<!请)问(?!题|卷|世)|打听|咨询|请教|询问|想(?:知道|了解|问|看看|打听|确认)|关心|好奇|纠结|犹豫"
    r"|不(?:太)?(?:确定|清楚|知道|明白|懂|晓得)"
    r"|没(?:说|定|想好|确定|告诉)|[搞弄](?:清楚?|明白)|确认|核实|了解|商量|讨论|看看|看一?下|考虑|说|讲|表示|反馈"
    r"|回复|催|要求|取决于|担心|怀疑|告诉|提醒"
    r"|答复|发现|约定|定一?下|定下|沟通)"
)
_TOLD = re.compile(_TELLING)
_OF_SAYING = re.compile(
    r"(?:说|提|提到|提起|讲|聊|聊到|谈|谈到|问|答应|承诺|反馈|回复|催|讨论|表示|告诉|要求|关心|担心|考虑|沟通|确认)"
    r"(?:(?:我|我们|你|他|她|人家)?(?:过|了|到过|起过)[^，。,]{0,14}(?:吗|没有|没|么)"
    r"|(?:我|我们|你|他|她|人家)?(?:过|了|到|的是|的)?(?:些|点)?(?:什么(?!时候)|啥(?!时候)|哪些|哪个|哪款|哪家"
    r"|谁)(?:了|呢|来着|要求|问题|需求|内容|情况|事情?|话|东西)*)\s*[?？]*$"
    r"|(?:有没有|是否|是不是)[^，。,]{0,6}(?:说|提|聊|讲|问|谈|回|答应|反馈)|(?:怎么|咋)(?:说|讲|反馈|回复|表示"
    r"|考虑)的?了?[?？]*$"
)
_STATES = re.compile(r"了|说|要|想|是|在|过|有|给|发|报|签|约")
_CLAUSES = re.compile(r"[，,。；;！!]+")
_SPEAKER = re.compile(r"[^：:，,。？?]{1,12}[：:]\s*\S")


def tells_of_asking(text: str) -> bool:
    """Whether a Chinese sentence tells that somebody asked, or is to be asked."""
    plain = _NOT_ASKED.sub(lambda found: "■" * len(found[0]), text)
    asked = _ASKED.search(plain)
    return asked is not None and not asks(text) and _TOLD.search(plain, 0, asked.start()) is not None


def asks(text: str) -> bool:
    """Whether a Chinese sentence asks us."""
    text = text.strip()
    if len(text) > LONGEST or _SPEAKER.match(text) or re.search(r"[“\"「][^”\"」]*[?？][”\"」]", text):
        return False
    if _HANDED_OVER.fullmatch(text):
        return True
    if _FAVOUR.match(text):
        return False
    opening = _OPENING.match(text)
    words = text[opening.end() :] if opening else text
    clauses = [clause.strip() for clause in _CLAUSES.split(words) if clause.strip(" ?？")]
    if not clauses:
        return False
    before, last = clauses[:-1], clauses[-1]
    if any(len(clause) > 4 and _STATES.search(clause) for clause in before):
        return _is_question(before[0]) if _MARK.search(before[0]) else last.rstrip("?？").endswith("来着")
    return _is_question(last) or (len(before) == 1 and _is_question(before[0]) and len(last) <= 4)


def _is_question(clause: str) -> bool:
    plain = _NOT_ASKED.sub(lambda found: "■" * len(found[0]), clause)
    asked = _ASKED.search(plain) or _MARK.search(plain)
    if asked is None:
        return _SHORT_NE.fullmatch(clause) is not None
    if _OF_SAYING.search(plain):
        return True
    return _TOLD.search(plain, 0, asked.start()) is None
