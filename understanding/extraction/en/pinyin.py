"""Chinese names in Latin letters: a surname of the hundred commonest and a given name of one or two syllables."""

import re

_SURNAMES = frozenset(
    "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie song tang "
    "han feng deng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu lü ding ren shen yao "
    "cui tan fan liao shi jin jia xia fu fang zou xiong bai meng qin qiu hou yin xue yan duan lei long tao mao "
    "hao gu gong shao wan qian dai mo kong xiang ouyang sima zhuge wong chan cheung lau leung ng".split()
)
_INITIAL = r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
_FINAL = (
    r"(?:iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|ün|ia|ie|iu|ua|uo|ui|ue|üe|er|"
    r"[aeiouü])"
)
_GIVEN = re.compile(rf"{_INITIAL}{_FINAL}(?:[-' ]?{_INITIAL}{_FINAL})?")
# Syllables that are English words first: "he an", "long time", "song can".
_WORDS = frozenset(
    "a an can men me we he she do so to hi no be die pie tie pan pin ping ten tan sun run fan ran man pen den".split()
)


def is_pinyin_name(surname: str, given: str) -> bool:
    """Whether two words in lower case are a Chinese surname and given name: zhang wei, wang xiaoming."""
    return surname in _SURNAMES and given not in _WORDS and _GIVEN.fullmatch(given) is not None
