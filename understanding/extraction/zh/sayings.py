"""Sayings and names made of the words of time: 三天两头, 十月稻田."""

import re
from collections.abc import Iterator

from understanding.extraction.page import Page

_SAYINGS = re.compile(
    r"三天打鱼,?两天晒网|三天两头|一天到晚|一年到头|一年四季|日复一日|年复一年|十年如一日|朝三暮四|有朝一日|(?:总|"
    r"终)有一天|三年五载|度日如年|"
    r"一时半会儿?|时时刻刻|分分钟|一天一个[样价]|天天向上|明日之星|今非昔比|百年(?:老店|企业|品牌|大计)|五月天|"
    r"千年老二|早晚(?=会|要|得|能)|"
    r"(?:每|一)(?:人|个人)?每(?:月|年|天|周)(?=[\d一二两三四五六七八九十百千万])|"
    r"每个?(?:月|年|天|周|季度)(?=\ue000|\d{2,}(?![\d号日点:.时]))|"
    # a month and a thing of nature right behind it is a name: 六月雪, 十月稻田
    r"(?:十[一二]?|[一二三四五六七八九])月(?=[花雪兔瓜稻桃梅兰竹桂荷莲槐樱果豆麦鸟燕莺蝶虫鹿猫羊](?!费|了))|"
    r"(?:十[一二]?|[一二三四五六七八九])月(?=影业|唱片|照相|影像|摄影|婚纱|茶馆|书店|书屋|咖啡|烘焙|甜品|花店|民宿"
    r"|客栈|画室|"
    r"小馆|食堂|结晶)"
)


def find_no_time(page: Page) -> Iterator[tuple[int, int]]:
    """The stretches that look like times and are none."""
    for found in _SAYINGS.finditer(page.plain):
        yield found.span()
