"""Which column means what: names as people write them over their tables, in English and Chinese."""

from collections.abc import Iterable, Mapping

NAMES: Mapping[str, str] = {
    "external_id": "id external_id externalid ref key 编号 客户编号 序号 外部编号 线索编号 商机编号",
    "name": "name contact contact_name full_name fullname person 姓名 联系人 名字 联系人姓名 客户姓名 名称",
    "first_name": "first_name firstname given_name 名",
    "last_name": "last_name lastname surname family_name 姓",
    "company": "company company_name account account_name organization organisation employer customer"
    " 公司 公司名称 单位 企业 企业名称 客户公司 客户名称 客户",
    "phone": "phone phones telephone tel mobile cell phone_number mobile_phone contact_phone"
    " 电话 手机 手机号 手机号码 联系电话 电话号码 联系方式",
    "email": "email emails e-mail mail email_address 邮箱 电子邮箱 邮件 电子邮件",
    "handle": "handle handles telegram wechat slack im 微信 微信号 账号",
    "aliases": "aliases alias aka nickname nicknames also_known_as 别名 昵称 曾用名 简称",
    "title": "title position job_title role 职位 职务 头衔",
    "city": "city town 城市 所在城市 地区",
    "address": "address street street_address 地址 详细地址 通讯地址",
    "postcode": "postcode zip zip_code postal_code 邮编",
    "region": "region country country_code 国家",
    "owner": "owner owner_name sales rep salesperson assigned_to 负责人 所属销售 销售 跟进人 业务员 归属人",
    "stage": "stage phase deal_stage 阶段 销售阶段 商机阶段",
    "status": "status lead_status 状态",
    "amount": "amount value deal_value budget 金额 预计金额 商机金额 预算",
    "currency": "currency 币种 货币",
    "close_on": "close_on close_date closing_date expected_close 预计成交日期 成交日期 结单日期",
    "source": "source lead_source channel 来源 线索来源 客户来源 渠道",
    "tags": "tags tag labels label 标签",
    "created_at": "created_at created date created_date 创建时间 创建日期 录入时间",
    "deal": "deal deal_name opportunity opportunity_name 商机 商机名称 项目 项目名称",
    "lead": "lead lead_name 线索 线索名称",
    "lost_reason": "lost_reason reason 输单原因 丢单原因",
    "note": "note notes remark comment 备注 说明",
}


def meaning_of(headers: Iterable[str]) -> dict[str, str]:
    """For each header known, the field it fills; of two that mean the same the first wins, unknown ones go."""
    fields = {_plain(word): name for name, words in NAMES.items() for word in words.split()}
    found: dict[str, str] = {}
    for header in headers:
        name = fields.get(_plain(header))
        if name and (name not in found.values() or name in {"phone", "email"}):
            found[header] = name
    return found


def _plain(header: str) -> str:
    return "".join(c for c in header.strip().casefold() if c.isalnum())
