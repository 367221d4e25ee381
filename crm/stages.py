"""The pipeline deals go through: found by what people call a stage, made with the first deal where there is none."""

from collections.abc import Sequence

from domain.errors import NotFound
from storage import stages
from storage.entities import Pipeline, Stage
from storage.unit_of_work import UnitOfWork

DEFAULTS = (
    ("New", 10, None),
    ("Qualified", 20, None),
    ("Proposal", 50, None),
    ("Negotiation", 80, None),
    ("Won", 100, "won"),
    ("Lost", 0, "lost"),
)
"""Name, probability in percent, outcome. A workspace that has a pipeline of its own keeps it."""

_OTHER_WORDS = {
    "new": ("新建", "新商机", "初步接触"),
    "qualified": ("qualification", "qualify", "已确认", "确认需求", "需求确认", "合格", "立项"),
    "proposal": ("quote", "quoted", "offer", "proposed", "方案", "报价", "提案", "方案报价"),
    "negotiation": ("negotiating", "negotiate", "contract", "谈判", "商务谈判", "合同", "议价"),
    "won": ("closed won", "赢单", "成交", "签约"),
    "lost": ("closed lost", "输单", "丢单"),
}


def list_stages(uow: UnitOfWork) -> Sequence[Stage]:
    """Every stage, in order; the default pipeline is made if there is none yet."""
    found = stages.list_stages(uow)
    if not found and not uow.read_only:
        create_default_pipeline(uow)
        found = stages.list_stages(uow)
    return found


def create_default_pipeline(uow: UnitOfWork) -> Pipeline:
    """The pipeline a new workspace starts with."""
    pipeline = uow.add(Pipeline(name="Sales"))
    for position, (name, probability, outcome) in enumerate(DEFAULTS):
        uow.add(Stage(pipeline_id=pipeline.id, name=name, position=position, probability=probability, outcome=outcome))
    return pipeline


def first_open(uow: UnitOfWork) -> Stage:
    """Where a new deal begins."""
    return next(stage for stage in list_stages(uow) if stage.outcome is None)


def closing(uow: UnitOfWork, outcome: str, like: Stage | None = None) -> Stage:
    """The stage of that outcome (won, lost), of the same pipeline as `like` where it has one."""
    ends = [stage for stage in list_stages(uow) if stage.outcome == outcome]
    if not ends:
        raise NotFound("The pipeline has no stage “{name}”.", name=outcome)
    return next((stage for stage in ends if like is not None and stage.pipeline_id == like.pipeline_id), ends[0])


def find_named(uow: UnitOfWork, name: str) -> Stage | None:
    """The stage people mean by a word, in English or Chinese; its number in the order does too."""
    wanted = name.strip().strip("。.!！").lower()
    known = list_stages(uow)
    if wanted.isdigit():
        return known[int(wanted) - 1] if 0 < int(wanted) <= len(known) else None
    for stage in known:
        own = stage.name.lower()
        if wanted == own or wanted in _OTHER_WORDS.get(own, ()):
            return stage
    return next((stage for stage in known if wanted and stage.name.lower().startswith(wanted)), None)


def list_open_by_word(uow: UnitOfWork) -> list[tuple[str, Stage]]:
    """(word, stage) for everything the open stages are called, the longest words first."""
    found = [
        (word, stage)
        for stage in list_stages(uow)
        if stage.outcome is None
        for word in (stage.name.lower(), *_OTHER_WORDS.get(stage.name.lower(), ()))
    ]
    return sorted(found, key=lambda each: -len(each[0]))


def get_named(uow: UnitOfWork, name: str) -> Stage:
    """Raises NotFound, which names the stages there are."""
    found = find_named(uow, name)
    if found is None:
        names = ", ".join(stage.name for stage in list_stages(uow))
        raise NotFound("There is no stage “{name}”. The stages are: {stages}.", name=name[:60], stages=names)
    return found
